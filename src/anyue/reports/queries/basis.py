"""What a table is filled from: the ledger's records of its period, and the approved tables of those below."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Max, OuterRef, Q

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import due_at
from anyue.core.forms.form import Form
from anyue.records.models import ActivityRecord
from anyue.records.queries import Held, counted_in, records_by_id, uncounted_between
from anyue.reports import filling
from anyue.reports.models import Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Part:
    """The approved table of one unit below."""

    participation_id: int
    version_id: int
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that a table of one participation and occurrence can be filled from."""

    report: Report | None
    row: CampaignForm
    form: Form
    held: list[Held]
    ledger: filling.Ledger
    parts: list[Part]
    below: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its page shows it: `own` is what stands in the inputs, `total` what counts above.

    A report that is with the superior shows its version; otherwise the present state of ledger and parts.
    """

    participation: Participation
    occurrence: Occurrence
    basis: Basis
    due: datetime
    own: dict[str, str]
    total: dict[str, str]
    version: ReportVersion | None

    @property
    def revision(self) -> int:
        """The revision that a change has to name."""
        return self.basis.report.revision if self.basis.report else 0


def report_of(participation: Participation, occurrence: Occurrence) -> Report | None:
    """The report of this place, None where nothing was saved yet; one query."""
    people = ("submitted_by", "returned_by", "approved_by", "saved_by")
    return (
        Report.objects.filter(participation=participation, occurrence=occurrence)
        .select_related(*people)
        .first()
    )


def draw_basis(participation: Participation, occurrence: Occurrence, *, is_new: bool = False) -> Basis:
    """Gather what fills a table; at most three queries. `is_new` says that no report is known of yet."""
    row = occurrence.deadline.form
    if row is None:
        message = "An occurrence without a form has nothing to fill."
        raise ValueError(message)
    report = None if is_new else report_of(participation, occurrence)
    records: list[Held] = []
    if any(indicator.source for indicator in row.form.indicators):
        records = _records(participation, occurrence, row)
    takes_in = participation.is_relayed and filling.sums_up(row.kind)
    parts = _parts(participation, occurrence) if takes_in else []
    return Basis(
        report=report,
        row=row,
        form=row.form,
        held=records,
        ledger=filling.draw_from(row.form, records),
        parts=parts,
        below=filling.below_values(row.form, [(part.name, part.values) for part in parts]),
    )


def _records(participation: Participation, occurrence: Occurrence, row: CampaignForm) -> list[Held]:
    """Records that no submitted table of this form counts and whose first open period is this occurrence's.

    One query, and a second where an earlier period may still be open for some of them.
    """
    since = occurrence.deadline.counts_from or occurrence.starts_on
    records = uncounted_between(participation.unit_id, since, occurrence.ends_on, row)
    if all(record.held_on >= occurrence.starts_on for record in records):
        return records
    submitted = Report.objects.filter(
        participation=participation, occurrence=OuterRef("pk"), submitted_at__isnull=False
    )
    earlier = Occurrence.objects.filter(
        deadline__form=row,
        ends_on__lt=occurrence.ends_on,
        # A period that was over before the unit was asked is nobody's to report.
        due_at__gte=participation.added_at + timedelta(hours=participation.hours_earlier),
    )
    last_open = earlier.filter(~Exists(submitted)).aggregate(Max("ends_on"))["ends_on__max"]
    return [record for record in records if last_open is None or record.held_on > last_open]


def _parts(participation: Participation, occurrence: Occurrence) -> list[Part]:
    versions = (
        ReportVersion.objects.filter(
            report__participation__superior=participation,
            report__occurrence=occurrence,
            report__approved_at__isnull=False,
            number=F("report__version"),
        )
        .select_related("report__participation__unit")
        .order_by("report__participation__unit__position", "report__participation__unit_id")
    )
    return [
        Part(
            version.report.participation_id,
            version.pk,
            version.report.participation.unit.name,
            version.values,
        )
        for version in versions
    ]


def records_behind(sheet: Sheet) -> list[ActivityRecord]:
    """The records that a table counts, or would count if it were sent in now; at most one query."""
    if sheet.version:
        return list(counted_in(sheet.participation.unit, sheet.basis.row, sheet.occurrence))
    return list(records_by_id(sheet.basis.ledger.record_ids))


def below_counts(sheet: Sheet) -> dict[str, int]:
    """How many units below report this table, and how far they are; empty without any. At most one query."""
    if not (sheet.participation.is_relayed and filling.sums_up(sheet.basis.row.kind)):
        return {}
    mine = Q(reports__occurrence=sheet.occurrence)
    sent = mine & Q(reports__submitted_at__isnull=False)
    counts = sheet.participation.inferiors.aggregate(
        units=Count("pk", distinct=True),
        approved=Count("pk", filter=mine & Q(reports__approved_at__isnull=False)),
        waiting=Count("pk", filter=sent & Q(reports__approved_at__isnull=True)),
    )
    return {**counts, "open": counts["units"] - counts["approved"] - counts["waiting"]}


def sheet_for(participation: Participation, occurrence: Occurrence) -> Sheet:
    """A table with its values; at most five queries."""
    basis = draw_basis(participation, occurrence)
    version = None
    if basis.report and basis.report.is_closed:
        version = basis.report.versions.get(number=basis.report.version)
        own, total = version.own, version.values
    else:
        entries = basis.report.entries if basis.report else {}
        own = {code: value for code, value in {**basis.ledger.values, **entries}.items() if value}
        total = filling.with_below(basis.form, own, basis.below)
    due = due_at(occurrence, participation)
    return Sheet(participation, occurrence, basis, due, own, total, version)
