"""The forms among the attachments: statistics tables, registers and cards, with their blanks and fields."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from anyue.core.forms.form import Form, FormKind, Group, Indicator, ValueType
from anyue.core.forms.form import Line as PrintedLine
from anyue.core.notice.blanks import BLANK, read_line
from anyue.core.notice.measures import MEASURE, adds_of
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.tables import Cell, Row, read_rows

_HEADING = re.compile(
    r"(?:填报|填表|报送|上报|申报|推荐|制表|统计)?(?:单位|部门|人|时间|日期"
    r"|地区)(?:名称)?(?:[（(][^（）()]{1,10}[）)])?[ ]?[：:]"
)
_UNIT_IN_HEAD = re.compile(rf"^(?P<name>.{{1,40}}?)[（(](?:单位[：:])?(?P<unit>{MEASURE})[）)]$")
_NOT_A_ROW = re.compile(r"^(?:\d{1,3}|[.…]+|合计|小计|总计)$")
_NOTE = re.compile(r"^(?:备注|注|说明|填表说明|填报说明|审核人|负责人|主要负责人)[：:]")


def read_forms(text: str, parts: tuple[Part, ...]) -> tuple[Form, ...]:
    """One form for each attachment that is a table, a card or lines with blanks."""
    return tuple(form for part in parts if part.is_form and (form := _form(text, part)))


def _form(text: str, part: Part) -> Form | None:
    title, heading, start = _head(text, part)
    rows = read_rows(text, start, part.end)
    groups = tuple(_groups(text, rows) if rows else _running_groups(text, start, part.end))
    has_blanks = any(group.indicators for group in groups)
    span = (part.start, part.end)
    if has_blanks:
        fields = (
            tuple(cell.label for cell in rows[0] if cell.label)
            if rows and not BLANK.search(_joined(rows[0]))
            else ()
        )
        return Form(
            part.number, title, FormKind.STATISTICS, fields=fields, groups=groups, heading=heading, span=span
        )
    if not rows:
        return _listed_card(text, part, title, heading, start)
    measured = _measured_groups(rows, title)
    if measured:
        fields = tuple(cell.label for cell in rows[0] if cell.label)
        return Form(
            part.number,
            title,
            FormKind.STATISTICS,
            fields=fields,
            groups=measured,
            heading=heading,
            span=span,
        )
    if _is_register(rows):
        fields = tuple(cell.label for cell in rows[0] if cell.label)
        return Form(
            part.number,
            title,
            FormKind.REGISTER,
            fields=fields,
            rows=_printed_rows(rows),
            heading=heading,
            span=span,
        )
    fields = tuple(
        cell.label for row in rows for cell in row if cell.label and not _NOT_A_ROW.match(cell.label)
    )
    return Form(part.number, title, FormKind.CARD, fields=fields, heading=heading, span=span)


def _joined(row: Row) -> str:
    return "\n".join(cell.text for cell in row)


def _head(text: str, part: Part) -> tuple[str, str, int]:
    """(title, the line of 填报单位, where the table begins)."""
    title, heading, start = "", "", part.start
    for i, line in enumerate(lines_of(text, part.start, part.end)):
        is_cell = text[line.start - 1 : line.start] == "\t" or "|" in line.text or "\t" in line.text
        if i == 0 and part.number and line.text.startswith("附"):
            title, start = part.title, line.end
            continue
        if is_cell or i > 6 or (BLANK.search(line.text) and not _HEADING.match(line.text)):
            break
        if _HEADING.match(line.text):
            heading = f"{heading}\n{line.text}".strip()
        elif not title or (
            not heading and len(title) + len(line.text) <= 60 and not _looks_like_columns(line.text)
        ):
            title = title + line.text
        else:
            break
        start = line.end
    return re.sub(r"\s+", "", title), heading, start


def _looks_like_columns(line: str) -> bool:
    return len(re.split(r" {2,}", line)) >= 3 or line.endswith(("：", ":"))


def _groups(text: str, rows: tuple[Row, ...]) -> Iterator[Group]:
    """One group for each row that has blanks: the label cells before them, then the printed lines."""
    for n, row in enumerate((row for row in rows if any(BLANK.search(cell.text) for cell in row)), 1):
        first = next(i for i, cell in enumerate(row) if BLANK.search(cell.text))
        labels = [cell.label for cell in row[:first] if cell.label and not cell.label.isdigit()]
        indicators, printed = _lines(
            text, [line for cell in row[first:] for line in _cell_lines(text, cell)], str(n)
        )
        yield Group(" ".join(labels), indicators, printed)


def _cell_lines(text: str, cell: Cell) -> list[Line]:
    return list(lines_of(text, cell.start, cell.end))


def _lines(
    text: str, lines: list[Line], prefix: str
) -> tuple[tuple[Indicator, ...], tuple[PrintedLine, ...]]:
    indicators: list[Indicator] = []
    printed = []
    for line in lines:
        if _NOTE.match(line.text) and not BLANK.search(line.text):
            continue
        found, pieces = read_line(text, line.start, line.end, prefix, len(indicators) + 1)
        indicators += found
        printed.append(pieces)
    return tuple(indicators), tuple(printed)


def _running_groups(text: str, start: int, end: int) -> Iterator[Group]:
    """Lines with blanks outside any table; a line without blanks is the label of those after it."""
    label, waiting, n = "", [], 0
    for line in lines_of(text, start, end):
        if _HEADING.match(line.text) or _NOTE.match(line.text):
            continue
        if BLANK.search(line.text):
            waiting.append(line)
            continue
        if waiting:
            n += 1
            yield Group(label, *_lines(text, waiting, str(n)))
            waiting = []
        label = line.text
    if waiting:
        yield Group(label, *_lines(text, waiting, str(n + 1)))


def _measured_groups(rows: tuple[Row, ...], title: str) -> tuple[Group, ...]:
    """Empty cells that carry a measure: in the head of the column, in the row's label, in a column 单位."""
    if "统计" not in title and "情况" not in title:
        return ()
    head, body = rows[0], rows[1:]
    by_head = {i: found for i, cell in enumerate(head) if (found := _UNIT_IN_HEAD.match(cell.label))}
    unit_column = next((i for i, cell in enumerate(head) if cell.label in {"单位", "计量单位"}), None)
    groups: list[Group] = []
    for n, row in enumerate((body or ((),)) if by_head else rows, 1):
        if by_head:
            blanks = _row_by_head(head, row, by_head)
        elif unit_column is not None and unit_column < len(row):
            blanks = _row_by_unit(head, row, unit_column)
        else:
            blanks = _row_by_label(head, row)
        if blanks:
            coded = tuple(replace(one, code=f"{n}.{k}") for k, one in enumerate(blanks, 1))
            # Under a merged first cell the rows after it belong to the same label.
            carried = groups[-1].label if groups and row and not row[0].label else _row_label(row)
            groups.append(Group(carried, coded))
    return tuple(groups)


def _row_by_head(head: Row, row: Row, by_head: dict[int, re.Match[str]]) -> list[Indicator]:
    label = _row_label(row)
    if row and not label and any(cell.label for cell in row):
        return []
    return [
        _measured(label or found["name"], found["unit"], head[i].label if label else "数量", head[i])
        for i, found in by_head.items()
    ]


def _row_by_unit(head: Row, row: Row, unit_column: int) -> list[Indicator]:
    unit = row[unit_column].label
    label = _row_label(row[:unit_column])
    if not re.fullmatch(MEASURE, unit) or not label:
        return []
    columns = [
        i
        for i in range(unit_column + 1, min(len(row), len(head)))
        if not row[i].text and head[i].label != "备注"
    ]
    return [_measured(label, unit, head[i].label, row[i]) for i in columns]


def _row_by_label(head: Row, row: Row) -> list[Indicator]:
    out = []
    for i, (cell, after) in enumerate(pairwise(row), 1):
        found = _UNIT_IN_HEAD.match(cell.label)
        if found and not after.text:
            column = head[i].label if i < len(head) and row is not head else ""
            out.append(_measured(found["name"], found["unit"], column or "数量", cell))
    return out


def _measured(label: str, unit: str, column: str, cell: Cell) -> Indicator:
    return Indicator(
        label, unit, ValueType.NUMBER, "", column=column, adds=adds_of(unit), span=(cell.start, cell.end)
    )


def _row_label(row: Row) -> str:
    return next((cell.label for cell in row if cell.label and not _NOT_A_ROW.match(cell.label)), "")


def _is_register(rows: tuple[Row, ...]) -> bool:
    head = rows[0]
    filled = sum(bool(cell.label) for cell in head)
    if filled < 3 or filled * 3 < len(head) * 2:
        return False
    return len(rows) == 1 or len(head) > 4 or all(len(row) == len(head) for row in rows[1:])


def _printed_rows(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(label for row in rows[1:] if (label := _row_label(row)))


def _listed_card(text: str, part: Part, title: str, heading: str, start: int) -> Form | None:
    """A card as lines “姓名：”, or a register as lines of column names."""
    fields: list[str] = []
    for line in lines_of(text, start, part.end):
        fields += [
            re.sub(r"\s", "", m[1])
            for m in re.finditer(r"([\u4e00-\u9fff（）() ]{2,16}?)[：:](?=\s|_|$)", line.text)
        ]
    if not fields and not title.endswith("表"):
        return None
    kind = FormKind.CARD if fields else FormKind.OTHER
    return Form(
        part.number,
        title,
        kind,
        fields=tuple(fields),
        heading=heading if fields else "",
        span=(part.start, part.end),
    )
