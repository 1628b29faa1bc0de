"""Endpoints of the ledger."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anyue.accounts.person import person
from anyue.config.api.paging import Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.core.activity import Details
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
        is_cancelled=record.cancelled_at is not None,
    )


def _measures(kind: str, given: ChangeIn) -> dict[str, str]:
    """The numbers as text, if the kind has all of these measures."""
    known = {measure.code for one in vocabulary().kinds if one.code == kind for measure in one.measures}
    if unknown := set(given.measures) - known:
        raise AnyueError(REQUEST_UNREADABLE, where=f"measures.{min(unknown)}")
    return {code: str(number) for code, number in given.measures.items()}


@router.get("/records", response={200: Page[RecordOut], **PROBLEMS}, summary="本单位台账")
def records(request: HttpRequest, asked: Asked) -> Page[RecordOut]:
    """The records of the person's units that were held and stand."""
    return page_of(queries.ledger_of(person(request)), asked, _out)


@router.get("/records/{int:record}", response={200: RecordOut, **PROBLEMS}, summary="一条记录")
def record(request: HttpRequest, record: int) -> RecordOut:
    """A record within reach: one's own, one that is co-hosted, or one that a table sent in counts."""
    return _out(queries.record_for(person(request), record))


@router.post("/records", response={200: RecordOut, **PROBLEMS}, summary="记一条活动")
def keep(request: HttpRequest, given: RecordIn) -> RecordOut:
    """Enter an activity that was held."""
    user = person(request)
    kept = actions.keep_record(
        unit=unit_for(user, given.unit),
        kind=given.kind,
        title=given.title,
        held_on=given.held_on,
        measures=_measures(given.kind, given),
        key=given.key,
        details=Details(place=given.place, note=given.note),
        by=user,
    )
    return _out(kept)


@router.put("/records/{int:record}", response={200: RecordOut, **PROBLEMS}, summary="更正一条记录")
def change(request: HttpRequest, record: int, given: ChangeIn) -> RecordOut:
    """Correct a record that no table counts yet."""
    user = person(request)
    found = queries.record_to_keep(user, record)
    actions.change_record(
        record=found,
        title=given.title,
        held_on=given.held_on,
        measures=_measures(found.kind, given),
        details=Details(place=given.place, note=given.note),
        by=user,
    )
    return _out(queries.record_for(user, record))


@router.post("/records/{int:record}/cancel", response={200: RecordOut, **PROBLEMS}, summary="取消一条记录")
def cancel(request: HttpRequest, record: int, given: CancelIn) -> RecordOut:
    """Take a record out of the ledger while no table counts it."""
    user = person(request)
    actions.cancel_record(record=queries.record_to_keep(user, record), reason=given.reason, by=user)
    return _out(queries.record_for(user, record))
