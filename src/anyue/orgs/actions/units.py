"""Writes: units, and what happens to them by day. `by` is None only for the command line and the set-up."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, Value
from django.db.models.functions import Concat, Length, Substr

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.orgs.actions.rights import require_maintained, require_place, require_placed_by
from anyue.orgs.choices import UnitEvent, UnitKind
from anyue.orgs.models import MOST_LEVELS, STEP, Unit, UnitChange


class Details(TypedDict, total=False):
    """What else can be said of a new unit."""

    code: str
    region_code: str
    sector: str
    credit_code: str
    population: int | None
    opened_on: date | None


@transaction.atomic
def create_unit(
    *,
    name: str,
    kind: UnitKind,
    parent: Unit | None,
    position: int,
    by: User | None,
    **details: Unpack[Details],
) -> Unit:
    """Make a unit; without `opened_on` it counts as always having been there.

    Raises NOT_ALLOWED, UNIT_IS_CLOSED (what it would belong to), UNIT_CODE_TAKEN, UNIT_NAME_TAKEN,
    UNIT_TOO_DEEP.
    """
    require_place(by, parent)
    Unit.objects.hold_tree()
    parent = parent and Unit.objects.get(pk=parent.pk)
    if parent is not None and parent.closed_on is not None:
        raise AnyueError(faults.UNIT_IS_CLOSED, unit=parent.name)
    if parent is not None and len(parent.path) >= STEP * MOST_LEVELS:
        raise AnyueError(faults.UNIT_TOO_DEEP, limit=MOST_LEVELS)
    if "code" in details and Unit.objects.filter(code=details["code"]).exists():
        raise AnyueError(faults.UNIT_CODE_TAKEN, field="code", code=details["code"])
    unit = Unit(name=name, kind=kind, parent=parent, position=position, **details)
    _check_name(name, parent, unit)
    unit.save()
    _note(unit, UnitEvent.OPENED, unit.opened_on or clock.today(), by, name_to=name, parent_to=parent)
    write_entry("create_unit", by=by, on=unit, unit_id=unit.pk)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: User | None, on: date | None = None) -> None:
    """Give a unit a new name from a day on, today without one; the same name changes nothing.

    Raises NOT_ALLOWED, CHANGE_AHEAD, UNIT_NAME_TAKEN.
    """
    unit, day = _hold(unit, by, on)
    if name == unit.name:
        return
    _check_name(name, unit.parent, unit)
    _note(unit, UnitEvent.RENAMED, day, by, name_from=unit.name, name_to=name)
    unit.name = name
    unit.save(update_fields=["name"])
    write_entry("rename_unit", by=by, on=unit, unit_id=unit.pk)


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: User | None, on: date | None = None) -> None:
    """Put a unit, with all below it, under another one; None makes it a root. The same place changes nothing.

    Raises NOT_ALLOWED, CHANGE_AHEAD, UNIT_WITHIN_ITSELF, UNIT_IS_CLOSED, UNIT_TOO_DEEP, UNIT_NAME_TAKEN.
    """
    unit, day = _hold(unit, by, on)
    require_placed_by(by, unit)
    parent = parent and Unit.objects.get(pk=parent.pk)
    require_place(by, parent)
    if (parent and parent.pk) == unit.parent_id:
        return
    if parent is not None:
        if parent.path.startswith(unit.path):
            raise AnyueError(faults.UNIT_WITHIN_ITSELF, field="parent", unit=unit.name)
        if parent.closed_on is not None:
            raise AnyueError(faults.UNIT_IS_CLOSED, field="parent", unit=parent.name)
    _check_name(unit.name, parent, unit)
    above = parent.path if parent else ""
    old = unit.path[:-STEP]
    subtree = Unit.objects.subtree_of(unit)
    deepest = subtree.aggregate(longest=Max(Length("path")))["longest"] - len(old) + len(above)
    if deepest > STEP * MOST_LEVELS:
        raise AnyueError(faults.UNIT_TOO_DEEP, field="parent", limit=MOST_LEVELS)
    _note(unit, UnitEvent.MOVED, day, by, parent_from=unit.parent, parent_to=parent)
    subtree.update(path=Concat(Value(above), Substr("path", len(old) + 1)))
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    write_entry("move_unit", by=by, on=unit, unit_id=unit.pk)


@transaction.atomic
def close_unit(*, unit: Unit, by: User | None, on: date | None = None, successor: Unit | None = None) -> None:
    """End a unit: `on` is the first day on which it is no more; `successor` is the one it is merged into.

    Its reports stay. A day ahead may be given. Raises NOT_ALLOWED, UNIT_IS_CLOSED, UNIT_NOT_EMPTY,
    UNIT_WITHIN_ITSELF, UNIT_DATES_CROSS.
    """
    require_maintained(by, unit)
    require_placed_by(by, unit)
    Unit.objects.hold_tree()
    unit, day = Unit.objects.get(pk=unit.pk), on or clock.today()
    if unit.closed_on is not None:
        raise AnyueError(faults.UNIT_IS_CLOSED, unit=unit.name)
    if unit.opened_on and day < unit.opened_on:
        raise AnyueError(faults.UNIT_DATES_CROSS, field="on", unit=unit.name)
    if below := unit.children.open_on(day).count():
        raise AnyueError(faults.UNIT_NOT_EMPTY, unit=unit.name, count=below)
    if successor is not None:
        successor = Unit.objects.get(pk=successor.pk)
        if successor.pk == unit.pk:
            raise AnyueError(faults.UNIT_WITHIN_ITSELF, field="successor", unit=unit.name)
        if successor.closed_on is not None:
            raise AnyueError(faults.UNIT_IS_CLOSED, field="successor", unit=successor.name)
    unit.closed_on, unit.successor = day, successor
    unit.save(update_fields=["closed_on", "successor"])
    event = UnitEvent.MERGED if successor else UnitEvent.CLOSED
    _note(unit, event, day, by, successor=successor)
    write_entry("close_unit", by=by, on=unit, unit_id=unit.pk)


@transaction.atomic
def reopen_unit(*, unit: Unit, by: User | None, on: date | None = None) -> None:
    """Take a closing back from a day on.

    Raises NOT_ALLOWED, CHANGE_AHEAD, UNIT_IS_OPEN, UNIT_IS_CLOSED (what it belongs to), UNIT_NAME_TAKEN.
    """
    unit, day = _hold(unit, by, on)
    if unit.closed_on is None:
        raise AnyueError(faults.UNIT_IS_OPEN, unit=unit.name)
    if unit.parent and unit.parent.closed_on is not None:
        raise AnyueError(faults.UNIT_IS_CLOSED, unit=unit.parent.name)
    _check_name(unit.name, unit.parent, unit)
    unit.closed_on = unit.successor = None
    unit.save(update_fields=["closed_on", "successor"])
    _note(unit, UnitEvent.REOPENED, day, by)
    write_entry("reopen_unit", by=by, on=unit, unit_id=unit.pk)


def _hold(unit: Unit, by: User | None, on: date | None) -> tuple[Unit, date]:
    """The unit as the database has it now, with the tree held, and the day of the change."""
    require_maintained(by, unit)
    Unit.objects.hold_tree()
    day = on or clock.today()
    if day > clock.today():
        raise AnyueError(faults.CHANGE_AHEAD, field="on")
    return Unit.objects.select_related("parent").get(pk=unit.pk), day


def _check_name(name: str, parent: Unit | None, unit: Unit) -> None:
    beside = Unit.objects.filter(parent=parent, name=name, closed_on__isnull=True).exclude(pk=unit.pk)
    if beside.exists():
        raise AnyueError(faults.UNIT_NAME_TAKEN, field="name", unit=name)


def _note(
    unit: Unit,
    event: UnitEvent,
    day: date,
    by: User | None,
    **change: str | Unit | None,
) -> None:
    UnitChange(unit=unit, event=event, happened_on=day, noted_at=clock.now(), noted_by=by, **change).save()
