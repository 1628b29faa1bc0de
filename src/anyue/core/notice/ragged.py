"""The rectangle of a table of which only the words are left, row by row.

Given back are what a merged cell took from the rows under it, and which head stands over several columns.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from anyue.core.forms.measures import MEASURE, MEASURED
from anyue.core.notice.grid import MAX_COLUMNS, Cell, Grid, Row

_SERIAL_HEAD = re.compile(r"序号|编号|项次|序")
_UNIT_HEAD = re.compile(r"(?:计量|度量|统计)?单位")
# Heads that stand over one column each, whatever the others do.
_SINGLE_HEAD = re.compile(
    r"(?:序号|编号|备注|说明|项目|类别|分类|单位|合计|小计|计量单位|指标|内容)(?:名称)?"
    rf"|.{{0,6}}(?:名称|项目|单位|内容|时间|日期|地点|电话|姓名|负责人|链接|数量)|.{{1,20}}[（(]{MEASURE}[）)]"
)
_UNIT = re.compile(MEASURE)


def grid_of_rows(ragged: Sequence[Row], start: int, end: int) -> Grid:
    """The grid of rows of which only the words are left; rows may lack what merged cells covered."""
    rows = [row[:MAX_COLUMNS] for row in ragged if row]
    if not rows:
        return Grid((), start, end)
    width = max(map(len, rows))
    head = _head(rows, width)
    is_guessed = any(1 < len(row) < width for row in rows)
    if not head:
        head = [_padded(rows[0], width, 0)] if len(rows[0]) < width else [rows[0]]
        body = rows[1:]
    else:
        body = rows[2:]
    full: list[Row] = list(head)
    for row in body:
        full.append(_body_row(row, full[-1], head[-1], width, is_first=len(full) == len(head)))
    return Grid(_placed(full, width), start, end, is_guessed=is_guessed)


def _placed(rows: list[Row], width: int) -> tuple[Row, ...]:
    """The rows with their cells' places; a cell that stands at several places covers them."""
    extents: dict[int, list[int]] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            extent = extents.setdefault(id(cell), [r, c, r, c])
            extent[2], extent[3] = r, max(extent[3], c)
    made: dict[int, Cell] = {}
    for row in rows:
        for cell in row:
            top, left, bottom, right = extents[id(cell)]
            if id(cell) not in made:
                made[id(cell)] = replace(
                    cell, row=top, column=left, rows=bottom - top + 1, columns=right - left + 1
                )
    return tuple(tuple(made[id(cell)] for cell in row[:width]) for row in rows)


def _padded(row: Row, width: int, shift: int) -> Row:
    """The row with empty cells before and after; a row of one cell goes over all columns."""
    if len(row) == 1 and not shift and not MEASURED.fullmatch(row[0].label):
        return row * width
    at = row[-1].end
    return (
        *(Cell(row[0].start, row[0].start, "") for _ in range(shift)),
        *row,
        *(Cell(at, at, "") for _ in range(width - shift - len(row))),
    )


def _body_row(row: Row, above: Row, head: Row, width: int, *, is_first: bool) -> Row:
    if len(row) == width:
        return row
    if len(row) > 1 and row[0].label.isdigit() and _SERIAL_HEAD.fullmatch(head[0].label):
        rest = _body_row(row[1:], above[1:], head[1:], width - 1, is_first=is_first)
        return (row[0], *rest)
    shift = _shift(row, head, width) if all(cell.text for cell in head) else 0
    full = _padded(row, width, shift)
    # What is missing at the left is under a cell of the row above.
    return full if is_first or not shift else (*above[:shift], *full[shift:])


def _shift(row: Row, head: Row, width: int) -> int:
    """How many columns a short row lacks at its left: those that a merged cell of the row above covers."""
    lacking = width - len(row)
    if len(row) < 2:
        return 0
    for column, cell in enumerate(head):
        if _UNIT_HEAD.fullmatch(cell.label):
            fitting = [
                shift
                for shift in range(lacking + 1)
                if 0 <= column - shift < len(row) and _UNIT.fullmatch(row[column - shift].label)
            ]
            if fitting:
                return fitting[0]
        if _SERIAL_HEAD.fullmatch(cell.label) and row[0].label.isdigit():
            return min(column, lacking)
    # Where the empty cells at the end of the row are kept, what it lacks must be at its beginning.
    return lacking if not row[-1].text and row[0].text else 0


def _head(rows: Sequence[Row], width: int) -> list[Row]:
    """A head of two rows as two full rows; [] where the head is one row or there is none."""
    if len(rows) < 3:
        return []
    first, second = rows[0], rows[1]
    if not second or any(re.fullmatch(r"\d{1,3}|", cell.label) for cell in second if len(second) < width):
        return []
    if len(first) == len(second) == width:
        return _head_with_gaps(first, second)
    if len(first) >= width or not all(cell.text for cell in (*first, *second)) or len(first) < 2:
        return []
    wide = len(first) + len(second) - width
    candidates = [i for i, cell in enumerate(first) if not _SINGLE_HEAD.fullmatch(cell.label)]
    if not 0 < wide <= len(candidates) or len(second) % wide:
        return []
    chosen = candidates[:wide]
    top: list[Cell] = []
    low: list[Cell] = []
    under = iter(second)
    for i, cell in enumerate(first):
        columns = len(second) // wide if i in chosen else 1
        top += [cell] * columns
        low += [next(under) for _ in range(columns)] if i in chosen else [cell]
    return [tuple(top), tuple(low)] if len(top) == width else []


def _head_with_gaps(first: Row, second: Row) -> list[Row]:
    """A head whose merged cells left gaps: beside the words in the first row, below them in the second."""
    gaps = [i for i, cell in enumerate(first) if not cell.text]
    if not gaps or not all(second[i].text for i in gaps) or not first[0].text:
        return []
    if not all(a.text or b.text for a, b in zip(first, second, strict=True)):
        return []
    if any(cell.label.isdigit() for cell in second):
        return []
    top: list[Cell] = []
    for cell in first:
        top.append(cell if cell.text else top[-1])
    low = tuple(below if below.text else above for above, below in zip(top, second, strict=True))
    return [tuple(top), low]
