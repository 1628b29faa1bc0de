"""What stands in which cell of each kind of form, the same for Word and Excel."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from anyue.core.forms.entry import EXTRA_ROWS, is_serial, label_column
from anyue.core.forms.form import Form, Group, Indicator, Line
from anyue.core.forms.register_rows import UNIT_HEAD, RegisterRow, rows_of

EMPTY = "（ ）"

_BLANK = re.compile(r"（\s*）|\(\s*\)|_{2,}|＿+")
_WIDE_FIELD = re.compile(r"单位|地址|备注|说明|意见|简介")
_LONG_COLUMN = re.compile(r"链接|内容|名称|标题|地点")
_UNIT_HEAD = re.compile(r"(?:计量|度量|统计|数量)?单位")
_MOST_NAMING = 2
_NARROW, _PLAIN, _BROAD, _PRINTED = 3, 5, 7, 12


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text (lines by newline), how many columns it spans, and how it is set."""

    text: str
    span: int = 1
    is_centred: bool = False
    is_number: bool = False


class Body(NamedTuple):
    """The table itself: relative widths of its columns, its head (empty where it has none), its rows."""

    widths: Sequence[float]
    head: Sequence[str]
    rows: Sequence[tuple[Cell, ...]]


def _filled_lines(group: Group, values: Mapping[str, str]) -> str:
    if group.lines:
        return "\n".join(_filled_line(line, values) for line in group.lines)
    return "\n".join(_filled_label(indicator, values) for indicator in group.indicators)


def _filled_line(line: Line, values: Mapping[str, str]) -> str:
    blanks = [_blank(values.get(code)) for code in line.codes]
    return "".join(part for pair in zip(line.pieces, (*blanks, ""), strict=True) for part in pair)


def _filled_label(indicator: Indicator, values: Mapping[str, str]) -> str:
    """The label with its blank filled, or followed by a blank and the unit where it holds none."""
    filled = _blank(values.get(indicator.code))
    text, times = _BLANK.subn(lambda _: filled, indicator.label, count=1)
    return text if times else f"{indicator.label}{filled}{indicator.unit or ''}"


def bare_label(indicator: Indicator) -> str:
    """The label without its blank and unit: “参与（ ）人次” is 参与."""
    blank = _BLANK.search(indicator.label)
    if blank is None:
        return indicator.label
    return indicator.label[: blank.start()] + indicator.label[blank.end() :].removeprefix(
        indicator.unit or ""
    )


def column_head(indicator: Indicator, label: str | None = None) -> str:
    """What stands over a column of its values: 参与（人次）; `label` where it is called otherwise."""
    parts = (
        label or bare_label(indicator),
        indicator.column,
        f"（{indicator.unit}）" if indicator.unit else "",
    )
    return "".join(part for part in parts if part)


def full_labels(form: Form) -> dict[str, str]:
    """What each blank is called away from its sentence, by code: 开展宣讲参与, where many are 参与 alone.

    Words that stand at several blanks follow those of the first blank of their sentence.
    """
    labels = {one.code: bare_label(one) for one in form.indicators}
    count = Counter(labels.values())
    return labels | {
        code: labels[line.codes[0]] + labels[code]
        for group in form.groups
        for line in group.lines
        for code in line.codes[1:]
        if count[labels[code]] > 1
    }


def _blank(value: str | None) -> str:
    return f"（{' '.join(value.split())}）" if value else EMPTY


def statistics_body(form: Form, values: Mapping[str, str]) -> Body:
    """A table whose blanks stand in running lines: a row a group, its label and its filled lines."""
    head = form.fields if len(form.fields) == 2 else ("活动项目", "活动进展情况")
    rows: list[tuple[Cell, ...]] = [
        (Cell(group.label.replace("\n", "")), Cell(_filled_lines(group, values))) for group in form.groups
    ]
    return Body((3, 7), head, rows)


def grid_body(form: Form, values: Mapping[str, str]) -> Body:
    """A table with the values in cells, a row for the indicators of one label, under the notice's own heads.

    Where the notice has no column for the measure, it stands behind the label, unless the head says it. A
    form whose heads don't tell which column is which gets 指标, 计量单位 and the columns of its values.
    """
    columns = tuple(dict.fromkeys(one.column or "" for one in form.indicators))
    heads = _grid_heads(form.fields, columns)
    if heads is None:
        return _plain_grid(form, values, columns)
    has_unit, has_group = _Head.UNIT in heads, _Head.GROUP in heads
    rows: list[tuple[Cell, ...]] = []
    serial = 0
    for group in form.groups:
        if group.label and not has_group:
            rows.append((Cell(group.label, span=len(heads)),))
        for at, (label, unit, codes) in enumerate(_grid_rows(group)):
            serial += 1
            is_told = has_unit or not unit or any(unit in column for column in codes)
            told = {
                _Head.SERIAL: Cell(str(serial), is_centred=True),
                _Head.GROUP: Cell("" if at else group.label),
                _Head.LABEL: Cell(label if is_told else f"{label}（{unit}）"),
                _Head.UNIT: Cell(unit, is_centred=True),
                _Head.OTHER: Cell(""),
            }
            rows.append(
                tuple(
                    told[head]
                    if isinstance(head, _Head)
                    else Cell(values.get(codes.get(head, ""), ""), is_centred=True, is_number=True)
                    for head in heads
                )
            )
    widths = [_GRID_WIDTHS.get(head, 2) if isinstance(head, _Head) else 2 for head in heads]
    return Body(widths, form.fields, rows)


class _Head(Enum):
    """What stands under a head that is none of the values' columns."""

    SERIAL = 1
    GROUP = 2
    LABEL = 3
    UNIT = 4
    OTHER = 5


_GRID_WIDTHS = {_Head.SERIAL: 1, _Head.GROUP: 4, _Head.LABEL: 6}


def _grid_heads(fields: Sequence[str], columns: Sequence[str]) -> list[_Head | str] | None:
    """What stands under each head, a value's column by its name; None where that can't be told."""
    if not set(columns) <= set(fields) or len(set(fields)) != len(fields):
        return None
    first = min(fields.index(column) for column in columns)
    naming = [name for name in fields[:first] if not is_serial(name) and not _UNIT_HEAD.fullmatch(name)]
    if not 1 <= len(naming) <= _MOST_NAMING:
        return None
    kinds = {naming[-1]: _Head.LABEL} | ({naming[0]: _Head.GROUP} if len(naming) == _MOST_NAMING else {})
    heads: list[_Head | str] = []
    for name in fields:
        if name in columns:
            heads.append(name)
        elif is_serial(name):
            heads.append(_Head.SERIAL)
        elif _UNIT_HEAD.fullmatch(name):
            heads.append(_Head.UNIT)
        else:
            heads.append(kinds.get(name, _Head.OTHER))
    return heads


def _plain_grid(form: Form, values: Mapping[str, str], columns: Sequence[str]) -> Body:
    rows: list[tuple[Cell, ...]] = []
    for group in form.groups:
        if group.label:
            rows.append((Cell(group.label, span=2 + len(columns)),))
        for label, unit, codes in _grid_rows(group):
            cells = (values.get(codes.get(column, ""), "") for column in columns)
            numbers = (Cell(value, is_centred=True, is_number=True) for value in cells)
            rows.append((Cell(label), Cell(unit, is_centred=True), *numbers))
    heads = ("指标", "计量单位", *(column or "数量" for column in columns))
    return Body((6, 2, *(2 for _ in columns)), heads, rows)


def _grid_rows(group: Group) -> list[tuple[str, str, dict[str, str]]]:
    """(label, unit, code by column) in printing order; a column that comes again begins a new row."""
    rows: list[tuple[str, str, dict[str, str]]] = []
    for one in group.indicators:
        column = one.column or ""
        if not rows or rows[-1][0] != one.label or column in rows[-1][2]:
            rows.append((one.label, one.unit or "", {}))
        rows[-1][2][column] = one.code
    return rows


def card_body(fields: Sequence[Indicator], values: Mapping[str, str]) -> Body:
    """Two fields a row, but a row for each that takes a long answer, and for one that is left over."""
    rows: list[tuple[Cell, ...]] = []
    waiting: Indicator | None = None
    for one in fields:
        is_wide = _WIDE_FIELD.search(one.label) is not None
        if waiting and not is_wide:
            rows.append((*_pair(waiting, values), *_pair(one, values)))
            waiting = None
            continue
        if waiting:
            rows.append(_pair(waiting, values, span=3))
        if is_wide:
            rows.append(_pair(one, values, span=3))
        waiting = None if is_wide else one
    if waiting:
        rows.append(_pair(waiting, values, span=3))
    return Body((9, 16, 9, 16), (), rows)


def _pair(one: Indicator, values: Mapping[str, str], span: int = 1) -> tuple[Cell, Cell]:
    return Cell(one.label, is_centred=True), Cell(values.get(one.code, ""), span=span)


def register_body(form: Form, values: Mapping[str, str]) -> Body:
    """The pre-printed rows and the others that hold something; empty ones where there would be none.

    A total whose rows come from several units has a column for these where the form has none.
    """
    printed = label_column(form)
    told = rows_of(form, values)
    told = told or [RegisterRow(f"r{number}", 0, {}) for number in range(1, EXTRA_ROWS + 1)]
    names_units = any(row.unit for row in told)
    rows: list[tuple[Cell, ...]] = []
    for at, row in enumerate(told, start=1):
        cells = [Cell(row.unit)] if names_units else []
        for column, field in enumerate(form.fields, start=1):
            if is_serial(field):
                cells.append(Cell(str(at), is_centred=True))
            elif column == printed and row.printed:
                cells.append(Cell(form.rows[row.printed - 1]))
            else:
                cells.append(Cell(row.cells.get(column, "")))
        rows.append(tuple(cells))
    widths = [
        _width(field, is_printed=column == printed) for column, field in enumerate(form.fields, start=1)
    ]
    if names_units:
        return Body([_BROAD, *widths], (UNIT_HEAD, *form.fields), rows)
    return Body(widths, form.fields, rows)


def _width(field: str, *, is_printed: bool) -> int:
    if is_printed:
        return _PRINTED
    if is_serial(field):
        return _NARROW
    return _BROAD if _LONG_COLUMN.search(field) else _PLAIN
