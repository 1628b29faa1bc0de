"""What a sheet would change, in words: the present and the new value of each field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anyue.core.units.columns import Column
from anyue.core.units.entries import DETAILS
from anyue.core.units.known import Known
from anyue.core.units.planning import Change, Event
from anyue.orgs.choices import UnitKind

EVENTS: dict[Event, str] = {
    Event.OPENED: "新增",
    Event.RENAMED: "更名",
    Event.MOVED: "调整隶属",
    Event.MERGED: "并入",
    Event.CLOSED: "撤销",
    Event.REOPENED: "恢复",
    Event.AMENDED: "更正信息",
}
_FIELDS: dict[str, Column] = {
    "name": Column.NAME,
    "code": Column.CODE,
    "kind": Column.KIND,
    "parent": Column.PARENT,
    **DETAILS,
    "successor": Column.SUCCESSOR,
}
_LABELS = {"parent": "上级", "successor": "并入单位"}


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words: `fields` are (what, now, then); of a new unit only where it will stand."""

    row: int
    name: str
    events: list[str]
    fields: list[tuple[str, str, str]]


def ids_named(changes: Iterable[Change]) -> set[int]:
    """The ids of the units, already there, whose names the words need."""
    units = [unit for change in changes for unit in (change.before, change.after) if unit is not None]
    return {key for unit in units for key in (unit.parent, unit.successor) if key is not None and key > 0}


def lines_of(changes: Iterable[Change], names: Mapping[int, str]) -> list[Line]:
    """The changes in words; `names` are those of units by id, new ones too."""
    return [_line(change, names) for change in changes]


def _line(change: Change, names: Mapping[int, str]) -> Line:
    before, after = change.before, change.after
    fields = []
    for field in ("kind", "parent") if before is None else _FIELDS:
        now = "" if before is None else _words(before, field, names)
        then = _words(after, field, names)
        if now != then:
            fields.append((_LABELS.get(field, _FIELDS[field].value), now, then))
    events = [EVENTS[event] for event in change.events]
    return Line(change.row, (before or after).name, events, fields)


def _words(unit: Known, field: str, names: Mapping[int, str]) -> str:
    value = getattr(unit, field)
    if value is None or value == "":
        return ""
    if field == "kind":
        return UnitKind(value).label
    if field in _LABELS:
        return names.get(value, "")
    return value.isoformat() if isinstance(value, date) else str(value)
