"""Several years side by side as a workbook: the total on one sheet, each unit on the next."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    TITLE_FONT,
    book_bytes,
    merge,
    new_book,
    put_number,
    put_text,
    set_print,
)
from anyue.core.years import Compared

_WIDE, _NARROW = 24, 12


def build_years_book(
    title: str,
    years: Sequence[int],
    total: Sequence[Compared],
    units: Sequence[tuple[str, Sequence[Compared]]],
) -> bytes:
    """Bytes of a .xlsx file; numbers are numbers, what is missing stays empty, the change is words."""
    book, sheet = new_book("合计")
    _fill(sheet, title, years, [("", row) for row in total], with_units=False)
    beside = book.create_sheet("分单位")
    rows = [(name, row) for name, compared in units for row in compared]
    _fill(beside, f"{title}（分单位）", years, rows, with_units=True)
    return book_bytes(book)


def _fill(
    sheet: Worksheet,
    title: str,
    years: Sequence[int],
    rows: Sequence[tuple[str, Compared]],
    *,
    with_units: bool,
) -> None:
    words = ["单位"] * with_units + ["项目", "指标", "计量单位"]
    heads = [*words, *(f"{year}年" for year in years), "增减"]
    put_text(sheet.cell(1, 1), title, font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, 1, 1, len(heads))
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(2, column)
        put_text(cell, head, font=HEAD_FONT, alignment=CENTRED)
        cell.border = BORDER
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if column < len(words) else _NARROW
    for at, (name, row) in enumerate(rows, 3):
        told = [*([name] * with_units), row.group, row.label, row.unit]
        for column, text in enumerate(told, 1):
            put_text(sheet.cell(at, column), text, alignment=LEFT)
        for column, value in enumerate(row.values, len(told) + 1):
            put_number(sheet.cell(at, column), "" if value is None else str(value))
        put_text(sheet.cell(at, len(heads)), row.change_words, alignment=CENTRED)
        for column in range(1, len(heads) + 1):
            sheet.cell(at, column).border = BORDER
    sheet.freeze_panes = "A3"
    set_print(sheet, is_upright=False, head="2:2")
