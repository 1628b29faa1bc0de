"""Endpoints of who acts for which unit: the list, inviting, stopping; and of the matrix of rights."""

from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Router, Schema

from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.config.api.door import require_proved
from anyue.config.api.paging import Asked, Id, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.core.errors import NOT_FOUND, REQUEST_UNREADABLE, AnyueError
from anyue.orgs import actions, queries
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Invitation, Membership
from anyue.orgs.permissions import ROLE_PERMISSIONS, ROLE_SIGHT, Permission, Sight, mandate_of

router = Router(tags=["任职和权限"])


class MembershipOut(Schema):
    """A person in a unit in a role; `mobile` is masked, and `has_entered` false until they have come in."""

    id: int
    unit: int
    unit_name: str
    role: Role
    name: str
    mobile: str
    since: date
    is_active: bool
    has_entered: bool


class InvitationOut(Schema):
    """A role that waits until its person, signed in, has typed the code."""

    id: int
    unit: int
    unit_name: str
    role: Role
    name: str
    mobile: str
    made_at: datetime
    expires_at: datetime


class AppointedOut(Schema):
    """Who acts for the unit now, or the invitation that waits; `link` and `code` are told this once."""

    membership: MembershipOut | None
    invitation: InvitationOut | None
    link: str
    code: str


class CodeOut(Schema):
    """A code, told this once."""

    code: str


class InviteIn(Schema):
    """Who is to act for which unit, in which role."""

    unit: Id
    role: Role
    name: Text = Field(min_length=1, max_length=40)
    mobile: Text = Field(min_length=1, max_length=40)


class StopIn(Schema):
    """Whether the role is to end even where nobody would be left who fills in."""

    even_if_last: bool = False


class RoleOut(Schema):
    """What a role may do and see in its unit."""

    role: Role
    name: str
    permissions: list[Permission]
    sees: list[Sight]


class RightsOut(Schema):
    """The matrix of rights; `permissions` are the acts by code, in words."""

    roles: list[RoleOut]
    permissions: dict[Permission, str]


def _mobile(user: User) -> str:
    return user.mobile.masked if hasattr(user, "mobile") else ""


def membership_out(one: Membership) -> MembershipOut:
    """A membership without what is secret about its person."""
    return MembershipOut(
        id=one.pk,
        unit=one.unit_id,
        unit_name=one.unit.name,
        role=Role(one.role),
        name=one.user.name,
        mobile=_mobile(one.user),
        since=one.since,
        is_active=one.user.is_active,
        has_entered=one.user.has_usable_password(),
    )


def _invitation(one: Invitation) -> InvitationOut:
    return InvitationOut(
        id=one.pk,
        unit=one.unit_id,
        unit_name=one.unit.name,
        role=Role(one.role),
        name=one.user.name,
        mobile=_mobile(one.user),
        made_at=one.made_at,
        expires_at=one.expires_at,
    )


def appointed_out(request: HttpRequest, made: actions.Appointed) -> AppointedOut:
    """Who was put in, with the secrets that are told this once."""
    post = made.post
    return AppointedOut(
        membership=membership_out(post) if isinstance(post, Membership) else None,
        invitation=_invitation(post) if isinstance(post, Invitation) else None,
        link=link_of(request, made.link),
        code=made.shown,
    )


def require_within_scope(user: User, unit_id: int) -> None:
    """Raise NOT_FOUND for a program that does not look after the unit's people.

    A person may pass on a role of their own without any right; a program has no role of its own.
    """
    if mandate_of(user) is not None and not queries.manages(user, unit_id):
        raise AnyueError(NOT_FOUND)


def link_of(request: HttpRequest, secret: str) -> str:
    """The one-time link of a secret; empty for none."""
    return request.build_absolute_uri(reverse("accounts:enter", args=[secret])) if secret else ""


@router.get("/memberships", response={200: Page[MembershipOut], **PROBLEMS}, summary="所管单位的任职")
def memberships(request: HttpRequest, asked: Asked) -> Page[MembershipOut]:
    """Who acts for the units whose people the person looks after."""
    return page_of(queries.memberships_managed_by(person(request)), asked, membership_out)


@router.post("/memberships", response={200: AppointedOut, **PROBLEMS}, summary="邀请任职")
def invite(request: HttpRequest, given: InviteIn) -> AppointedOut:
    """Invite a person: with a one-time link, or a code where the number has an account already.

    A second time is a conflict (409), unless the first one still waits: then it gets another code.
    """
    user = person(request)
    require_proved(request)
    unit = queries.units_managed_by(user).filter(pk=given.unit).first()
    if unit is None:
        raise AnyueError(NOT_FOUND)
    if given.role is Role.PRINCIPAL and unit.kind != UnitKind.ENTERPRISE:
        # As on the page: only an enterprise has a principal officer in this sense.
        raise AnyueError(REQUEST_UNREADABLE, where="role")
    made = actions.invite(unit=unit, role=given.role, name=given.name, typed=given.mobile, by=user)
    return appointed_out(request, made)


@router.post(
    "/memberships/{int:membership}/stop", response={200: MembershipOut, **PROBLEMS}, summary="停止任职"
)
def stop(request: HttpRequest, membership: int, given: StopIn) -> MembershipOut:
    """Let a person act no longer for a unit; what they did stays. The membership as it last was."""
    user = person(request)
    require_proved(request)
    found, is_managed = queries.membership_for(user, membership)
    if not is_managed:
        raise AnyueError(NOT_FOUND)
    told = membership_out(found)
    actions.stop(membership=found, by=user, even_if_last=given.even_if_last)
    return told


@router.get("/invitations", response={200: Page[InvitationOut], **PROBLEMS}, summary="等待本人验证的邀请")
def invitations(request: HttpRequest, asked: Asked) -> Page[InvitationOut]:
    """The roles that wait for their person, in the units that the person looks after."""
    return page_of(queries.invitations_for(person(request)), asked, _invitation)


@router.post("/invitations/{int:invitation}/renew", response={200: CodeOut, **PROBLEMS}, summary="更换验证码")
def renew(request: HttpRequest, invitation: int) -> CodeOut:
    """Another code in place of the one before."""
    user = person(request)
    require_proved(request)
    found = queries.invitation_for(user, invitation)
    require_within_scope(user, found.unit_id)
    return CodeOut(code=actions.renew_invitation(invitation=found, by=user))


@router.post(
    "/invitations/{int:invitation}/withdraw", response={200: InvitationOut, **PROBLEMS}, summary="撤回邀请"
)
def withdraw(request: HttpRequest, invitation: int) -> InvitationOut:
    """Let a role wait no longer; the invitation as it last was."""
    user = person(request)
    require_proved(request)
    found = queries.invitation_for(user, invitation)
    require_within_scope(user, found.unit_id)
    actions.withdraw_invitation(invitation=found, by=user)
    return _invitation(found)


@router.get("/permissions", response={200: RightsOut, **PROBLEMS}, summary="角色与权限")
def rights(request: HttpRequest) -> RightsOut:  # noqa: ARG001  The same for everybody.
    """The matrix: what each role may do and sees. It is that of `docs/permissions.md`."""
    roles = [
        RoleOut(
            role=role,
            name=role.label,
            permissions=[one for one in Permission if one in ROLE_PERMISSIONS[role]],
            sees=[one for one in Sight if one in ROLE_SIGHT[role]],
        )
        for role in Role
    ]
    return RightsOut(roles=roles, permissions={one: one.label for one in Permission})
