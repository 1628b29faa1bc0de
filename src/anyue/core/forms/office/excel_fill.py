"""Fill the blanks of an Excel workbook straight in its XML, so that all else stays as it was."""

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.excel import (
    STRINGS,
    S,
    column_of,
    shared_at,
    sheet_paths,
    strings_of,
    table_of,
    tree_of,
)
from anyue.core.forms.office.grid import Fill
from anyue.core.forms.office.pieces import Piece, replace_words, set_words

_ROWS, _CELL, _VALUE = f"{S}sheetData/{S}row", S + "c", S + "v"
_STRING, _INLINE, _TEXT, _PHONETIC = S + "si", S + "is", S + "t", S + "rPh"


def fill_excel(data: bytes, fills: Sequence[Fill], sheet: int = 0) -> bytes:
    """The workbook with words and numbers in the blanks of one of its sheets, all else as it was.

    The same words give the same bytes. Raises DamagedError where it is no workbook, IndexError for a sheet or
    row that it doesn't have.
    """
    archive = Archive(data)
    path = sheet_paths(archive)[sheet]
    tree = tree_of(archive, path)
    shared = tree_of(archive, STRINGS).findall(_STRING) if STRINGS in archive else []
    table = table_of(tree, strings_of(archive))
    rows = tree.findall(_ROWS)
    by_cell: dict[tuple[int, int], list[Fill]] = defaultdict(list)
    for fill in fills:
        by_cell[fill.row, fill.column].append(fill)
    for (row, rank), inside in by_cell.items():
        cell = _cell_at(rows[table.rows[row][0]], table.columns[rank])
        only = inside[0]
        if only.number is not None:
            _set_number(cell, only.number)
            continue
        pieces = _editable(cell, shared)
        for fill in sorted(inside, key=lambda fill: fill.start, reverse=True):
            replace_words(pieces, fill.start, fill.end, fill.words)
            pieces = [Piece(text.text or "", text) for text in cell.iter(_TEXT)]
    return archive.with_members(
        {path: etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)}
    )


def _cell_at(row: etree._Element, column: int) -> etree._Element:
    """The cell of a row at a column, made in its place where the file leaves it out."""
    for cell in row:
        at = column_of(cell.get("r") or "")
        if at == column:
            return cell
        if at > column:
            made = row.makeelement(_CELL, {"r": f"{_letters(column)}{row.get('r')}"})
            cell.addprevious(made)
            return made
    made = row.makeelement(_CELL, {"r": f"{_letters(column)}{row.get('r')}"})
    row.append(made)
    return made


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _set_number(cell: etree._Element, number: float) -> None:
    for child in list(cell):
        cell.remove(child)
    if "t" in cell.attrib:
        del cell.attrib["t"]
    value = cell.makeelement(_VALUE)
    value.text = str(number)
    cell.append(value)


def _editable(cell: etree._Element, shared: list[etree._Element]) -> list[Piece]:
    """The pieces of a cell that gets words of its own: a shared string may stand in other cells too."""
    value = cell.find(_VALUE)
    number = value.text if value is not None else None
    inline = cell.find(_INLINE)
    if inline is None:
        inline = cell.makeelement(_INLINE)
        at = shared_at(number or "", len(shared)) if cell.get("t") == "s" else None
        if at is not None:
            inline.extend(deepcopy(child) for child in shared[at] if child.tag != _PHONETIC)
        else:
            text = inline.makeelement(_TEXT)
            set_words(text, number or "")
            inline.append(text)
        for child in list(cell):
            cell.remove(child)
        cell.append(inline)
        cell.set("t", "inlineStr")
    return [Piece(text.text or "", text) for text in cell.iter(_TEXT)]
