"""Tables that rules draw on a page: the grid of their places, merged where no rule parts two of them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from anyue.core.notice.open.page import Box

# A table of more places than this is a drawing on squared paper.
_PLACES = 5_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """One cell: its box on the page, and the rows and columns it covers."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """One table; cells row by row."""

    box: Box
    cells: tuple[RuledCell, ...]


def find_tables(rules: Iterable[Box], slack: float) -> list[RuledTable]:
    """The tables among the rules, top to bottom; `slack` is how far apart two ends may be that meet.

    A frame around words is a table of one cell; rules that cross nothing belong to none.
    """
    found = (_table(group, slack) for group in _groups(list(rules), slack))
    return sorted((table for table in found if table), key=lambda table: table.box.top)


def _groups(rules: list[Box], slack: float) -> list[list[Box]]:
    """Rules that touch each other, directly or through others."""
    lying = sorted((r for r in rules if r.is_flat), key=lambda r: r.top)
    tops = [r.top for r in lying]
    parent = list(range(len(rules)))
    place = {id(rule): at for at, rule in enumerate(rules)}

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for standing in (r for r in rules if not r.is_flat):
        first = bisect_left(tops, standing.top - slack)
        for rule in lying[first : bisect_left(tops, standing.bottom + slack)]:
            if rule.left - slack <= standing.left <= rule.right + slack:
                parent[root(place[id(rule)])] = root(place[id(standing)])
    groups: dict[int, list[Box]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return [group for group in groups.values() if len(group) > 2]


def _table(rules: list[Box], slack: float) -> RuledTable | None:
    lying = [r for r in rules if r.is_flat]
    standing = [r for r in rules if not r.is_flat]
    # A table that is open at its sides still ends where its rules do.
    across = _marks([r.left for r in standing] + [end for r in lying for end in (r.left, r.right)], slack)
    down = _marks([r.top for r in lying] + [end for r in standing for end in (r.top, r.bottom)], slack)
    width, height = len(across) - 1, len(down) - 1
    if width < 1 or height < 1 or width * height > _PLACES:
        return None
    walls = _walls(standing, across, down, slack)
    floors = _walls([_turned(r) for r in lying], down, across, slack)
    cells = []
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            places = _joined(row, column, (height, width), walls, floors)
            taken |= places
            bottom, right = max(r for r, _ in places) + 1, max(c for _, c in places) + 1
            left = min(c for _, c in places)
            box = Box(across[left], down[row], across[right], down[bottom])
            cells.append(RuledCell(box, row, left, bottom - row, right - left))
    return RuledTable(Box(across[0], down[0], across[-1], down[-1]), tuple(cells))


def _marks(values: list[float], slack: float) -> list[float]:
    """The values in order, those within the slack of the one before taken for one."""
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > slack:
            marks.append(value)
    return marks


def _walls(rules: list[Box], across: list[float], down: list[float], slack: float) -> set[tuple[int, int]]:
    """(column mark, row) wherever a standing rule covers the greater part of that side of a place."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        near = min(range(len(across)), key=lambda i: abs(across[i] - rule.left))
        if abs(across[near] - rule.left) > slack:
            continue
        for row in range(len(down) - 1):
            shared = min(rule.bottom, down[row + 1]) - max(rule.top, down[row])
            if shared > 0:
                covered[near, row] = covered.get((near, row), 0.0) + shared
    return {
        (mark, row) for (mark, row), length in covered.items() if length > (down[row + 1] - down[row]) / 2
    }


def _turned(rule: Box) -> Box:
    return Box(rule.top, rule.left, rule.bottom, rule.right)


def _joined(
    row: int,
    column: int,
    size: tuple[int, int],
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    """The places that no rule parts from this one."""
    height, width = size
    found, waiting = {(row, column)}, [(row, column)]
    while waiting:
        r, c = waiting.pop()
        for near, is_open in (
            ((r, c + 1), c + 1 < width and (c + 1, r) not in walls),
            ((r, c - 1), c > 0 and (c, r) not in walls),
            ((r + 1, c), r + 1 < height and (r + 1, c) not in floors),
            ((r - 1, c), r > 0 and (r, c) not in floors),
        ):
            if is_open and near not in found:
                found.add(near)
                waiting.append(near)
    return found
