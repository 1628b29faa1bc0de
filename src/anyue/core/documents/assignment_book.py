"""Who does what, as a workbook of one sheet that an office prints on A4."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import ceil

from openpyxl.utils import get_column_letter

from anyue.core.documents.columns import width
from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    TITLE_FONT,
    book_bytes,
    merge,
    new_book,
    put_text,
    set_print,
)

_COLUMNS = (
    ("活动项目", 34),
    ("责任单位", 20),
    ("责任人", 12),
    ("起止日期", 18),
    ("最低要求", 26),
    ("进展", 20),
)
_NUMBER = 6
_LINE, _MARGIN, _HIGHEST = 17, 8, 400
_FIGURE = 1.2


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """One line of the table, all in words; `heading` is "" where it is that of the line above."""

    heading: str
    unit: str
    person: str
    due: str
    least: str
    state: str


def build_assignment_book(title: str, rows: Sequence[AssignmentRow]) -> bytes:
    """Bytes of a .xlsx file; every cell is text, and the same rows give the same bytes."""
    book, sheet = new_book("任务分工表")
    columns = (("序号", _NUMBER), *_COLUMNS)
    put_text(sheet.cell(1, 1), f"{title}\n任务分工表", font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, 1, 1, len(columns))
    sheet.row_dimensions[1].height = 72
    for column, (name, room) in enumerate(columns, 1):
        head = sheet.cell(2, column)
        put_text(head, name, font=HEAD_FONT, alignment=CENTRED)
        head.border = BORDER
        sheet.column_dimensions[get_column_letter(column)].width = room
    number = 0
    for at, row in enumerate(rows, 3):
        number += bool(row.heading)
        words = (str(number) if row.heading else "", *astuple(row))
        for column, text in enumerate(words, 1):
            cell = sheet.cell(at, column)
            put_text(cell, text, alignment=CENTRED if column == 1 else LEFT)
            cell.border = BORDER
        lines = max(
            ceil(width(text) * _FIGURE / room) for text, (_, room) in zip(words, columns, strict=True)
        )
        sheet.row_dimensions[at].height = min(max(1, lines) * _LINE + _MARGIN, _HIGHEST)
    sheet.freeze_panes = "A3"
    set_print(sheet, is_upright=False, head="2:2")
    return book_bytes(book)
