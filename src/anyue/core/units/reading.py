"""From the bytes of a workbook to the words of its cells, with everything that makes a cell doubtful.

A formula's stored result is not trusted, and refused with its cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.core.notice.open.package import Package
from anyue.core.notice.open.sheet_values import Values
from anyue.core.units.columns import Column
from anyue.core.units.problems import Problems
from anyue.core.units.stream import SheetBrokenError, SheetRow, column_of, rows_and_merges

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ROWS = 200_000
MOST_COLUMNS = 100
_MOST_SHEETS = 50
_HEAD_WITHIN = 20
_MOST_TAGS = 20_000_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_NEEDED = (Column.NAME, Column.KIND)
_RANGES_TOLD = 10


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """The sheet in words: `letters` of the columns that are there, in the order of the words in `rows`.

    A row is its number in the sheet, counted from 1, and the words of its cells; blank rows are left out.
    """

    letters: dict[Column, str]
    rows: list[tuple[int, tuple[str, ...]]]


def read_unit_sheet(data: bytes, name: str, problems: Problems) -> UnitSheet:
    """The first visible sheet that has the headings; what is doubtful in it goes to `problems`.

    Raises AnyueError UNITS_NOT_XLSX, UNITS_WITHOUT_HEADS, UNITS_TOO_WIDE, UNITS_TOO_MANY, or as `Package`.
    """
    if not data.startswith(b"PK"):
        raise AnyueError(faults.UNITS_NOT_XLSX, name=name)
    package = Package(data, name)
    workbook = package.xml("xl/workbook.xml")
    if workbook is None:
        raise AnyueError(faults.UNITS_NOT_XLSX, name=name)
    values = Values(package)
    for part in _parts(package, workbook):
        reader = _Reader(values, name, problems)
        if (sheet := reader.read(package.read(part))) is not None:
            return sheet
    raise AnyueError(faults.UNITS_WITHOUT_HEADS, name=name, heads="、".join(_NEEDED))


def _parts(package: Package, workbook: "_Element") -> Iterator[str]:
    """The parts of the visible sheets in order."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {one.get("Id"): one.get("Target") or "" for one in (() if relations is None else relations)}
    for sheet in islice(workbook.iterfind("{*}sheets/{*}sheet"), _MOST_SHEETS):
        target = targets.get(sheet.get(f"{_R}id"), "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        if sheet.get("state", "visible") == "visible" and part in package.names:
            yield part


class _Reader:
    """Reads one sheet."""

    def __init__(self, values: Values, name: str, problems: Problems) -> None:
        self._values, self._name, self._problems = values, name, problems
        self._at: dict[int, int] = {}
        self._letters: dict[Column, str] = {}
        self._head = 0
        self._rows: list[tuple[int, tuple[str, ...]]] = []
        self._hidden: list[int] = []

    def read(self, data: bytes) -> UnitSheet | None:
        """The sheet; None where it has no headings."""
        if data.count(b"<") > _MOST_TAGS:
            raise AnyueError(faults.UNITS_TOO_MANY, name=self._name, limit=MOST_ROWS)
        try:
            for told in rows_and_merges(data, self._values):
                if isinstance(told, str):
                    self._merge(told)
                    continue
                if told.widest > MOST_COLUMNS:
                    row, limit = told.number, MOST_COLUMNS
                    raise AnyueError(faults.UNITS_TOO_WIDE, name=self._name, row=row, limit=limit)
                if self._head:
                    self._row(told)
                elif told.number <= _HEAD_WITHIN:
                    self._find_head(told)
                else:
                    return None
        except SheetBrokenError as error:
            raise AnyueError(errors.FILE_DAMAGED, name=self._name) from error
        if not self._head:
            return None
        if self._hidden:
            self._problems.odd(faults.ROWS_HIDDEN, 0, rows=_ranges(self._hidden))
        return UnitSheet(self._letters, self._rows)

    def _find_head(self, row: SheetRow) -> None:
        heads = {column: "".join(words.split()) for column, _, words in row.cells}
        if not set(_NEEDED) <= set(heads.values()):
            return
        self._head = row.number
        for column, words in heads.items():
            if words not in list(Column):
                continue
            named = Column(words)
            if named in self._letters:
                self._problems.wrong(faults.HEADING_TWICE, row.number, _letter(column), heading=words)
                continue
            self._at[column] = len(self._letters)
            self._letters[named] = _letter(column)

    def _row(self, row: SheetRow) -> None:
        words = [""] * len(self._letters)
        for column, is_formula, text in row.cells:
            if (at := self._at.get(column)) is None:
                continue
            words[at] = text
            if is_formula:
                self._problems.wrong(faults.CELL_IS_FORMULA, row.number, _letter(column))
        if not any(words):
            return
        if len(self._rows) >= MOST_ROWS:
            raise AnyueError(faults.UNITS_TOO_MANY, name=self._name, limit=MOST_ROWS)
        if row.is_hidden:
            self._hidden.append(row.number)
        self._rows.append((row.number, tuple(words)))

    def _merge(self, reference: str) -> None:
        """Refuse a merged cell where units stand: it hides whose value it is."""
        first, _, last = (_REFERENCE.fullmatch(end) for end in (*reference.partition(":"),))
        if not self._head or first is None or last is None:
            return
        top, bottom = int(first[2]), int(last[2])
        end = self._rows[-1][0] if self._rows else self._head
        if bottom < self._head or top > end:
            return
        for column in self._at:
            if (column_of(first[1]) or 0) <= column <= (column_of(last[1]) or 0):
                row = max(top, self._head)
                self._problems.wrong(faults.CELL_IS_MERGED, row, _letter(column), cells=reference)
                return


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def _ranges(numbers: list[int]) -> str:
    """5、9—12 for 5, 9, 10, 11, 12; the first ten of them."""
    told: list[list[int]] = []
    for number in numbers:
        if told and told[-1][1] == number - 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    words = [str(first) if first == last else f"{first}—{last}" for first, last in told[:_RANGES_TOLD]]
    return "、".join(words) + ("等" if len(told) > _RANGES_TOLD else "")
