"""Reads: what the checks say of reports as they were sent in, held against other reports."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from anyue.campaigns.models import CampaignForm
from anyue.core.checks import CHECKS, Case, Hint, run_checks
from anyue.core.checks.case import Values
from anyue.records.models import ActivityRecord
from anyue.records.queries import Twins, records_by_id, same_evidence
from anyue.reports import filling
from anyue.reports.models import BlockingCheck, Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Blocked:
    """What one blocking check says; the reason is given at the last blank that it is about."""

    check: str
    hint: Hint

    @property
    def code(self) -> str:
        """The code of that blank."""
        return self.hint.codes[-1]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What reports are held against: their own before, their peers, what those below say, the records."""

    before: dict[tuple[int, int], list[tuple[int, Values]]]
    peers: dict[tuple[int, int | None, str], list[tuple[int, Values]]]
    below: dict[tuple[int, int], list[Values]]
    held: dict[int, ActivityRecord]
    twins: Twins


def hints_on(reports: Sequence[Report]) -> dict[int, list[Hint]]:
    """The hints on what was sent in last, by report; one that stands not sent in, or has no form, has none.

    Needs each report's occurrence with its deadline, and its unit. At most nine queries for any number.
    """
    versions = {
        version.report_id: version for version in ReportVersion.objects.sent().filter(report__in=reports)
    }
    judged = [report for report in reports if report.pk in versions]
    forms = CampaignForm.objects.in_bulk({one.occurrence.deadline.form_id for one in judged})
    beside = _beside(judged, versions.values())
    found: dict[int, list[Hint]] = {}
    for report in judged:
        row = forms.get(report.occurrence.deadline.form_id or 0)
        if row is not None:
            found[report.pk] = run_checks(_case(report, row, versions[report.pk], beside))
    return found


def blocking_checks(campaign_id: int) -> list[str]:
    """The names of the checks that block in a campaign, in no order; one query."""
    return list(BlockingCheck.objects.filter(campaign=campaign_id).values_list("name", flat=True))


def blocked_by(
    names: Iterable[str], report: Report, row: CampaignForm, version: ReportVersion
) -> list[Blocked]:
    """What these checks say of a version before it is sent in, in their order; at most eight queries."""
    case = _case(report, row, version, _beside([report], [version]))
    chosen = set(names)
    return [Blocked(name, hint) for name, check in CHECKS.items() if name in chosen for hint in check(case)]


def _beside(reports: Sequence[Report], versions: Iterable[ReportVersion]) -> _Beside:
    records = {pk for version in versions for ids in version.records.values() for pk in ids}
    held = {record.pk: record for record in records_by_id(records)} if records else {}
    twins = same_evidence(held, {report.participation.superior_id for report in reports}) if held else {}
    return _Beside(_before(reports), _peers(reports), _below(reports), held, twins)


def _case(report: Report, row: CampaignForm, version: ReportVersion, beside: _Beside) -> Case:
    parts = [("", values) for values in beside.below.get((report.participation_id, report.occurrence_id), ())]
    held = {code: _in_order(ids, beside.held) for code, ids in version.records.items()}
    return Case(
        form=row.form,
        values=version.values,
        before=[
            values
            for number, values in beside.before.get((report.participation_id, row.pk), ())
            if number < report.occurrence.number
        ],
        peers=[values for pk, values in beside.peers.get(_kind_of(report), ()) if pk != report.pk],
        own=version.own if parts else None,
        below=filling.below_values(row.form, parts) if parts else None,
        period=(report.occurrence.starts_on, report.occurrence.ends_on),
        days={code: [record.held_on for record in records] for code, records in held.items()},
        twins={code: list(_twins(records, report, beside.twins)) for code, records in held.items()},
    )


def _in_order(ids: Iterable[int], held: Mapping[int, ActivityRecord]) -> list[ActivityRecord]:
    """The records still held of these, in the order they took place."""
    return sorted((held[pk] for pk in ids if pk in held), key=lambda one: (one.held_on, one.pk))


def _twins(records: Iterable[ActivityRecord], report: Report, twins: Twins) -> Iterator[tuple[str, str]]:
    """Each record that has a file of another one, with that one, as the report's superior knows them."""
    for record in records:
        for other in twins.get((record.pk, report.participation.superior_id), ()):
            where = "" if other.unit_id == record.unit_id else other.unit.name
            yield _named(record), f"{where}{_named(other)}"


def _named(record: ActivityRecord) -> str:
    return f"{record.held_on.month}月{record.held_on.day}日{record.title}"


def _before(reports: Iterable[Report]) -> dict[tuple[int, int], list[tuple[int, Values]]]:
    """What the same units said in all periods, by participation and form: (number of the period, values)."""
    rows = ReportVersion.objects.standing().filter(
        report__participation__in={report.participation_id for report in reports},
        report__occurrence__deadline__form__in={report.occurrence.deadline.form_id for report in reports},
    )
    found = defaultdict(list)
    for participation, form, number, values in rows.order_by("report__occurrence__number").values_list(
        "report__participation", "report__occurrence__deadline__form", "report__occurrence__number", "values"
    ):
        found[participation, form].append((number, values))
    return found


def _kind_of(report: Report) -> tuple[int, int | None, str]:
    return report.occurrence_id, report.participation.superior_id, report.participation.unit.kind


def _peers(reports: Iterable[Report]) -> dict[tuple[int, int | None, str], list[tuple[int, Values]]]:
    """What units of one kind under one superior said for one period: (report, values)."""
    rows = ReportVersion.objects.standing().filter(
        report__occurrence__in={report.occurrence_id for report in reports},
        report__participation__superior__in={report.participation.superior_id for report in reports},
    )
    found = defaultdict(list)
    for occurrence, superior, kind, pk, values in rows.values_list(
        "report__occurrence",
        "report__participation__superior",
        "report__participation__unit__kind",
        "report",
        "values",
    ):
        found[occurrence, superior, kind].append((pk, values))
    return found


def _below(reports: Iterable[Report]) -> dict[tuple[int, int], list[Values]]:
    """What those below have approved by now, by the superior's participation and occurrence."""
    rows = ReportVersion.objects.official().filter(
        report__participation__superior__in={one.participation_id for one in reports},
        report__occurrence__in={one.occurrence_id for one in reports},
    )
    found: dict[tuple[int, int], list[Values]] = defaultdict(list)
    for superior, occurrence, values in rows.values_list(
        "report__participation__superior", "report__occurrence", "values"
    ):
        if superior is not None:
            found[superior, occurrence].append(values)
    return found
