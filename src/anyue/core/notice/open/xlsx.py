"""Open .xlsx: each sheet as the lines above its table, the table, and the lines below it.

Values are those that Excel stored when the file was saved; no formula is run. Hidden sheets, rows and columns
stay out.
"""

import re
from collections.abc import Iterator
from itertools import islice

from anyue.core.errors import FILE_DAMAGED, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice.open.limits import SHEETS
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.package import Package
from anyue.core.notice.open.sheet import Sheet, read_sheet
from anyue.core.notice.open.sheet_values import Values
from anyue.core.notice.open.transcript import GridCell, Transcript

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s?\d*(?:\s?\(\d+\))?", re.IGNORECASE)
_LABELLED = re.compile(r"[:：]")
_HEAD_CODE = re.compile(r'&(?:"[^"]{0,60}"|[A-Z]|\d{1,3})')
_GAP = " " * 4


def open_xlsx(package: Package, name: str) -> Opened:
    """The sheets of a workbook in order; `Place.table` counts them, hidden ones too.

    Raises AnyueError FILE_DAMAGED, FILE_EMPTY, FILE_SWELLS, FILE_TOO_LONG, SHEET_TOO_LARGE.
    """
    workbook = package.xml("xl/workbook.xml")
    if workbook is None:
        raise AnyueError(FILE_DAMAGED, name=name)
    targets = _targets(package)
    values = Values(package)
    transcript = Transcript(name)
    for at, sheet in enumerate(islice(workbook.iterfind("{*}sheets/{*}sheet"), SHEETS)):
        part = targets.get(sheet.get(f"{_R}id") or "", "")
        if sheet.get("state", "visible") != "visible" or part not in package.names:
            continue
        title = sheet.get("name") or ""
        read = read_sheet(package.read(part), values, name, title)
        transcript.head(_HEAD_CODE.sub(" ", read.heads))
        if read.filled:
            _show(read, Place(name, at, title), transcript)
    return transcript.opened()


def _targets(package: Package) -> dict[str, str]:
    """The part of each sheet by its relation."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    found = {}
    for relation in () if relations is None else relations:
        target = relation.get("Target") or ""
        found[relation.get("Id") or ""] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _show(sheet: Sheet, place: Place, transcript: Transcript) -> None:
    transcript.page_break()
    first, last = _table_rows(sheet)
    above = [row for row in sheet.rows if row < first]
    if not any(sheet.words(row) for row in above) and not _DEFAULT_NAME.fullmatch(place.sheet or ""):
        transcript.line(place.sheet or "")
    for row in above:
        transcript.line(_GAP.join(sheet.words(row)))
    transcript.table(place, _cells(sheet, first, last))
    for row in sheet.rows:
        if row > last:
            transcript.line(_GAP.join(sheet.words(row)))


def _table_rows(sheet: Sheet) -> tuple[int, int]:
    """The first and the last row of the table; last < first where the sheet is lines only."""
    if sheet.ruled:
        rows = [row for row in sheet.rows if len(sheet.across(row)) > 1 and sheet.is_ruled(row)]
        rows = rows or [row for row in sheet.rows if sheet.is_ruled(row)]
    else:
        rows = [row for row in sheet.rows if len(sheet.words(row)) > 1]
    while rows and _is_heading(sheet, rows[0]):
        rows = rows[1:]
    if not rows:
        return sheet.rows[-1] + 1, sheet.rows[-1]
    last = max((row for row in sheet.rows if sheet.is_ruled(row)), default=rows[-1])
    return rows[0], max(last, rows[-1])


def _is_heading(sheet: Sheet, row: int) -> bool:
    """A row such as “填报单位：  填报日期：”: every cell has words with a colon, and none is a blank."""
    words = sheet.words(row)
    has_blank = sheet.is_ruled(row) and len(words) < len(sheet.across(row))
    return not has_blank and bool(words) and all(_LABELLED.search(one) for one in words)


def _cells(sheet: Sheet, first: int, last: int) -> Iterator[GridCell]:
    for row in sheet.rows:
        if first <= row <= last:
            for column, rows, columns in sheet.across(row):
                yield GridCell(sheet.filled.get((row, column), ""), row, column, rows, columns)
