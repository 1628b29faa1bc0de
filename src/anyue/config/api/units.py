"""Endpoints of the person behind the request, of the units they see, and of the messages to their units."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from anyue import clock
from anyue.accounts.person import person
from anyue.config.api.paging import Asked, Page, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.notify.models import Message
from anyue.notify.queries import messages_for
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, posts_of, unit_for, units_for

router = Router(tags=["单位和人员"])


class PostOut(Schema):
    """One role of the person in a unit, and what it and the token, if there is one, let them do there."""

    membership: int
    unit: int
    name: str
    role: str
    permissions: list[Permission]


class PersonOut(Schema):
    """Who the request speaks for."""

    name: str
    posts: list[PostOut]


class UnitOut(Schema):
    """A unit: one's own, or one to which notices may be sent."""

    id: int
    name: str
    kind: str
    parent: int | None
    is_open: bool


class MessageOut(Schema):
    """A message to one of the person's units; `url` is a path of this program."""

    id: int
    unit: int
    text: str
    url: str
    posted_at: datetime
    read_at: datetime | None


def _unit(unit: Unit) -> UnitOut:
    return UnitOut(
        id=unit.pk,
        name=unit.name,
        kind=unit.kind,
        parent=unit.parent_id,
        is_open=unit.is_open_on(clock.today()),
    )


def _message(message: Message) -> MessageOut:
    return MessageOut(
        id=message.pk,
        unit=message.unit_id,
        text=message.text,
        url=message.url,
        posted_at=message.posted_at,
        read_at=message.read_at,
    )


@router.get("/me", response={200: PersonOut, **PROBLEMS}, summary="本人及所在单位")
def me(request: HttpRequest) -> PersonOut:
    """Who the request speaks for, and what they may do where."""
    user = person(request)
    posts = [
        PostOut(
            membership=post.pk,
            unit=post.unit_id,
            name=post.unit.name,
            role=post.role,
            permissions=[one for one in Permission if may(user, one, post.unit_id)],
        )
        for post in posts_of(user)
    ]
    return PersonOut(name=user.name, posts=posts)


@router.get("/units", response={200: Page[UnitOut], **PROBLEMS}, summary="可见的单位")
def units(request: HttpRequest, asked: Asked) -> Page[UnitOut]:
    """The person's own units and those to which these may send notices."""
    return page_of(units_for(person(request)), asked, _unit)


@router.get("/units/{int:unit}", response={200: UnitOut, **PROBLEMS}, summary="一个单位")
def unit(request: HttpRequest, unit: int) -> UnitOut:
    """One of them."""
    return _unit(unit_for(person(request), unit))


@router.get("/messages", response={200: Page[MessageOut], **PROBLEMS}, summary="消息")
def messages(request: HttpRequest, asked: Asked) -> Page[MessageOut]:
    """The messages to the person's units."""
    return page_of(messages_for(person(request)), asked, _message)
