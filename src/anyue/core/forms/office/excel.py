"""The rows of an Excel workbook, read and filled straight in its XML; no formula is ever run."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml import etree

from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.grid import Row, Sheet, with_ranks
from anyue.core.forms.office.markup import BLOCK, CELL, FIELD, ROW, flattened, parsed, stylesheet

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_PLAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_MOST_COLUMNS = 1000
_MOST_ROWS = 20_000
_MOST_SHEETS = 50
_MOST_MERGES = 20_000
_MOST_PLACES = 2_000_000


def read_excel(archive: Archive) -> Iterator[Sheet]:
    """The sheets in order; DamagedError for what is no workbook, or wider or longer than any table."""
    strings = strings_of(archive)
    for path in sheet_paths(archive):
        table = table_of(tree_of(archive, path), strings)
        ranks = with_ranks([words for _, _, words in table.rows], table.columns)
        yield Sheet((), tuple(ranks), columns=tuple(table.columns))


def tree_of(archive: Archive, path: str) -> etree._Element:
    """The root of one member; DamagedError where it is missing or no XML."""
    # Some offices save “strict” workbooks, which differ in the name of the space only.
    return parsed(archive.read(path).replace(_STRICT, _PLAIN))


def sheet_paths(archive: Archive) -> list[str]:
    """Where the sheets lie, in their order; a workbook with one sheet needs no list to tell it."""
    all_of_them = [name for name in archive.names if name.startswith(_SHEETS) and name.endswith(".xml")]
    if len(all_of_them) == 1:
        return all_of_them
    targets = {}
    for relation in tree_of(archive, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target") or ""
        targets[relation.get("Id")] = target[1:] if target.startswith("/") else f"xl/{target}"
    book = tree_of(archive, "xl/workbook.xml")
    found = [
        targets.get(
            sheet.get(_R) or sheet.get(_R.replace("schemas.openxmlformats.org", "purl.oclc.org/ooxml"))
        )
        for sheet in book.iterfind(f"{S}sheets/{S}sheet")
    ]
    return [path for path in found if path and path in archive][:_MOST_SHEETS]


def strings_of(archive: Archive) -> list[str]:
    """The words that cells share, with all their runs, without the pronunciation that may stand above."""
    if STRINGS not in archive:
        return []
    return flattened(tree_of(archive, STRINGS), _FLAT).split(ROW)[1:]


_FLAT = stylesheet(
    f'xmlns:s="{S[1:-1]}"',
    f"""
    <xsl:template match="/">
        <xsl:for-each select="/s:worksheet/s:sheetData/s:row">
            <xsl:text>{ROW}</xsl:text><xsl:value-of select="@r"/><xsl:apply-templates select="s:c"/>
        </xsl:for-each>
        <xsl:for-each select="/s:worksheet/s:mergeCells/s:mergeCell">
            <xsl:text>{BLOCK}</xsl:text><xsl:value-of select="@ref"/>
        </xsl:for-each>
        <xsl:for-each select="/s:sst/s:si">
            <xsl:text>{ROW}</xsl:text><xsl:apply-templates select="*" mode="words"/>
        </xsl:for-each>
    </xsl:template>
    <xsl:template match="s:c">
        <xsl:text>{CELL}</xsl:text><xsl:value-of select="@r"/>
        <xsl:text>{FIELD}</xsl:text><xsl:value-of select="@t"/>
        <xsl:text>{FIELD}</xsl:text><xsl:value-of select="s:v"/>
    </xsl:template>
    <xsl:template match="s:c[@t='inlineStr']">
        <xsl:text>{CELL}</xsl:text><xsl:value-of select="@r"/>
        <xsl:text>{FIELD}str{FIELD}</xsl:text><xsl:apply-templates select="s:is/*" mode="words"/>
    </xsl:template>
    <xsl:template match="s:r" mode="words"><xsl:apply-templates select="*" mode="words"/></xsl:template>
    <xsl:template match="s:t" mode="words"><xsl:value-of select="."/></xsl:template>
    <xsl:template match="*" mode="words"/>
    """,
)


class Table(NamedTuple):
    """The rows that hold words: (place among all rows, number, words by column); and the columns in use."""

    rows: list[tuple[int, int, Row]]
    columns: list[int]


def table_of(tree: etree._Element, strings: list[str]) -> Table:
    """What a sheet holds, before its columns are ranked; DamagedError where it is larger than any table."""
    flat, *merged = flattened(tree, _FLAT).split(BLOCK)
    rows: list[tuple[int, int, Row]] = []
    for place, line in enumerate(flat.split(ROW)[1:]):
        number, *cells = line.split(CELL)
        words: Row = {}
        for cell in cells:
            reference, _, held = cell.partition(FIELD)
            kind, _, value = held.partition(FIELD)
            words[column_of(reference)] = _words(kind, value, strings)
        if any(words.values()):
            rows.append((place, row_of(number), words))
    if len(rows) > _MOST_ROWS:
        raise DamagedError
    return Table(rows, _used_columns(rows, merged))


def _used_columns(rows: list[tuple[int, int, Row]], merged: Iterable[str]) -> list[int]:
    """The columns that hold words, and those with empty cells that merged cells don't mostly cover.

    A cell that is to be filled is there for its border, so that the blank form and its copies agree. The
    title of a table covers many columns in its one row; a column that is only there for merging is covered
    in most rows. `merged` are ranges such as “A1:C2”.
    """
    worded = {column for _, _, row in rows for column, words in row.items() if words}
    empty: dict[int, set[int]] = defaultdict(set)
    for _, number, row in rows:
        for column in row.keys() - worded:
            empty[column].add(number)
    if not empty:
        return sorted(worded)
    numbers = sorted(number for _, number, _ in rows)
    covered: Counter[int] = Counter()
    places = 0
    for reference in islice(merged, _MOST_MERGES):
        first, _, last = reference.partition(":")
        if last:
            inside = numbers[bisect_left(numbers, row_of(first)) : bisect_right(numbers, row_of(last))]
            across = range(column_of(first) + 1, column_of(last) + 1)
            # Merged cells may not lie over one another, so that together they are no more than the table.
            places += len(inside) * len(across)
            if places > _MOST_PLACES:
                raise DamagedError
            for column in across:
                covered[column] += len(inside)
                empty[column].difference_update(inside)
    return sorted(
        worded | {column for column, left in empty.items() if left and len(left) >= covered[column]}
    )


def row_of(reference: str) -> int:
    """The row of a cell such as “AB12”, from 1; 0 for what is none."""
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
    return int(digits) if digits.isdecimal() and len(digits) < 9 else 0


def _words(kind: str, value: str, strings: list[str]) -> str:
    """The words of a cell by its kind and what it holds; `strings` are the workbook's shared ones."""
    if kind == "s":
        at = shared_at(value, len(strings))
        return "" if at is None else strings[at]
    return _plain(value) if kind in {"", "n"} else value


def shared_at(words: str, count: int) -> int | None:
    """The place of a shared string among `count` of them; None for what is no place, whatever a file says."""
    is_number = words.isascii() and words.isdigit() and len(words) < 9
    return int(words) if is_number and int(words) < count else None


def _plain(words: str) -> str:
    """A stored number as a person reads it: 12.0 is 12, 1.2E4 is 12000, 0.30000000000000004 is 0.3."""
    if words.isdigit() or not words:
        return words
    try:
        number = float(words)
    except ValueError:
        return words
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


@lru_cache(maxsize=10_000)
def column_of(reference: str) -> int:
    """The column of a cell such as “AB12”, from 0; DamagedError beyond the thousandth."""
    column = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    if not 1 <= column <= _MOST_COLUMNS:
        raise DamagedError
    return column - 1
