"""Registers as a workbook, and what is public of them as a Word document."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from anyue.core.documents.official import build_official
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
from anyue.core.written.outline import Level, Outline, Paragraph

_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = _OFFICE + "wordprocessingml.document"
XLSX = _OFFICE + "spreadsheetml.sheet"
_NARROW, _WIDE, _WIDEST = 8, 18, 36
_LONG = 40
_TENS = "一二三四五六七八九"


def build_register_book(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Bytes of a .xlsx file with a numbered row an item; every cell is text, whatever it begins with."""
    book, sheet = new_book(title)
    put_text(sheet.cell(1, 1), title, font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, 1, 1, len(heads))
    for column, head in enumerate(heads, 1):
        cell = sheet.cell(2, column)
        put_text(cell, head, font=HEAD_FONT, alignment=CENTRED)
        cell.border = BORDER
        longest = max((len(row[column - 2]) for row in rows), default=0) if column > 1 else 0
        width = _NARROW if column == 1 else _WIDEST if longest > _LONG else _WIDE
        sheet.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(rows, 1):
        put_number(sheet.cell(at + 2, 1), str(at))
        for column, text in enumerate(row, 2):
            put_text(sheet.cell(at + 2, column), text, alignment=LEFT)
        for column in range(1, len(heads) + 1):
            sheet.cell(at + 2, column).border = BORDER
    sheet.freeze_panes = "C3"
    set_print(sheet, is_upright=False, head="2:2")
    return book_bytes(book)


def build_public_document(
    title: str, signer: str, items: Sequence[tuple[str, Sequence[tuple[str, str]]]]
) -> bytes:
    """Bytes of a .docx file: each item under a heading, its fields as paragraphs of label and text."""
    paragraphs: list[Paragraph] = []
    for number, (name, fields) in enumerate(items, 1):
        paragraphs.append(Paragraph(Level.FIRST, f"{_numeral(number)}、{name}", ""))
        paragraphs += [
            Paragraph(Level.BODY, "", line)
            for label, words in fields
            if words != name
            for line in f"{label}：{words}".split("\n")
        ]
    return build_official(Outline(title, "", tuple(paragraphs), signer, ""))


def _numeral(number: int) -> str:
    """一, 十二, 三十; from a hundred on as digits."""
    tens, ones = divmod(number, 10)
    if tens > len(_TENS):
        return str(number)
    ten = ("" if tens == 1 else _TENS[tens - 1]) + "十" if tens else ""
    return ten + (_TENS[ones - 1] if ones else "")
