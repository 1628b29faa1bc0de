"""Rows of a returned register and fields of a returned card, by the names that the form gives them."""

import re
from collections.abc import Iterator

from anyue.core.errors import WRONG_FORM, Problem
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.office.grid import Row, Sheet
from anyue.core.forms.returned.findings import Finding
from anyue.core.forms.returned.heading import Heading, read_heading
from anyue.core.forms.returned.opening import open_returned
from anyue.core.forms.returned.reading import Reading
from anyue.core.forms.returned.wording import bare, folded

Entry = dict[str, str]
"""The words under each field of the form, "" where nothing was written."""

_LEAST_FIELDS = 0.6
_SERIAL = re.compile(r"序号|编号|项次")
_NOTE = re.compile(r"^(?:备注|注|说明|填表说明|审核|填表|填报|单位负责人)[：:]?")
_MOST_ENTRIES = 2000


def read_register(form: Form, data: bytes, name: str) -> tuple[Reading, tuple[Entry, ...]]:
    """What one file says in a register or on a card; its `values` are empty. Never raises.

    Pre-printed rows keep their words; those that nobody filled are left out, as are the form's examples.
    """
    opened = open_returned(data, name)
    if isinstance(opened, Problem):
        return Reading(name, Heading("", None), (), (Finding(opened),), is_form=False), ()
    for sheet in opened:
        found = _card(form, sheet) if form.kind is FormKind.CARD else _rows(form, sheet)
        if found is not None:
            heading = read_heading(sheet)
            unit = heading.unit or next(
                (entry[f] for entry in found for f in form.fields if _names_unit(f)), ""
            )
            return Reading(name, Heading(unit, heading.dated), (), (), is_form=True), tuple(found)
    return Reading(name, Heading("", None), (), (Finding(WRONG_FORM),), is_form=False), ()


def _names_unit(field: str) -> bool:
    return bare(folded(field)) in {"单位", "单位名称", "填报单位", "报送单位", "所在单位"}


def _plain(words: str) -> str:
    return bare(folded(words))


def _rows(form: Form, sheet: Sheet) -> list[Entry] | None:
    """The rows below the one that holds the form's column names; None where the sheet has no such row."""
    for number, row in enumerate(sheet.rows):
        columns = columns_in(form, row)
        if columns is not None:
            return list(_entries(form, columns, sheet.rows[number + 1 :]))[:_MOST_ENTRIES]
    return None


def columns_in(form: Form, row: Row) -> dict[str, int] | None:
    """The columns of a form's fields by name where a row is the head of its table, else None."""
    names = {_plain(words): column for column, words in row.items()}
    columns = {field: names[_plain(field)] for field in form.fields if _plain(field) in names}
    return columns if len(columns) >= max(2, _LEAST_FIELDS * len(form.fields)) else None


def _entries(form: Form, columns: dict[str, int], rows: tuple[Row, ...]) -> Iterator[Entry]:
    printed = {_plain(label) for label in form.rows}
    for row in rows:
        words = [cell for cell in row.values() if cell.strip()]
        if words and (_NOTE.match(words[0].strip()) or words[0].strip().startswith(("例", "示例"))):
            continue
        entry = {
            field: row.get(columns[field], "").strip() if field in columns else "" for field in form.fields
        }
        said = [
            value
            for field, value in entry.items()
            if value and not _SERIAL.fullmatch(field) and _plain(value) not in printed
        ]
        if said:
            yield entry


def _card(form: Form, sheet: Sheet) -> list[Entry] | None:
    """The words beside or after each name of a card, as one entry; None where most names are missing."""
    wanted = {_plain(field): field for field in form.fields}
    entry = dict.fromkeys(form.fields, "")
    seen: set[str] = set()
    rows = [*sheet.rows, *({0: line} for line in sheet.lines)]
    for row in rows:
        cells = [words for _, words in sorted(row.items())]
        for at, words in enumerate(cells):
            name, _, after = words.partition("：") if "：" in words else words.partition(":")
            field = wanted.get(_plain(name))
            if field is None or field in seen:
                continue
            seen.add(field)
            beside = cells[at + 1] if at + 1 < len(cells) and _plain(cells[at + 1]) not in wanted else ""
            entry[field] = (after.strip() or beside).strip().strip("_").strip()
    return [entry] if len(seen) >= _LEAST_FIELDS * len(form.fields) else None
