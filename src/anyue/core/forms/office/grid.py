"""`Sheet`: what a returned file says, whether Word or Excel: its lines and the rows of its tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Row = dict[int, str]
"""The words of a row by column; a merged cell stands once, at its first column, an empty one may be missing.

Columns are ranks from 0 of those that are used at all, so that the same table has the same columns in Word
and in Excel, whatever grid lies under its merged cells.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines outside the tables in order, and the rows of all tables in order.

    `is_revised` says that it holds tracked changes: what they insert counts, what they strike out doesn't.
    `columns` are the workbook's own columns by rank; a Word file has none.
    """

    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    is_revised: bool = False
    columns: tuple[int, ...] = ()


LINE = -1
"""The column of a blank that stands in a line outside the tables; its row counts the lines."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Words for [start, end) of a cell's words; `row` counts `Sheet.rows`, or `Sheet.lines` under `LINE`.

    `number` is what a workbook keeps instead of the words where the whole cell is a number.
    """

    row: int
    column: int
    start: int
    end: int
    words: str
    number: int | float | None = None


_T = TypeVar("_T")


def ranked(rows: list[dict[int, _T]]) -> list[dict[int, _T]]:
    """The rows of one table with ranks for columns."""
    return with_ranks(rows, sorted({column for row in rows for column in row}))


def with_ranks(rows: list[dict[int, _T]], used: Sequence[int]) -> list[dict[int, _T]]:
    """The rows with the rank of each column among those used; what stands in others is left out."""
    if list(used) == list(range(len(used))):
        return rows
    rank = {column: i for i, column in enumerate(used)}
    return [{rank[column]: words for column, words in row.items() if column in rank} for row in rows]
