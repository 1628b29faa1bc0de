"""Writes: units and who acts for them."""

from django.db import transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import NOT_ALLOWED, AnyueError
from anyue.orgs.choices import Role, UnitKind
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import forget_roles, may


def require(user: User, permission: Permission, unit_id: int) -> None:
    """Raise NOT_ALLOWED (403) where a person may not do this act for this unit."""
    if not may(user, permission, unit_id):
        raise AnyueError(NOT_ALLOWED, unit=Unit.objects.get(pk=unit_id).name)


@transaction.atomic
def create_unit(*, name: str, kind: UnitKind, parent: Unit | None, position: int, by: User | None) -> Unit:
    """Make a unit; `by` is None only for the set-up of a new installation, which has nobody yet."""
    unit = Unit(name=name, kind=kind, parent=parent, position=position)
    unit.save()
    write_entry("create_unit", by=by, on=unit, unit_id=unit.pk)
    return unit


@transaction.atomic
def appoint(*, user: User, unit: Unit, role: Role, by: User | None) -> Membership:
    """Let a person act for a unit in a role; `by` is None only for the set-up of a new installation."""
    membership = Membership(user=user, unit=unit, role=role)
    membership.save()
    forget_roles(user)
    write_entry("appoint", by=by, on=membership, unit_id=unit.pk)
    return membership
