"""Writes: a sheet of units, first kept as it was read, then applied as it was seen, all of it or nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.core.units.known import Known
from anyue.core.units.planning import Change, Changes, Event, day_of
from anyue.core.units.problems import Problems
from anyue.core.units.reading import read_unit_sheet
from anyue.orgs.actions.rights import require_place
from anyue.orgs.models import PLANTED, STEP, Unit, UnitChange, UnitImport, insert_many, new_code
from anyue.orgs.queries import changes_of, kept_sheet

_BATCH = 1000
_planted = attrgetter(*PLANTED[:-1])
_PLAIN = ("code", "name", "kind", "position", "region_code", "sector", "credit_code", "population")


@transaction.atomic
def draft_import(
    *, base: Unit | None, data: bytes, file_name: str, by: User | None, on: date | None = None
) -> tuple[UnitImport | None, Changes]:
    """Read a sheet and keep it to be confirmed; what it would change. With an error in it nothing is kept.

    An earlier sheet of the same person that still waits is forgotten. Raises NOT_ALLOWED, CHANGE_AHEAD, or as
    `read_unit_sheet`.
    """
    require_place(by, base)
    effective = on or clock.today()
    if effective > clock.today():
        raise AnyueError(faults.CHANGE_AHEAD, field="on")
    problems = Problems()
    sheet = read_unit_sheet(data, file_name, problems)
    changes = changes_of(sheet, base, problems)
    if not changes.is_possible:
        return None, changes
    UnitImport.objects.filter(made_by=by, applied_at__isnull=True).delete()
    draft = UnitImport(
        base=base,
        file_name=file_name[:200],
        sheet={
            "letters": [(column.value, letter) for column, letter in sheet.letters.items()],
            "rows": [(row, *words) for row, words in sheet.rows],
        },
        effective_on=effective,
        digest=changes.digest,
        made_at=clock.now(),
        made_by=by,
    )
    draft.save()
    write_entry("draft_import", by=by, on=draft, unit_id=base.pk if base else None)
    return draft, changes


@transaction.atomic
def clear_sheets(*, by: User | None) -> int:
    """Remove the sheets that nobody has confirmed in time: how many; `by` is None on the command line."""
    past = clock.now() - timedelta(days=settings.KEEP_SHEET_DAYS)
    gone, _ = UnitImport.objects.filter(applied_at__isnull=True, made_at__lt=past).delete()
    write_entry("clear_sheets", by=by, on="sheets", reason=str(gone))
    return gone


@transaction.atomic
def apply_import(*, draft: UnitImport, digest: str, by: User | None) -> Changes:
    """Apply a sheet, if it still means the changes with this digest; all of them or none.

    Raises NOT_ALLOWED, IMPORT_DONE, IMPORT_STALE (the tree has changed), IMPORT_FAULTY.
    """
    require_place(by, draft.base)
    Unit.objects.hold_tree()
    base = draft.base and Unit.objects.get(pk=draft.base.pk)
    if not UnitImport.objects.filter(pk=draft.pk, applied_at__isnull=True).update(applied_at=clock.now()):
        raise AnyueError(faults.IMPORT_DONE)
    changes = changes_of(kept_sheet(draft), base, Problems())
    if not changes.is_possible:
        raise AnyueError(faults.IMPORT_FAULTY, count=changes.problems.error_count)
    if changes.digest != digest:
        raise AnyueError(faults.IMPORT_STALE)
    _apply(changes.changes, base, draft.effective_on, by)
    UnitImport.objects.filter(pk=draft.pk).update(sheet={})
    counts = " ".join(f"{event}={count}" for event, count in changes.counts().items() if count)
    write_entry("apply_import", by=by, on=draft, unit_id=base.pk if base else None, reason=counts)
    return changes


def _apply(changes: Sequence[Change], base: Unit | None, effective: date, by: User | None) -> None:
    """Write the changes in bulk: a few statements a level and a field, whatever the number of units."""
    within = Unit.objects.all() if base is None else Unit.objects.subtree_of(base)
    places = {
        pk: Place(path, parent)
        for pk, path, parent in within.order_by().values_list("pk", "path", "parent_id")
    }
    ids = _plant([change.after for change in changes if change.before is None], places)
    settled = [_with_ids(change, ids) for change in changes]
    _amend(settled)
    _settle_paths(places, settled)
    _note(settled, effective, by)


def _with_ids(change: Change, ids: Mapping[int, int]) -> Change:
    """The change with the ids that the database gave to the new units."""

    def real(unit: Known) -> Known:
        parent = None if unit.parent is None else ids.get(unit.parent, unit.parent)
        successor = None if unit.successor is None else ids.get(unit.successor, unit.successor)
        return replace(unit, key=ids.get(unit.key, unit.key), parent=parent, successor=successor)

    return Change(change.row, change.before, real(change.after), change.events)


class Place(NamedTuple):
    """Where a unit stands."""

    path: str
    parent: int | None


def _plant(new: Sequence[Known], places: dict[int, Place]) -> dict[int, int]:
    """Make the new units from the top down and add their places; ids by those that the sheet had."""
    ids: dict[int, int] = {}
    waiting = [one if one.code else replace(one, code=new_code()) for one in new]
    while waiting:
        above = {one.key: ids.get(one.parent, one.parent) for one in waiting if one.parent is not None}
        ready = [one for one in waiting if above.get(one.key) is None or above[one.key] in places]
        paths = [places[above[one.key]].path if one.key in above else "" for one in ready]
        keys = Unit.objects.plant(
            (path, *_planted(one), above.get(one.key)) for one, path in zip(ready, paths, strict=True)
        )
        for one, path in zip(ready, paths, strict=True):
            pk = ids[one.key] = keys[one.code]
            places[pk] = Place(path + f"{pk:0{STEP}}", above.get(one.key))
        waiting = [one for one in waiting if one.key not in ids]
    return ids


def _amend(changes: Sequence[Change]) -> None:
    """Write what is new of the units that were there, and the successors of all."""
    for fields in (
        *((field,) for field in _PLAIN),
        ("parent_id",),
        ("opened_on", "closed_on", "successor_id"),
    ):
        names = [field.removesuffix("_id") for field in fields]
        rows = [
            Unit(
                pk=one.after.key,
                **{field: getattr(one.after, name) for field, name in zip(fields, names, strict=True)},
            )
            for one in changes
            if (one.before is None and "successor" in names and one.after.successor is not None)
            or (one.before and any(getattr(one.before, name) != getattr(one.after, name) for name in names))
        ]
        Unit.objects.bulk_update(rows, names, batch_size=_BATCH)


def _settle_paths(places: Mapping[int, Place], changes: Sequence[Change]) -> None:
    """Give those below a moved unit their paths, which were made while it stood elsewhere."""
    if not any(Event.MOVED in change.events for change in changes):
        return
    parents = {pk: place.parent for pk, place in places.items()}
    parents |= {change.after.key: change.after.parent for change in changes}
    below: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent in parents.items():
        below[parent if parent in places else None].append(pk)
    above = {pk: places[pk].path[:-STEP] for pk in below[None]}
    stale = []
    ready = list(below[None])
    while ready:
        pk = ready.pop()
        path = above[pk] + f"{pk:0{STEP}}"
        if places[pk].path != path:
            stale.append(Unit(pk=pk, path=path))
        above |= dict.fromkeys(below[pk], path)
        ready += below[pk]
    Unit.objects.bulk_update(stale, ["path"], batch_size=_BATCH)


def _note(changes: Sequence[Change], effective: date, by: User | None) -> None:
    # Of one moment and one person; prepared once, since there may be a hundred thousand of them.
    told = {"noted_at": clock.now(), "noted_by_id": None if by is None else by.pk}
    insert_many(
        UnitChange,
        ("unit_id", "event", "happened_on", *_TOLD, *told),
        (
            (
                change.after.key,
                event.value,
                day_of(event, change.after, effective),
                *_told(event, change),
                *told.values(),
            )
            for change in changes
            for event in change.events
            if event is not Event.AMENDED
        ),
    )


_TOLD = ("name_from", "name_to", "parent_from_id", "parent_to_id", "successor_id")


def _told(event: Event, change: Change) -> tuple[str, str, int | None, int | None, int | None]:
    """The fields `_TOLD`, those filled in that an event of its kind has."""
    before, after = change.before, change.after
    if event is Event.OPENED:
        return "", after.name, None, after.parent, None
    if event is Event.RENAMED and before:
        return before.name, after.name, None, None, None
    if event is Event.MOVED and before:
        return "", "", before.parent, after.parent, None
    return "", "", None, None, after.successor if event is Event.MERGED else None
