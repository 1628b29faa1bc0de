"""Who does what and how far it is: derived from assignments and the ledger each time it is asked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.assigning import duty_list
from anyue.campaigns.models import Activity, Assignment, Participation, UnknownName
from anyue.campaigns.relaying import activities_of
from anyue.core.quotas import Asked, Reached, reached
from anyue.records.models import ActivityRecord
from anyue.reports.queries.held import days_of, held_by, records_of


@dataclass(frozen=True, slots=True)
class Progress:
    """One quota of an activity and how far a unit is: by its own records, or how many below it are there."""

    own: Reached | None = None
    reached: int = 0
    asked: int = 0


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
        own = [one.own for one in self.progress if one.own is not None]
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
    """One activity with its quotas, its tasks in official order, and the names nobody was found for."""

    activity: Activity
    quotas: list[Asked]
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


def duties_below(participation: Participation, today: date) -> list[Duty]:
    """All activities with the tasks of a participation and of those directly below it; six queries."""
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
    quotas = {one.pk: participation.campaign.asked_by(one) for one in activities}
    kinds = {activity.kind for activity in activities if activity.kind}
    counted = (asked.kinds for several in quotas.values() for asked in several)
    below = _Below(participation, kinds.union(*counted), today)
    tasks: dict[int, list[Task]] = defaultdict(list)
    by_pk = {activity.pk: activity for activity in activities}
    for one in assignments:
        tasks[one.activity_id].append(below.task(by_pk[one.activity_id], one, quotas[one.activity_id]))
    return [Duty(one, quotas[one.pk], tasks[one.pk], unknown[one.pk]) for one in activities]


class _Below:
    """A participation and all below it, with their records of a campaign's days and kinds."""

    def __init__(self, participation: Participation, kinds: Iterable[str], today: date) -> None:
        lines = participation.lines_down.select_related("participation__unit")
        self._parts = [line.participation for line in lines]
        self._duties = duty_list(self._parts)
        self._by_key = {one.pk: one for one in self._parts}
        self._under: dict[int, set[int]] = defaultdict(set)
        for one in self._parts:
            self._under[one.pk].add(one.pk)
        self._climb()
        self._today, self._days = today, days_of(participation.campaign)
        self._records = records_of({one.unit_id for one in self._parts}, self._days, kinds)

    def _climb(self) -> None:
        """Note for each participation all that are below it, from the lines to its superiors."""
        for one in self._parts:
            above = one.superior_id
            while above in self._by_key:
                self._under[above].add(one.pk)
                above = self._by_key[above].superior_id

    def task(self, activity: Activity, assignment: Assignment, quotas: Iterable[Asked]) -> Task:
        """An assignment with its records and how far its quotas are."""
        unit_id = assignment.participation.unit_id
        records = self._records.get((unit_id, activity.kind), [])
        held = [record for record in records if not record.is_planned]
        progress = [self._progress(one, assignment.participation_id) for one in quotas]
        latest = next(iter(held or records), None)
        return Task(assignment, len(held), len(records) - len(held), latest, progress)

    def _progress(self, asked: Asked, key: int) -> Progress:
        meant = [one for one in self._duties.meant(asked.who) if one in self._under[key]]
        if key in meant or not asked.who:
            own = self._reached(asked, key)
            return Progress(own=own if own.is_counted else None)
        below = [one for one in (self._reached(asked, one) for one in meant) if one.is_counted]
        return Progress(reached=sum(one.is_met for one in below), asked=len(below))

    def _reached(self, asked: Asked, key: int) -> Reached:
        held = held_by(self._records, self._by_key[key].unit_id)
        return reached(asked, held, asked.window(*self._days, self._today))
