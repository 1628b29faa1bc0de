"""`Grid`: one table as a rectangle of cells, a merged cell at every place that it covers.

A table of the file's own comes with its merges; `ragged` gives one to rows of which only words are left.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from anyue.core.forms.form import Place
from anyue.core.notice.open import Table

MAX_COLUMNS = 64
"""Wider tables are cut: no form is, and it keeps the rectangle of adverse text small."""

_NO_HEAD = re.compile(r"[（(]\s{0,60}[）)]|_{2}|＿|^\d{1,3}$|。")
_HEAD_LENGTH = 40
_MOST_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: offsets of its words, which may go over several lines; empty where start == end.

    `row` and `column` say where it begins, `rows` and `columns` how many it covers. `pieces` are the offsets
    of its lines where other cells' words stand between them.
    """

    start: int
    end: int
    text: str
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        """The words of the cell without any white space: 姓  名 -> 姓名."""
        return re.sub(r"\s", "", self.text)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table at [start, end): rows of one length. `is_guessed` says that columns had to be guessed."""

    rows: tuple[Row, ...]
    start: int
    end: int
    place: Place | None = None
    is_guessed: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0


def distinct(row: Row) -> Iterator[Cell]:
    """The cells of a row from left to right, one that goes over several columns once."""
    for at, cell in enumerate(row):
        if not at or cell is not row[at - 1]:
            yield cell


def only_cell(row: Row) -> Cell | None:
    """The one cell of a row that holds words, None where none or several do."""
    filled = [cell for cell in distinct(row) if cell.text]
    return filled[0] if len(filled) == 1 else None


def covers(row: Row) -> bool:
    """Whether the row is one cell over all its columns."""
    return row[0] is row[-1]


def head_depth(rows: tuple[Row, ...]) -> int:
    """How many rows at the top are heads of columns, 0 where the first row is none."""
    if len(rows) < 2 and not (rows and len(list(distinct(rows[0]))) > 2):
        return 0
    if not _is_head(rows[0][1:]) or len(set(map(id, rows[0]))) < 2:
        return 0
    depth = min(max(cell.rows for cell in rows[0]), _MOST_HEAD_ROWS)
    if depth > 1 and not all(_is_head(row) for row in rows[:depth]):
        depth = 1
    while depth < min(len(rows), _MOST_HEAD_ROWS) and _has_heads_under(rows[depth - 1], rows[depth]):
        depth += 1
    return depth


def _is_head(row: Row) -> bool:
    return bool(row) and all(
        cell.text and len(cell.label) <= _HEAD_LENGTH and not _NO_HEAD.search(cell.text) for cell in row
    )


def _has_heads_under(above: Row, row: Row) -> bool:
    """Whether a cell over several columns has a name for each of them below it."""
    wide = [i for i, cell in enumerate(above) if 1 < cell.columns < len(above)]
    return bool(wide) and _is_head(tuple(row[i] for i in wide)) and not any(row[i] is above[i] for i in wide)


def cut_cell(text: str, start: int, end: int) -> Cell:
    """The cell of a stretch of text, without the white space around its words."""
    raw = text[start:end]
    bare = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if bare else 0
    return Cell(start + lead, start + lead + len(bare), bare)


def grid_of_table(text: str, table: Table) -> Grid:
    """The grid of a file's own table whose offsets are those of `text`.

    Rows and columns in which no cell begins, left out or covered by merged cells, are not in it.
    """
    tops = sorted({cell.row for cell in table.cells})
    lefts = sorted({cell.column for cell in table.cells})[:MAX_COLUMNS]
    rows: list[list[Cell | None]] = [[None] * len(lefts) for _ in tops]
    # Merges of a sound file don't overlap, so that they cover no more than the rectangle.
    uncovered = len(tops) * len(lefts)
    for cell in table.cells:
        row, column = bisect_left(tops, cell.row), bisect_left(lefts, cell.column)
        bottom, right = (
            bisect_left(tops, cell.row + cell.rows),
            bisect_left(lefts, cell.column + cell.columns),
        )
        if column == len(lefts) or uncovered <= 0:
            continue
        made = replace(
            cut_cell(text, cell.start, cell.end),
            row=row,
            column=column,
            rows=max(1, bottom - row),
            columns=max(1, right - column),
        )
        for covered in rows[row : row + made.rows]:
            covered[column : column + made.columns] = [made] * made.columns
            uncovered -= made.columns
    full = (
        tuple(cell or Cell(table.end, table.end, "", r, c) for c, cell in enumerate(row))
        for r, row in enumerate(rows)
    )
    return Grid(tuple(row for row in full if row), table.start, table.end, table.place)
