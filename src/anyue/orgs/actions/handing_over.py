"""Writes: one person follows another in a role."""

from django.db import transaction

from anyue.accounts.models import User
from anyue.accounts.queries import user_with_number
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.mobile import read_mobile
from anyue.orgs.actions.appointments import end_membership, hold_membership
from anyue.orgs.actions.people import Appointed, Post, put_in
from anyue.orgs.actions.rights import require_managing
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership
from anyue.orgs.queries import forget_roles, vouchers_for


@transaction.atomic
def hand_over(*, membership: Membership, by: User, name: str, typed: str) -> Appointed:
    """Give a person's role in a unit to the person of this number: one loses it as the other gains it.

    Drafts and duties are the unit's, so that they stay where they are. Done by the person or by whoever looks
    after the unit's people. A successor whose account is not proved to the office gains it, and the other
    loses it, when the code was typed.

    Raises:
        AnyueError: no right to, handed over or stopped meanwhile, and what `invite` raises.
    """
    if membership.user_id != by.pk:
        require_managing(by, membership.unit)
    hold_membership(membership)
    successor = user_with_number(read_mobile(typed))
    if successor is not None and successor.pk == membership.user_id:
        raise AnyueError(errors.SUCCESSOR_SAME, field="mobile")
    appointed = _succeed(membership, name, typed, successor, by=by)
    if not appointed.waits:
        end_membership(membership)
        forget_roles(by)
        write_entry("hand_over", by=by, on=f"membership:{membership.pk}", unit_id=membership.unit_id)
    return appointed


def _succeed(membership: Membership, name: str, typed: str, successor: User | None, *, by: User) -> Appointed:
    """Appoint the successor, who may hold the role already."""
    unit, role = membership.unit, Role(membership.role)
    held = Membership.objects.filter(user=successor, unit=unit, role=role).first()
    if successor is not None and held is not None and successor.name == name and successor.pk != by.pk:
        return Appointed(held)
    vouchers = [unit] if membership.user_id == by.pk else vouchers_for(by, unit)
    return put_in(post=Post(unit, role, vouchers, replaces=membership), name=name, typed=typed, by=by)
