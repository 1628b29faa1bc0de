"""What changed below after a total was sent in: differences to accept, each old and new and whose."""

from collections.abc import Iterable
from dataclasses import dataclass

from anyue.campaigns.models import Occurrence, Participation
from anyue.core.forms.form import Form
from anyue.reports import filling
from anyue.reports.layout import Change, changes_between
from anyue.reports.models import ReportVersion


@dataclass(frozen=True, slots=True)
class Difference:
    """One unit below: the version of it that the total has, None for none, and the official one now.

    `changes` of one that the total has no version of leave out what is 0.
    """

    participation: Participation
    before: ReportVersion | None
    after: ReportVersion
    changes: list[Change]

    @property
    def key(self) -> str:
        """What stands for the unit in the ids of a page."""
        return str(self.participation.pk)

    @property
    def why(self) -> str:
        """What happened, in words."""
        if self.before is None:
            return "补报"
        return f"更正：{self.after.revised_for}" if self.after.revised_for else "更正"


def differences_in(version: ReportVersion, form: Form, participation: Participation) -> list[Difference]:
    """Where a version is not what those below come to now, in official order; two queries.

    Nothing for a unit that nobody reports to. What a unit once had approved stays, whatever becomes of it.
    """
    if not (participation.is_relayed and filling.sums_up(form.kind.value)):
        return []
    parts = dict(version.parts)
    now = official_below(participation, version.report.occurrence)
    moved = [one for one in now if parts.get(one.report.participation_id) != one.pk]
    before = ReportVersion.objects.in_bulk([pk for one in moved if (pk := _part_of(parts, one))])
    return [_difference(form, before.get(_part_of(parts, one) or 0), one) for one in moved]


def _part_of(parts: dict[int, int], version: ReportVersion) -> int | None:
    return parts.get(version.report.participation_id)


def _difference(form: Form, before: ReportVersion | None, after: ReportVersion) -> Difference:
    changes = changes_between(form, before.values if before else {}, after.values)
    if before is None:
        # What comes for the first time adds nothing where it is 0.
        changes = [one for one in changes if one.after not in {"", "0"}]
    return Difference(after.report.participation, before, after, changes)


def official_below(participation: Participation, occurrence: Occurrence) -> list[ReportVersion]:
    """The official versions of those directly below at one time, in official order; one query."""
    return list(
        ReportVersion.objects.official()
        .filter(report__participation__superior=participation, report__occurrence=occurrence)
        .in_official_order()
        .select_related("submitted_by", "decision__decided_by")
    )


def differing_totals(participation: Participation) -> list[tuple[Occurrence, int]]:
    """The times at which what a unit sent in is not what those below come to now, and for how many of them.

    Two queries.
    """
    if not participation.is_relayed:
        return []
    sent = list(
        ReportVersion.objects.sent()
        .filter(
            report__participation=participation,
            report__occurrence__deadline__form__kind__in=filling.SUMMED_UP,
        )
        .select_related("report__occurrence__deadline__form")
        .defer("report__occurrence__deadline__form__body")
        .order_by("report__occurrence__due_at")
    )
    now: dict[int, set[int]] = {}
    for occurrence_id, pk in _official_ids(participation, {one.report.occurrence_id for one in sent}):
        now.setdefault(occurrence_id, set()).add(pk)
    told: list[tuple[Occurrence, int]] = []
    for version in sent:
        occurrence = version.report.occurrence
        if count := len(now.get(occurrence.pk, set()) - {pk for _, pk in version.parts}):
            told.append((occurrence, count))
    return told


def _official_ids(participation: Participation, occurrences: Iterable[int]) -> Iterable[tuple[int, int]]:
    return (
        ReportVersion.objects.official()
        .filter(report__participation__superior=participation, report__occurrence__in=occurrences)
        .order_by()
        .values_list("report__occurrence", "pk")
    )
