"""Writes a filled form as an Excel workbook that looks like its Word table."""

from collections.abc import Mapping
from math import ceil

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.book import (
    BODY_FONT,
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    NUMBER_FONT,
    TITLE_FONT,
    book_bytes,
    merge,
    new_book,
    put_number,
    put_text,
    set_print,
)
from anyue.core.forms.cells import Cell
from anyue.core.forms.form import Form
from anyue.core.forms.layout import Layout, lay_out
from anyue.core.forms.text_width import text_width

# The text area of A4 upright in the widths of Excel.
_PAGE_WIDTH = 78
# Widths are counted in characters of the book's own 11-point face, 7 pixels each; a half-width 小四 takes 8.
_BODY_PER_WIDTH = 7 / 8
_UPRIGHT_COLUMNS = 6
_LINE_HEIGHT = 18.0
_LEAST_HEIGHT = 27.0
_HIGHEST_ROW = 409.0


def build_xlsx(form: Form, values: Mapping[str, str], *, heading: Mapping[str, str]) -> bytes:
    """The attachment in the notice's own table layout, blanks filled: bytes of a .xlsx file with one sheet.

    Arguments as for `build_docx`. No cell holds a formula; the same input gives the same bytes.
    """
    layout = lay_out(form, values, heading)
    book, sheet = new_book(form.number or form.title)
    for at, share in enumerate(layout.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(6.0, round(share * _PAGE_WIDTH, 1))
    head = _write_above(sheet, layout) + 1
    row = head
    if layout.head:
        for column, name in enumerate(layout.head, start=1):
            put_text(sheet.cell(head, column), name, font=HEAD_FONT, alignment=CENTRED)
            sheet.cell(head, column).border = BORDER
        sheet.row_dimensions[head].height = _LEAST_HEIGHT
        row += 1
    for at, cells in enumerate(layout.rows, start=row):
        _write_row(sheet, at, cells, layout)
    is_upright = len(layout.widths) <= _UPRIGHT_COLUMNS
    set_print(sheet, is_upright=is_upright, head=f"{head}:{head}" if layout.head else None)
    return book_bytes(book)


def _write_above(sheet: Worksheet, layout: Layout) -> int:
    """附件N, the title and the line of 填报单位 and the like, each over all columns; the last row used."""
    lines = [(layout.number, NUMBER_FONT, LEFT)] if layout.number else []
    lines += [(layout.title, TITLE_FONT, CENTRED)]
    lines += [("        ".join(parts), BODY_FONT, LEFT) for parts in layout.heading]
    for row, (text, font, alignment) in enumerate(lines, start=1):
        put_text(sheet.cell(row, 1), text, font=font, alignment=alignment)
        merge(sheet, row, 1, len(layout.widths))
        scale = float(font.size or 12) / 12
        sheet.row_dimensions[row].height = _height(text, _PAGE_WIDTH / scale, _LINE_HEIGHT * scale)
    return len(lines)


def _write_row(sheet: Worksheet, row: int, cells: tuple[Cell, ...], layout: Layout) -> None:
    column, height = 1, _LEAST_HEIGHT
    for cell in cells:
        last = column + cell.span - 1
        if cell.is_number:
            put_number(sheet.cell(row, column), cell.text)
        else:
            put_text(sheet.cell(row, column), cell.text, alignment=CENTRED if cell.is_centred else LEFT)
        if layout.is_bordered:
            for bordered in range(column, last + 1):
                sheet.cell(row, bordered).border = BORDER
        merge(sheet, row, column, last)
        width = sum(layout.widths[column - 1 : last]) * _PAGE_WIDTH
        height = max(height, _height(cell.text, width, _LINE_HEIGHT))
        column = last + 1
    sheet.row_dimensions[row].height = height


def _height(text: str, width: float, line: float) -> float:
    """The points that wrapped text needs: Excel does not fit merged cells by itself."""
    fitting = max(width * _BODY_PER_WIDTH - 1, 2)
    lines = sum(max(1, ceil(text_width(part) / fitting)) for part in text.split("\n"))
    return min(lines * line + 8, _HIGHEST_ROW)
