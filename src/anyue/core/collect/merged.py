"""Registers and cards of many units as one sheet: a row an entry, the unit before it."""

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from anyue.core.collect.collect import Collected
from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    TITLE_FONT,
    book_bytes,
    merge,
    new_book,
    put_text,
    set_print,
)
from anyue.core.forms.form import Form
from anyue.core.forms.returned.register import Entry

_TITLE, _HEAD, _FIRST = 1, 2, 3


def build_merged(form: Form, collected: Collected, entries: Mapping[str, Sequence[Entry]]) -> bytes:
    """Bytes of a .xlsx file with the entries of the files that count, `entries` by file name, in their order.

    The form's own serial number gives way to one that runs through. The same input gives the same bytes.
    """
    fields = [field for field in form.fields if field not in {"序号", "编号"}]
    names = ("序号", "报送单位", *fields)
    book, sheet = new_book("汇总")
    put_text(sheet.cell(_TITLE, 1), f"{form.title}（汇总）", font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, _TITLE, 1, len(names))
    sheet.row_dimensions[_TITLE].height = 36
    for column, name in enumerate(names, 1):
        put_text(sheet.cell(_HEAD, column), name, font=HEAD_FONT, alignment=CENTRED)
        sheet.cell(_HEAD, column).border = BORDER
        sheet.column_dimensions[get_column_letter(column)].width = {1: 6, 2: 24}.get(column, 20)
    number = 0
    for one in collected.files:
        for entry in entries.get(one.file, ()) if one.counted else ():
            number += 1
            words = (str(number), one.unit or "", *(entry[field] for field in fields))
            for column, said in enumerate(words, 1):
                cell = sheet.cell(_FIRST + number - 1, column)
                put_text(cell, said)
                cell.border = BORDER
    sheet.freeze_panes = f"C{_FIRST}"
    set_print(sheet, is_upright=False, head=f"{_HEAD}:{_HEAD}")
    return book_bytes(book)
