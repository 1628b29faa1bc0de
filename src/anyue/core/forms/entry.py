"""Makes every form fillable through indicators, so that a report is always one mapping of code to value."""

from dataclasses import replace

from anyue.core.forms.form import Adds, Form, FormKind, Group, Indicator, ValueType

EXTRA_ROWS = 5
"""How many rows of its own a unit may add to a register."""

DOCUMENT_LIMIT = 20_000
"""The most characters of a written document, such as a summary."""

SERIAL = "序号"


def entry_form(form: Form) -> Form:
    """The form with an indicator for each place that can be filled; a statistics table is returned as it is.

    A card has one text a field (codes f1, f2 …). A register has one text for each row and column that is
    neither 序号 nor pre-printed: p2c3 is the third column of the second pre-printed row, r1c3 that of the
    first row that the unit adds. A written document without fields has the one text `content`.
    """
    if form.kind is FormKind.STATISTICS:
        return form
    if form.kind is FormKind.REGISTER:
        return replace(form, groups=_register_groups(form))
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


def _register_groups(form: Form) -> tuple[Group, ...]:
    columns = [(at, name) for at, name in enumerate(form.fields, start=1) if not is_serial(name)]
    printed = label_column(form)
    open_columns = [(at, name) for at, name in columns if at != printed]
    groups = [
        Group(label, tuple(_text(f"p{row}c{at}", name) for at, name in open_columns))
        for row, label in enumerate(form.rows, start=1)
    ]
    added = [
        Group(f"增加第 {row} 行", tuple(_text(f"r{row}c{at}", name) for at, name in columns))
        for row in range(1, EXTRA_ROWS + 1)
    ]
    return (*groups, *added)


def _text(code: str, label: str) -> Indicator:
    return Indicator(label=label, unit=None, type=ValueType.TEXT, code=code, adds=Adds.NONE)
