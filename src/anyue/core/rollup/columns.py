"""Totals at every level over columns: for each unit, its own number and those of all below it.

A column holds one indicator of one form for every unit of a tree, in the tree's order; further axes (periods,
indicators) may stand before the units. Numbers are whole hundredths, since a canonical number has at most two
decimals: a sum of 64-bit integers is exact for more than ten million units. Columns of totals end before the
deepest level, whose totals are its own numbers: that level is nearly all of a nation, and need not be copied.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from anyue.core.rollup.tree import Tree

HUNDREDTHS = 100

_Value = TypeVar("_Value", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Column:
    """`numbers` in hundredths, 0 where `is_given` is false: no value is not zero."""

    numbers: NDArray[np.int64]
    is_given: NDArray[np.bool_]


def roll_up(tree: Tree, own: Column) -> Column:
    """Own + below = total, for the units above the deepest level.

    Given where the unit itself or anybody below it gave a number.
    """
    return Column(_gathered(tree, own.numbers, np.add), _gathered(tree, own.is_given, np.logical_or))


def count_positive(tree: Tree, own: Column) -> NDArray[np.int64]:
    """How many units at or below each, above the deepest level, gave a number above 0.

    A sum of heads (人) over two or more may count one head twice.
    """
    return _gathered(tree, (own.numbers > 0).astype(np.int64), np.add)


def change_own(tree: Tree, own: Column, total: Column, place: int, number: int | None) -> None:
    """Set one unit's own number (hundredths, None to take it away), and mend the totals that depend on it.

    In place. A number costs the depth of the tree, whatever its size; taking one away also looks at the
    direct inferiors of each unit above.
    """
    before = int(own.numbers[place])
    own.numbers[place] = 0 if number is None else number
    own.is_given[place] = number is not None
    for at in tree.line_above(place):
        if at >= tree.above_deepest:
            continue
        total.numbers[at] += own.numbers[place] - before
        total.is_given[at] = number is not None or own.is_given[at] or _is_given_below(tree, own, total, at)


def _is_given_below(tree: Tree, own: Column, total: Column, place: int) -> bool:
    for level in tree.levels:
        at = int(np.searchsorted(level.superiors, place))
        if at < len(level.superiors) and level.superiors[at] == place:
            first = level.first + int(level.starts[at])
            is_last = at + 1 == len(level.starts)
            last = level.last if is_last else level.first + int(level.starts[at + 1])
            told = own if level is tree.levels[-1] else total
            return bool(told.is_given[first:last].any())
    return False


def _gathered(tree: Tree, own: NDArray[_Value], gather: np.ufunc) -> NDArray[_Value]:
    total = own[..., : tree.above_deepest].copy()
    told = own
    for level in reversed(tree.levels):
        below = gather.reduceat(told[..., level.first : level.last], level.starts, axis=-1)
        total[..., level.superiors] = gather(total[..., level.superiors], below)
        told = total
    return total
