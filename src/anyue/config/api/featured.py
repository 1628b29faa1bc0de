"""Endpoints of featured activities and of packs of photos and text."""

from datetime import date, datetime
from typing import Annotated

from django.http import FileResponse, HttpRequest
from ninja import Field, Query, Router, Schema

from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for
from anyue.config.api.paging import LARGEST, Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.records import actions, queries
from anyue.records.choices import NotAdopted
from anyue.records.models import FeaturedActivity
from anyue.records.packing import pack_response
from anyue.records.queries import Pack

router = Router(tags=["特色活动"])

_BINARY = {"schema": {"type": "string", "format": "binary"}}
_ZIP = {"responses": {200: {"content": {"application/zip": _BINARY}}}}


class FeaturedOut(Schema):
    """A featured activity; `state` is waiting, opened, adopted or not-adopted, `decisions` how often decided.

    `days_after` is how many days after the activity it was sent, `photos` are positions in the record.
    """

    id: int
    record: int
    participation: int
    unit: str
    held_on: date
    title: str
    text: str
    sent_at: datetime
    days_after: int
    state: str
    adopted_in: str
    reason: str
    remark: str
    decisions: int
    photos: list[int]


class FeaturedIn(Schema):
    """An activity to send along one participation of its unit; `photos` are positions in the record."""

    participation: Id
    title: Text = Field(min_length=1, max_length=60)
    text: Text = Field(min_length=1, max_length=500)
    photos: list[Annotated[int, Field(ge=0, le=LARGEST)]] = Field(default_factory=list, max_length=30)


class AdoptIn(Schema):
    """Where it was adopted; `seen` is the number of decisions that was shown."""

    adopted_in: Text = Field(min_length=1, max_length=60)
    seen: int = Field(ge=0, le=LARGEST)


class DeclineIn(Schema):
    """Why it was not."""

    reason: NotAdopted
    remark: Text = Field("", max_length=100)
    seen: int = Field(ge=0, le=LARGEST)


class WithdrawnOut(Schema):
    """The record, which may be sent anew."""

    record: int


class PackIn(Schema):
    """Which pack: some units or all, all activities or the adopted ones alone."""

    units: list[Id] = Field(default_factory=list, max_length=200)
    adopted: bool = False


class PackOut(Schema):
    """What a pack would hold; `size` is that of its photos in bytes."""

    deeds: int
    photos: int
    size: int


def _out(one: FeaturedActivity) -> FeaturedOut:
    return FeaturedOut(
        id=one.pk,
        record=one.record_id,
        participation=one.participation_id,
        unit=one.record.unit.name,
        held_on=one.record.held_on,
        title=one.title,
        text=one.text,
        sent_at=one.sent_at,
        days_after=one.days_after,
        state=one.state.value,
        adopted_in=one.adopted_in,
        reason=one.reason,
        remark=one.remark,
        decisions=one.decisions,
        photos=[photo.position for photo in one.photos.all()],
    )


@router.get(
    "/participations/{int:participation}/featured",
    response={200: Page[FeaturedOut], **PROBLEMS},
    summary="报来的特色活动",
)
def featured_below(request: HttpRequest, participation: int, asked: Asked) -> Page[FeaturedOut]:
    """What a participation and those below it have sent."""
    user = person(request)
    rows = queries.featured_below(user, participation_for(user, participation)).prefetch_related("photos")
    return page_of(rows, asked, _out)


@router.get("/featured/{int:featured}", response={200: FeaturedOut, **PROBLEMS}, summary="一条特色活动")
def featured(request: HttpRequest, featured: int) -> FeaturedOut:
    """One within reach; to look at it here does not open it."""
    return _out(queries.featured_for(person(request), featured))


@router.post("/records/{int:record}/feature", response={200: FeaturedOut, **PROBLEMS}, summary="报送特色活动")
def send(request: HttpRequest, record: int, given: FeaturedIn) -> FeaturedOut:
    """Send an activity that was held, once."""
    user = person(request)
    found = queries.record_to_feature(user, record)
    sent = actions.send_featured(
        record=found,
        participation=participation_for(user, given.participation),
        title=given.title,
        text=given.text,
        photos=queries.photos_at(found, given.photos),
        by=user,
    )
    return _out(sent)


@router.post(
    "/featured/{int:featured}/withdraw", response={200: WithdrawnOut, **PROBLEMS}, summary="撤回特色活动"
)
def withdraw(request: HttpRequest, featured: int) -> WithdrawnOut:
    """Take it back while nobody has opened it."""
    user = person(request)
    found = queries.featured_for(user, featured)
    actions.withdraw_featured(featured=found, by=user)
    return WithdrawnOut(record=found.record_id)


@router.post("/featured/{int:featured}/open", response={200: FeaturedOut, **PROBLEMS}, summary="打开特色活动")
def open_it(request: HttpRequest, featured: int) -> FeaturedOut:
    """Note that the issuer has read it, after which it is not taken back."""
    user = person(request)
    actions.open_featured(featured=queries.featured_to_decide(user, featured), by=user)
    return _out(queries.featured_for(user, featured))


@router.post("/featured/{int:featured}/adopt", response={200: FeaturedOut, **PROBLEMS}, summary="采用")
def adopt(request: HttpRequest, featured: int, given: AdoptIn) -> FeaturedOut:
    """Say that it was adopted, and where."""
    user = person(request)
    found = queries.featured_to_decide(user, featured)
    actions.adopt_featured(featured=found, adopted_in=given.adopted_in, seen=given.seen, by=user)
    return _out(queries.featured_for(user, featured))


@router.post("/featured/{int:featured}/decline", response={200: FeaturedOut, **PROBLEMS}, summary="不采用")
def decline(request: HttpRequest, featured: int, given: DeclineIn) -> FeaturedOut:
    """Say that it was not adopted, and why."""
    user = person(request)
    found = queries.featured_to_decide(user, featured)
    actions.decline_featured(
        featured=found, reason=given.reason, remark=given.remark, seen=given.seen, by=user
    )
    return _out(queries.featured_for(user, featured))


def _pack(request: HttpRequest, participation: int, asked: PackIn) -> Pack:
    user = person(request)
    return queries.pack_of(
        user, participation_for(user, participation), units=asked.units or None, only_adopted=asked.adopted
    )


@router.get(
    "/participations/{int:participation}/pack",
    response={200: PackOut, **PROBLEMS},
    summary="照片与文字有多少",
)
def pack(request: HttpRequest, participation: int, asked: Annotated[PackIn, Query()]) -> PackOut:
    """How much the pack would hold."""
    found = _pack(request, participation, asked)
    return PackOut(deeds=found.deeds, photos=found.photos, size=found.size)


@router.get(
    "/participations/{int:participation}/pack.zip",
    response=PROBLEMS,
    openapi_extra=_ZIP,
    summary="下载照片与文字",
)
def take_pack(request: HttpRequest, participation: int, asked: Annotated[PackIn, Query()]) -> FileResponse:
    """The pack itself, as the page gives it."""
    return pack_response(_pack(request, participation, asked), by=person(request))
