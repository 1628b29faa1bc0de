"""Endpoints of channels that count by themselves, their readings, and what the tables of a unit draw from."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anyue.accounts.person import person
from anyue.campaigns.models import CampaignForm, Participation
from anyue.campaigns.queries import own_participation_for
from anyue.config.api.paging import Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.config.api.records import FIRST, LAST
from anyue.core.counting.channels import Draws, From
from anyue.core.errors import REQUEST_UNREADABLE, AnyueError
from anyue.core.errors.ledger import SOURCE_UNKNOWN
from anyue.core.vocabulary.channels import channel_kinds
from anyue.orgs.queries import unit_for
from anyue.records import actions, queries
from anyue.records.models import Channel, Reading
from anyue.reports.queries import form_for

router = Router(tags=["台账"])

Day = Annotated[date, Field(ge=FIRST, le=LAST)]


class ReadingIn(Schema):
    """How much a channel had counted by the end of a day."""

    read_on: Day
    count: int = Field(ge=0, lt=10**9)


class ReadingOut(Schema):
    """The same as somebody entered it."""

    read_on: date
    count: int


class ChannelIn(ReadingIn):
    """A channel, by the code of its kind, with the reading from which on it counts."""

    unit: Id
    name: Text = Field(min_length=1, max_length=60)
    kind: Text = Field(max_length=40)


class ChannelOut(Schema):
    """A channel with its readings, the last first; `last_day` is null for one in use."""

    id: int
    unit: int
    name: str
    kind: str
    last_day: date | None
    readings: list[ReadingOut]


class CloseIn(Schema):
    """The last day on which a channel is used."""

    last_day: Day


class SourceOut(Schema):
    """Where one blank for a number draws from; `channel` where that is one."""

    code: str
    source: From
    channel: int | None


class SourceIn(Schema):
    """The same, as it is to be."""

    code: Text = Field(max_length=40)
    source: From
    channel: Id | None = None


class SourcesIn(Schema):
    """The blanks to change; all others stay as they are."""

    sources: list[SourceIn] = Field(max_length=500)


def _reading(one: Reading) -> ReadingOut:
    return ReadingOut(read_on=one.read_on, count=one.count)


def _out(one: Channel) -> ChannelOut:
    return ChannelOut(
        id=one.pk,
        unit=one.unit_id,
        name=one.name,
        kind=one.kind,
        last_day=one.last_day,
        readings=[_reading(reading) for reading in one.readings.all()],
    )


def _sources(place: Participation, form: CampaignForm) -> list[SourceOut]:
    return [
        SourceOut(code=code, source=draws.source, channel=draws.channel.pk if draws.channel else None)
        for code, draws in queries.sources_of(place, form).items()
    ]


@router.get("/channels", response={200: Page[ChannelOut], **PROBLEMS}, summary="渠道")
def channels(request: HttpRequest, asked: Asked) -> Page[ChannelOut]:
    """The channels of the person's units with their readings."""
    return page_of(queries.channels_of(person(request)), asked, _out)


@router.post("/channels", response={200: ChannelOut, **PROBLEMS}, summary="登记渠道")
def keep(request: HttpRequest, given: ChannelIn) -> ChannelOut:
    """Enter a channel; a name that the unit has is refused."""
    user = person(request)
    if given.kind not in {one.code for one in channel_kinds()}:
        raise AnyueError(REQUEST_UNREADABLE, where="kind")
    channel = actions.keep_channel(
        unit=unit_for(user, given.unit),
        name=given.name,
        kind=given.kind,
        read_on=given.read_on,
        count=given.count,
        by=user,
    )
    return _out(queries.channel_to_keep(user, channel.pk))


@router.post(
    "/channels/{int:channel}/readings", response={200: ChannelOut, **PROBLEMS}, summary="登记渠道读数"
)
def read(request: HttpRequest, channel: int, given: ReadingIn) -> ChannelOut:
    """Enter a reading; one of the same day is replaced."""
    user = person(request)
    found = queries.channel_to_keep(user, channel)
    actions.note_reading(channel=found, read_on=given.read_on, count=given.count, by=user)
    return _out(queries.channel_to_keep(user, channel))


@router.post("/channels/{int:channel}/close", response={200: ChannelOut, **PROBLEMS}, summary="停用渠道")
def close(request: HttpRequest, channel: int, given: CloseIn) -> ChannelOut:
    """Use a channel until a day, and for no later period; a second time is a conflict (409)."""
    user = person(request)
    actions.close_channel(channel=queries.channel_to_keep(user, channel), last_day=given.last_day, by=user)
    return _out(queries.channel_to_keep(user, channel))


@router.post("/channels/{int:channel}/reopen", response={200: ChannelOut, **PROBLEMS}, summary="恢复使用渠道")
def reopen(request: HttpRequest, channel: int) -> ChannelOut:
    """Use a channel again; one in use is a conflict (409)."""
    user = person(request)
    actions.reopen_channel(channel=queries.channel_to_keep(user, channel), by=user)
    return _out(queries.channel_to_keep(user, channel))


@router.get(
    "/sources/{int:participation}/{int:form}",
    response={200: list[SourceOut], **PROBLEMS},
    summary="取数来源",
)
def sources(request: HttpRequest, participation: int, form: int) -> list[SourceOut]:
    """Where each number of a table of one's own draws from."""
    place = own_participation_for(person(request), participation)
    return _sources(place, form_for(place, form))


@router.put(
    "/sources/{int:participation}/{int:form}",
    response={200: list[SourceOut], **PROBLEMS},
    summary="选择取数来源",
)
def choose(request: HttpRequest, participation: int, form: int, given: SourcesIn) -> list[SourceOut]:
    """Set it for some blanks; what was sent in stays as it is."""
    user = person(request)
    place = own_participation_for(user, participation)
    row = form_for(place, form)
    known = {one.pk: one for one in queries.channels_of(user) if one.unit_id == place.unit_id}
    choices = {}
    for one in given.sources:
        channel = known.get(one.channel or 0)
        if one.channel is not None and channel is None:
            raise AnyueError(SOURCE_UNKNOWN)
        choices[one.code] = Draws(one.source, channel.as_counted() if channel else None)
    actions.choose_sources(participation=place, form=row, choices=choices, by=user)
    return _sources(place, row)
