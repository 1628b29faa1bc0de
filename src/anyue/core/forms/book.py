"""What all workbooks share: faces, borders, cells that stay text, printing on A4."""

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.package import settle_package, without_illegal

TITLE_FONT = Font(name="方正小标宋简体", size=22)
NUMBER_FONT = Font(name="黑体", size=16)
HEAD_FONT = Font(name="黑体", size=12)
BODY_FONT = Font(name="仿宋_GB2312", size=12)
_THIN = Side(style="thin")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)

# In some editions of Excel a wide sign starts a formula as well (OWASP, CSV Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula, at least where somebody retypes the cell."""

# The longest name of a sheet, and what may not be in it.
_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def new_book(name: str) -> tuple[Workbook, Worksheet]:
    """A workbook and its one sheet, its name cut to what Excel allows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(name.translate(_NOT_IN_SHEET_NAME)[:_SHEET_NAME] or "Sheet1")


def book_bytes(book: Workbook) -> bytes:
    """The bytes of the workbook, the same for the same content."""
    book.properties.creator = ""
    out = BytesIO()
    book.save(out)
    return settle_package(out.getvalue())


def put_text(
    cell: Cell | MergedCell, text: str, *, font: Font = BODY_FONT, alignment: Alignment = LEFT
) -> None:
    """Writes text that stays text, whatever it begins with."""
    text = without_illegal(text)
    cell.value = text
    if text:
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def put_number(cell: Cell | MergedCell, value: str, *, font: Font = BODY_FONT) -> None:
    """Writes a canonical number as a number; an empty one leaves the cell empty."""
    cell.value = Decimal(value) if value else None
    cell.font, cell.alignment = font, CENTRED


def merge(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """Merges the cells of one row from column `first` to `last`, where there is more than one."""
    if last > first:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def set_print(sheet: Worksheet, *, is_upright: bool, head: str | None) -> None:
    """A4 in the margins of GB/T 9704-2012, fitted to one page's width; `head` rows (“4:5”) on each page."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait" if is_upright else "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sides = (37, 26, 35, 28) if is_upright else (28, 35, 26, 37)
    for name, millimetres in zip(("top", "right", "bottom", "left"), sides, strict=True):
        setattr(sheet.page_margins, name, millimetres / 25.4)
    if head:
        sheet.print_title_rows = head
