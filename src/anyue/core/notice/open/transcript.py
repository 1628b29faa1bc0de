"""`Transcript`: the words of a file as they are taken down, line by line and table by table."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from anyue.core.errors import FILE_EMPTY, FILE_TOO_LONG, AnyueError
from anyue.core.file_sizes import MEGABYTE
from anyue.core.forms.form import Place
from anyue.core.notice.open.limits import TEXT_MEGABYTES
from anyue.core.notice.open.opened import Opened, Table, TableCell

# Characters that have no meaning in a text and would be taken for a table's or a line's end.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_TAB = " " * 4


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell on the way in: its words, and the rows and columns that it covers."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Transcript:
    """Takes down lines and tables in reading order and keeps count of the offsets."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._remarks: list[str] = []
        self._heads: list[str] = []

    @property
    def words(self) -> str:
        """All that was taken down so far."""
        return "".join(self._pieces)

    def line(self, words: str) -> None:
        """One paragraph; its tabs become spaces, since a tab would lead a cell."""
        self._write(_clean(words).replace("\t", _TAB) + "\n")

    def page_break(self) -> None:
        """A form feed, once between two pages."""
        if self._pieces:
            self._write("\f")

    def table(self, place: Place, cells: Iterable[GridCell]) -> None:
        """One table, in the form that `Table` describes; cells in any order. Nothing where all are empty."""
        ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
        if not any(cell.text.strip() for cell in ordered):
            return
        start, placed = self._length, []
        for _, row in groupby(ordered, key=lambda cell: cell.row):
            for cell in row:
                words = cell_words(cell.text)
                at = self._length + 1
                placed.append(TableCell(at, at + len(words), cell.row, cell.column, cell.rows, cell.columns))
                self._write(f"\t{words}\n")
            self._write("\n")
        self._tables.append(Table(place, start, self._length - 2, tuple(placed)))

    def head(self, words: str) -> None:
        """Words of a page's head or foot."""
        if words.strip() and words not in self._heads:
            self._heads.append(words)

    def remark(self, sentence: str) -> None:
        """A sentence for the person who opened the file."""
        self._remarks.append(sentence)

    def opened(self) -> Opened:
        """What was taken down. Raises AnyueError FILE_EMPTY where there is not one word."""
        text = "".join(self._pieces)
        if not text.strip():
            raise AnyueError(FILE_EMPTY, name=self._name)
        return Opened(
            name=self._name,
            text=text,
            tables=tuple(self._tables),
            files=(self._name,),
            heads="\n".join(self._heads),
            remarks=tuple(self._remarks),
        )

    def _write(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)
        if self._length > TEXT_MEGABYTES * MEGABYTE:
            raise AnyueError(FILE_TOO_LONG, name=self._name, limit=TEXT_MEGABYTES * MEGABYTE // 10_000)


def cell_words(text: str) -> str:
    """The words of a cell: no tab, no blank line, no white space before the first or after the last."""
    lines = (line.replace("\t", _TAB).rstrip() for line in _clean(text).replace("\f", "\n").split("\n"))
    return "\n".join(line for line in lines if line).strip()


def _clean(words: str) -> str:
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n"))
