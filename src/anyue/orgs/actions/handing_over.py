"""Writes: one person follows another in a role, at once or from a day ahead."""

from datetime import date, timedelta

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.queries import user_with_number
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.mobile import read_mobile
from anyue.orgs.actions.appointments import end_membership, hold_membership, hold_unit, pass_on
from anyue.orgs.actions.people import Appointed, Post, put_in
from anyue.orgs.actions.rights import require_managing
from anyue.orgs.choices import Role
from anyue.orgs.models import Handover, Membership
from anyue.orgs.queries import forget_roles, vouchers_for

FURTHEST = timedelta(days=183)
"""How far ahead a role may be handed over."""


@transaction.atomic
def hand_over(
    *, membership: Membership, by: User, name: str, typed: str, on: date | None = None
) -> Appointed:
    """Give a person's role in a unit to the person of this number: one loses it as the other gains it.

    With a day ahead the successor gains it now and the other loses it on that day; until then both act.
    Drafts and duties are the unit's, so that they stay where they are. Done by the person or by whoever looks
    after the unit's people. For a successor whose account is not proved to the office all this happens when
    the code was typed.

    Raises:
        AnyueError: no right to, a day that has passed or is too far, handed over or stopped meanwhile, to be
            handed over already, and what `invite` raises.
    """
    if membership.user_id != by.pk:
        require_managing(by, membership.unit)
    if on is not None and not clock.today() <= on <= clock.today() + FURTHEST:
        raise AnyueError(errors.HANDOVER_DAY, field="on")
    hold_membership(membership)
    if Handover.objects.filter(membership=membership).exists():
        raise AnyueError(errors.HANDOVER_PLANNED)
    successor = user_with_number(read_mobile(typed))
    if successor is not None and successor.pk == membership.user_id:
        raise AnyueError(errors.SUCCESSOR_SAME, field="mobile")
    held = Membership.objects.filter(user=successor, unit=membership.unit, role=membership.role).first()
    appointed = _succeed(membership, name, typed, held, on=on, by=by)
    if isinstance(appointed.post, Membership):
        pass_on(membership=membership, successor=appointed.post, on=on, is_new=held is None, by=by)
        forget_roles(by)
    return appointed


def _succeed(  # noqa: PLR0913  One argument a fact of the handover.
    membership: Membership, name: str, typed: str, held: Membership | None, *, on: date | None, by: User
) -> Appointed:
    """Appoint the successor, who may hold the role already."""
    if held is not None and held.user.name == name and held.user_id != by.pk:
        return Appointed(held)
    unit, role = membership.unit, Role(membership.role)
    vouchers = [unit] if membership.user_id == by.pk else vouchers_for(by, unit)
    post = Post(unit, role, vouchers, replaces=membership, passes_on=on)
    return put_in(post=post, name=name, typed=typed, by=by)


@transaction.atomic
def call_off_handover(*, membership: Membership, by: User) -> None:
    """Let a role stay where it is, before its day: a successor who got it by the handover loses it.

    Raises:
        AnyueError: no right to, or nothing waits any more (HANDOVER_GONE).
    """
    if membership.user_id != by.pk:
        require_managing(by, membership.unit)
    hold_unit(membership.unit_id)
    planned = Handover.objects.filter(membership=membership, on__gt=clock.today())
    handover = planned.select_related("successor").first()
    if handover is None:
        raise AnyueError(errors.HANDOVER_GONE)
    Handover.objects.filter(pk=handover.pk).delete()
    if handover.is_new:
        end_membership(handover.successor)
    write_entry("call_off_hand_over", by=by, on=membership, unit_id=membership.unit_id)


@transaction.atomic
def carry_out_handovers(*, by: User | None) -> int:
    """Remove the roles that have passed on: how many; they counted no more from their day on.

    `by` is None on the command line.
    """
    due = Handover.objects.filter(on__lte=clock.today()).select_related("membership").order_by("pk")
    count = 0
    for handover in due:
        hold_unit(handover.membership.unit_id)
        gone, _ = Membership.objects.filter(pk=handover.membership_id).delete()
        if gone:
            unit_id = handover.membership.unit_id
            write_entry("hand_over", by=by, on=f"membership:{handover.membership_id}", unit_id=unit_id)
            count += 1
    return count
