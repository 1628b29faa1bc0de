"""`Opened`: what every kind of file becomes before it is read, its words and its own tables."""

from dataclasses import dataclass, replace

from anyue.core.forms.form import Place


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: [start, end) of its words in `Opened.text`, and the rows and columns it covers.

    Rows and columns count from 0 in the file's own table, merged and left-out ones too, and in a workbook
    from the corner of the sheet, so that the cell can be found again in the file.
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, [start, end) in `Opened.text`; `cells` row by row, a merged cell once.

    In the text each cell stands on its own line after a tab, its further lines without one; a blank line
    ends each row.
    """

    place: Place
    start: int
    end: int
    cells: tuple[TableCell, ...]

    def moved(self, by: int) -> "Table":
        """The same table where that many characters more stand before it."""
        cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in self.cells)
        return replace(self, start=self.start + by, end=self.end + by, cells=cells)


@dataclass(frozen=True, slots=True)
class Opened:
    """The words of one file, or of several that make one notice; `files` are their names in reading order.

    `starts` are the offsets at which the files begin, where there are several.
    `heads` are words of page heads and feet, which stand outside the text; a marking may be among them.
    `remarks` are sentences in Chinese on what a person should know about the opening: a file that was passed
    over, a page without words.
    """

    name: str
    text: str
    tables: tuple[Table, ...] = ()
    files: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    heads: str = ""
    remarks: tuple[str, ...] = ()
