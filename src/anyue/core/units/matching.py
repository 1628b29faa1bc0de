"""Which unit each row is, and which unit it names as its parent."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from anyue.core.errors import Problem
from anyue.core.errors import units as faults
from anyue.core.units.columns import Column
from anyue.core.units.entries import Entry
from anyue.core.units.known import Known
from anyue.core.units.problems import Problems


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be changed: all below `base`, which itself is not changed, or without one the whole tree.

    `levels_above` is how many levels stand above the base; `taken` are codes of units out of reach.
    """

    base: int | None = None
    levels_above: int = 0
    taken: Collection[str] = ()


@dataclass(slots=True)
class Matching:
    """By row: the id of the unit (minus the row for a new one), of its parent, of its successor."""

    has_successors: bool
    keys: dict[int, int] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    successors: dict[int, int] = field(default_factory=dict)


def match_entries(
    entries: Sequence[Entry],
    letters: Mapping[Column, str],
    units: Mapping[int, Known],
    reach: Reach,
    problems: Problems,
) -> Matching:
    """Find the unit, the parent and the successor of each row; a row that can't be placed is left out."""
    return _Matcher(entries, letters, units, reach, problems).match()


class _Matcher:
    def __init__(
        self,
        entries: Sequence[Entry],
        letters: Mapping[Column, str],
        units: Mapping[int, Known],
        reach: Reach,
        problems: Problems,
    ) -> None:
        self._entries, self._letters, self._units = entries, letters, units
        self._base, self._taken, self._problems = reach.base, reach.taken, problems
        self._codes = {unit.code: unit.key for unit in units.values()}
        self._found = Matching(Column.SUCCESSOR in letters)
        self._row_of_key: dict[int, int] = {}
        self._coded: dict[str, int] = {}
        self._named: dict[str, list[int]] = defaultdict(list)
        self._open: dict[tuple[int | None, str], list[int]] = defaultdict(list)
        self._units_named: dict[str, list[int]] = defaultdict(list)
        for unit in units.values():
            if unit.closed_on is None:
                self._units_named[unit.name].append(unit.key)
                self._open[unit.parent, unit.name].append(unit.key)

    def match(self) -> Matching:
        """Rows with a known code first, then from the top down, since a name counts below its parent."""
        loose = [entry for entry in self._entries if not self._by_code(entry)]
        below: dict[int, list[Entry]] = defaultdict(list)
        ready: list[Entry] = []
        loose_rows = {entry.row for entry in loose}
        for entry in loose:
            row = self._parent_row(entry)
            if row in loose_rows:
                below[row].append(entry)
            else:
                ready.append(entry)
        while ready:
            entry = ready.pop()
            self._by_name(entry)
            ready += below.pop(entry.row, [])
        for waiting in below.values():
            # Rows that are each other's parents: new as far as anybody can tell, and refused as a circle.
            for entry in waiting:
                self._take(entry, -entry.row)
        for entry in self._entries:
            if entry.row in self._found.keys:
                self._settle(entry)
        return self._found

    def _wrong(self, problem: Problem, entry: Entry, column: Column, **places: object) -> None:
        self._problems.wrong(problem, entry.row, self._letters.get(column, ""), **places)

    def _by_code(self, entry: Entry) -> bool:
        """Match by code; True where there is nothing more to be done for the row."""
        self._named[entry.name].append(entry.row)
        if not entry.code:
            return False
        if entry.code in self._coded:
            self._wrong(faults.ROW_CODE_TWICE, entry, Column.CODE, other=self._coded[entry.code])
            return True
        self._coded[entry.code] = entry.row
        if entry.code in self._taken:
            self._wrong(faults.UNIT_CODE_TAKEN, entry, Column.CODE, code=entry.code)
            return True
        key = self._codes.get(entry.code)
        if key is None:
            return False
        if key == self._base:
            self._wrong(faults.ROW_OUT_OF_REACH, entry, Column.CODE, unit=entry.name)
            return True
        self._take(entry, key)
        return True

    def _take(self, entry: Entry, key: int) -> None:
        if key in self._row_of_key:
            self._wrong(faults.ROW_TWICE, entry, Column.NAME, other=self._row_of_key[key])
            return
        self._row_of_key[key] = entry.row
        self._found.keys[entry.row] = key

    def _by_name(self, entry: Entry) -> None:
        parent = self._parent(entry)
        free = [key for key in self._open.get((parent, entry.name), ()) if key not in self._row_of_key]
        self._take(entry, free[0] if len(free) == 1 else -entry.row)

    def _rows_named(self, entry: Entry, name: str) -> list[int]:
        return [row for row in self._named.get(name, ()) if row != entry.row]

    def _parent_row(self, entry: Entry) -> int | None:
        """The one row that may be the parent of a row."""
        words = entry.parent
        if not words or words in self._codes:
            return None
        if words in self._coded:
            return self._coded[words]
        rows = self._rows_named(entry, words)
        return rows[0] if len(rows) == 1 else None

    def _candidates(self, entry: Entry, words: str) -> set[int]:
        """The ids that a code or a name may mean."""
        if words in self._codes:
            return {self._codes[words]}
        if words in self._coded:
            row = self._coded[words]
            return {self._found.keys[row]} if row in self._found.keys else set()
        rows = {self._found.keys[row] for row in self._rows_named(entry, words) if row in self._found.keys}
        # A unit that a row gives another name is not meant by its old one.
        return rows | {key for key in self._units_named.get(words, ()) if key not in self._row_of_key}

    def _parent(self, entry: Entry) -> int | None:
        """The parent as far as it is known; what is wrong with it is said later."""
        if not entry.parent:
            return self._base
        found = self._candidates(entry, entry.parent)
        return found.pop() if len(found) == 1 else None

    def _settle(self, entry: Entry) -> None:
        """Find parent and successor, now that every row is a unit."""
        key = self._found.keys[entry.row]
        if Column.PARENT not in self._letters and key in self._units:
            self._found.parents[entry.row] = self._units[key].parent
        elif not entry.parent:
            self._found.parents[entry.row] = self._base
        else:
            self._found.parents[entry.row] = self._one(entry, entry.parent, Column.PARENT)
        if entry.successor and (one := self._one(entry, entry.successor, Column.SUCCESSOR)) is not None:
            self._found.successors[entry.row] = one

    def _one(self, entry: Entry, words: str, column: Column) -> int | None:
        found = self._candidates(entry, words)
        if len(found) == 1:
            return found.pop()
        if found:
            self._wrong(faults.NAME_AMBIGUOUS, entry, column, given=words[:80], count=len(found))
        else:
            self._wrong(faults.UNIT_NOT_FOUND, entry, column, given=words[:80])
        return None
