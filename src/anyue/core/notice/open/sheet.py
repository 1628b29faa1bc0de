"""One sheet of a workbook: its words by row and column, its merged cells, and where it is ruled."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from anyue.core.errors import FILE_DAMAGED, SHEET_TOO_LARGE, AnyueError
from anyue.core.notice.open.limits import BLANK_ROWS, SHEET_CELLS, SHEET_COLUMNS, SHEET_PLACES, SHEET_TAGS
from anyue.core.notice.open.sheet_values import Values

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_TAGS = tuple(f"{{*}}{tag}" for tag in ("row", "mergeCell", "col", "oddHeader", "oddFooter", "firstHeader"))
_MERGES = 5_000
_BLANK_COLUMNS = 12


@dataclass(slots=True)
class Sheet:
    """Rows and columns count from 0; `filled` holds the words, `ruled` the places with a border.

    `merged` leads from the first place of a merged cell to the (rows, columns) it covers, `covered` are its
    other places.
    """

    filled: dict[tuple[int, int], str] = field(default_factory=dict)
    ruled: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    heads: str = ""
    rows: tuple[int, ...] = ()
    width: int = 0

    @property
    def is_too_large(self) -> bool:
        """Whether it holds more than a table that people fill, or reaches further."""
        places = max(len(self.rows) * self.width, len(self.ruled), len(self.covered))
        return len(self.filled) > SHEET_CELLS or self.width > SHEET_COLUMNS or places > SHEET_PLACES

    def settle(self) -> None:
        """Find the rows and columns in use; of blank ruled rows one after the other a few are kept."""
        if not self.filled:
            return
        self.width = max(column + self.merged.get((row, column), (1, 1))[1] for row, column in self.filled)
        rows = {row for row, _ in self.filled}
        # A last column that is only to be filled in has borders and no words.
        ruled = {column for row, column in self.ruled if row in rows}
        last = self.width + _BLANK_COLUMNS
        while self.width in ruled and self.width < last:
            self.width += 1
        kept, blank = [], 0
        for row in sorted(rows | {row for row, column in self.ruled if column < self.width}):
            blank = 0 if row in rows else blank + 1
            kept += [row] if blank <= BLANK_ROWS else []
        self.rows = tuple(kept)

    def words(self, row: int) -> list[str]:
        """The words of a row from left to right."""
        return [self.filled[row, c] for c in range(self.width) if (row, c) in self.filled]

    def across(self, row: int) -> list[tuple[int, int, int]]:
        """(column, rows, columns) of each cell that begins in a row."""
        found = []
        for column in range(self.width):
            if column not in self.hidden and (row, column) not in self.covered:
                rows, columns = self.merged.get((row, column), (1, 1))
                found.append((column, rows, min(columns, self.width - column)))
        return found

    def is_ruled(self, row: int) -> bool:
        """Whether any place in the row has a border."""
        return any((row, column) in self.ruled for column in range(self.width))


def read_sheet(data: bytes, values: Values, name: str, title: str) -> Sheet:
    """The sheet of a part; `name` is the file's and `title` the sheet's, for messages.

    Raises AnyueError FILE_DAMAGED, SHEET_TOO_LARGE.
    """
    from lxml import etree  # noqa: PLC0415  Only workbooks need it.

    sheet = Sheet()
    too_large = AnyueError(SHEET_TOO_LARGE, name=name, sheet=title, columns=SHEET_COLUMNS, cells=SHEET_CELLS)
    heads: list[str] = []
    row = last = -1
    if data.count(b"<") > SHEET_TAGS:
        raise too_large
    # A sheet may be far larger than what is kept of it, so that no tree of the whole is made.
    stream = etree.iterparse(BytesIO(data), tag=_TAGS, resolve_entities=False, no_network=True)
    try:
        for _, element in stream:
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                row = _number(element.get("r"), row + 2) - 1
                if not _is_hidden(element):
                    last = max(last, _read_row(element, row, sheet, values))
                _forget(element)
            elif tag == "mergeCell":
                _merge(sheet, element.get("ref") or "", last)
            elif tag == "col":
                _hide(sheet, element)
            else:
                heads.append(element.text or "")
            if sheet.is_too_large:
                raise too_large
    except etree.XMLSyntaxError as error:
        raise AnyueError(FILE_DAMAGED, name=name) from error
    sheet.heads = "\n".join(heads)
    sheet.settle()
    if sheet.is_too_large:
        raise too_large
    return sheet


def _read_row(element: "_Element", row: int, sheet: Sheet, values: Values) -> int:
    """Take down the cells of a row; the row's number where it holds words, else -1."""
    column = last = -1
    for cell in element.iterfind("{*}c"):
        column = _place(cell.get("r") or "", (row, column + 1))[1]
        if column in sheet.hidden:
            continue
        words = values.words(cell).strip()
        if words:
            sheet.filled[row, column] = words
            last = row
            sheet.width = max(sheet.width, column + 1)
        if values.is_ruled(cell) and column < SHEET_COLUMNS:
            sheet.ruled.add((row, column))
    return last


def _forget(element: "_Element") -> None:
    """Let go of a row that was read and of what stands before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _merge(sheet: Sheet, reference: str, last: int) -> None:
    """Note a merged cell “A1:C2”; words under it that do not show are left out.

    `last` is the last row with words.
    """
    first, _, end = reference.partition(":")
    top, left = _place(first, (-1, -1))
    bottom, right = _place(end, (-1, -1))
    if top < 0 or bottom < top or right < left or len(sheet.merged) >= _MERGES:
        return
    right = min(right, SHEET_COLUMNS - 1)
    # Rows far below the words are of no use, and a merge may name a million.
    bottom = min(bottom, max(last, 0) + BLANK_ROWS)
    if bottom < top or right < left:
        return
    if (bottom - top + 1) * (right - left + 1) > SHEET_PLACES:
        # So large a cell is a slip, and no table has it.
        return
    sheet.merged[top, left] = (bottom - top + 1, right - left + 1)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                sheet.covered.add((row, column))
                sheet.filled.pop((row, column), None)


def _hide(sheet: Sheet, element: "_Element") -> None:
    first, last = _number(element.get("min"), 0), _number(element.get("max"), 0)
    if _is_hidden(element):
        sheet.hidden |= set(range(max(1, first) - 1, min(last, SHEET_COLUMNS)))


def _is_hidden(element: "_Element") -> bool:
    return element.get("hidden") in {"1", "true"}


def _place(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    """(row, column) from 0 of “C12”."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 8 else otherwise
