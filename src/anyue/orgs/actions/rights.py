"""What an action asks before it writes."""

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.refusals import note_refusal
from anyue.core.errors import NOT_ALLOWED, AnyueError
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import keep_roles, maintains, manages, may


def require(user: User, permission: Permission, unit_id: int) -> None:
    """Raise NOT_ALLOWED (403) where a person may not do this act for this unit."""
    if not may(user, permission, unit_id):
        note_refusal(permission, by=user, on=f"unit:{unit_id}", unit_id=unit_id, reason=NOT_ALLOWED.code)
        raise AnyueError(NOT_ALLOWED, unit=Unit.objects.get(pk=unit_id).name)


def require_still(user: User, permission: Permission, unit_id: int) -> None:
    """The same inside the transaction that writes: who hands over meanwhile waits, or has been first.

    Without it, what a person began before they handed over could be written after it. On SQLite the
    transaction itself lets one in at a time.
    """
    held = Membership.objects.select_for_update().of(user).filter(unit=unit_id)
    keep_roles(user, unit_id, held.values_list("role", flat=True))
    require(user, permission, unit_id)


def require_maintained(user: User | None, unit: Unit) -> None:
    """Raise NOT_ALLOWED (403) where a person may not change this unit; None is the command line."""
    if user is not None and not maintains(user, unit):
        raise AnyueError(NOT_ALLOWED, unit=unit.name)


def require_placed_by(user: User | None, unit: Unit) -> None:
    """Raise NOT_ALLOWED (403) where a person may neither move nor end a unit that they may change.

    So it is with the offices of an area for each other: an equal that was put elsewhere would be one of those
    below, whose people one says.
    """
    if user is None or user.administers:
        return
    leading = Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS)
    if unit.kind == UnitKind.OFFICE and leading.filter(kind=UnitKind.OFFICE, parent=unit.parent_id).exists():
        raise AnyueError(NOT_ALLOWED, unit=unit.name)


def require_place(user: User | None, parent: Unit | None) -> None:
    """Raise NOT_ALLOWED (403) where a person may not put units below `parent`; None is above the roots."""
    if user is None or (user.is_active and user.administers == AdministratorKind.SYSTEM):
        return
    leading = Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS).select_related("parent")
    if parent is None or not (
        maintains(user, parent) or (user.is_active and parent.pk in {unit.area.pk for unit in leading})
    ):
        raise AnyueError(NOT_ALLOWED, unit="上级单位" if parent is None else parent.name)


def require_managing(user: User, unit: Unit) -> None:
    """Raise NOT_ALLOWED (403) for whoever does not look after the people of this unit."""
    if not manages(user, unit.pk):
        raise AnyueError(NOT_ALLOWED, unit=unit.name)
