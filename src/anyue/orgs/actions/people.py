"""Writes: who comes to act for a unit, who ceases to, and who follows whom."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from anyue.orgs.actions.appointments import appoint
from anyue.orgs.choices import RevealReason, Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission, roles_with
from anyue.orgs.queries import forget_roles, manages, manages_all_of


@dataclass(frozen=True, slots=True)
class Appointed:
    """Who acts for a unit now; `link` is the secret of their one-time link, empty where they need none.

    It is nowhere else: whoever made it shows it once.
    """

    membership: Membership
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list of liaisons."""

    line: int
    unit: Unit
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A liaison of a list and the code to hand over, empty for who can sign in already."""

    membership: Membership
    code: str

    @property
    def shown(self) -> str:
        """The code as it is read out."""
        return shown(self.code) if self.code else ""


def _require_managing(by: User, unit: Unit) -> None:
    """Raise NOT_ALLOWED for whoever does not look after the people of this unit."""
    if not manages(by, unit.pk):
        raise AnyueError(errors.NOT_ALLOWED, unit=unit.name)


@transaction.atomic
def invite(*, unit: Unit, role: Role, name: str, typed: str, by: User) -> Appointed:
    """Let the person of this number act for a unit, with a one-time link where they have not come in yet.

    Raises:
        AnyueError: no right to, no mobile number, one's own, one under another name, or acts there already.
    """
    _require_managing(by, unit)
    return _appoint(unit, role, name, typed, by=by)


def _refuse_oneself(user: User | None, by: User) -> None:
    """Who looks after the units below reviews what they send in, and would answer to themselves there."""
    if user is not None and user.pk == by.pk:
        raise AnyueError(errors.SELF_APPOINTED, field="mobile")


def _appoint(unit: Unit, role: Role, name: str, typed: str, *, by: User) -> Appointed:
    known = user_with_number(read_mobile(typed))
    _refuse_oneself(known, by)
    user = known or invite_account(name=name, typed=typed, by=by)
    if user.name != name:
        # Whoever types a stranger's number learns neither the name nor the units of its owner.
        raise AnyueError(errors.NAME_DIFFERS, field="mobile")
    try:
        with transaction.atomic():
            membership = appoint(user=user, unit=unit, role=role, by=by)
    except IntegrityError as twice:
        places = {"name": user.name, "unit": unit.name, "role": role.label}
        raise AnyueError(errors.ALREADY_ACTS, **places) from twice
    if known and (user.has_usable_password() or not manages_all_of(by, user)):
        return Appointed(membership)
    return _with_link(membership, by=by)


@transaction.atomic
def admit(*, unit: Unit, name: str, number: str, password: str, by: User) -> Appointed:
    """Let who asked for it act for a unit as its liaison; `password` is the hash of what they chose.

    It becomes the password of a new account alone. Where the number has an account that nobody has entered
    yet, its person comes in by the link: that account may have rights meant for somebody else.

    Raises:
        AnyueError: no right to, or a number under another name.
    """
    _require_managing(by, unit)
    known = user_with_number(number)
    if known is None:
        user = invite_account(name=name, typed=number, by=by)
        user.password = password
        user.save(update_fields=["password"])
        return Appointed(appoint(user=user, unit=unit, role=Role.LIAISON, by=by))
    _refuse_oneself(known, by)
    if known.name != name:
        raise AnyueError(errors.NAME_DIFFERS)
    held = Membership.objects.filter(user=known, unit=unit, role=Role.LIAISON).first()
    membership = held or appoint(user=known, unit=unit, role=Role.LIAISON, by=by)
    if known.has_usable_password() or not manages_all_of(by, known):
        return Appointed(membership)
    return _with_link(membership, by=by)


def _with_link(membership: Membership, *, by: User) -> Appointed:
    write_entry("hand_link", by=by, on=membership.user, unit_id=membership.unit_id)
    return Appointed(membership, new_link(membership.user))


@transaction.atomic
def list_people(*, entries: Sequence[Entry], by: User) -> list[Listed]:
    """Make the people of a list liaisons, each with a code that goes with their number; all or nobody.

    Raises:
        AnyueError: no right to, one's own number, or one under another name.
    """
    return [_list(entry, by=by) for entry in entries]


def _list(entry: Entry, *, by: User) -> Listed:
    _require_managing(by, entry.unit)
    known = user_with_number(entry.number)
    _refuse_oneself(known, by)
    user = known or invite_account(name=entry.name, typed=entry.number, by=by)
    if user.name != entry.name:
        raise AnyueError(errors.LINE_NAME_DIFFERS, line=entry.line)
    held = Membership.objects.filter(user=user, unit=entry.unit, role=Role.LIAISON).first()
    membership = held or appoint(user=user, unit=entry.unit, role=Role.LIAISON, by=by)
    if known and (user.has_usable_password() or not manages_all_of(by, user)):
        return Listed(membership, "")
    write_entry("hand_code", by=by, on=user, unit_id=entry.unit.pk)
    return Listed(membership, new_code_for(user))


def _require_all_of(by: User, user: User) -> None:
    """Whoever opens an account has all its rights, so that only who looks after all its units may."""
    if not manages_all_of(by, user):
        raise AnyueError(errors.NOT_MANAGED, name=user.name)


@transaction.atomic
def hand_link(*, user: User, by: User) -> str:
    """The secret of a one-time link for a person, as when a password was forgotten; an earlier one ends.

    Raises NOT_MANAGED unless `by` looks after every unit that the person acts for.
    """
    _require_all_of(by, user)
    write_entry("hand_link", by=by, on=user)
    return new_link(user)


@transaction.atomic
def stop(*, membership: Membership, by: User, even_if_last: bool = False) -> None:
    """Let a person act no longer for a unit in a role; what they did stays.

    Raises:
        AnyueError: no right to, stopped or handed over meanwhile, or nobody would be left who fills in and
            `even_if_last` does not say so.
    """
    _require_managing(by, membership.unit)
    _remove(membership)
    if not even_if_last and _is_deserted(membership):
        raise AnyueError(errors.LAST_LIAISON, name=membership.user.name, unit=membership.unit.name)
    write_entry("stop", by=by, on=membership, unit_id=membership.unit_id)


def _remove(membership: Membership) -> None:
    """End a membership, if nobody else was faster.

    The unit's row is locked first, so that of two who leave at once the second sees that the first has gone.
    On SQLite the transaction itself lets one in at a time.
    """
    Unit.objects.select_for_update().get(pk=membership.unit_id)
    gone, _ = Membership.objects.filter(pk=membership.pk, role=membership.role).delete()
    if not gone:
        raise AnyueError(errors.HANDED_OVER)


def _is_deserted(membership: Membership) -> bool:
    """Whether the last person who fills in for the unit has just been removed."""
    filling = roles_with(Permission.SUBMIT_REPORT)
    left = Membership.objects.filter(unit=membership.unit_id, role__in=filling, user__is_active=True)
    return membership.role in filling and not left.exists()


@transaction.atomic
def hand_over(*, membership: Membership, by: User, name: str, typed: str) -> Appointed:
    """Give a person's role in a unit to the person of this number: one loses it as the other gains it.

    Drafts and duties are the unit's, so that they stay where they are. Done by the person or by whoever looks
    after the unit's people.

    Raises:
        AnyueError: no right to, handed over or stopped meanwhile, and what `invite` raises.
    """
    if membership.user_id != by.pk:
        _require_managing(by, membership.unit)
    _remove(membership)
    successor = user_with_number(read_mobile(typed))
    if successor is not None and successor.pk == membership.user_id:
        raise AnyueError(errors.SUCCESSOR_SAME, field="mobile")
    appointed = _succeed(membership, name, typed, successor, by=by)
    forget_roles(by)
    write_entry("hand_over", by=by, on=membership, unit_id=membership.unit_id)
    return appointed


def _succeed(membership: Membership, name: str, typed: str, successor: User | None, *, by: User) -> Appointed:
    """Appoint the successor, who may hold the role already."""
    held = Membership.objects.filter(user=successor, unit=membership.unit_id, role=membership.role).first()
    if successor is not None and held is not None and successor.name == name:
        return Appointed(held)
    return _appoint(membership.unit, Role(membership.role), name, typed, by=by)


@transaction.atomic
def reveal_mobile(*, membership: Membership, reason: RevealReason, by: User) -> str:
    """The whole number of a person, for this once and with a reason on the trail.

    Raises NOT_ALLOWED for whoever does not look after the unit's people.
    """
    _require_managing(by, membership.unit)
    unit_id = membership.unit_id
    write_entry("reveal_mobile", by=by, on=membership.user, unit_id=unit_id, reason=reason.value)
    return membership.user.mobile.number
