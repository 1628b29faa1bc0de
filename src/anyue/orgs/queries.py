"""Reads: a person's units and what they may do there."""

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission, roles_with


def my_units(user: User) -> QuerySet[Unit]:
    """The units for which a person acts, in official order; one query."""
    return Unit.objects.acted_for_by(user)


def my_units_with(user: User, permission: Permission) -> QuerySet[Unit]:
    """The units for which a person acts in a role that carries the permission; one query."""
    return Unit.objects.acted_for_by(user, permission)


def may(user: User, permission: Permission, unit_id: int) -> bool:
    """Whether a person may do this act for this unit; one query."""
    return Membership.objects.filter(
        user=user, unit=unit_id, role__in=roles_with(permission), user__is_active=True
    ).exists()


def recipients_for(user: User, unit: Unit) -> QuerySet[Unit]:
    """The units to which `unit` may send a notice, as far as the person sees them; one query."""
    return Unit.objects.visible_to(user).addressable_from(unit)
