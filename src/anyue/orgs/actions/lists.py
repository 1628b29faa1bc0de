"""Writes: the units that an office lists from outside its area, and its groups of recipients."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.orgs.actions.rights import require
from anyue.orgs.models import Listing, Unit, UnitGroup
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import recipients_for

_LONGEST = 40


@transaction.atomic
def list_unit(*, office: Unit, code: str, by: User) -> Listing:
    """Let an office address notices to a unit outside its area; who knows the unit's code knows the unit.

    Listing it twice changes nothing. Raises NOT_ALLOWED, UNIT_UNKNOWN_CODE.
    """
    require(by, Permission.MANAGE_UNITS, office.pk)
    unit = Unit.objects.filter(code=code, closed_on__isnull=True).exclude(pk=office.pk).first()
    if unit is None:
        raise AnyueError(faults.UNIT_UNKNOWN_CODE, field="code", code=code)
    listing, is_new = Listing.objects.get_or_create(office=office, unit=unit)
    if is_new:
        write_entry("list_unit", by=by, on=unit, unit_id=office.pk)
    return listing


@transaction.atomic
def unlist_unit(*, office: Unit, unit: Unit, by: User) -> None:
    """Take a unit off an office's list; what it was asked before stays. Raises NOT_ALLOWED."""
    require(by, Permission.MANAGE_UNITS, office.pk)
    if Listing.objects.filter(office=office, unit=unit).delete()[0]:
        write_entry("unlist_unit", by=by, on=unit, unit_id=office.pk)


@transaction.atomic
def save_group(*, owner: Unit, name: str, units: Sequence[Unit], by: User) -> UnitGroup:
    """Keep a selection of recipients under a name; a name that is there already gets the new selection.

    Raises NOT_ALLOWED, GROUP_NAMELESS, GROUP_NAME_LONG, NO_RECIPIENTS, NOT_ADDRESSABLE.
    """
    require(by, Permission.ISSUE_CAMPAIGN, owner.pk)
    name = _group_name(name)
    if not units:
        raise AnyueError(errors.NO_RECIPIENTS)
    within = set(recipients_for(by, owner).values_list("pk", flat=True))
    for unit in units:
        if unit.pk not in within:
            raise AnyueError(errors.NOT_ADDRESSABLE, unit=unit.name)
    group, _ = UnitGroup.objects.get_or_create(owner=owner, name=name)
    group.members.set(units)
    write_entry("save_group", by=by, on=group, unit_id=owner.pk)
    return group


@transaction.atomic
def rename_group(*, group: UnitGroup, name: str, by: User) -> None:
    """Give a group another name. Raises NOT_ALLOWED, GROUP_NAMELESS, GROUP_NAME_LONG, GROUP_NAME_TAKEN."""
    require(by, Permission.ISSUE_CAMPAIGN, group.owner_id)
    group.name = _group_name(name)
    try:
        with transaction.atomic():
            group.save(update_fields=["name"])
    except IntegrityError as taken:
        raise AnyueError(faults.GROUP_NAME_TAKEN, field="group_name", name=group.name) from taken
    write_entry("rename_group", by=by, on=group, unit_id=group.owner_id)


@transaction.atomic
def remove_group(*, group: UnitGroup, by: User) -> None:
    """Remove a group; its units stay. Raises NOT_ALLOWED."""
    require(by, Permission.ISSUE_CAMPAIGN, group.owner_id)
    write_entry("remove_group", by=by, on=group, unit_id=group.owner_id)
    group.delete()


def _group_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise AnyueError(faults.GROUP_NAMELESS, field="group_name")
    if len(name) > _LONGEST:
        raise AnyueError(faults.GROUP_NAME_LONG, field="group_name", limit=_LONGEST)
    return name
