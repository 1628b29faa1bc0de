"""The table of an attachment as text kept it: rows of cells, each with its place in the text.

Word processors write one cell a line, each led by a tab, and a blank line between rows; spreadsheets write
one row a line with tabs between cells; web pages write bars. Running lines without any of these are no table.
"""

import re
from dataclasses import dataclass

from anyue.core.notice.parts import Line, lines_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: offsets of its content, which may go over several lines; empty where start == end."""

    start: int
    end: int
    text: str

    @property
    def label(self) -> str:
        """The words of the cell without any white space: 姓  名 -> 姓名."""
        return re.sub(r"\s", "", self.text)


Row = tuple[Cell, ...]


def read_rows(text: str, start: int, end: int) -> tuple[Row, ...]:
    """The rows of the table in a stretch of text; () where it holds none."""
    if re.compile(r"^\t", re.MULTILINE).search(text, start, end):
        return _tab_led(text, start, end)
    lines = list(lines_of(text, start, end))
    barred = [line for line in lines if line.text.count("|") >= 2]
    if len(barred) >= 2:
        rows = (_split(line, "|") for line in barred)
        return tuple(row for row in rows if row and not _is_rule(row))
    # The stretch up to the line end keeps the empty cells at the end of a row.
    tabbed = [whole for line in lines if "\t" in (whole := _whole(text, line, end)).text]
    return tuple(_split(line, "\t") for line in tabbed) if tabbed else _spaced(lines)


def _whole(text: str, line: Line, end: int) -> Line:
    stop = text.find("\n", line.end, end)
    stop = end if stop < 0 else stop
    return Line(line.start, stop, text[line.start : stop])


def _tab_led(text: str, start: int, end: int) -> tuple[Row, ...]:
    """Cells led by a tab; a blank line before a tab ends the row, other lines go on with the cell."""
    marks = [m.start() for m in re.compile(r"^\t", re.MULTILINE).finditer(text, start, end)]
    rows: list[list[Cell]] = []
    for i, mark in enumerate(marks):
        stop = marks[i + 1] if i + 1 < len(marks) else end
        is_new = i == 0 or text[marks[i - 1] : mark].endswith("\n\n")
        if is_new:
            rows.append([])
        rows[-1] += _cells_of_line(text, mark + 1, stop)
    return tuple(tuple(row) for row in rows)


def _cells_of_line(text: str, start: int, stop: int) -> list[Cell]:
    """One cell, or several where tabs part them on one line."""
    first_end = text.find("\n", start, stop)
    first_end = stop if first_end < 0 else first_end
    cells = []
    while (tab := text.find("\t", start, first_end)) >= 0:
        cells.append(_cell(text, start, tab))
        start = tab + 1
    return [*cells, _cell(text, start, stop)]


def _cell(text: str, start: int, end: int) -> Cell:
    raw = text[start:end]
    bare = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if bare else 0
    return Cell(start + lead, start + lead + len(bare), bare)


def _split(line: Line, mark: str) -> Row:
    cells, at = [], line.start
    for piece in line.text.split(mark):
        bare = piece.strip()
        lead = len(piece) - len(piece.lstrip()) if bare else 0
        cells.append(Cell(at + lead, at + lead + len(bare), bare))
        at += len(piece) + 1
    if mark == "|":
        cells = cells[1:] if cells and not cells[0].text else cells
        cells = cells[:-1] if cells and not cells[-1].text else cells
    return tuple(cells)


def _is_rule(row: Row) -> bool:
    return all(re.fullmatch(r":?-{2,}:?", cell.text) for cell in row)


def _spaced(lines: list[Line]) -> tuple[Row, ...]:
    """A head whose columns are parted by runs of spaces: “序号  活动名称  时间  地点”."""
    for line in lines:
        pieces = re.split(r" {2,}", line.text)
        if len(pieces) >= 3 and all(1 < len(p) <= 12 and not re.search(r"[：:，。；]", p) for p in pieces):
            at = line.start
            cells = []
            for piece in pieces:
                at = line.text.index(piece, at - line.start) + line.start
                cells.append(Cell(at, at + len(piece), piece))
                at += len(piece)
            return (tuple(cells),)
    return ()
