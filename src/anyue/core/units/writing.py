"""The units as one sheet, with the columns that are read back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    FORMULA_STARTS,
    HEAD_FONT,
    LEFT,
    book_bytes,
    new_book,
    put_text,
    set_print,
)
from anyue.core.forms.office.archive import Archive
from anyue.core.units.columns import REMARK, Column
from anyue.core.units.known import Known

_PART = "xl/worksheets/sheet1.xml"
_DIMENSION = re.compile(r"<dimension [^>]*>")
_WIDTHS = {Column.CODE.value: 16, Column.NAME.value: 34, Column.CREDIT.value: 24, REMARK: 34}
_ILLEGAL = dict.fromkeys(range(32)) | {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands for ids and codes in the sheet: names and codes of units by id, labels of kinds by code."""

    names: Mapping[int, str]
    codes: Mapping[int, str]
    kinds: Mapping[str, str]


def write_unit_sheet(units: Iterable[Known], words: Words) -> bytes:
    """Bytes of a .xlsx file: a row a unit in the order given; words are text, so that none is ever a formula.

    Reading the sheet back changes nothing. The same input gives the same bytes.
    """
    book, sheet = new_book("单位")
    heads = [*(column.value for column in Column), REMARK]
    for at, head in enumerate(heads, 1):
        put_text(sheet.cell(1, at), head, font=HEAD_FONT, alignment=CENTRED)
        sheet.cell(1, at).border = BORDER
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(head, 14)
    sheet.freeze_panes = "C2"
    set_print(sheet, is_upright=False, head="1:1")
    plain, quoted = _styles(sheet)
    archive = Archive(book_bytes(book))
    xml = _DIMENSION.sub("", archive.read(_PART).decode())
    # The rows are written as they come: as cells of openpyxl they would take a hundred times the memory.
    rows = (_row(number, _values(unit, words), plain, quoted) for number, unit in enumerate(units, 2))
    cut, end = xml.index('<row r="2"'), xml.index("</sheetData>")
    return archive.with_members({_PART: "".join([xml[:cut], *rows, xml[end:]]).encode()})


def _styles(sheet: Worksheet) -> tuple[int, int]:
    """The numbers of the styles of a cell, and of one whose words would be a formula if they were retyped."""
    for at, text in enumerate(("单位", "=单位"), 1):
        put_text(sheet.cell(2, at), text, alignment=LEFT)
        sheet.cell(2, at).border = BORDER
    return sheet.cell(2, 1).style_id, sheet.cell(2, 2).style_id


def _values(unit: Known, words: Words) -> list[str | int | None]:
    parent = "" if unit.parent is None else words.codes.get(unit.parent, "")
    above = "" if unit.parent is None else words.names.get(unit.parent, "")
    successor = "" if unit.successor is None else words.codes.get(unit.successor, "")
    told: dict[Column, str | int | None] = {
        Column.CODE: unit.code,
        Column.NAME: unit.name,
        Column.KIND: words.kinds[unit.kind],
        Column.PARENT: parent,
        Column.POSITION: unit.position,
        Column.REGION: unit.region_code,
        Column.SECTOR: unit.sector,
        Column.CREDIT: unit.credit_code,
        Column.POPULATION: unit.population,
        Column.OPENED: unit.opened_on.isoformat() if unit.opened_on else "",
        Column.CLOSED: unit.closed_on.isoformat() if unit.closed_on else "",
        Column.SUCCESSOR: successor,
    }
    return [*(told[column] for column in Column), above]


_LETTERS = [get_column_letter(at) for at in range(1, len(Column) + 2)]


def _row(number: int, values: list[str | int | None], plain: int, quoted: int) -> str:
    cells = []
    for letter, value in zip(_LETTERS, values, strict=True):
        if value is None or value == "":
            cells.append(f'<c r="{letter}{number}" s="{plain}"/>')
        elif isinstance(value, int):
            cells.append(f'<c r="{letter}{number}" s="{plain}"><v>{value}</v></c>')
        else:
            kept = value.translate(_ILLEGAL)
            style = quoted if kept.startswith(FORMULA_STARTS) else plain
            text = escape(kept, quote=False)
            cells.append(f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
