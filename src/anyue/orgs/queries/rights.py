"""Reads: a person's units and what they may do there."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import ROLE_PERMISSIONS, Mandate, Permission, mandate_of


def my_units(user: User) -> QuerySet[Unit]:
    """The units for which a person acts, in official order; one query."""
    return Unit.objects.acted_for_by(user)


def units_for(user: User) -> QuerySet[Unit]:
    """The units that a person sees, in official order; one query."""
    return Unit.objects.visible_to(user)


def unit_for(user: User, pk: int) -> Unit:
    """One of them; 404 otherwise. One query."""
    return get_object_or_404(units_for(user), pk=pk)


def my_units_with(user: User, permission: Permission) -> QuerySet[Unit]:
    """The units for which a person acts in a role that carries the permission; one query."""
    return Unit.objects.acted_for_by(user, permission)


def keep_roles(user: User, unit_id: int, roles: Iterable[str]) -> None:
    """Let a person's object remember its roles in a unit; a request makes its own object of the person."""
    known: dict[int, frozenset[Role]] = user.__dict__.setdefault("_roles", {})
    known[unit_id] = frozenset(map(Role, roles))


def forget_roles(user: User) -> None:
    """Let the next question ask the database again."""
    user.__dict__.pop("_roles", None)


def act_under(user: User, mandate: Mandate) -> None:
    """Hold this object of a person to a mandate from now on."""
    user.__dict__["_mandate"] = mandate
    forget_roles(user)


def roles_in(user: User, unit_id: int) -> frozenset[Role]:
    """The roles of a person in a unit; one query, the first time it is asked of this object."""
    known: dict[int, frozenset[Role]] = user.__dict__.setdefault("_roles", {})
    if unit_id not in known:
        memberships = Membership.objects.of(user).filter(unit=unit_id)
        keep_roles(user, unit_id, memberships.values_list("role", flat=True))
    return known[unit_id]


def may(user: User, permission: Permission, unit_id: int) -> bool:
    """Whether a person may do this act for this unit; at most one query."""
    mandate = mandate_of(user)
    if mandate is not None and permission not in mandate.permissions:
        return False
    return user.is_active and any(permission in ROLE_PERMISSIONS[role] for role in roles_in(user, unit_id))


def permissions_of(user: User) -> frozenset[Permission]:
    """What a person may do in one unit or another; one query."""
    roles = Membership.objects.of(user).values_list("role", flat=True).distinct()
    held: frozenset[Permission] = frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))
    mandate = mandate_of(user)
    return held if mandate is None else held & mandate.permissions


def recipients_for(user: User, unit: Unit) -> QuerySet[Unit]:
    """The units to which `unit` may send a notice, as far as the person sees them; one query."""
    return Unit.objects.visible_to(user).addressable_from(unit)


def manages(user: User, unit_id: int) -> bool:
    """Whether a person looks after the people of a unit; one query."""
    return Unit.objects.managed_by(user).filter(pk=unit_id).exists()


def manages_all_of(user: User, other: User) -> bool:
    """Whether a person looks after every unit that another acts for; two queries."""
    units = set(Membership.objects.filter(user=other).values_list("unit", flat=True))
    managed = Unit.objects.managed_by(user).filter(pk__in=units).count()
    return other.is_active and not other.administers and managed == len(units) > 0
