"""Reads: a person's units and what they may do there."""

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import ROLE_PERMISSIONS, Permission


def my_units(user: User) -> QuerySet[Unit]:
    """The units for which a person acts, in official order; one query."""
    return Unit.objects.acted_for_by(user)


def my_units_with(user: User, permission: Permission) -> QuerySet[Unit]:
    """The units for which a person acts in a role that carries the permission; one query."""
    return Unit.objects.acted_for_by(user, permission)


def roles_of(user: User) -> dict[int, frozenset[Role]]:
    """The roles of a person by unit id; one query, the first time it is asked of this object.

    A request makes its own object of the person, so what is kept lives as long as the request.
    """
    kept: dict[int, frozenset[Role]] | None = getattr(user, "_roles", None)
    if kept is None:
        kept = {}
        for unit_id, role in Membership.objects.filter(user=user).values_list("unit_id", "role"):
            kept[unit_id] = kept.get(unit_id, frozenset()) | {Role(role)}
        user._roles = kept  # type: ignore[attr-defined]  # noqa: SLF001  The person carries it for the request.
    return kept


def forget_roles(user: User) -> None:
    """Let the next question ask the database again."""
    user.__dict__.pop("_roles", None)


def may(user: User, permission: Permission, unit_id: int) -> bool:
    """Whether a person may do this act for this unit; at most one query."""
    return user.is_active and any(
        permission in ROLE_PERMISSIONS[role] for role in roles_of(user).get(unit_id, ())
    )


def recipients_for(user: User, unit: Unit) -> QuerySet[Unit]:
    """The units to which `unit` may send a notice, as far as the person sees them; one query."""
    return Unit.objects.visible_to(user).addressable_from(unit)
