"""Where the words of an opened form stand in the grid of its file: the same words in two spellings."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from anyue.core.forms.form import Form
from anyue.core.forms.office.grid import LINE, Sheet
from anyue.core.forms.returned.wording import bare, folded
from anyue.core.notice.open import Opened, Table

OPENING, CLOSING = ("（", "("), ("）", ")")


class Grids:
    """The words of the opened text and those of the file's own grid, unit by unit."""

    def __init__(self, opened: Opened, sheet: Sheet, form: Form) -> None:
        self._text = opened.text
        self._sheet = sheet
        is_book = form.place is not None and form.place.sheet is not None
        tables = [
            table
            for table in opened.tables
            if form.place is None
            or (table.place.file == form.place.file and (not is_book or table.place == form.place))
        ]
        self._own = next(
            (table for table in tables if table.place == form.place), tables[0] if tables else None
        )
        cells = [
            (cell.start, cell.end)
            for table in tables
            for cell in table.cells
            if self._words(cell.start, cell.end)
        ]
        lines = list(self._lines_outside(tables, is_book=is_book))
        in_rows = [
            (row, column)
            for row, cells_of in enumerate(sheet.rows)
            for column, words in sorted(cells_of.items())
            if words.strip()
        ]
        if is_book:
            # What stands above the table of a workbook is cells there, and lines in the opened text.
            pairs = _matched(
                sorted([*lines, *cells]), in_rows, self._words, lambda at: sheet.rows[at[0]][at[1]]
            )
        else:
            pairs = _matched(cells, in_rows, self._words, lambda at: sheet.rows[at[0]][at[1]])
            own_lines = [(number, LINE) for number, words in enumerate(sheet.lines) if words.strip()]
            pairs |= _matched(lines, own_lines, self._words, lambda at: sheet.lines[at[0]])
        self._starts = sorted(start for start, _ in pairs)
        self._pairs = {unit[0]: (unit, at) for unit, at in pairs.items()}
        self._cells = self._places(pairs)

    def _words(self, start: int, end: int) -> str:
        return self._text[start:end].strip()

    def _lines_outside(self, tables: Sequence[Table], *, is_book: bool) -> Iterator[tuple[int, int]]:
        at, edges = 0, [*((table.start, table.end) for table in tables), (len(self._text),) * 2]
        for start, end in edges:
            for found in re.finditer(r"[^\n]+", self._text[at:start]):
                if found[0].strip():
                    yield at + found.start(), at + found.end()
            at = end
            if is_book and end >= edges[-2][1]:
                return

    def _places(self, pairs: "_Pairs") -> dict[tuple[int, int], tuple[int, int]]:
        """Places in the file's grid by those in the form's, which counts only where cells begin."""
        cells = self._own.cells if self._own else ()
        row_rank = {row: rank for rank, row in enumerate(sorted({cell.row for cell in cells}))}
        column_rank = {column: rank for rank, column in enumerate(sorted({cell.column for cell in cells}))}
        rows = {cell.row: at[0] for cell in cells if (at := pairs.get((cell.start, cell.end)))}
        found = {}
        for number, in_row in groupby(cells, lambda cell: cell.row):
            inside = list(in_row)
            if number not in rows:
                continue
            columns = self._columns(rows[number], [cell.column for cell in inside])
            for cell, column in zip(inside, columns, strict=True):
                if column is not None:
                    found[row_rank[number], column_rank[cell.column]] = rows[number], column
        return found

    def _columns(self, row: int, own: Sequence[int]) -> list[int | None]:
        """The grid's column for each cell of a row: the workbook's own, or in the order of Word's cells."""
        if self._sheet.columns:
            rank = {column: i for i, column in enumerate(self._sheet.columns)}
            return [rank.get(column) for column in own]
        theirs = sorted(self._sheet.rows[row])
        return [*theirs] if len(theirs) == len(own) else [None] * len(own)

    def empty_cell(self, row: int, column: int) -> tuple[int, int] | None:
        """(row, column) in the file's grid of a cell in the form's table."""
        return self._cells.get((row, column))

    def in_words(self, start: int, end: int) -> tuple[int, int, int, int] | None:
        """(row, column, start, end) in the file's grid of a stretch of the opened text, brackets excluded."""
        number = bisect_right(self._starts, start) - 1
        if number < 0:
            return None
        unit, (row, column) = self._pairs[self._starts[number]]
        if not unit[0] <= start < end <= unit[1]:
            return None
        words = self._sheet.lines[row] if column == LINE else self._sheet.rows[row][column]
        low, high = self._moved(unit, start, words), self._moved(unit, end - 1, words)
        if low is None or high is None:
            return None
        high += 1
        if words[low] in OPENING and words[high - 1] in CLOSING and high - low > 1:
            return row, column, low + 1, high - 1
        return row, column, low, high

    def _moved(self, unit: tuple[int, int], at: int, words: str) -> int | None:
        """The place in the grid's words of a character of the opened text, line by line.

        A line of the opened text may begin with a number that Word counts by itself.
        """
        own = [
            (m.start() + unit[0], m.end() + unit[0])
            for m in re.finditer(r"[^\n]+", self._text[unit[0] : unit[1]])
            if m[0].strip()
        ]
        theirs = [m.span() for m in re.finditer(r"[^\n]+", words) if m[0].strip()]
        line = next((i for i, (start, end) in enumerate(own) if start <= at < end), None)
        if line is None or len(own) != len(theirs):
            return None
        start, end = own[line]
        before = len("".join(self._text[start:at].split()))
        whole = len("".join(self._text[start:end].split()))
        low, high = theirs[line]
        places = [i for i in range(low, high) if not words[i].isspace()]
        wanted = before - (whole - len(places))
        return places[wanted] if 0 <= wanted < len(places) else None


_Pairs = dict[tuple[int, int], tuple[int, int]]


def _matched(
    units: Sequence[tuple[int, int]],
    places: Sequence[tuple[int, int]],
    words: Callable[[int, int], str],
    at: Callable[[tuple[int, int]], str],
) -> _Pairs:
    """The units of the opened text with their places in the grid; both in reading order."""
    if len(units) == len(places):
        return dict(zip(units, places, strict=True))
    own = [bare(folded(words(*unit))) for unit in units]
    theirs = [bare(folded(at(place))) for place in places]
    found: _Pairs = {}
    for a, b, size in SequenceMatcher(None, own, theirs, autojunk=False).get_matching_blocks():
        found.update(zip(units[a : a + size], places[b : b + size], strict=True))
    return found
