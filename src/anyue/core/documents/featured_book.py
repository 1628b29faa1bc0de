"""Featured activities as a workbook of one sheet that an office prints on A4."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from openpyxl.utils import get_column_letter

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
    ("序号", 6),
    ("单位", 18),
    ("活动日期", 14),
    ("标题", 24),
    ("简要情况", 60),
    ("报送时间", 20),
    ("办理结果", 10),
    ("采用于或未采用的原因", 22),
)


@dataclass(frozen=True, slots=True)
class FeaturedRow:
    """One line of the table, all in words."""

    unit: str
    held: str
    title: str
    text: str
    sent: str
    state: str
    said: str


def build_featured_book(title: str, rows: Sequence[FeaturedRow]) -> bytes:
    """Bytes of a .xlsx file in the order of the rows; every cell is text."""
    book, sheet = new_book("特色活动")
    put_text(sheet.cell(1, 1), title, font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, 1, 1, len(_COLUMNS))
    for column, (name, room) in enumerate(_COLUMNS, 1):
        head = sheet.cell(2, column)
        put_text(head, name, font=HEAD_FONT, alignment=CENTRED)
        head.border = BORDER
        sheet.column_dimensions[get_column_letter(column)].width = room
    for at, row in enumerate(rows, 3):
        for column, text in enumerate((str(at - 2), *astuple(row)), 1):
            cell = sheet.cell(at, column)
            put_text(cell, text, alignment=CENTRED if column == 1 else LEFT)
            cell.border = BORDER
    sheet.freeze_panes = "A3"
    set_print(sheet, is_upright=False, head="2:2")
    return book_bytes(book)
