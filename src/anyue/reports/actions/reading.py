"""Writes: returned Word and Excel files read into the drafts of the units that sent them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.choices import FormKind
from anyue.campaigns.files import Upload
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import inferiors_of
from anyue.core.collect.collect import collect
from anyue.core.collect.senders import Senders
from anyue.core.collect.sent_form import SentForm
from anyue.core.collect.sent_list import SentList
from anyue.core.errors import REPORT_CHANGED, AnyueError
from anyue.core.forms.entry import entry_form
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.opening import is_set_aside
from anyue.core.forms.returned.reading import Reading
from anyue.core.forms.values import check_values
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports import filling
from anyue.reports.choices import ReadOutcome
from anyue.reports.claims import claim_report
from anyue.reports.models import Report
from anyue.reports.queries import draw_basis, sent_form_of

FROM_FILE = "以报回的文件为准"
"""Why a number read from a file is not what the ledger says."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file; `participation` is its unit, None where that is not known."""

    name: str
    participation: Participation | None
    outcome: ReadOutcome
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The files in the order in which they came, and the units below that none of them is from."""

    files: tuple[FileRead, ...]
    without: tuple[Participation, ...]


def read_in_files(
    *, participation: Participation, occurrence: Occurrence, files: Iterable[Upload], by: User
) -> FilesRead:
    """Read returned files of one table into the drafts of the units that report to a participation.

    What a unit has sent in or typed itself is left as it is. Nothing of a file is kept but the values and the
    name of one that is read in. Each draft is a transaction of its own.

    Raises:
        AnyueError: no right to, or a form without blanks for numbers.
    """
    require(by, Permission.REVIEW_REPORT, participation.unit_id)
    row = occurrence.deadline.form
    if row is None:
        message = "An occurrence without a form has nothing to read in."
        raise ValueError(message)
    sent = sent_form_of(row)
    inferiors = list(inferiors_of(participation))
    # Two units of one name can't be told apart by a file, so that neither is in the list.
    counts = Counter(inferior.unit.name for inferior in inferiors)
    by_name = {one.unit.name: one for one in inferiors if counts[one.unit.name] == 1}
    set_aside: list[FileRead] = []
    values: list[dict[str, str]] = []
    collected = collect(sent.template, Senders(list(by_name)), _readings(sent, files, values, set_aside))
    told = []
    for one, raw in zip(collected.files, values, strict=True):
        unit = by_name.get(one.unit or "")
        outcome = ReadOutcome.NOT_COUNTED
        if one.counted and unit:
            outcome = _keep(unit, occurrence, raw, (one.file, _findings(sent, one.findings)), by=by)
        told.append(FileRead(one.file, unit, outcome, tuple(f.message for f in one.findings)))
    missing = set(collected.missing)
    return FilesRead((*told, *set_aside), tuple(one for one in inferiors if one.unit.name in missing))


def _readings(
    sent: SentForm | SentList,
    files: Iterable[Upload],
    values: list[dict[str, str]],
    set_aside: list[FileRead],
) -> Iterator[Reading]:
    """The readings one by one, while their values by code, and the files set aside, gather in the lists."""
    for file in files:
        if is_set_aside(file.name):
            set_aside.append(FileRead(file.name, None, ReadOutcome.SET_ASIDE))
        else:
            reading, by_code = sent.read(file.data, file.name)
            values.append(by_code)
            yield reading


def _keep(
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    source: tuple[str, Iterable[list[str]]],
    *,
    by: User,
) -> ReadOutcome:
    """Write one file's values into its unit's draft, unless the unit has been there first."""
    basis = draw_basis(participation, occurrence)
    report = basis.report
    if report is not None and not report.is_untyped:
        return _left_alone(report)
    values, wrong = check_values(entry_form(basis.form, raw), raw)
    file, findings = source
    now = clock.now()
    # A file's rows are all that its unit has to register; of a table, what it leaves empty stays as known.
    own = values if basis.row.kind == FormKind.REGISTER else {**basis.known, **values}
    entries = filling.typed(basis.form, own, basis.known)
    facts: dict[str, object] = {
        # A blank that the file leaves empty goes on following the ledger.
        "entries": entries,
        # Who sends it in need not say again why it is what their own file says.
        "reasons": {code: FROM_FILE for code in entries if code in basis.known},
        "read_from": file[-200:],
        "read_findings": [*findings, *([c, e.message] for c, e in wrong.items())],
        "saved_at": now,
        "saved_by": by,
        "read_at": now,
        "read_by": by,
    }
    try:
        with transaction.atomic():
            kept = claim_report(participation, occurrence, report.revision if report else 0, facts)
            write_entry("read_in_report", by=by, on=kept, unit_id=participation.unit_id)
            if report is None or not report.is_as_read:
                text = f"已从文件读入，请核对后报送：{basis.row.title}（{occurrence.label}）"
                post_message(unit=participation.unit, text=text, url=kept.get_absolute_url())
    except IntegrityError:
        return ReadOutcome.TYPED
    except AnyueError as changed:
        if changed.problem is not REPORT_CHANGED:
            raise
        return ReadOutcome.TYPED
    return ReadOutcome.READ


def _left_alone(report: Report) -> ReadOutcome:
    return ReadOutcome.SENT if report.submitted_at else ReadOutcome.TYPED


def _findings(sent: SentForm | SentList, findings: Iterable[Finding]) -> Iterator[list[str]]:
    """[code, sentence] of each finding at each blank that it names, with an empty code for the whole file.

    What speaks of several blanks as one, such as a false sum, is said at the last of them.
    """
    for finding in findings:
        known = [(index, code) for index in finding.where if (code := sent.codes[index])]
        if not known:
            yield ["", finding.message]
        elif "blanks" not in finding.places:
            yield [known[-1][1], finding.message]
        else:
            for index, code in known:
                places = {**finding.places, "blanks": sent.template.name(index)}
                yield [code, Finding(finding.problem, (index,), places).message]
