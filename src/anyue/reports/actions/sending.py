"""Writes: saving, submitting, taking back, returning and approving a report."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import times_for
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.errors.times import LOCKED, LOCKED_AS_SENT, OCCURRENCE_CANCELLED
from anyue.core.forms.entry import entry_form
from anyue.core.forms.values import check_values, clean_text
from anyue.files.storing import storing
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.actions import claim_records, release_records
from anyue.reports import filling
from anyue.reports.attached import NO_FILES, Files, files_sent, keep_files, send_files
from anyue.reports.claims import changed_by_other, claim_report
from anyue.reports.drafting import ValuesWrongError, draft_of
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import Basis, draw_basis
from anyue.reports.signed import carry_sign_off, kept_sign_off, require_sign_off, tell_of_signing
from anyue.reports.standing_in import require_filling, require_still_filling
from anyue.reports.written import CONTENT, Draft, is_written
from anyue.web.words import moment_words


def _checked(occurrence: Occurrence, raw: Mapping[str, str]) -> dict[str, str]:
    row = occurrence.deadline.form
    values, problems = check_values(entry_form(row.form, raw), raw) if row else ({}, {})
    if problems:
        raise ValuesWrongError(problems)
    return values


def _check_given(occurrence: Occurrence, own: Mapping[str, str], sent: Sequence[Sequence[str]]) -> None:
    """A table left empty tells that there was nothing; a card, or a text without a file, tells nothing."""
    row = occurrence.deadline.form
    if row is not None and not filling.sums_up(row.kind) and row.form.indicators and not own and not sent:
        empty = AnyueError(errors.NOTHING_GIVEN, title=row.title)
        raise ValuesWrongError({row.form.indicators[0].code: empty})


def save_report(  # noqa: PLR0913  One argument a part of what is kept.
    *,
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    by: User,
    files: Files = NO_FILES,
) -> Report:
    """Keep what was typed so far, and the files of a text, without sending it in.

    Raises:
        AnyueError: no right to, wrong values (`ValuesWrongError`), or changed by somebody else meanwhile.
    """
    try:
        with storing(by=by) as store, transaction.atomic():
            report = _save(participation, occurrence, raw, revision, files, by=by)
            keep_files(report, files, store, by=by)
            return report
    except IntegrityError as taken:
        raise changed_by_other(participation, occurrence) from taken


def _save(  # noqa: PLR0913  One argument a part of what is kept.
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    files: Files,
    *,
    by: User,
) -> Report:
    require_filling(participation, by, raw.get("stand_in", ""))
    own = _checked(occurrence, raw)
    basis = draw_basis(participation, occurrence)
    draft = draft_of(basis, participation, own, raw)
    if draft:
        own = {**own, CONTENT: draft.text}
    entries = filling.typed(basis.form, own, basis.known)
    kept = {
        "entries": entries,
        "figures": draft.figures if draft else {},
        **kept_sign_off(basis.report, entries, has_files=bool(files)),
        "reasons": filling.reasons_in(basis.form, raw),
        "saved_at": clock.now(),
        "saved_by": by,
    }
    report = claim_report(participation, occurrence, revision, kept)
    write_entry("save_report", by=by, on=report, unit_id=participation.unit_id)
    if draft and raw.get("ask"):
        tell_of_signing(report, "请领导审签")
    return report


def submit_report(  # noqa: PLR0913  One argument a part of what is sent in.
    *,
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    key: str,
    by: User,
    files: Files = NO_FILES,
) -> Report:
    """Send a report in as an immutable version; the same key a second time changes nothing.

    Raises:
        AnyueError: no right to, not acknowledged, locked or cancelled when the request came in, wrong values
            (`ValuesWrongError`), or changed meanwhile.
    """
    try:
        return _submit(participation, occurrence, raw, revision, key, files, by=by)
    except IntegrityError as taken:
        problem = changed_by_other(participation, occurrence)
        if twin := _sent_with(participation, occurrence, key):
            return twin
        raise problem from taken
    except AnyueError:
        # A second tap, beside the first or after it, finds its own key there and has nothing left to do.
        if twin := _sent_with(participation, occurrence, key):
            return twin
        raise


def _submit(  # noqa: PLR0913, PLR0917  One argument a part of what is sent in.
    participation: Participation,
    occurrence: Occurrence,
    raw: Mapping[str, str],
    revision: int,
    key: str,
    files: Files,
    *,
    by: User,
) -> Report:
    stood_in = require_filling(participation, by, raw.get("stand_in", ""))
    # A unit that has nobody has nobody to acknowledge either.
    if participation.acknowledged_at is None and not stood_in:
        raise AnyueError(errors.NOT_ACKNOWLEDGED)
    own = _checked(occurrence, raw)
    now = clock.arrived()
    basis = draw_basis(participation, occurrence, is_new=revision == 0)
    sent_files = files_sent(basis.report, files) if is_written(basis.form) else []
    _check_given(occurrence, own, sent_files)
    if basis.report is None or basis.report.returned_at is None:
        # What the superior sent back is taken whenever it comes.
        _check_open(participation, occurrence, now)
    reasons = _reasons(basis, own, raw)
    draft = draft_of(basis, participation, own, raw, is_sent=True)
    if draft:
        own = {**own, CONTENT: draft.text}
    version = _version(basis, own, reasons, draft, sent_files, key=key, now=now, by=by)
    known = basis.report
    entries = filling.typed(basis.form, own, basis.known)
    signed = kept_sign_off(known, entries, has_files=bool(files))
    if not stood_in:
        require_sign_off(occurrence, signed)
    facts: dict[str, object] = {
        "entries": entries,
        "figures": draft.figures if draft else {},
        **signed,
        "reasons": reasons,
        "is_nil": filling.is_nil(basis.form, version.values),
        "saved_at": now,
        "saved_by": by,
        "submitted_at": now,
        "submitted_by": by,
        "first_submitted_at": known.first_submitted_at if known and known.first_submitted_at else now,
        "version": known.version + 1 if known else 1,
        "opened_at": None,
        "opened_by": None,
        "returned_at": None,
        "returned_by": None,
    }
    # Everything is read and reckoned before the transaction, which holds up whoever else wants to write.
    with storing(by=by) as store, transaction.atomic():
        require_still_filling(participation, by, stood_in)
        version.report = claim_report(participation, occurrence, revision, facts)
        version.number = version.report.version
        version.read_from = known.read_from if known and known.awaits_confirmation else ""
        version.stood_in = stood_in
        version.save()
        carry_sign_off(version, signed)
        keep_files(version.report, files, store, by=by)
        if sent_files:
            send_files(version.report)
        if counted := basis.drawn.record_ids:
            claim_records(
                records=[record for record in basis.held if record.pk in counted],
                form=basis.row,
                occurrence=occurrence,
                line=participation,
                root_pk=occurrence.deadline.campaign.root_pk,
            )
        act = "stand_in" if stood_in else "submit_report"
        write_entry(act, by=by, on=version.report, unit_id=participation.unit_id)
    return version.report


def _check_open(
    participation: Participation,
    occurrence: Occurrence,
    arrived: datetime,
    problem: errors.Problem = LOCKED,
) -> None:
    """Refuse what is not asked any more, or what came in after the lock, and say whom to ask."""
    times = times_for(participation, occurrence)
    if times.cancelled:
        raise AnyueError(OCCURRENCE_CANCELLED, reason=times.cancelled)
    if times.locks_at is not None and times.is_locked(arrived):
        superior = participation.superior or participation
        raise AnyueError(
            problem,
            locked=moment_words(timezone.localtime(times.locks_at)),
            unit=superior.unit.name,
            name=participation.added_by.name if participation.added_by else "",
        )


def _sent_with(participation: Participation, occurrence: Occurrence, key: str) -> Report | None:
    """The report that this key has sent in already."""
    place = {"participation": participation, "occurrence": occurrence}
    return Report.objects.filter(**place, versions__key=key).first()


def _reasons(basis: Basis, own: Mapping[str, str], raw: Mapping[str, str]) -> dict[str, str]:
    """Why each number that is not what the ledger says is another, by code.

    Raises `ValuesWrongError` where a person gave no reason that has to be given.
    """
    given = filling.reasons_in(basis.form, raw)
    asked = filling.reasons_asked(basis.form, filling.completed(basis.form, own), basis.sure, basis.carried)
    if missing := {code: error for code, error in asked.items() if code not in given}:
        raise ValuesWrongError(missing)
    return {code: given[code] for code in asked}


def _version(  # noqa: PLR0913  One argument a part of what is sent in.
    basis: Basis,
    own: dict[str, str],
    reasons: dict[str, str],
    draft: Draft | None,
    files: Sequence[Sequence[str]],
    *,
    key: str,
    now: datetime,
    by: User,
) -> ReportVersion:
    """The version to store, with the digest over everything it says."""
    sent = filling.completed(basis.form, own)
    figures: list[list[object]] = []
    if draft:
        sent[CONTENT], figures = draft.as_sent
    values = filling.with_below(basis.form, sent, basis.below)
    typed = sorted(filling.typed(basis.form, own, basis.known))
    parts = [[part.participation_id, part.version_id] for part in basis.parts]
    body = {
        "values": values,
        "own": sent,
        "records": basis.drawn.records,
        "parts": parts,
        "typed": typed,
        "reasons": reasons,
        "carried": basis.carried,
        "counters": {
            code: [one.channel, one.name, one.read_on.isoformat()] for code, one in basis.counters.items()
        },
        "figures": figures,
    }
    said = {**body, "files": files}
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return ReportVersion(**body, key=key, digest=digest, submitted_at=now, submitted_by=by)


def _reopen(report: Report) -> None:
    """Free what the report counted, so that the unit can change it."""
    form = report.occurrence.deadline.form
    if form is not None:
        release_records(line=report.participation, form=form, occurrence=report.occurrence)


@transaction.atomic
def take_back_report(*, report: Report, by: User) -> None:
    """Take a report back before the superior has opened it.

    Raises:
        AnyueError: no right to, opened already, not with the superior, or locked, so that it could not be
            sent in again.
    """
    require(by, Permission.SUBMIT_REPORT, report.participation.unit_id)
    _check_open(report.participation, report.occurrence, clock.arrived(), LOCKED_AS_SENT)
    rows = Report.objects.filter(pk=report.pk, submitted_at__isnull=False, approved_at__isnull=True)
    if not rows.filter(opened_at__isnull=True).update(
        submitted_at=None, submitted_by=None, revision=F("revision") + 1
    ):
        raise AnyueError(errors.TAKEN_UP if rows.exists() else errors.REVIEW_STALE)
    _reopen(report)
    write_entry("take_back_report", by=by, on=report, unit_id=report.participation.unit_id)


@transaction.atomic
def open_for_review(*, report: Report, by: User) -> None:
    """Note that the superior has opened a report, after which it can't be taken back; once is enough."""
    _require_review(report, by)
    if Report.objects.filter(pk=report.pk, submitted_at__isnull=False, opened_at__isnull=True).update(
        opened_at=clock.now(), opened_by=by
    ):
        write_entry("open_for_review", by=by, on=report, unit_id=report.participation.unit_id)


def _require_review(report: Report, by: User) -> None:
    """A report is reviewed by the unit it reports to, and by nobody else above."""
    superior = report.participation.superior
    require(by, Permission.REVIEW_REPORT, superior.unit_id if superior else report.participation.unit_id)


@transaction.atomic
def return_report(*, report: Report, version: int, reason: str, by: User, marks: Sequence[str] = ()) -> None:
    """Send a report back with a reason and the blanks it is about; its numbers are never changed from above.

    Raises:
        AnyueError: no right to, no reason, or another version stands there by now.
    """
    _require_review(report, by)
    reason = clean_text(reason)
    if not reason:
        raise AnyueError(errors.REASON_MISSING, field="reason")
    _decide(
        report,
        version,
        submitted_at=None,
        submitted_by=None,
        returned_at=clock.now(),
        returned_by=by,
        returned_version=version,
        return_reason=reason[:500],
        return_marks=_known_marks(report, marks),
    )
    _reopen(report)
    write_entry("return_report", by=by, on=report, unit_id=report.participation.unit_id)
    _tell(report, "退回修改")


def _known_marks(report: Report, marks: Sequence[str]) -> list[str]:
    """Those of the marks that are blanks of the report's form, each once, in the order of the form."""
    row, marked = report.occurrence.deadline.form, set(marks)
    return [i.code for i in entry_form(row.form, marked).indicators if i.code in marked] if row else []


@transaction.atomic
def approve_report(*, report: Report, version: int, by: User) -> None:
    """Make the version that was reviewed official, so that totals above count it.

    Raises:
        AnyueError: no right to, or another version stands there by now.
    """
    _require_review(report, by)
    _decide(report, version, approved_at=clock.now(), approved_by=by)
    write_entry("approve_report", by=by, on=report, unit_id=report.participation.unit_id)
    _tell(report, "审核通过")


def _decide(report: Report, version: int, **facts: object) -> None:
    """Write a review's outcome if the reviewed version is still the one that waits."""
    waiting = Report.objects.filter(
        pk=report.pk, version=version, submitted_at__isnull=False, approved_at__isnull=True
    )
    if not waiting.update(**facts, revision=F("revision") + 1):
        raise AnyueError(errors.REVIEW_STALE)


def _tell(report: Report, outcome: str) -> None:
    form = report.occurrence.deadline.form
    title = form.title if form else report.occurrence.deadline.what
    text = f"{outcome}：{title}（{report.occurrence.label}）"
    post_message(unit=report.participation.unit, text=text, url=report.get_absolute_url())
