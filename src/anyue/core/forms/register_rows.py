"""The rows of a register as its values hold them, and several registers as one.

The code of a cell is that of its row and “c” with its column, from 1 (0 for the unit of a row whose form has
no column for it). A row is p2, the second pre-printed one; p2e7, what record 7 tells of it; e7, a row of
record 7 alone; r3, the third row that a person added; and any of these after u1, u2 …, the registers that
it came from, in their order.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from anyue.core.forms.form import Form
from anyue.core.forms.meaning import Meaning, meaning_of

MOST_ROWS = 100
"""How many rows of its own a unit may add to a register, and how many its ledger gives one."""

UNIT_HEAD = "单位"
"""The head of the column for the unit of a row where a form has none of its own."""

_CODE = re.compile(r"((?:u[0-9]{1,6})*(?:p[0-9]{1,4}(?:e[0-9]{1,18})?|[er][0-9]{1,18}))c([0-9]{1,3})")
_ROW = re.compile(r"((?:u[0-9]+)*)(?:p([0-9]+))?(?:e([0-9]+))?(?:r([0-9]+))?")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: its code, the text by column, the pre-printed row it belongs to (from 1), 0 for none.

    `unit` names whose it is, "" for the register's own.
    """

    code: str
    printed: int
    cells: Mapping[int, str]
    unit: str = ""


def row_of(code: str) -> tuple[str, int] | None:
    """The row and the column of a cell's code; None for what is no such code."""
    found = _CODE.fullmatch(code)
    return (found[1], int(found[2])) if found else None


def rows_of(form: Form, values: Mapping[str, str]) -> list[RegisterRow]:
    """The rows that hold something, and each pre-printed one that nothing speaks to, in printing order.

    A form's own rows come before those of other registers; what belongs to a pre-printed row stands with it.
    """
    told: dict[str, dict[int, str]] = {}
    for code, text in values.items():
        place = row_of(code)
        if place and text and place[1] <= len(form.fields):
            told.setdefault(place[0], {})[place[1]] = text
    # A unit's name alone says nothing.
    kept = {row: cells for row, cells in told.items() if any(cells)}
    spoken = {_parts(row)[0] for row in kept}
    for number in range(1, len(form.rows) + 1):
        if number not in spoken:
            kept[f"p{number}"] = {}
    rows = [
        RegisterRow(row, _parts(row)[0], {at: text for at, text in cells.items() if at}, cells.get(0, ""))
        for row, cells in kept.items()
        if _parts(row)[0] <= len(form.rows)
    ]
    return sorted(rows, key=lambda row: _order(row.code, len(form.rows)))


def merged_rows(form: Form, parts: Sequence[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """The rows of several registers as values of one; each keeps the name of the unit that it came from.

    The name stands in the form's column for it where there is one and it was left empty. A part without a
    name, such as a period of the same unit, names nobody.
    """
    at_unit = unit_column(form) or 0
    merged: dict[str, str] = {}
    for number, (name, values) in enumerate(parts, start=1):
        for row in rows_of(form, values):
            if not row.cells:
                continue
            named = {at_unit: row.unit or name} if name or row.unit else {}
            for column, text in {**named, **row.cells}.items():
                merged[f"u{number}{row.code}c{column}"] = text
    return merged


def own_rows(codes: Iterable[str]) -> set[str]:
    """The rows of the register's own, not those of others, that these codes speak of."""
    places = (row_of(code) for code in codes)
    return {place[0] for place in places if place and not place[0].startswith("u")}


def ordered(rows: Iterable[str], printed: int) -> list[str]:
    """Codes of rows in printing order, of a form with so many pre-printed ones."""
    return sorted(rows, key=lambda row: _order(row, printed))


def unit_column(form: Form) -> int | None:
    """The column, from 1, that names the unit of a row; None where the form has none."""
    heads = enumerate(form.fields, start=1)
    return next((at for at, head in heads if meaning_of(head) is Meaning.UNIT), None)


def _parts(row: str) -> tuple[int, tuple[int, ...], int, int]:
    """The pre-printed row, the registers it came from, its record, and its number among the added ones."""
    found = _ROW.fullmatch(row)
    if found is None:
        message = f"{row} is the code of no row."
        raise ValueError(message)
    above = tuple(int(number) for number in found[1].split("u") if number)
    return int(found[2] or 0), above, int(found[3] or 0), int(found[4] or 0)


def _order(row: str, last: int) -> tuple[int, tuple[int, ...], int, int]:
    """Rows of no pre-printed one come after all of these; within one, its own come first."""
    printed, above, record, added = _parts(row)
    return printed or last + 1, above, added, record
