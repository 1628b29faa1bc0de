"""Who reports to whom, laid out so that the totals of a nation are a few passes over columns."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

_DEEPEST = 64
NOBODY = -1
"""The superior of a unit that reports to nobody."""


@dataclass(frozen=True, slots=True)
class Level:
    """The units of one depth below the first: those from `first` to before `last` in the tree's order.

    Inferiors of one unit stand together: those of the unit at `superiors[i]` begin at `first + starts[i]`.
    """

    first: int
    last: int
    starts: Places
    superiors: Places


@dataclass(frozen=True, slots=True)
class Tree:
    """A forest in order of depth. `order[place]` is the caller's index of the unit at a place.

    `superior[place]` is the place of its superior, `NOBODY` for a root; `levels` runs from the second depth
    to the deepest.
    """

    order: Places
    superior: Places
    levels: tuple[Level, ...]

    @property
    def places(self) -> Places:
        """The place of each unit, by the caller's index."""
        found = np.empty_like(self.order)
        found[self.order] = np.arange(len(self.order))
        return found

    @property
    def above_deepest(self) -> int:
        """How many units stand above the deepest level: the places before it."""
        return self.levels[-1].first if self.levels else 0

    def line_above(self, place: int) -> Iterator[int]:
        """The places of a unit and of all above it, from below."""
        while place != NOBODY:
            yield place
            place = int(self.superior[place])


def lay_out(superior: Places) -> Tree:
    """The tree of units of which number i reports to number `superior[i]`, or to `NOBODY`.

    ValueError where somebody reports to himself through others, or the tree is deeper than 64.
    """
    depth = _depths(superior)
    order = np.empty_like(superior)
    place = np.empty_like(superior)
    ends = np.cumsum(np.bincount(depth, minlength=1))
    at_depth = np.argsort(depth, kind="stable")
    levels: list[Level] = []
    first = 0
    for number, last in enumerate(ends.tolist()):
        members = at_depth[first:last]
        if number:
            above = place[superior[members]]
            by_superior = np.argsort(above, kind="stable")
            members, above = members[by_superior], above[by_superior]
            superiors, starts = np.unique(above, return_index=True)
            levels.append(Level(first, last, starts.astype(np.int64), superiors))
        order[first:last] = members
        place[members] = np.arange(first, last)
        first = last
    laid = np.where(superior[order] == NOBODY, NOBODY, place[superior[order]])
    return Tree(order, laid, tuple(levels))


def _depths(superior: Places) -> Places:
    depth = np.zeros_like(superior)
    above = superior
    for _ in range(_DEEPEST):
        is_below = above != NOBODY
        if not is_below.any():
            return depth
        depth += is_below
        above = np.where(is_below, superior[above], NOBODY)
    message = f"Somebody reports in a circle, or the tree is deeper than {_DEEPEST}."
    raise ValueError(message)
