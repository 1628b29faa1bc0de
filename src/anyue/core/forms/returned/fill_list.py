"""A register's rows and a card's fields into an office's own file: all else stays as it was."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from anyue.core.forms.entry import is_serial, label_column
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.excel_fill import fill_excel
from anyue.core.forms.office.grid import Fill, Row, Sheet
from anyue.core.forms.office.word import read_word
from anyue.core.forms.office.word_fill import fill_word
from anyue.core.forms.office.word_rows import with_copies
from anyue.core.forms.register_rows import RegisterRow, rows_of
from anyue.core.forms.returned.fill import fill_form
from anyue.core.forms.returned.register import columns_in
from anyue.core.forms.returned.template import Template
from anyue.core.forms.returned.wording import bare, folded


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a register stands in a sheet: its columns by number, and its rows by what they are.

    `printed` are the numbers of the sheet's rows by pre-printed row, `free` the empty ones in order.
    """

    columns: Mapping[int, int]
    printed: Mapping[int, int]
    free: Sequence[int]


def fill_list(
    form: Form, blank: bytes, values: Mapping[str, str], heading: Mapping[str, str], sheet: int | None
) -> bytes | None:
    """The office's own file with a register's rows or a card's fields; `sheet` is None for a Word file.

    A Word table gets as many rows as are wanted; None where a workbook has too few, or the form isn't found.
    """
    data = fill_form(Template(form.title, (), (), {}, sheet=sheet), blank, (), heading)
    fills: list[Fill] | None
    if form.kind is FormKind.CARD:
        fills = list(_card_fills(form, _sheet(data, sheet), values)) or None
    else:
        wanted = rows_of(form, values)
        table = _table(form, _sheet(data, sheet))
        copies = _missing(table, wanted) if table else None
        if copies and sheet is None:
            data = with_copies(data, copies)
        if copies is None or (copies and sheet is not None):
            return None
        fills = list(_row_fills(form, _sheet(data, sheet), wanted))
    if fills is None:
        return None
    return fill_word(data, fills) if sheet is None else fill_excel(data, fills, sheet)


def _sheet(data: bytes, sheet: int | None) -> Sheet:
    archive = Archive(data)
    return read_word(archive) if sheet is None else list(read_excel(archive))[sheet]


def _plain(words: str) -> str:
    return bare(folded(words))


def _table(form: Form, sheet: Sheet) -> _Table | None:
    for head, row in enumerate(sheet.rows):
        columns = columns_in(form, row)
        if columns is None:
            continue
        by_number = {
            number: columns[name] for number, name in enumerate(form.fields, start=1) if name in columns
        }
        return _Table(by_number, *_kinds_of_rows(form, by_number, sheet.rows, head + 1))
    return None


def _kinds_of_rows(
    form: Form, columns: Mapping[int, int], rows: Sequence[Row], first: int
) -> tuple[dict[int, int], list[int]]:
    label = label_column(form)
    labels = {_plain(words): number for number, words in enumerate(form.rows, start=1)}
    printed: dict[int, int] = {}
    free: list[int] = []
    for at, row in enumerate(rows[first:], start=first):
        found = labels.get(_plain(row.get(columns.get(label or 0, -1), "")))
        if found and found not in printed:
            printed[found] = at
        elif len(row) >= len(columns) and not _holds_words(form, columns, row):
            free.append(at)
    return printed, free


def _holds_words(form: Form, columns: Mapping[int, int], row: Row) -> bool:
    asked = (column for number, column in columns.items() if not is_serial(form.fields[number - 1]))
    return any(row.get(column, "").strip() for column in asked)


def _missing(table: _Table, wanted: Sequence[RegisterRow]) -> dict[int, int] | None:
    """How many copies of which rows of the sheet are wanted; None where it has no row to take them from."""
    counts = Counter(row.printed for row in wanted)
    if any(number and number not in table.printed for number in counts):
        return None
    copies = {table.printed[number]: count - 1 for number, count in counts.items() if number and count > 1}
    short = counts[0] - len(table.free)
    if short > 0:
        last = max([*table.free, *table.printed.values()], default=None)
        if last is None:
            return None
        copies[last] = copies.get(last, 0) + short
    return copies


def _row_fills(form: Form, sheet: Sheet, wanted: Sequence[RegisterRow]) -> Iterator[Fill]:
    """Words for each wanted row, once the sheet has rows enough: the empty one below a printed one is its."""
    table = _table(form, sheet)
    if table is None:
        return
    free = list(table.free)
    for serial, row in enumerate(wanted, start=1):
        if not row.printed:
            at = free.pop(0)
        elif row.printed == (wanted[serial - 2].printed if serial > 1 else 0):
            at = next(one for one in free if one > table.printed[row.printed])
            free.remove(at)
        else:
            at = table.printed[row.printed]
        yield from _fills_of(form, table, sheet, row, at, serial)


def _fills_of(  # noqa: PLR0913, PLR0917  One argument a part of the place.
    form: Form, table: _Table, sheet: Sheet, row: RegisterRow, at: int, serial: int
) -> Iterator[Fill]:
    cells = dict(row.cells)
    label = label_column(form)
    if row.printed and label:
        cells[label] = form.rows[row.printed - 1]
    opened = [
        number
        for number, name in enumerate(form.fields, start=1)
        if not is_serial(name) and not (row.printed and number == label)
    ]
    if row.unit and opened:
        cells[opened[0]] = f"{row.unit}：{cells.get(opened[0], '')}"
    for number, column in table.columns.items():
        is_number = is_serial(form.fields[number - 1])
        before = sheet.rows[at].get(column, "")
        words = str(serial) if is_number else " ".join(cells.get(number, "").split())
        # What the office has printed keeps its own letters and looks.
        if words and _plain(words) != _plain(before):
            yield Fill(at, column, 0, len(before), words)


def _card_fills(form: Form, sheet: Sheet, values: Mapping[str, str]) -> Iterator[Fill]:
    """The cell beside each name of a card, where the file left it empty."""
    codes = {_plain(name): f"f{number}" for number, name in enumerate(form.fields, start=1)}
    for at, row in enumerate(sheet.rows):
        columns = sorted(row)
        for column, beside in pairwise(columns):
            code = codes.get(_plain(row[column]))
            if code and values.get(code) and _plain(row[beside]) not in codes:
                words = " ".join(values[code].split())
                yield Fill(at, beside, 0, len(row[beside]), words)
