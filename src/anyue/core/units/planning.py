"""What a sheet would change in the tree: every row held against the units as they stand.

A row is the unit with its code, else the open unit with its name under its parent, else a new one. Units
that the sheet does not name stay as they are.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from anyue.core.units.checks import Tree, check_tree
from anyue.core.units.columns import Column
from anyue.core.units.entries import Entry
from anyue.core.units.known import Known
from anyue.core.units.matching import Matching, Reach, match_entries
from anyue.core.units.problems import Problems


class Event(StrEnum):
    """What a row does to a unit; all but the last are events of its history."""

    OPENED = "opened"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    CLOSED = "closed"
    REOPENED = "reopened"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class Change:
    """One unit as it stands and as it will; a new one has no `before`, and minus its row for an id."""

    row: int
    before: Known | None
    after: Known
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a sheet would change, in the order of its rows; how many rows and units stay as they are."""

    changes: tuple[Change, ...]
    unchanged: int
    unnamed: int
    problems: Problems = field(default_factory=Problems)

    @property
    def is_possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.problems.error_count

    def counts(self) -> dict[Event, int]:
        """How many units each event happens to, in the order of the events."""
        told = dict.fromkeys(Event, 0)
        for change in self.changes:
            for event in change.events:
                told[event] += 1
        return told

    @property
    def digest(self) -> str:
        """SHA-256 of the changes: the same digest, the same changes."""
        told = hashlib.sha256()
        for change in self.changes:
            told.update(repr((change.before, change.after)).encode())
        return told.hexdigest()


def plan_changes(
    entries: Sequence[Entry],
    letters: Mapping[Column, str],
    known: Iterable[Known],
    reach: Reach,
    problems: Problems,
) -> Changes:
    """Hold the rows against the units within reach, the base among them; `letters` are the columns there."""
    units = {unit.key: unit for unit in known}
    found = match_entries(entries, letters, units, reach, problems)
    after = dict(units)
    rows: dict[int, Entry] = {}
    last = max((unit.position for unit in units.values()), default=0)
    for entry in entries:
        key = found.keys.get(entry.row)
        if key is None:
            continue
        last += key not in units
        after[key] = _after(entry, units.get(key), key, found, last)
        rows[key] = entry
    check_tree(Tree(after, units, rows, reach.levels_above), letters, problems)
    changes = tuple(
        Change(entry.row, units.get(key), after[key], events)
        for key, entry in rows.items()
        if (events := _events(units.get(key), after[key]))
    )
    unnamed = len(units.keys() - rows.keys() - {reach.base})
    return Changes(changes, len(rows) - len(changes), unnamed, problems)


def _after(entry: Entry, before: Known | None, key: int, found: Matching, last: int) -> Known:
    """The unit as the row wants it; a column that is not there changes nothing."""
    # Each field has the type that `entries` gives it, which a mapping can't say.
    details: Mapping[str, Any] = entry.details
    successor = found.successors.get(entry.row)
    if before is not None and "closed_on" not in details:
        successor = before.successor
    elif before is not None and not found.has_successors:
        successor = before.successor if details["closed_on"] == before.closed_on else None
    start = before or Known(key, "", "", "", None, last)
    position = details.get("position")
    return Known(
        key,
        entry.code or start.code,
        entry.name,
        entry.kind,
        found.parents[entry.row],
        start.position if position is None else position,
        details.get("region_code", start.region_code),
        details.get("sector", start.sector),
        details.get("credit_code", start.credit_code),
        details.get("population", start.population),
        details.get("opened_on", start.opened_on),
        details.get("closed_on", start.closed_on),
        successor,
    )


def _events(before: Known | None, after: Known) -> tuple[Event, ...]:
    ended = Event.MERGED if after.successor is not None else Event.CLOSED
    if before is None:
        return (Event.OPENED, ended) if after.closed_on else (Event.OPENED,)
    events = []
    if before.name != after.name:
        events.append(Event.RENAMED)
    if before.parent != after.parent:
        events.append(Event.MOVED)
    if (before.closed_on, before.successor) != (after.closed_on, after.successor):
        events.append(ended if after.closed_on else Event.REOPENED)
    if any(getattr(before, one) != getattr(after, one) for one in _AMENDED):
        events.append(Event.AMENDED)
    return tuple(events)


_AMENDED = [
    one.name for one in fields(Known) if one.name not in {"key", "name", "parent", "closed_on", "successor"}
]


def day_of(event: Event, unit: Known, effective: date) -> date:
    """The day on which an event happens to a unit: its own dates, else the day from which the sheet holds."""
    if event is Event.OPENED:
        return unit.opened_on or effective
    if event in {Event.CLOSED, Event.MERGED}:
        return unit.closed_on or effective
    return effective
