"""What may not be in a tree of units after a change: circles, depths, twins, open units below closed ones."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from anyue.core.errors import Problem
from anyue.core.errors import units as faults
from anyue.core.units.columns import Column
from anyue.core.units.entries import Entry
from anyue.core.units.known import MOST_LEVELS, Known
from anyue.core.units.problems import Problems

Wrong = Callable[..., None]
"""Notes a problem: which, at the row of which unit, in which column, and what its message names."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The units after a change and before it, the rows that change them, the levels above what is given."""

    after: Mapping[int, Known]
    before: Mapping[int, Known]
    rows: Mapping[int, Entry]
    levels_above: int


def check_tree(tree: Tree, letters: Mapping[Column, str], problems: Problems) -> None:
    """Say what is wrong with the tree after the change, at the rows that made it so."""

    def wrong(problem: Problem, key: int, column: Column, **places: object) -> None:
        problems.wrong(problem, tree.rows[key].row, letters.get(column, ""), **places)

    changed = [key for key in tree.rows if tree.after[key] != tree.before.get(key)]
    _check_places(tree, changed, wrong)
    _check_names(tree, changed, wrong)
    _check_closings(tree, changed, wrong)


def _check_places(tree: Tree, changed: Sequence[int], wrong: Wrong) -> None:
    levels = _levels(tree.after, tree.levels_above)
    for key in changed:
        if levels[key] == _IN_CIRCLE and _has_moved(tree, key):
            wrong(faults.UNIT_WITHIN_ITSELF, key, Column.PARENT, unit=tree.after[key].name)
    too_deep = {_mover(tree, key) for key, level in levels.items() if level > MOST_LEVELS}
    for key in tree.rows:
        if key in too_deep:
            wrong(faults.UNIT_TOO_DEEP, key, Column.PARENT, limit=MOST_LEVELS)


def _check_names(tree: Tree, changed: Sequence[int], wrong: Wrong) -> None:
    def place(unit: Known | None) -> tuple[int | None, str] | None:
        return None if unit is None or unit.closed_on else (unit.parent, unit.name)

    beside = Counter(place(unit) for unit in tree.after.values())
    for key in changed:
        unit = tree.after[key]
        own = place(unit)
        if unit.name and own and beside[own] > 1 and own != place(tree.before.get(key)):
            wrong(faults.UNIT_NAME_TAKEN, key, Column.NAME, unit=unit.name)


def _check_closings(tree: Tree, changed: Sequence[int], wrong: Wrong) -> None:
    left = Counter(
        unit.parent
        for unit in tree.after.values()
        if unit.parent is not None and unit.parent in tree.after and _outlives(unit, tree.after[unit.parent])
    )
    for key in changed:
        unit = tree.after[key]
        if left[key]:
            wrong(faults.UNIT_NOT_EMPTY, key, Column.CLOSED, unit=unit.name, count=left[key])
        above = tree.after.get(unit.parent) if unit.parent is not None else None
        if above and above == tree.before.get(above.key) and _outlives(unit, above):
            wrong(faults.UNIT_IS_CLOSED, key, Column.PARENT, unit=above.name)
        if unit.successor == key:
            wrong(faults.MERGED_INTO_ITSELF, key, Column.SUCCESSOR, unit=unit.name)


def _outlives(unit: Known, above: Known) -> bool:
    return above.closed_on is not None and (unit.closed_on is None or unit.closed_on > above.closed_on)


_IN_CIRCLE, _ON_CIRCLE = -1, -2


def _levels(units: Mapping[int, Known], above: int) -> dict[int, int]:
    """How deep each unit stands, the roots at `above` + 1; less than 0 in a circle, or hanging on one."""
    levels: dict[int, int] = {}
    for start in units:
        walk: dict[int, None] = {}
        at: int | None = start
        while at is not None and at in units and at not in levels and at not in walk:
            walk[at] = None
            at = units[at].parent
        line = list(walk)
        level = above
        if at is not None and at in walk:
            circle = line.index(at)
            levels |= dict.fromkeys(line[circle:], _IN_CIRCLE)
            line, level = line[:circle], _ON_CIRCLE
        elif at is not None and at in levels:
            level = levels[at] if levels[at] >= 0 else _ON_CIRCLE
        for key in reversed(line):
            level = level + 1 if level >= 0 else level
            levels[key] = level
    return levels


def _has_moved(tree: Tree, key: int) -> bool:
    return key not in tree.before or tree.before[key].parent != tree.after[key].parent


def _mover(tree: Tree, key: int) -> int:
    """The nearest unit at or above this one that the change has put where it is."""
    at: int | None = key
    while at is not None and at in tree.after and not (at in tree.rows and _has_moved(tree, at)):
        at = tree.after[at].parent
    return key if at is None else at
