"""Endpoints of roles that pass on, and of passwords renewed by the word of two people."""

from datetime import date, datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.accounts.queries import accounts_matching
from anyue.config.api.door import IN_PERSON, require_proved
from anyue.config.api.paging import Asked, Page, Text, page_of
from anyue.config.api.people import (
    AppointedOut,
    MembershipOut,
    appointed_out,
    link_of,
    membership_out,
    require_within_scope,
)
from anyue.config.api.problems import PROBLEMS
from anyue.orgs import actions, queries
from anyue.orgs.models import Handover, Membership, Renewal

router = Router(tags=["交接和重置登录"])


class HandoverOut(Schema):
    """A role that passes on from the day `on`; until then both act."""

    membership: MembershipOut
    successor: MembershipOut
    on: date


class HandOverIn(Schema):
    """Who follows in the role, and from which day; at once if none is named."""

    name: Text = Field(min_length=1, max_length=40)
    mobile: Text = Field(min_length=1, max_length=40)
    on: date | None = None


class PostCodeIn(Schema):
    """The code that the office handed over."""

    code: Text = Field(min_length=1, max_length=40)


class RenewalOut(Schema):
    """A person for whom the system administrator has asked for a new password."""

    id: int
    name: str
    asked_at: datetime


class AskIn(Schema):
    """The name with which the person signs in."""

    account: Text = Field(min_length=1, max_length=150)


class LinkOut(Schema):
    """A one-time link to be handed to the person, told this once; empty where a second person is asked."""

    link: str


def _handover(one: Handover) -> HandoverOut:
    return HandoverOut(
        membership=membership_out(one.membership), successor=membership_out(one.successor), on=one.on
    )


def _renewal(one: Renewal) -> RenewalOut:
    return RenewalOut(id=one.pk, name=one.user.name, asked_at=one.asked_at)


def _to_hand_over(request: HttpRequest, pk: int) -> tuple[User, Membership]:
    """Who asks, and the membership: one's own, or one that is looked after; 404 otherwise."""
    user = person(request)
    require_proved(request)
    found, _ = queries.membership_for(user, pk)
    require_within_scope(user, found.unit_id)
    return user, found


@router.get("/handovers", response={200: Page[HandoverOut], **PROBLEMS}, summary="预定的交接")
def handovers(request: HttpRequest, asked: Asked) -> Page[HandoverOut]:
    """The roles that pass on from a day ahead: one's own, and those of the units one looks after."""
    return page_of(queries.handovers_for(person(request)), asked, _handover)


@router.post(
    "/memberships/{int:membership}/hand-over", response={200: AppointedOut, **PROBLEMS}, summary="办理交接"
)
def hand_over(request: HttpRequest, membership: int, given: HandOverIn) -> AppointedOut:
    """Give a role to a successor, at once or from a day ahead; or as soon as they have typed the `code`."""
    user, found = _to_hand_over(request, membership)
    made = actions.hand_over(membership=found, by=user, name=given.name, typed=given.mobile, on=given.on)
    return appointed_out(request, made)


@router.post(
    "/memberships/{int:membership}/hand-over/call-off",
    response={200: MembershipOut, **PROBLEMS},
    summary="取消预定的交接",
)
def call_off(request: HttpRequest, membership: int) -> MembershipOut:
    """Let a role stay where it is, before its day."""
    user, found = _to_hand_over(request, membership)
    actions.call_off_handover(membership=found, by=user)
    return membership_out(found)


@router.post(
    "/invitations/accept",
    auth=IN_PERSON,
    response={200: MembershipOut, **PROBLEMS},
    summary="凭验证码就任",
)
def accept(request: HttpRequest, given: PostCodeIn) -> MembershipOut:
    """Take up the role that a code was handed over for, by invitation or by handover."""
    return membership_out(actions.accept_post(typed=given.code, by=person(request)))


@router.get(
    "/renewals", auth=IN_PERSON, response={200: Page[RenewalOut], **PROBLEMS}, summary="重置登录的申请"
)
def renewals(request: HttpRequest, asked: Asked) -> Page[RenewalOut]:
    """Those that wait for the person's word."""
    return page_of(queries.renewals_for(person(request)), asked, _renewal)


@router.post("/renewals", auth=IN_PERSON, response={200: LinkOut, **PROBLEMS}, summary="提出重置登录")
def ask(request: HttpRequest, given: AskIn) -> LinkOut:
    """Ask for a new password for somebody, as the system administrator.

    The answer has the link only where the account acts for no unit.
    """
    user = person(request)
    require_proved(request)
    found = get_object_or_404(accounts_matching("", by=user), account=given.account)
    return LinkOut(link=link_of(request, actions.ask_renewal(user=found, by=user)))


@router.post(
    "/renewals/{int:renewal}/agree", auth=IN_PERSON, response={200: LinkOut, **PROBLEMS}, summary="同意重置"
)
def agree(request: HttpRequest, renewal: int) -> LinkOut:
    """Agree, and get the link to hand to the person; decided meanwhile is a conflict (409)."""
    user = person(request)
    require_proved(request)
    found = queries.renewal_for(user, renewal)
    return LinkOut(link=link_of(request, actions.confirm_renewal(renewal=found, by=user)))


@router.post(
    "/renewals/{int:renewal}/refuse",
    auth=IN_PERSON,
    response={200: RenewalOut, **PROBLEMS},
    summary="不同意重置",
)
def refuse(request: HttpRequest, renewal: int) -> RenewalOut:
    """Leave the password as it is; the request as it last was."""
    user = person(request)
    require_proved(request)
    found = queries.renewal_for(user, renewal)
    actions.refuse_renewal(renewal=found, by=user)
    return _renewal(found)
