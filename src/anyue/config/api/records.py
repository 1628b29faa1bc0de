"""Endpoints of the ledger."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anyue.accounts.person import person
from anyue.config.api.paging import Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.core.activity import Details, Link
from anyue.core.errors import REQUEST_UNREADABLE, AnyueError
from anyue.core.vocabulary import vocabulary
from anyue.orgs.queries import unit_for
from anyue.records import actions, queries
from anyue.records.models import ActivityRecord

router = Router(tags=["台账"])

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
Measures = dict[Annotated[str, Field(max_length=40)], Annotated[int, Field(ge=0, lt=10**9)]]


class RecordOut(Schema):
    """An activity of a unit; `counted` is how many tables that were sent in count it."""

    id: int
    unit: int
    kind: str
    title: str
    held_on: date
    place: str
    note: str
    measures: dict[str, str]
    counted: int
    is_planned: bool
    is_cancelled: bool


class ChangeIn(Schema):
    """What may be corrected in a record: a whole number by measure of its kind, and the rest."""

    title: Text = Field("", max_length=100)
    held_on: date = Field(ge=FIRST, le=LAST)
    place: Text = Field("", max_length=100)
    note: Text = Field("", max_length=500)
    measures: Measures = Field(max_length=40)


class RecordIn(ChangeIn):
    """An activity that was held; the same key a second time returns the record of the first."""

    unit: Id
    kind: Text = Field(max_length=40)
    key: str = Field(pattern=r"^[0-9a-f-]{36}$")


class HoldIn(Schema):
    """On which day a planned activity was held, and its numbers."""

    held_on: date = Field(ge=FIRST, le=LAST)
    measures: Measures = Field(max_length=40)


class CancelIn(Schema):
    """Why a record is taken out."""

    reason: Text = Field(min_length=1, max_length=200)


def _out(record: ActivityRecord) -> RecordOut:
    return RecordOut(
        id=record.pk,
        unit=record.unit_id,
        kind=record.kind,
        title=record.title,
        held_on=record.held_on,
        place=record.place,
        note=record.note,
        measures=record.measures,
        counted=record.counted,
        is_planned=record.is_planned,
        is_cancelled=record.cancelled_at is not None,
    )


def _measures(kind: str, given: dict[str, int]) -> dict[str, str]:
    """The numbers as text, if the kind has all of these measures."""
    known = {measure.code for one in vocabulary().kinds if one.code == kind for measure in one.measures}
    if unknown := set(given) - known:
        raise AnyueError(REQUEST_UNREADABLE, where=f"measures.{min(unknown)}")
    return {code: str(number) for code, number in given.items()}


@router.get("/records", response={200: Page[RecordOut], **PROBLEMS}, summary="本单位台账")
def records(request: HttpRequest, asked: Asked) -> Page[RecordOut]:
    """The records of the person's units that were held and stand."""
    return page_of(queries.ledger_of(person(request)), asked, _out)


@router.get("/records/planned", response={200: Page[RecordOut], **PROBLEMS}, summary="活动预报")
def planned(request: HttpRequest, asked: Asked) -> Page[RecordOut]:
    """What the person's units have announced and not held yet."""
    return page_of(queries.planned_by(person(request)), asked, _out)


@router.get("/records/{int:record}", response={200: RecordOut, **PROBLEMS}, summary="一条记录")
def record(request: HttpRequest, record: int) -> RecordOut:
    """A record within reach: one's own, one that is co-hosted, or one that a table sent in counts."""
    return _out(queries.record_for(person(request), record))


@router.post("/records", response={200: RecordOut, **PROBLEMS}, summary="记一条活动")
def keep(request: HttpRequest, given: RecordIn) -> RecordOut:
    """Enter an activity that was held."""
    return _entered(request, given, actions.keep_record)


@router.post("/records/planned", response={200: RecordOut, **PROBLEMS}, summary="预报一项活动")
def plan(request: HttpRequest, given: RecordIn) -> RecordOut:
    """Announce an activity: its numbers are expected only, and no table counts it."""
    return _entered(request, given, actions.plan_record)


def _entered(request: HttpRequest, given: RecordIn, enter: Callable[..., ActivityRecord]) -> RecordOut:
    user = person(request)
    kept = enter(
        unit=unit_for(user, given.unit),
        kind=given.kind,
        title=given.title,
        held_on=given.held_on,
        measures=_measures(given.kind, given.measures),
        key=given.key,
        details=Details(place=given.place, note=given.note),
        by=user,
    )
    return _out(kept)


@router.post("/records/{int:record}/hold", response={200: RecordOut, **PROBLEMS}, summary="预报的活动已开展")
def hold(request: HttpRequest, record: int, given: HoldIn) -> RecordOut:
    """Say of a planned activity that it was held; a second time is a conflict (409)."""
    user = person(request)
    found = queries.record_to_keep(user, record)
    measures = _measures(found.kind, given.measures)
    actions.hold_record(record=found, held_on=given.held_on, measures=measures, by=user)
    return _out(queries.record_for(user, record))


def _beside(found: ActivityRecord, given: ChangeIn) -> Details:
    """What a record says besides its numbers: of this the interface changes the place and the note alone."""
    return Details(
        place=given.place,
        note=given.note,
        settings=tuple(found.setting_codes),
        groups=tuple(found.group_codes),
        venues=found.places(),
        links=tuple(Link(one.outlet, one.title, one.url, one.published_on) for one in found.links.all()),
    )


@router.put("/records/{int:record}", response={200: RecordOut, **PROBLEMS}, summary="更正一条记录")
def change(request: HttpRequest, record: int, given: ChangeIn) -> RecordOut:
    """Correct a record that no table counts yet; what the interface does not tell of it stays."""
    user = person(request)
    found = queries.record_to_keep(user, record)
    actions.change_record(
        record=found,
        title=given.title,
        held_on=given.held_on,
        measures=_measures(found.kind, given.measures),
        details=_beside(found, given),
        co_hosts=[host.unit for host in found.co_hosts.all()],
        lines=[line.participation for line in found.lines.select_related("participation__campaign")],
        by=user,
    )
    return _out(queries.record_for(user, record))


@router.post("/records/{int:record}/cancel", response={200: RecordOut, **PROBLEMS}, summary="取消一条记录")
def cancel(request: HttpRequest, record: int, given: CancelIn) -> RecordOut:
    """Take a record out of the ledger while no table counts it."""
    user = person(request)
    actions.cancel_record(record=queries.record_to_keep(user, record), reason=given.reason, by=user)
    return _out(queries.record_for(user, record))
