"""Who does what and how far it is: derived from assignments and the ledger each time it is asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.assigning import duty_list
from anyue.campaigns.models import Activity, Assignment, Campaign, Participation, UnknownName
from anyue.campaigns.relaying import activities_of
from anyue.core.minimum import Minimum, sums
from anyue.records.models import ActivityRecord
from anyue.reports.queries.held import days_of, records_of


@dataclass(frozen=True, slots=True)
class Progress:
    """One minimum and how far a unit is: its own number, or how many below it have reached theirs."""

    minimum: Minimum
    own: Decimal | None = None
    reached: int = 0
    asked: int = 0

    @property
    def is_met(self) -> bool:
        """Whether nothing of it is missing."""
        if self.own is not None:
            return self.own >= self.minimum.at_least
        return self.asked > 0 and self.reached == self.asked


@dataclass(frozen=True, slots=True)
class Task:
    """One assignment with what the ledger says of it; `latest` is the record to look at first."""

    assignment: Assignment
    held: int
    planned: int
    latest: ActivityRecord | None
    progress: list[Progress] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether a held record, or a stated reason where there is none, says so, and no minimum is open."""
        own = [one for one in self.progress if one.own is not None]
        return bool(self.assignment.done_reason) or (self.held > 0 and all(one.is_met for one in own))

    @property
    def marker(self) -> str:
        """The code of the state that a page shows."""
        if self.is_done:
            return "done" if self.held else "stated"
        if self.held:
            return "under-way"
        return "planned" if self.planned else "to-do"


@dataclass(frozen=True, slots=True)
class Duty:
    """One activity with its minimums, its tasks in official order, and the names nobody was found for."""

    activity: Activity
    minimums: list[Minimum]
    tasks: list[Task]
    unknown: list[UnknownName]

    @property
    def key(self) -> str:
        """What its table is called on a page."""
        return f"tasks-{self.activity.pk}"

    @property
    def done(self) -> int:
        """How many of its tasks are done."""
        return sum(task.is_done for task in self.tasks)


def assignment_for(user: User, pk: int) -> Assignment:
    """An assignment within a person's reach, with activity, campaign and unit; 404 otherwise. One query."""
    found = Assignment.objects.visible_to(user).select_related("activity__campaign", "participation__unit")
    return get_object_or_404(found, pk=pk)


def duties_below(participation: Participation) -> list[Duty]:
    """All activities with the tasks of a participation and of those directly below it; six queries."""
    campaign = participation.campaign
    near = participation.lines_down.filter(depth__lte=1).values("participation")
    activities = list(activities_of(participation))
    unknown: dict[int, list[UnknownName]] = defaultdict(list)
    for name in UnknownName.objects.filter(activity__in=activities, settled_at__isnull=True).order_by("pk"):
        unknown[name.activity_id].append(name)
    assignments = list(
        Assignment.objects.filter(participation__in=near, activity__in=activities).select_related(
            "participation__unit"
        )
    )
    below = _Below(participation, campaign, {activity.kind for activity in activities if activity.kind})
    tasks: dict[int, list[Task]] = defaultdict(list)
    by_pk = {activity.pk: activity for activity in activities}
    for assignment in assignments:
        tasks[assignment.activity_id].append(below.task(by_pk[assignment.activity_id], assignment))
    return [Duty(one, one.least(), tasks[one.pk], unknown[one.pk]) for one in activities]


class _Below:
    """A participation and all below it, with their records of a campaign's days and kinds."""

    def __init__(self, participation: Participation, campaign: Campaign, kinds: Iterable[str]) -> None:
        lines = participation.lines_down.select_related("participation__unit")
        self._parts = [line.participation for line in lines]
        self._duties = duty_list(self._parts)
        self._by_key = {one.pk: one for one in self._parts}
        self._under: dict[int, set[int]] = defaultdict(set)
        for one in self._parts:
            self._under[one.pk].add(one.pk)
        self._climb()
        self._records = records_of({one.unit_id for one in self._parts}, days_of(campaign), kinds)

    def _climb(self) -> None:
        """Note for each participation all that are below it, from the lines to its superiors."""
        for one in self._parts:
            above = one.superior_id
            while above in self._by_key:
                self._under[above].add(one.pk)
                above = self._by_key[above].superior_id

    def task(self, activity: Activity, assignment: Assignment) -> Task:
        """An assignment with its records and how far its minimums are."""
        unit_id = assignment.participation.unit_id
        records = self._records.get((unit_id, activity.kind), [])
        held = [record for record in records if not record.is_planned]
        progress = [self._progress(least, activity, assignment) for least in activity.least()]
        latest = next(iter(held or records), None)
        return Task(assignment, len(held), len(records) - len(held), latest, progress)

    def _progress(self, least: Minimum, activity: Activity, assignment: Assignment) -> Progress:
        under = self._under[assignment.participation_id]
        asked = [key for key in self._duties.meant(least.who) if key in under]
        if assignment.participation_id in asked or not least.who:
            return Progress(least, own=self._own(least, activity, assignment.participation_id))
        numbers = [self._own(least, activity, key) for key in asked]
        reached = sum(number is not None and number >= least.at_least for number in numbers)
        return Progress(least, reached=reached, asked=len([n for n in numbers if n is not None]))

    def _own(self, least: Minimum, activity: Activity, key: int) -> Decimal | None:
        records = self._records.get((self._by_key[key].unit_id, activity.kind), [])
        if not activity.kind:
            return None
        return least.reached(sums([record.measures for record in records if not record.is_planned]))
