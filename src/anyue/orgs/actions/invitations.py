"""Writes: roles that wait until their person has proved to the office that the account is theirs.

An account of a number may have been opened by somebody else. Whoever was invited comes into the role by a
code that the office handed over and that is typed by who is signed in to the account: so the two are one.
"""

from datetime import date, timedelta

from django.db import transaction

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.actions import note_lock
from anyue.accounts.choices import LockScope
from anyue.accounts.entry_codes import new_code
from anyue.accounts.models import Lock, Place, User, Verification
from anyue.accounts.one_time_keys import CODE_DAYS
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.actions.appointments import appoint, hold_unit, pass_on
from anyue.orgs.actions.rights import require_managing
from anyue.orgs.choices import Role
from anyue.orgs.models import Invitation, Membership, Unit, purpose_of
from anyue.orgs.queries import manages, vouchers_for
from anyue.web.words import waiting_time


@transaction.atomic
def offer_post(  # noqa: PLR0913  One argument a fact of the invitation.
    *,
    user: User,
    unit: Unit,
    role: Role,
    vouched_by: Unit,
    by: User,
    replaces: Membership | None = None,
    passes_on: date | None = None,
) -> tuple[Invitation, str]:
    """Let a role wait for a person: the invitation, and the code that is shown this once.

    An earlier one for the same role ends. Whoever may do so was asked by the caller.
    """
    code, now = new_code(), clock.now()
    facts = {
        "digest": _digest(user.pk, code),
        "expires_at": now + timedelta(days=CODE_DAYS),
        "made_at": now,
        "made_by": by,
        "vouched_by": vouched_by,
        "replaces": replaces,
        "passes_on": passes_on,
    }
    invitation, _ = Invitation.objects.update_or_create(user=user, unit=unit, role=role, defaults=facts)
    write_entry("offer_post", by=by, on=invitation, unit_id=unit.pk)
    return invitation, code


def accept_post(*, typed: str, by: User) -> Membership:
    """Take up the role that a code was handed over for.

    Raises:
        AnyueError: wrong, run out or withdrawn (POST_CODE_WRONG), too many wrong ones (POST_LOCKED), or the
            one to be replaced has gone (HANDED_OVER).
    """
    place, now = Place(LockScope.POST, by.account), clock.running()
    if until := Lock.objects.in_force([place], now):
        wait = waiting_time(int((until - now).total_seconds()))
        raise AnyueError(errors.POST_LOCKED, field="code", wait=wait)
    with transaction.atomic():
        opened = Invitation.objects.opened_by(by, typed)
        invitation = opened.select_related("unit", "made_by", "replaces").first()
        if invitation is not None and _stands(invitation):
            Lock.objects.forgive([place])
            return _take_up(invitation, by)
    if lock := Lock.objects.count_failure(place, now):
        note_lock(lock=lock, by=None)
    raise AnyueError(errors.POST_CODE_WRONG, field="code")


def _stands(invitation: Invitation) -> bool:
    """Whether who invited could do so now: the rights of an office end with its people's roles."""
    handing = invitation.replaces
    is_own = handing is not None and handing.user_id == invitation.made_by_id
    return is_own or manages(invitation.made_by, invitation.unit_id)


def _take_up(invitation: Invitation, by: User) -> Membership:
    hold_unit(invitation.unit_id)
    gone, _ = Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest).delete()
    if not gone:
        raise AnyueError(errors.POST_CODE_WRONG, field="code")
    unit = invitation.unit
    write_entry("accept_post", by=by, on=f"invitation:{invitation.pk}", unit_id=unit.pk)
    held = Membership.objects.filter(user=by, unit=unit, role=invitation.role).first()
    membership = held or appoint(user=by, unit=unit, role=Role(invitation.role), by=by)
    facts = {"user": by, "unit_id": invitation.vouched_by_id}
    Verification.objects.get_or_create(**facts, defaults={"verified_at": clock.running()})
    if invitation.replaces:
        pass_on(
            membership=invitation.replaces,
            successor=membership,
            on=invitation.passes_on,
            is_new=held is None,
            by=by,
        )
    return membership


def _require_inviting(invitation: Invitation, by: User) -> None:
    """Whoever hands their own role over may change that; all else is for who looks after the unit."""
    if invitation.replaces is None or invitation.replaces.user_id != by.pk:
        require_managing(by, invitation.unit)


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User) -> str:
    """Another code in place of the one before, on the word of whoever makes it.

    Raises NOT_ALLOWED, INVITATION_GONE.
    """
    _require_inviting(invitation, by)
    code, now = new_code(), clock.now()
    facts = {
        "digest": _digest(invitation.user_id, code),
        "expires_at": now + timedelta(days=CODE_DAYS),
        "made_by": by,
        "vouched_by": next(iter(vouchers_for(by, invitation.unit)), invitation.unit),
    }
    if not Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest).update(**facts):
        raise AnyueError(errors.INVITATION_GONE)
    write_entry("renew_invitation", by=by, on=invitation, unit_id=invitation.unit_id)
    return code


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User) -> None:
    """Let a role wait for its person no longer. Raises NOT_ALLOWED, INVITATION_GONE."""
    _require_inviting(invitation, by)
    gone, _ = Invitation.objects.filter(pk=invitation.pk).delete()
    if not gone:
        raise AnyueError(errors.INVITATION_GONE)
    write_entry("withdraw_invitation", by=by, on=f"invitation:{invitation.pk}", unit_id=invitation.unit_id)


@transaction.atomic
def clear_invitations(*, by: User | None) -> int:
    """Remove the invitations that nobody took up in time: how many; `by` is None on the command line."""
    gone, _ = Invitation.objects.filter(expires_at__lte=clock.now()).delete()
    write_entry("clear_invitations", by=by, on="invitations", reason=str(gone))
    return gone


def _digest(user_id: int, code: str) -> str:
    return sealing.secret_digests(purpose_of(user_id), code)[0]
