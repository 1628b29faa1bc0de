"""Endpoints of who does what and until when: assignments, and more time for one unit."""

from datetime import date, datetime

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from pydantic import AwareDatetime

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions
from anyue.campaigns.asked import occurrence_asked_of
from anyue.campaigns.models import Participation
from anyue.campaigns.queries import (
    activity_within,
    participation_for,
    times_for,
    unassigned_in,
)
from anyue.config.api.paging import Id, Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.errors import REQUEST_UNREADABLE, AnyueError
from anyue.core.errors.times import NOT_IN_CAMPAIGN
from anyue.core.quotas import Asked
from anyue.core.times import Times
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports import queries
from anyue.reports.queries.assignments import Duty, Task

router = Router(tags=["分工和时限"])


class TaskOut(Schema):
    """One assignment: `held` and `planned` count its records, `state` is derived from them."""

    id: int
    participation: int
    unit: str
    person: str
    starts_on: date | None
    due_on: date | None
    done_reason: str
    held: int
    planned: int
    state: str


class WayOut(Schema):
    """One way to do what a quota asks: at least so many of a unit of measure."""

    what: str
    at_least: int
    unit: str


class LeastOut(Schema):
    """What the notice asks at least for an activity; any one of `ways` will do."""

    words: str
    ways: list[WayOut]


class DutyOut(Schema):
    """An activity with its tasks in official order; `unknown` are names that no unit was found for."""

    activity: int
    number: str
    heading: str
    quotas: list[LeastOut]
    tasks: list[TaskOut]
    unknown: list[tuple[int, str]]


class TaskIn(Schema):
    """Who does it and when; `done_reason` where the ledger can't show that it is done, "" takes it back."""

    person: Text = Field("", max_length=40)
    starts_on: date | None = None
    due_on: date | None = None
    done_reason: Text = Field("", max_length=200)


class AssignIn(Schema):
    """The participations that an activity is given to, and the unknown names that are settled by it."""

    participations: list[Id] = Field([], max_length=5000)
    settled: list[Id] = Field([], max_length=500)


class ExtensionIn(Schema):
    """Until when a unit has time, and why; it is told both."""

    due_at: AwareDatetime
    reason: Text = Field(min_length=1, max_length=200)


class TimesOut(Schema):
    """The times of one thing that one unit owes; `reason` says why `due` is not as `planned`."""

    due: datetime
    planned: datetime
    locks_at: datetime | None
    reason: str
    cancelled: str


def _task(task: Task) -> TaskOut:
    one = task.assignment
    return TaskOut(
        id=one.pk,
        participation=one.participation_id,
        unit=one.participation.unit.name,
        person=one.person,
        starts_on=one.starts_on,
        due_on=one.due_on,
        done_reason=one.done_reason,
        held=task.held,
        planned=task.planned,
        state=task.marker,
    )


def _duties(place: Participation) -> list[DutyOut]:
    return [_duty(one) for one in queries.duties_below(place, clock.today())]


def _duty(duty: Duty) -> DutyOut:
    return DutyOut(
        activity=duty.activity.pk,
        number=duty.activity.number,
        heading=duty.activity.heading,
        quotas=[_least(one) for one in duty.quotas],
        tasks=[_task(task) for task in duty.tasks],
        unknown=[(name.pk, name.name) for name in duty.unknown],
    )


def _least(asked: Asked) -> LeastOut:
    ways = [WayOut(what=one.what, at_least=one.at_least, unit=one.unit) for one in asked.options]
    return LeastOut(words=asked.words, ways=ways)


def _times(told: Times) -> TimesOut:
    return TimesOut(
        due=told.due,
        planned=told.planned,
        locks_at=told.locks_at,
        reason=told.reason,
        cancelled=told.cancelled,
    )


@router.get("/assignments/{int:participation}", response={200: list[DutyOut], **PROBLEMS}, summary="任务分工")
def assignments(request: HttpRequest, participation: int) -> list[DutyOut]:
    """The activities with the tasks of a unit and of those directly below it."""
    return _duties(participation_for(person(request), participation))


@router.put(
    "/assignments/tasks/{int:assignment}", response={200: list[DutyOut], **PROBLEMS}, summary="落实一项任务"
)
def keep(request: HttpRequest, assignment: int, given: TaskIn) -> list[DutyOut]:
    """Say who does one task of one's own unit, and when; all tasks as they are now."""
    user = person(request)
    found = queries.assignment_for(user, assignment)
    if given.starts_on and given.due_on and given.starts_on > given.due_on:
        require(user, Permission.KEEP_RECORDS, found.participation.unit_id)
        raise AnyueError(REQUEST_UNREADABLE, where="due_on")
    actions.keep_assignment(
        assignment=found,
        person=given.person,
        starts_on=given.starts_on,
        due_on=given.due_on,
        done_reason=given.done_reason,
        by=user,
    )
    return _duties(participation_for(user, found.participation_id))


@router.post(
    "/assignments/activities/{int:activity}", response={200: list[Id], **PROBLEMS}, summary="增加责任单位"
)
def assign(request: HttpRequest, activity: int, given: AssignIn) -> list[int]:
    """Give an activity to more units, which are told; the participations that got it now."""
    user = person(request)
    found = activity_within(user, activity)
    require(user, Permission.ISSUE_CAMPAIGN, found.campaign.unit_id)
    names, free = unassigned_in(found)
    chosen = list(free.filter(pk__in=given.participations))
    if len(chosen) < len(set(given.participations)):
        raise AnyueError(NOT_IN_CAMPAIGN)
    added = actions.assign_units(
        activity=found, participations=chosen, settled=list(names.filter(pk__in=given.settled)), by=user
    )
    return [one.participation_id for one in added]


@router.get(
    "/times/{int:participation}/{int:occurrence}",
    response={200: TimesOut, **PROBLEMS},
    summary="一个单位的时限",
)
def times(request: HttpRequest, participation: int, occurrence: int) -> TimesOut:
    """The times of one thing that a unit within reach owes."""
    place = participation_for(person(request), participation)
    return _times(times_for(place, queries.occurrence_for(place, occurrence)))


@router.post(
    "/times/{int:participation}/{int:occurrence}/extend",
    response={200: TimesOut, **PROBLEMS},
    summary="延长一个单位的时限",
)
def extend(request: HttpRequest, participation: int, occurrence: int, given: ExtensionIn) -> TimesOut:
    """Give one unit that reports to one's own more time for one thing that it owes."""
    user = person(request)
    place = participation_for(user, participation)
    when = occurrence_asked_of(place, occurrence)
    if place.superior is None:
        raise Http404
    actions.extend_time(
        participation=place, occurrence=when, due_at=given.due_at, reason=given.reason, by=user
    )
    return _times(times_for(place, when))
