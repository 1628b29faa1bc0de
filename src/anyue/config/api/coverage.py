"""Endpoints of a notice beside the campaign of its superior, and of a person's word on one item."""

from typing import Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns import actions
from anyue.campaigns.coverage import coverage_of, superiors_of
from anyue.campaigns.models import Campaign, Notice
from anyue.campaigns.queries import own_notice_for
from anyue.config.api.paging import Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.coverage import Item, Standing, Word
from anyue.core.coverage.items import Counterpart

router = Router(tags=["通知和专项活动"])


class AgainstOut(Schema):
    """A campaign in which the notice's unit was asked."""

    id: int
    name: str


class CounterpartOut(Schema):
    """What the notice has for an item."""

    key: str
    title: str


class ItemOut(Schema):
    """One thing that the superior asks, what became of it, and why; `choices` are what could match it."""

    key: str
    section: str
    title: str
    standing: Standing
    reason: str
    word: Word | None
    counterpart: CounterpartOut | None
    choices: list[CounterpartOut]


class WordIn(Schema):
    """A person's word on an item: `none` takes it back, `matched` names the counterpart."""

    key: Text = Field(min_length=1, max_length=40)
    word: Word | Literal["none"]
    counterpart: Text = Field("", max_length=40)


def _counterpart(one: Counterpart) -> CounterpartOut:
    return CounterpartOut(key=one.key, title=one.title)


def _item(item: Item) -> ItemOut:
    return ItemOut(
        key=item.key,
        section=item.section,
        title=item.title,
        standing=item.standing,
        reason=item.reason,
        word=item.word,
        counterpart=_counterpart(item.counterpart) if item.counterpart else None,
        choices=[_counterpart(one) for one in item.choices],
    )


def _place(request: HttpRequest, notice: int, campaign: int) -> tuple[User, Notice, Campaign]:
    user = person(request)
    found = own_notice_for(user, notice)
    against = superiors_of(user, found).select_related("notice", "unit")
    return user, found, get_object_or_404(against, pk=campaign)


@router.get(
    "/notices/{int:notice}/coverage", response={200: list[AgainstOut], **PROBLEMS}, summary="可对照的上级活动"
)
def superiors(request: HttpRequest, notice: int) -> list[AgainstOut]:
    """The campaigns that a notice may be held against."""
    user = person(request)
    found = superiors_of(user, own_notice_for(user, notice))
    return [AgainstOut(id=one.pk, name=one.name) for one in found]


@router.get(
    "/notices/{int:notice}/coverage/{int:campaign}",
    response={200: list[ItemOut], **PROBLEMS},
    summary="上级要求的落实",
)
def coverage(request: HttpRequest, notice: int, campaign: int) -> list[ItemOut]:
    """What the superior asks, with what the notice has for it."""
    _, found, against = _place(request, notice, campaign)
    return [_item(item) for item in coverage_of(found, against)]


@router.post(
    "/notices/{int:notice}/coverage/{int:campaign}",
    response={200: list[ItemOut], **PROBLEMS},
    summary="核对一项上级要求",
)
def say(request: HttpRequest, notice: int, campaign: int, given: WordIn) -> list[ItemOut]:
    """Keep a person's word on one item, or take it back."""
    user, found, against = _place(request, notice, campaign)
    actions.say_coverage(
        notice=found,
        against=against,
        key=given.key,
        word=None if given.word == "none" else Word(given.word),
        counterpart=given.counterpart,
        by=user,
    )
    return [_item(item) for item in coverage_of(found, against)]
