"""A form at every level as a workbook: a line a unit, each above those that report to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import Outline

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
from anyue.core.forms.form import Indicator

_HEAD_ROW, _FIRST = 2, 3
_DEEPEST_INDENT = 15


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One unit `depth` levels below the first; `state` says in words how its own total compares."""

    name: str
    depth: int
    total: Mapping[str, str]
    state: str


def build_levels_book(
    title: str, columns: Sequence[tuple[str, Indicator]], rows: Sequence[LevelRow]
) -> bytes:
    """Bytes of a .xlsx file with one column of numbers for each head and indicator of `columns`.

    Units are indented by their level and carry an outline, so that a level can be folded away.
    """
    book, sheet = new_book("各级合计")
    heads = ["单位", *(head for head, _ in columns), "与上报合计核对"]
    put_text(sheet.cell(1, 1), title, font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, 1, 1, len(heads))
    for column, head in enumerate(heads, 1):
        put_text(sheet.cell(_HEAD_ROW, column), head, font=HEAD_FONT, alignment=CENTRED)
        sheet.cell(_HEAD_ROW, column).border = BORDER
        sheet.column_dimensions[get_column_letter(column)].width = 36 if column in {1, len(heads)} else 14
    for at, row in enumerate(rows, _FIRST):
        indented = Alignment(indent=min(2 * row.depth, _DEEPEST_INDENT), vertical="center")
        put_text(sheet.cell(at, 1), row.name, alignment=indented)
        for column, (_, indicator) in enumerate(columns, 2):
            put_number(sheet.cell(at, column), row.total.get(indicator.code, ""))
        put_text(sheet.cell(at, len(heads)), row.state, alignment=LEFT)
        for column in range(1, len(heads) + 1):
            sheet.cell(at, column).border = BORDER
        # Excel knows seven levels of an outline below the first.
        sheet.row_dimensions[at].outlineLevel = min(row.depth, 7)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    sheet.freeze_panes = f"B{_FIRST}"
    set_print(sheet, is_upright=False, head=f"{_HEAD_ROW}:{_HEAD_ROW}")
    return book_bytes(book)
