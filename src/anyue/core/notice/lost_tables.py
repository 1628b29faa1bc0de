"""A table copied as one cell a line, its empty cells gone: heads and rows are told apart by what they say."""

import re
from collections.abc import Sequence

from anyue.core.forms.measures import MEASURE, MEASURED
from anyue.core.notice.grid import Cell, Row
from anyue.core.notice.parts import Line
from anyue.core.notice.text_tables import AFTER_TABLE

_SERIAL = re.compile(r"序 ?号")
_UNIT_HEAD = re.compile(r"(?:计量)?单 ?位")
_HEAD_WORD = re.compile(
    r"序号|项目|类别|内容|指标|名称|数量|备注|单位|活动项目|活动名称|活动内容|统计内容|统计项目|指标名称|完成情况"
)
_LONGEST = 60
_MOST = 400


def rows_of_lines(lines: Sequence[Line]) -> tuple[Row, ...]:
    """The rows of a table whose cells are lines; () where the lines don't look like one.

    Empty cells are put back as far as heads and measures tell where they were.
    """
    cells: list[Line] = []
    for line in lines[:_MOST]:
        if AFTER_TABLE.match(line.text) and cells:
            break
        cells.append(line)
    if len(cells) < 3 or any(len(line.text) > _LONGEST or "。" in line.text for line in cells):
        return ()
    labels = [re.sub(r"\s", "", line.text) for line in cells]
    if _SERIAL.fullmatch(labels[0]):
        return _numbered(cells, labels)
    if not _HEAD_WORD.fullmatch(labels[0]):
        return ()
    unit = next((i for i, label in enumerate(labels[:6]) if _UNIT_HEAD.fullmatch(label)), None)
    if unit:
        return _with_unit_column(cells, labels, unit)
    return _measured(cells, labels)


def _cell(line: Line) -> Cell:
    return Cell(line.start, line.end, line.text)


def _gap(line: Line) -> Cell:
    return Cell(line.end, line.end, "")


def _numbered(cells: Sequence[Line], labels: Sequence[str]) -> tuple[Row, ...]:
    """Rows begin at 1, 2, 3…"""
    first = next((i for i, label in enumerate(labels) if label == "1"), len(labels))
    rows = [tuple(_cell(line) for line in cells[:first])]
    if first < 3:
        return ()
    wanted = 1
    for line, label in zip(cells[first:], labels[first:], strict=True):
        if label == str(wanted):
            rows.append((_cell(line),))
            wanted += 1
        elif len(rows[-1]) < first:
            rows[-1] = (*rows[-1], _cell(line))
    return tuple(
        row if len(row) > 1 or i == 0 else (*row, *(_gap(cells[first]) for _ in range(first - 1)))
        for i, row in enumerate(rows)
    )


def _with_unit_column(cells: Sequence[Line], labels: Sequence[str], unit: int) -> tuple[Row, ...]:
    """A row ends with its measure: what follows are empty cells."""
    found = [i for i, label in enumerate(labels) if re.fullmatch(MEASURE, label)]
    if not found or found[0] - unit <= unit:
        return ()
    width = found[0] - unit
    rows = [tuple(_cell(line) for line in cells[:width])]
    start = width
    for at in found:
        kept = cells[max(start, at - unit) : at + 1]
        rows += [(_cell(line),) for line in cells[start : at + 1 - len(kept)]]
        missing = unit + 1 - len(kept)
        row = (*(_gap(kept[0]) for _ in range(missing)), *(_cell(line) for line in kept))
        rows.append((*row, *(_gap(cells[at]) for _ in range(width - unit - 1))))
        start = at + 1
    return tuple(rows)


def _measured(cells: Sequence[Line], labels: Sequence[str]) -> tuple[Row, ...]:
    """Measures in brackets stand in the heads where unmeasured rows follow, else in the rows' labels."""
    found = [i for i, label in enumerate(labels) if MEASURED.fullmatch(label)]
    if not found:
        return ()
    last = found[-1] + 1
    while last < len(labels) and labels[last] in {"备注", "说明"}:
        last += 1
    if found == list(range(found[0], found[-1] + 1)) and last < len(labels) and 0 < found[0] < 3:
        head = tuple(_cell(line) for line in cells[:last])
        gaps = [(_cell(line), *(_gap(line) for _ in range(last - 1))) for line in cells[last:]]
        return (head, *gaps)
    width = next(
        (i for i, label in enumerate(labels) if not _HEAD_WORD.fullmatch(label) and label != "合计"), 0
    )
    if width < 2 or width > found[0] + 1:
        return ()
    rows: list[Row] = [tuple(_cell(line) for line in cells[:width])]
    for line, label in zip(cells[width:], labels[width:], strict=True):
        if MEASURED.fullmatch(label):
            rows.append((_cell(line), *(_gap(line) for _ in range(width - 1))))
        else:
            rows.append((_cell(line),))
    return tuple(rows)
