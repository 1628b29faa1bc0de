"""A table of which only the words are left: its rows, as the ways of copying a table keep them.

Word processors write one cell a line, each led by a tab, and a blank line between rows; spreadsheets write
one row a line with tabs between cells; web pages and plain text draw bars and boxes, or part columns by runs
of spaces. Running lines without any of these are no table.
"""

import re
from collections.abc import Iterator, Sequence

from anyue.core.notice.grid import MAX_COLUMNS, Cell, Row, cut_cell
from anyue.core.notice.parts import Line, lines_of

_TAB_LED = re.compile(r"^\t", re.MULTILINE)
_BARS = "|│┃║｜"
_BAR = re.compile(rf"[{_BARS}]")
_RULE = re.compile(r"[\s|│┃║｜:+\-—─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+")
_DRAWN = re.compile(r"[─━═┼╬╋]")
_WORDS = re.compile(r"[^\s|│┃║｜]")
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]")
AFTER_TABLE = re.compile(
    r"[ \t]*(?:备?注|说明|填[表报]说明|填[表报]要求|指标解释|填[表报]人|审核人?|审批人?|负责人|主要负责人"
    r"|分管领导|制表人?|单位负责人|联系人|联系电话|备注说明)(?:[（(][^（）()]{1,12}[）)])?[ ]?[：:]"
)
"""A line that stands below a table, not in its last cell."""


def rows_of_text(text: str, start: int, end: int) -> tuple[Row, ...]:
    """The rows of the table in a stretch of text, as far as words are left of it; () where there is none."""
    led = _TAB_LED.search(text, start, end)
    lines = list(lines_of(text, start, end))
    # Whole lines keep the empty cells at both ends of a row.
    tabbed = [whole for line in lines if "\t" in (whole := _whole(text, line, start, end)).text]
    one_a_line = sum(line.text.rfind("\t") == 0 for line in tabbed)
    if led and one_a_line * 2 >= len(tabbed):
        return _tab_led(text, start, end)
    if not led and len(rows := _bar_led(lines)) > 2:
        return rows
    barred = (
        [] if led else [line for line in lines if len(_BAR.findall(line.text)) >= 2 or _is_rule(line.text)]
    )
    if sum(not _is_rule(line.text) for line in barred) >= 2:
        return tuple(_barred(barred))
    return _tabbed(tabbed, lines) if tabbed else _spaced(lines)


def _whole(text: str, line: Line, start: int, end: int) -> Line:
    begin = text.rfind("\n", start, line.start) + 1 or start
    stop = text.find("\n", line.end, end)
    stop = end if stop < 0 else stop
    return Line(begin, stop, text[begin:stop])


def _tab_led(text: str, start: int, end: int) -> tuple[Row, ...]:
    """Cells led by a tab; a blank line before a tab ends the row, other lines go on with the cell."""
    marks = [m.start() for m in _TAB_LED.finditer(text, start, end)]
    rows: list[list[Cell]] = []
    for i, mark in enumerate(marks):
        stop = marks[i + 1] if i + 1 < len(marks) else _end_of_last(text, mark + 1, end)
        is_new = i == 0 or text[max(marks[i - 1], mark - 2) : mark] == "\n\n"
        if is_new:
            rows.append([])
        rows[-1] += _cells_of_line(text, mark + 1, stop)
    return tuple(tuple(row) for row in rows)


def _end_of_last(text: str, start: int, end: int) -> int:
    """Where the last cell ends: before the first line below it that belongs to no cell."""
    lines = list(lines_of(text, start, end))
    return next((line.start for line in lines[1:] if AFTER_TABLE.match(line.text)), end)


def _cells_of_line(text: str, start: int, stop: int) -> list[Cell]:
    """One cell, or several where tabs part them on one line."""
    first_end = text.find("\n", start, stop)
    first_end = stop if first_end < 0 else first_end
    cells = []
    while (tab := text.find("\t", start, first_end)) >= 0:
        cells.append(cut_cell(text, start, tab))
        start = tab + 1
    return [*cells, cut_cell(text, start, stop)]


def _tabbed(tabbed: Sequence[Line], lines: Sequence[Line]) -> tuple[Row, ...]:
    """One row a line; a numbered line without tabs among them is a row of one cell."""
    first, last = tabbed[0].start, tabbed[-1].start
    found = {line.start: _split(line, "\t") for line in tabbed}
    if all(not row[0].text and len(row) > 1 for row in found.values()):
        found = {at: row[1:] for at, row in found.items()}
    ends = {line.end for line in tabbed}
    for line in lines:
        if first < line.start < last and line.end not in ends and _SECTION.match(line.text):
            found[line.start] = (Cell(line.start, line.end, line.text),)
    return tuple(found[at] for at in sorted(found))


def _split(line: Line, mark: str) -> Row:
    cells, at = [], line.start
    for piece in re.split(mark, line.text, maxsplit=MAX_COLUMNS):
        bare = piece.strip()
        lead = len(piece) - len(piece.lstrip()) if bare else 0
        cells.append(Cell(at + lead, at + lead + len(bare), bare))
        at += len(piece) + 1
    return tuple(cells)


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None and any(c in "-—─━═" for c in line)


def _barred(lines: Sequence[Line]) -> Iterator[Row]:
    """Cells between bars; the lines between two drawn rules are one row where rules part the rows."""
    blocks: list[list[Row]] = [[]]
    is_drawn = False
    for line in lines:
        if _is_rule(line.text):
            is_drawn = is_drawn or _DRAWN.search(line.text) is not None
            blocks.append([])
        else:
            blocks[-1].append(_unframed(_split(line, rf"[{_BARS}]")))
    filled = [block for block in blocks if block]
    for block in filled:
        if is_drawn and len(filled) > 2 and len({len(row) for row in block}) == 1:
            yield tuple(_joined(cells) for cells in zip(*block, strict=True))
        else:
            yield from block


def _bar_led(lines: Sequence[Line]) -> tuple[Row, ...]:
    """One cell a line, each but the first of a row led by a bar, as web pages are copied; () where not so."""
    led = [i for i, line in enumerate(lines) if line.text[0] in _BARS]
    whole = sum(len(_BAR.findall(lines[i].text)) > 1 and bool(_WORDS.search(lines[i].text)) for i in led)
    if len(led) < 3 or whole * 2 > len(led) or led[0] == 0:
        return ()
    rows: list[list[Cell]] = []
    for line in lines[led[0] - 1 : led[-1] + 1]:
        cells = _split(line, rf"[{_BARS}]")
        if line.text[0] not in _BARS:
            rows.append([cells[0]])
        elif rows:
            # What follows the last bar of a line without words is the end of the row.
            rows[-1] += cells[1:] if cells[-1].text else cells[1:-1]
    return tuple(_without_questions(rows))


def _without_questions(rows: Sequence[Sequence[Cell]]) -> Iterator[Row]:
    """The rows, what is asked of the whole table (检查时间：) taken out above its first numbered row."""
    first = next((i for i, row in enumerate(rows) if row[0].text == "1"), 0)
    heads = [cell for row in rows[:first] for cell in row if not cell.text.endswith(("：", ":"))]
    if heads:
        yield tuple(heads)
    yield from (tuple(row) for row in rows[first:])


def _unframed(row: Row) -> Row:
    """Without what stands outside the first and the last bar."""
    row = row[1:] if not row[0].text else row
    return row[:-1] if row and not row[-1].text else row


def _joined(cells: Sequence[Cell]) -> Cell:
    """One cell whose lines stand one below the other, with other cells' words between them."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) < 2:
        return filled[0] if filled else cells[0]
    words = "\n".join(cell.text for cell in filled)
    pieces = tuple((cell.start, cell.end) for cell in filled)
    return Cell(filled[0].start, filled[-1].end, words, pieces=pieces)


def _spaced(lines: Sequence[Line]) -> tuple[Row, ...]:
    """A head whose columns are parted by runs of spaces: “序号  活动名称  时间  地点”, and rows like it."""
    for at, line in enumerate(lines):
        head = _pieces(line)
        if len(head) >= 3 and all(
            1 < len(cell.text) <= 14 and not re.search(r"[：:，。；]", cell.text) for cell in head
        ):
            rows = [head]
            for below in lines[at + 1 :]:
                row = _pieces(below)
                if not (len(row) > 1 or re.fullmatch(r"\d{1,3}", below.text)) or len(row) > len(head):
                    break
                rows.append(row)
            return tuple(rows)
    return ()


def _pieces(line: Line) -> Row:
    cells, at = [], 0
    for piece in re.split(r" {2,}", line.text, maxsplit=MAX_COLUMNS):
        cells.append(Cell(line.start + at, line.start + at + len(piece), piece))
        at += len(piece)
        at += len(line.text[at:]) - len(line.text[at:].lstrip(" "))
    return tuple(cells)
