"""Cards and registers: what is asked of one unit or person, and the columns and printed rows of a list."""

import re
from collections.abc import Iterator, Sequence

from anyue.core.notice.blanks import BLANK, is_empty_cell
from anyue.core.notice.columns import Column, Role
from anyue.core.notice.empty_cells import NO_NAME
from anyue.core.notice.grid import Cell, Grid, Row, covers, distinct
from anyue.core.notice.parts import Line
from anyue.core.notice.statistics import is_left_out

_ASKED = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z（）() ]{2,20}?) ?[：:](?=\s|[_＿（(□]|$)")
_PERSONAL = re.compile(
    r".{0,6}(?:姓名|性别|民族|职务|职称|电话|手机|号码|传真|邮箱|邮件|微信号?|QQ号?|地址|邮编|部门|学历|单位|单位名称)"
)
_BOXES = re.compile(r"□ ?\S")


def card_fields(grid: Grid) -> tuple[str, ...]:
    """The names beside or above the empty cells of a card, in order; all words where none is."""
    found = [_name(cell) for _, cell in asking_cells(grid.rows)]
    if not found:
        cells = [cell for r, row in enumerate(grid.rows) for cell in distinct(row) if cell.row in {r, 0}]
        found = [_name(cell) for cell in cells]
    return tuple(name for name in found if name and not NO_NAME.fullmatch(name))


def asking_cells(rows: Sequence[Row]) -> Iterator[tuple[int, Cell]]:
    """(row, cell) of each cell of words with an empty cell or boxes to tick beside it, else under it."""
    for r, row in enumerate(rows):
        cells = list(distinct(row))
        for i, cell in enumerate(cells):
            if not cell.text or is_empty_cell(cell.text) or (r and cell is rows[r - 1][cell.column]):
                continue
            after = cells[i + 1] if i + 1 < len(cells) else None
            below = rows[r + cell.rows][cell.column] if r + cell.rows < len(rows) else None
            beside = after is not None and (is_empty_cell(after.text) or _BOXES.match(after.text) is not None)
            asks_itself = (
                cell.text.endswith(("：", ":")) or _ASKED.fullmatch(cell.text.split("□")[0]) is not None
            )
            # Under a cell that has words beside it, an empty cell belongs to it: a small head over a row.
            under = (
                below is not None and below is not cell and not below.text and not (after and not after.text)
            )
            if beside or asks_itself or (under and len(cells) > 1):
                yield r, cell


def _name(cell: Cell) -> str:
    words = cell.label.split("□")[0] if "□" in cell.label else cell.label
    return BLANK.sub("", words).rstrip("：:")


def register_fields(columns: Sequence[Column]) -> tuple[str, ...]:
    """The heads of a register."""
    return tuple(column.printed for column in columns if column.printed)


def printed_rows(body: Sequence[Row], columns: Sequence[Column]) -> tuple[str, ...]:
    """What is printed in the first column but the numbering of each row, where something is."""
    found = []
    for row in body:
        if covers(row) or is_left_out(row):
            continue
        cells = (row[i] for i, column in enumerate(columns) if column.role is not Role.SERIAL)
        first = next(cells, None)
        if first and first.label and not NO_NAME.fullmatch(first.label) and not is_empty_cell(first.text):
            found.append(first.label)
    return tuple(found)


def is_filled(body: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether nothing is left to fill: every cell but numbering and remarks holds words."""
    wanted = [i for i, column in enumerate(columns) if column.role not in {Role.SERIAL, Role.NOTE}]
    rows = [row for row in body if not covers(row) and not is_left_out(row)]
    return bool(rows) and all(row[i].text and not is_empty_cell(row[i].text) for row in rows for i in wanted)


def is_personal(words: Sequence[str]) -> bool:
    """Whether names are those of a card: 姓名, 电话, 地址."""
    return sum(bool(_PERSONAL.fullmatch(word)) for word in words) * 2 > len(words)


def fields_in_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names before colons in lines such as “姓名：____　职务：____”."""
    return tuple(re.sub(r"\s", "", found["name"]) for line in lines for found in _ASKED.finditer(line.text))
