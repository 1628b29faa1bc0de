"""Writes the ledger as a workbook, or an empty one to be filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from anyue.core.activity import Link
from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    book_bytes,
    new_book,
    put_number,
    put_text,
    set_print,
)
from anyue.core.ledger.columns import FIRST, LAST, Column, numbers_of
from anyue.core.ledger.media import media_words
from anyue.core.vocabulary import Kind

_WIDTHS = {
    Column.NUMBER: 8,
    Column.KIND: 20,
    Column.TITLE: 28,
    Column.PLACE: 22,
    Column.NOTE: 30,
    Column.CO_HOSTS: 24,
    Column.MEDIA: 40,
}
_USUAL = 14


@dataclass(frozen=True, slots=True)
class Row:
    """One activity: its number in the ledger, and words and numbers as they are shown."""

    number: int
    kind: Kind
    held_on: date
    title: str
    place: str
    measures: Mapping[str, str]
    settings: str = ""
    groups: str = ""
    note: str = ""
    co_hosts: str = ""
    links: Sequence[Link] = ()


def write_ledger(kinds: Sequence[Kind], rows: Iterable[Row]) -> bytes:
    """Bytes of a .xlsx file with the columns of these kinds and a row an activity, in the order given.

    Words are text, so that none is ever a formula. Read back it adds nothing; the same input gives the same
    bytes.
    """
    numbers = numbers_of(kinds)
    heads = [*FIRST, *numbers.values(), *LAST]
    book, sheet = new_book("台账")
    for at, head in enumerate(heads, 1):
        put_text(sheet.cell(1, at), head, font=HEAD_FONT, alignment=CENTRED)
        sheet.cell(1, at).border = BORDER
        width = _WIDTHS.get(head, _USUAL) if isinstance(head, Column) else _USUAL
        sheet.column_dimensions[get_column_letter(at)].width = width
    for at, row in enumerate(rows, 2):
        words = [str(row.number), row.kind.name, row.held_on.isoformat(), row.title, row.place]
        last = [row.settings, row.groups, row.note, row.co_hosts, media_words(row.links)]
        for column, text in [*enumerate(words, 1), *enumerate(last, len(heads) - len(last) + 1)]:
            put_text(sheet.cell(at, column), text, alignment=LEFT)
        for column, code in enumerate(numbers, len(words) + 1):
            put_number(sheet.cell(at, column), row.measures.get(code, ""))
    sheet.freeze_panes = "D2"
    set_print(sheet, is_upright=False, head="1:1")
    return book_bytes(book)
