"""Makes every form fillable through indicators, so that a report is always one mapping of code to value."""

import re
from collections.abc import Iterable
from dataclasses import replace

from anyue.core.forms.form import Adds, Form, FormKind, Group, Indicator, ValueType
from anyue.core.forms.register_rows import MOST_ROWS, ordered, own_rows

EXTRA_ROWS = 5
"""How many empty rows a register offers before anybody asks for more, up to `MOST_ROWS`."""

DOCUMENT_LIMIT = 20_000
"""The most characters of a written document, such as a summary."""

SERIAL = "序号"


_ADDED = re.compile(r"r([0-9]{1,3})")
_DRAWN = re.compile(r"(p[0-9]+)e[0-9]+")
_NUMBERED = re.compile(r"p([0-9]+)")


def entry_form(form: Form, codes: Iterable[str] = (), *, rows: int = EXTRA_ROWS) -> Form:
    """The form with an indicator for each place that can be filled; a statistics table is returned as it is.

    A card has one text a field (codes f1, f2 …). A register has one text for each row and column that is
    neither 序号 nor pre-printed: p2c3 is the third column of the second pre-printed row, r1c3 that of the
    first row that the unit adds. It has the rows that the `codes` of some values speak of as well, and at
    least so many added `rows`; a pre-printed row that has records need not be empty beside them. A written
    document without fields has the one text `content`.
    """
    if form.kind is FormKind.STATISTICS:
        return form
    if form.kind is FormKind.REGISTER:
        return replace(form, groups=_register_groups(form, codes, rows))
    if form.fields:
        fields = tuple(_text(f"f{at}", name) for at, name in enumerate(form.fields, start=1))
        return replace(form, groups=(Group(form.title, fields),))
    content = replace(_text("content", "正文"), limit=DOCUMENT_LIMIT)
    return replace(form, groups=(Group(form.title, (content,)),))


def label_column(form: Form) -> int | None:
    """The 1-based column of a register's pre-printed text, the first but 序号; None without such rows."""
    if not form.rows:
        return None
    return next((at for at, name in enumerate(form.fields, start=1) if not is_serial(name)), None)


def is_serial(name: str) -> bool:
    """Whether a column of this name is numbered by the form itself."""
    return "".join(name.split()) == SERIAL


def _register_groups(form: Form, codes: Iterable[str], least: int) -> tuple[Group, ...]:
    columns = [(at, name) for at, name in enumerate(form.fields, start=1) if not is_serial(name)]
    printed = label_column(form)
    told = own_rows(codes)
    added = [int(found[1]) for row in told if (found := _ADDED.fullmatch(row))]
    last = min(max([least, *added]), MOST_ROWS)
    drawn = {found[1] for row in told if (found := _DRAWN.fullmatch(row))}
    rows = {row for row in told if not _ADDED.fullmatch(row)}
    rows |= {f"p{number}" for number in range(1, len(form.rows) + 1)} - drawn
    groups = []
    for row in (*ordered(rows, len(form.rows)), *(f"r{number}" for number in range(1, last + 1))):
        found = _NUMBERED.match(row)
        number = int(found[1]) if found else 0
        if number > len(form.rows):
            continue
        label = form.rows[number - 1] if number else _row_label(row)
        open_columns = [(at, name) for at, name in columns if not number or at != printed]
        groups.append(Group(label, tuple(_text(f"{row}c{at}", name) for at, name in open_columns)))
    return tuple(groups)


def _row_label(row: str) -> str:
    return f"增加第 {row[1:]} 行" if row.startswith("r") else "台账记录"


def _text(code: str, label: str) -> Indicator:
    return Indicator(label=label, unit=None, type=ValueType.TEXT, code=code, adds=Adds.NONE)
