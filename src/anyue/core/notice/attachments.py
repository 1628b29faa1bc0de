"""The forms among the attachments: statistics tables, registers and cards, with their blanks and fields."""

import re
from collections.abc import Iterator

from anyue.core.forms.form import Form, FormKind, Group, Indicator, ValueType
from anyue.core.forms.form import Line as PrintedLine
from anyue.core.notice.blanks import BLANK, read_line
from anyue.core.notice.measures import MEASURE, adds_of
from anyue.core.notice.parts import Line, Part, lines_of
from anyue.core.notice.tables import Cell, Row, read_rows

_HEADING = re.compile(
    r"(?:填报|填表|报送|上报|申报|推荐|制表|统计)?(?:单位|部门|人|时间|日期|地区)(?:名称)?(?:[（(][^（）()]{1,10}[）)])?[ ]?[：:]"
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
    return [line for line in lines_of(text, cell.start, cell.end)] if cell.text else []


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
    """Empty cells under heads that carry a unit: “举办场次（场）”, or beside a row label that does."""
    heads = [(i, cell, _UNIT_IN_HEAD.match(cell.label)) for i, cell in enumerate(rows[0])]
    measured = [(i, cell, found) for i, cell, found in heads if found]
    if measured and "统计" in title:
        labelled = [row for row in rows[1:] if _row_label(row)]
        if not labelled:
            labelled = [()]
        return tuple(
            Group(
                _row_label(row),
                tuple(_measured(cell, found, f"{n}.{k}") for k, (_, cell, found) in enumerate(measured, 1)),
            )
            for n, row in enumerate(labelled, 1)
        )
    found_groups = []
    for n, row in enumerate(rows, 1):
        for cell, after in zip(row, row[1:], strict=False):
            found = _UNIT_IN_HEAD.match(cell.label)
            if found and not after.text:
                found_groups.append(Group(found["name"], (_measured(cell, found, f"{n}.{cell.start}"),)))
    if "统计" not in title or not found_groups:
        return ()
    return tuple(
        Group(g.label, tuple(_coded(i, f"{n}.1") for i in g.indicators))
        for n, g in enumerate(found_groups, 1)
    )


def _coded(indicator: Indicator, code: str) -> Indicator:
    return Indicator(
        indicator.label, indicator.unit, indicator.type, code, adds=indicator.adds, span=indicator.span
    )


def _measured(cell: Cell, found: re.Match[str], code: str) -> Indicator:
    unit = found["unit"]
    return Indicator(
        found["name"],
        unit,
        ValueType.NUMBER,
        code,
        column=cell.label,
        adds=adds_of(unit),
        span=(cell.start, cell.end),
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
