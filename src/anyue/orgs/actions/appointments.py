"""Writes: who acts for a unit."""

from datetime import date

from django.db import transaction

from anyue import clock
from anyue.accounts.models import OneTimeKey, User
from anyue.audit.actions import write_entry
from anyue.core.errors import ADMINISTRATES, HANDED_OVER, HANDOVER_PLANNED, AnyueError
from anyue.orgs.choices import Role
from anyue.orgs.models import Handover, Membership, Unit
from anyue.orgs.queries import forget_roles


@transaction.atomic
def appoint(*, user: User, unit: Unit, role: Role, by: User | None) -> Membership:
    """Let a person act for a unit in a role; `by` is None only for the set-up of a new installation.

    A key that was handed out before opens no more: it was made for less than the person has now. Raises
    ADMINISTRATES for an administrator.
    """
    if user.administers:
        raise AnyueError(ADMINISTRATES, account=user.account)
    membership = Membership(user=user, unit=unit, role=role)
    membership.save()
    OneTimeKey.objects.filter(user=user).delete()
    forget_roles(user)
    write_entry("appoint", by=by, on=membership, unit_id=unit.pk)
    return membership


def hold_unit(unit_id: int) -> None:
    """Let those who change who acts for a unit come one after the other, until the end of the transaction.

    On SQLite the transaction itself lets one in at a time.
    """
    Unit.objects.select_for_update().get(pk=unit_id)


def hold_membership(membership: Membership) -> None:
    """The same, and HANDED_OVER where somebody was faster who ended this membership."""
    hold_unit(membership.unit_id)
    if not Membership.objects.filter(pk=membership.pk, role=membership.role).exists():
        raise AnyueError(HANDED_OVER)


def end_membership(membership: Membership) -> None:
    """End a membership, if nobody else was faster: of two who leave at once the second sees the first gone.

    Raises HANDED_OVER.
    """
    hold_unit(membership.unit_id)
    gone, _ = Membership.objects.filter(pk=membership.pk, role=membership.role).delete()
    if not gone:
        raise AnyueError(HANDED_OVER)


def pass_on(
    *, membership: Membership, successor: Membership, on: date | None, is_new: bool, by: User
) -> None:
    """Let a role go from one to the other: at once, or from a day ahead, until which both have it.

    Raises HANDED_OVER where it has gone, HANDOVER_PLANNED where it is to go already.
    """
    hold_membership(membership)
    if on is None or on <= clock.today():
        end_membership(membership)
        write_entry("hand_over", by=by, on=f"membership:{membership.pk}", unit_id=membership.unit_id)
        return
    if Handover.objects.filter(membership=membership).exists():
        raise AnyueError(HANDOVER_PLANNED)
    facts = {"successor": successor, "on": on, "is_new": is_new, "made_at": clock.now(), "made_by": by}
    Handover.objects.create(membership=membership, **facts)
    write_entry("plan_hand_over", by=by, on=membership, unit_id=membership.unit_id)
