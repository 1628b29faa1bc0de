"""The empty cells of one row of a statistics table: what each asks, by its name and its head."""

import re
from collections.abc import Sequence

from anyue.core.forms.form import Adds, Basis, Indicator, ValueType
from anyue.core.forms.measures import MEASURE, MEASURED, adds_of, is_count, unit_of_name
from anyue.core.notice.basis import basis_of
from anyue.core.notice.blanks import is_empty_cell, unit_of_cell
from anyue.core.notice.columns import Column, Role
from anyue.core.notice.grid import Cell, Row, distinct

NO_NAME = re.compile(r"\d{1,3}[.、．]?|[.…⋯]+|[一二三四五六七八九十]{1,3}|[（(]\d{1,2}[）)]")
_NUMBER = re.compile(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.、．](?!\d))|[①-⑳])")


def is_section(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row only names those below it: it has no measure where the others have one."""
    unit = next((i for i, column in enumerate(columns) if column.role is Role.UNIT), None)
    filled = [cell for cell in distinct(row) if cell.text and not NO_NAME.fullmatch(cell.label)]
    return (
        unit is not None
        and not row[unit].text
        and len(filled) == 1
        and _NUMBER.match(next(cell for cell in row if cell.text).label) is not None
        and not MEASURED.fullmatch(filled[0].label)
    )


def category_of(row: Row, columns: Sequence[Column], above: str) -> str:
    """What stands before the name of the row, in the columns that name it; that of the row above in a gap."""
    names = name_cells(row, columns, len(columns))
    if not names:
        return ""
    naming = [i for i, column in enumerate(columns[: names[-1].column]) if column.role is Role.NAME]
    if naming and not any(row[i].text for i in naming):
        return above
    return " ".join(cell.label for cell in names[:-1])


def name_cells(row: Row, columns: Sequence[Column], before: int) -> list[Cell]:
    """The cells that name a row, of the block of columns that the blank at `before` belongs to."""
    at = before - 1
    while at >= 0 and columns[at].role in {Role.BLANK, Role.TOTAL, Role.NOTE}:
        at -= 1
    found: list[Cell] = []
    while at >= 0 and columns[at].role not in {Role.BLANK, Role.TOTAL}:
        cell = row[at]
        if columns[at].role is Role.NAME and cell.text and not NO_NAME.fullmatch(cell.label):
            found = [cell, *(one for one in found if one is not cell)]
        at -= 1
    return found


def row_blanks(
    row: Row, columns: Sequence[Column], units: Sequence[str], line_columns: set[int]
) -> tuple[str, list[Indicator]]:
    """(the name of the row, the blanks of its empty cells); the codes are still to be given."""
    unit_at = next((i for i, column in enumerate(columns) if column.role is Role.UNIT), None)
    said = row[unit_at].label if unit_at is not None else ""
    row_unit = said if re.fullmatch(MEASURE, said) else None
    row_name = ""
    made: list[Indicator] = []
    seen: list[Cell] = []
    for i, column in enumerate(columns):
        cell = row[i]
        if column.role is not Role.BLANK or not is_empty_cell(cell.text) or column.is_reporter:
            continue
        if any(cell is one for one in seen):
            continue
        seen.append(cell)
        names = name_cells(row, columns, i)
        row_name = row_name or (names[-1].label if names else "")
        one = _blank_cell(cell, names[-1] if names else None, column, row_unit, units)
        # Beside blanks in running words an empty cell elsewhere asks for nothing unless it has a measure.
        if not line_columns or i in line_columns or one.unit:
            made.append(one)
    return row_name, made


def _blank_cell(
    cell: Cell, name_cell: Cell | None, column: Column, row_unit: str | None, units: Sequence[str]
) -> Indicator:
    name = name_cell.label if name_cell else ""
    found = MEASURED.fullmatch(name)
    own = (found["unit"] or found["after"]) if found else None
    bare = _NUMBER.sub("", found["name"] if found else name, count=1) or name
    unit = unit_of_cell(cell.text) or column.unit
    if unit is None and not column.is_told and (own or row_unit or not column.is_open):
        unit = row_unit or own or unit_of_name(name) or _named_unit(f"{name}{column.path}", units)
    is_number = unit is not None or column.is_counted or (is_count(bare) and not column.is_told)
    return Indicator(
        label=bare or column.name,
        unit=unit,
        type=ValueType.NUMBER if is_number else ValueType.TEXT,
        code="",
        column=(column.printed or None) if name else None,
        basis=basis_of(column.path) or basis_of(name) or Basis.PERIOD,
        adds=adds_of(unit) if unit or not is_number else Adds.BOTH,
        span=(name_cell.start, name_cell.end) if name_cell else column.span,
        cell=(cell.row, cell.column),
    )


def _named_unit(words: str, units: Sequence[str]) -> str | None:
    """Which of the measures named above a table is meant: the only one, or the one that the words hold."""
    if len(units) == 1:
        return units[0]
    fitting = [unit for unit in units if unit in words]
    return max(fitting, key=len) if fitting else None
