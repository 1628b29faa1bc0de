"""Writes: who comes to act for a unit, and who ceases to.

A number may have an account that somebody else opened for it. Whoever has an account that no office from here
upwards saw proved gets a role by a code alone (`invitations`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from anyue.accounts.actions import invite_account
from anyue.accounts.entry_codes import shown
from anyue.accounts.models import User
from anyue.accounts.one_time_keys import new_code_for, new_link
from anyue.accounts.queries import user_with_number
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.mobile import read_mobile
from anyue.orgs.actions.appointments import appoint, end_membership
from anyue.orgs.actions.invitations import offer_post
from anyue.orgs.actions.rights import require_managing
from anyue.orgs.choices import RevealReason, Role
from anyue.orgs.models import Invitation, Membership, Unit
from anyue.orgs.permissions import Permission, roles_with
from anyue.orgs.queries import is_verified_for, manages_all_of, vouchers_for


@dataclass(frozen=True, slots=True)
class Appointed:
    """Who acts for a unit now, or may once they have typed a code; `link` and `code` are secrets.

    `link` is that of a one-time link, empty where they need none; `code` that of an invitation. They are
    nowhere else: whoever made them shows them once.
    """

    post: Membership | Invitation
    link: str = ""
    code: str = ""

    @property
    def waits(self) -> bool:
        """Whether the person has to prove first that the account is theirs."""
        return isinstance(self.post, Invitation)

    @property
    def shown(self) -> str:
        """The code as it is read out."""
        return shown(self.code) if self.code else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list of liaisons."""

    line: int
    unit: Unit
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is to be, in whose place and from when; `vouchers` are the units that answer for them."""

    unit: Unit
    role: Role
    vouchers: Sequence[Unit]
    replaces: Membership | None = None
    passes_on: date | None = None


@transaction.atomic
def invite(*, unit: Unit, role: Role, name: str, typed: str, by: User) -> Appointed:
    """Let the person of this number act for a unit, with a one-time link where they have not come in yet.

    Raises:
        AnyueError: no right to, no mobile number, one's own, one under another name or of a stopped account,
            or acts there already.
    """
    return put_in(post=_post(unit, role, by), name=name, typed=typed, by=by)


def _post(unit: Unit, role: Role, by: User) -> Post:
    require_managing(by, unit)
    return Post(unit, role, vouchers_for(by, unit))


@transaction.atomic
def put_in(*, post: Post, name: str, typed: str, by: User) -> Appointed:
    """The same for a post that the caller has settled; whether `by` may do so was asked there."""
    number = read_mobile(typed)
    known = _known(number, by)
    user = known or invite_account(name=name, typed=number, by=by)
    if user.name != name:
        # Whoever types a stranger's number learns neither the name nor the units of its owner.
        raise AnyueError(errors.NAME_DIFFERS, field="mobile")
    places = {"name": user.name, "unit": post.unit.name, "role": post.role.label}
    if _held(user, post):
        raise AnyueError(errors.ALREADY_ACTS, **places)
    try:
        with transaction.atomic():
            taken = _take(user, post, is_new=known is None, by=by)
    except IntegrityError as twice:
        raise AnyueError(errors.ALREADY_ACTS, **places) from twice
    return _with_link(taken, post, by=by) if _needs_key(user, taken, is_new=known is None, by=by) else taken


def _known(number: str, by: User) -> User | None:
    """Whose number it is, if somebody's whom one may appoint.

    Who looks after the units below reviews what they send in, and would answer to themselves there.
    """
    user = user_with_number(number)
    if user is not None and user.pk == by.pk:
        raise AnyueError(errors.SELF_APPOINTED, field="mobile")
    if user is not None and not user.is_active:
        raise AnyueError(errors.ACCOUNT_STOPPED, field="mobile")
    return user


def _held(user: User, post: Post) -> Membership | None:
    return Membership.objects.filter(user=user, unit=post.unit, role=post.role).first()


def _take(user: User, post: Post, *, is_new: bool, by: User) -> Appointed:
    """Appoint whom the office knows, or who can come in by its key alone; let it wait for anybody else."""
    is_ours = not user.has_usable_password() and manages_all_of(by, user)
    if is_new or is_ours or is_verified_for(user, post.vouchers):
        return Appointed(appoint(user=user, unit=post.unit, role=post.role, by=by))
    invitation, code = offer_post(
        user=user,
        unit=post.unit,
        role=post.role,
        vouched_by=post.vouchers[0],
        replaces=post.replaces,
        passes_on=post.passes_on,
        by=by,
    )
    return Appointed(invitation, code=code)


def _needs_key(user: User, taken: Appointed, *, is_new: bool, by: User) -> bool:
    """Whether the person has to come in first, by a key that this office may hand over."""
    may_hand = is_new or manages_all_of(by, user)
    return not taken.waits and not user.has_usable_password() and may_hand


def _with_link(taken: Appointed, post: Post, *, by: User) -> Appointed:
    write_entry("hand_link", by=by, on=taken.post.user, unit_id=post.unit.pk)
    return Appointed(taken.post, link=new_link(taken.post.user, post.vouchers[0].pk))


@transaction.atomic
def admit(*, unit: Unit, name: str, number: str, password: str, by: User) -> Appointed:
    """Let who asked for it act for a unit as its liaison; `password` is the hash of what they chose.

    It becomes the password of a new account alone. Where the number has an account that nobody has entered
    yet, its person comes in by the link: that account may have rights meant for somebody else.

    Raises:
        AnyueError: no right to, one's own number, one under another name or of a stopped account.
    """
    post = _post(unit, Role.LIAISON, by)
    known = _known(number, by)
    if known is None:
        user = invite_account(name=name, typed=number, by=by)
        user.password = password
        user.save(update_fields=["password"])
        return Appointed(appoint(user=user, unit=unit, role=Role.LIAISON, by=by))
    if known.name != name:
        raise AnyueError(errors.NAME_DIFFERS)
    held = _held(known, post)
    taken = Appointed(held) if held else _take(known, post, is_new=False, by=by)
    return _with_link(taken, post, by=by) if _needs_key(known, taken, is_new=False, by=by) else taken


@transaction.atomic
def list_people(*, entries: Sequence[Entry], by: User) -> list[Appointed]:
    """Make the people of a list liaisons, each with a code that goes with their number; all or nobody.

    Raises:
        AnyueError: no right to, one's own number, one under another name or of a stopped account.
    """
    return [_list(entry, by=by) for entry in entries]


def _list(entry: Entry, *, by: User) -> Appointed:
    post = _post(entry.unit, Role.LIAISON, by)
    known = _known(entry.number, by)
    user = known or invite_account(name=entry.name, typed=entry.number, by=by)
    if user.name != entry.name:
        raise AnyueError(errors.LINE_NAME_DIFFERS, line=entry.line)
    held = _held(user, post)
    taken = Appointed(held) if held else _take(user, post, is_new=known is None, by=by)
    if not _needs_key(user, taken, is_new=known is None, by=by):
        return taken
    write_entry("hand_code", by=by, on=user, unit_id=entry.unit.pk)
    return Appointed(taken.post, code=new_code_for(user, post.vouchers[0].pk))


@transaction.atomic
def hand_link(*, user: User, by: User) -> str:
    """The secret of a one-time link for a person, as when a password was forgotten; an earlier one ends.

    Raises NOT_MANAGED unless `by` looks after every unit that the person acts for: whoever opens an account
    has all its rights.
    """
    if not manages_all_of(by, user):
        raise AnyueError(errors.NOT_MANAGED, name=user.name)
    unit = Unit.objects.filter(memberships__user=user).distinct()[0]
    write_entry("hand_link", by=by, on=user)
    return new_link(user, vouchers_for(by, unit)[0].pk)


@transaction.atomic
def stop(*, membership: Membership, by: User, even_if_last: bool = False) -> None:
    """Let a person act no longer for a unit in a role; what they did stays.

    Raises:
        AnyueError: no right to, stopped or handed over meanwhile, or nobody would be left who fills in and
            `even_if_last` does not say so.
    """
    require_managing(by, membership.unit)
    end_membership(membership)
    if not even_if_last and _is_deserted(membership):
        raise AnyueError(errors.LAST_LIAISON, name=membership.user.name, unit=membership.unit.name)
    write_entry("stop", by=by, on=membership, unit_id=membership.unit_id)


def _is_deserted(membership: Membership) -> bool:
    """Whether the last person who fills in for the unit has just been removed."""
    filling = roles_with(Permission.SUBMIT_REPORT)
    left = Membership.objects.in_force().filter(
        unit=membership.unit_id, role__in=filling, user__is_active=True
    )
    return membership.role in filling and not left.exists()


@transaction.atomic
def reveal_mobile(*, membership: Membership, reason: RevealReason, by: User) -> str:
    """The whole number of a person, for this once and with a reason on the trail.

    Raises NOT_ALLOWED for whoever does not look after the unit's people.
    """
    require_managing(by, membership.unit)
    unit_id = membership.unit_id
    write_entry("reveal_mobile", by=by, on=membership.user, unit_id=unit_id, reason=reason.value)
    return membership.user.mobile.number
