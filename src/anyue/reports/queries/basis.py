"""What a table is filled from: the ledger's records of its period, and the approved tables of those below."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import lines_of, times_for
from anyue.core.counting import Drawn, Held, Period, Table, carried_by, counted_by, cumulative_with, draw
from anyue.core.counting.channels import Draws, From
from anyue.core.forms.form import Form
from anyue.core.registers import draw_rows, draws_events
from anyue.core.times import Times
from anyue.core.vocabulary import vocabulary
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord
from anyue.records.queries import (
    Counter,
    counted_in,
    counters_for,
    events_of,
    records_by_id,
    sources_of,
    uncounted_between,
)
from anyue.reports import filling
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries.series import Series, series_before
from anyue.reports.queries.totals import versions_below


@dataclass(frozen=True, slots=True)
class Part:
    """The approved table of one unit below."""

    participation_id: int
    version_id: int
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that a table of one participation and occurrence can be filled from.

    `drawn` is what the ledger gives for its period, `counters` what channels do, `carried` what earlier
    periods come to, and `known` all of these in the basis of each blank: what the table shows before anybody
    types. `sources` says where each number is drawn from; `takes_in` whether the table takes in those of the
    units below.
    """

    report: Report | None
    row: CampaignForm
    form: Form
    held: list[Held]
    drawn: Drawn
    sources: dict[str, Draws]
    counters: dict[str, Counter]
    carried: dict[str, str]
    known: dict[str, str]
    parts: list[Part]
    below: dict[str, str]
    takes_in: bool

    @property
    def sure(self) -> dict[str, str]:
        """What is known by a record or a reading, by code: another number is typed with a reason."""
        return {code: self.known[code] for code in (*self.drawn.values, *self.counters) if code in self.known}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its page shows it: `own` is what stands in the inputs, `total` what counts above.

    A report that is with the superior shows its version; otherwise the present state of ledger and parts.
    """

    participation: Participation
    occurrence: Occurrence
    basis: Basis
    times: Times
    own: dict[str, str]
    total: dict[str, str]
    version: ReportVersion | None

    @property
    def revision(self) -> int:
        """The revision that a change has to name."""
        return self.basis.report.revision if self.basis.report else 0


def report_of(participation: Participation, occurrence: Occurrence) -> Report | None:
    """The report of this place, None where nothing was saved yet; one query.

    Its people are left to who shows one of them: to join all six for each page costs more than the page's
    own question.
    """
    return Report.objects.filter(participation=participation, occurrence=occurrence).first()


def draw_basis(participation: Participation, occurrence: Occurrence, *, is_new: bool = False) -> Basis:
    """Gather what fills a table; at most twelve queries. `is_new` says that no report is known of yet."""
    row = occurrence.deadline.form
    if row is None:
        message = "An occurrence without a form has nothing to fill."
        raise ValueError(message)
    report = None if is_new else report_of(participation, occurrence)
    series = series_before(participation, occurrence, row)
    records = _records(participation, occurrence, series)
    period = Period(occurrence.starts_on, occurrence.ends_on)
    sources = sources_of(participation, row, period)
    drawn = _drawn(
        row.form, records, {code for code, one in sources.items() if one.source is not From.LEDGER}
    )
    counters = counters_for(row, sources, period)
    carried = carried_by(row.form, [one.sent for one in series.sent])
    known = drawn.values if draws_events(row.form) else cumulative_with(row.form, carried, drawn.values)
    known = {**known, **{code: one.value for code, one in counters.items()}}
    takes_in = participation.is_relayed and filling.sums_up(row.kind)
    parts = _parts(participation, occurrence) if takes_in else []
    return Basis(
        report=report,
        row=row,
        form=row.form,
        held=records,
        drawn=drawn,
        sources=sources,
        counters=counters,
        carried=carried,
        known=known,
        parts=parts,
        below=filling.below_values(row.form, [(part.name, part.values) for part in parts]),
        takes_in=takes_in,
    )


def _drawn(form: Form, records: list[Held], without: set[str]) -> Drawn:
    """The ledger's numbers for a table, its rows for a register; three queries for rows."""
    if not draws_events(form):
        return draw(form, records, without=without)
    return draw_rows(form, events_of(records) if records else (), vocabulary())


def _records(participation: Participation, occurrence: Occurrence, series: Series) -> list[Held]:
    """Records that this table counts: not counted by its form yet, along this line, first open in its period.

    One query, and a second where any may be.
    """
    row, root_pk = occurrence.deadline.form, occurrence.deadline.campaign.root_pk
    if row is None or not draws_on_ledger(row.form):
        return []
    since = occurrence.deadline.counts_from or occurrence.starts_on
    period = Period(occurrence.starts_on, occurrence.ends_on)
    days, late = series.to_look_through(since, period)
    found = uncounted_between(participation.unit_id, days, row, root_pk, late)
    if not found:
        return []
    lines = lines_of(participation.unit_id, root_pk)
    if not lines:
        # Nobody asks an issuer, so that nothing it held counts along any line.
        return []
    return counted_by(Table(participation.pk, lines, period, series.open, since), found)


def draws_on_ledger(form: Form) -> bool:
    """Whether the ledger gives a form numbers or rows."""
    return draws_events(form) or any(indicator.source for indicator in form.indicators)


def _parts(participation: Participation, occurrence: Occurrence) -> list[Part]:
    return [
        Part(
            version.report.participation_id,
            version.pk,
            version.report.participation.unit.name,
            version.values,
        )
        for version in versions_below(participation, [occurrence], with_waiting=False)
    ]


def records_behind(sheet: Sheet) -> list[ActivityRecord]:
    """The records that a table counts, or would count if it were sent in now; at most one query."""
    if sheet.version:
        return list(counted_in(sheet.participation, sheet.basis.row, sheet.occurrence))
    return list(records_by_id(sheet.basis.drawn.record_ids))


def below_counts(sheet: Sheet) -> dict[str, int]:
    """How many units below report this table, and how far they are; empty without any. At most one query."""
    if not (sheet.participation.is_relayed and filling.sums_up(sheet.basis.row.kind)):
        return {}
    mine = Q(reports__occurrence=sheet.occurrence)
    sent = mine & Q(reports__submitted_at__isnull=False)
    sent_in = Q(occurrence=sheet.occurrence) & (Q(submitted_at__isnull=False) | Q(approved_version__gt=0))
    asked = Q(unit__in=Unit.objects.open_on(sheet.occurrence.ends_on))
    counts = sheet.participation.inferiors.filter(
        asked | Q(pk__in=Report.objects.filter(sent_in).values("participation"))
    ).aggregate(
        units=Count("pk", distinct=True),
        approved=Count("pk", filter=mine & Q(reports__approved_version__gt=0)),
        waiting=Count("pk", filter=sent & Q(reports__approved_version=0)),
    )
    return {**counts, "open": counts["units"] - counts["approved"] - counts["waiting"]}


def sheet_for(participation: Participation, occurrence: Occurrence) -> Sheet:
    """A table with its values; at most fifteen queries."""
    basis = draw_basis(participation, occurrence)
    version = None
    if basis.report and basis.report.is_closed:
        version = basis.report.versions.get(number=basis.report.version)
        own, total = version.own, version.values
    else:
        entries = basis.report.entries if basis.report else {}
        own = {code: value for code, value in {**basis.known, **entries}.items() if value}
        total = filling.with_below(basis.form, own, basis.below)
    times = times_for(participation, occurrence)
    return Sheet(participation, occurrence, basis, times, own, total, version)
