"""Writes the office's working sheet: one row a unit (or a line of its register), the total at the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    TITLE_FONT,
    book_bytes,
    merge,
    new_book,
    put_number,
    put_text,
    set_print,
)
from anyue.core.forms.cells import column_head
from anyue.core.forms.entry import entry_form, label_column
from anyue.core.forms.form import Form, FormKind, ValueType
from anyue.core.forms.meaning import Meaning, meaning_of
from anyue.core.forms.register_rows import row_of, rows_of, unit_column
from anyue.core.rollup import add_values

_TITLE, _GROUPS, _HEAD, _FIRST = 1, 2, 3, 4
_FIXED = 2
_ROW_HEIGHT = 27.0
_LEFT_OUT = "—"


def build_total_xlsx(form: Form, rows: Sequence[tuple[str, Mapping[str, str]]]) -> bytes:
    """Bytes of a .xlsx file with the reports of `rows`, each a unit's name and its canonical values.

    A register has a row for each line that a unit filled in. Numbers are numbers and texts stay texts; no
    cell holds a formula. The foot adds what may be added over units, and says below which sums of 人 may
    count a person twice; where there are no numbers, there is no foot. The same input gives the same bytes.
    """
    whole = entry_form(form)
    if form.kind is FormKind.REGISTER:
        whole, rows = _by_line(whole, rows)
    if form.kind is FormKind.CARD:
        whole = _without_unit(whole)
    book, sheet = new_book("汇总")
    put_text(sheet.cell(_TITLE, 1), f"{form.title}（汇总）", font=TITLE_FONT, alignment=CENTRED)
    merge(sheet, _TITLE, 1, _FIXED + len(whole.indicators))
    sheet.row_dimensions[_TITLE].height = 36
    _write_head(sheet, whole)
    for at, (name, values) in enumerate(rows):
        _write_row(sheet, _FIRST + at, (str(at + 1), name), whole, values)
    if any(one.type is ValueType.NUMBER for one in whole.indicators):
        _write_foot(sheet, whole, rows)
    sheet.freeze_panes = f"{get_column_letter(_FIXED + 1)}{_FIRST}"
    set_print(sheet, is_upright=False, head=f"{_GROUPS}:{_HEAD}")
    return book_bytes(book)


def _by_line(
    form: Form, rows: Sequence[tuple[str, Mapping[str, str]]]
) -> tuple[Form, list[tuple[str, Mapping[str, str]]]]:
    """A register as a form of one line, and what the units filled in as such lines.

    A line that a unit may add has every column, so the last of them stands for all; of a unit that filled in
    nothing, one empty line says so. The unit stands before the line and in no column of its own.
    """
    unit, printed = unit_column(form), label_column(form)
    places = [(one, row_of(one.code)) for one in form.groups[-1].indicators]
    columns = {place[1]: one for one, place in places if place and place[1] != unit}
    lines: list[tuple[str, Mapping[str, str]]] = []
    for name, values in rows:
        own: list[tuple[str, Mapping[str, str]]] = []
        for row in rows_of(form, values):
            told = dict(row.cells)
            whose = told.pop(unit or 0, "") or row.unit or name
            if row.printed and printed:
                told[printed] = form.rows[row.printed - 1]
            own.append((whose, {columns[at].code: text for at, text in told.items() if at in columns}))
        lines += own or [(name, {})]
    return replace(
        form, groups=(replace(form.groups[-1], label=form.title, indicators=tuple(columns.values())),)
    ), lines


def _without_unit(form: Form) -> Form:
    """A card without the field for the unit, which stands before each line."""
    groups = (
        replace(
            group, indicators=tuple(i for i in group.indicators if meaning_of(i.label) is not Meaning.UNIT)
        )
        for group in form.groups
    )
    return replace(form, groups=tuple(groups))


def _write_head(sheet: Worksheet, form: Form) -> None:
    """Two rows: the groups, and under each its indicators with the unit of measure."""
    for column, (name, width) in enumerate((("序号", 6), ("单位", 24)), start=1):
        put_text(sheet.cell(_GROUPS, column), name, font=HEAD_FONT, alignment=CENTRED)
        for row in (_GROUPS, _HEAD):
            sheet.cell(row, column).border = BORDER
        sheet.merge_cells(start_row=_GROUPS, end_row=_HEAD, start_column=column, end_column=column)
        sheet.column_dimensions[get_column_letter(column)].width = width
    column = _FIXED + 1
    for group in form.groups:
        last = column + len(group.indicators) - 1
        for at, indicator in enumerate(group.indicators, start=column):
            put_text(sheet.cell(_HEAD, at), column_head(indicator), alignment=CENTRED)
            for row in (_GROUPS, _HEAD):
                sheet.cell(row, at).border = BORDER
            sheet.column_dimensions[get_column_letter(at)].width = 16 if indicator.unit else 20
        if group.indicators:
            put_text(
                sheet.cell(_GROUPS, column), group.label.replace("\n", ""), font=HEAD_FONT, alignment=CENTRED
            )
            merge(sheet, _GROUPS, column, last)
        column = last + 1
    sheet.row_dimensions[_GROUPS].height, sheet.row_dimensions[_HEAD].height = 66, 84


def _write_row(
    sheet: Worksheet, row: int, names: tuple[str, str], form: Form, values: Mapping[str, str]
) -> None:
    for column, name in enumerate(names, start=1):
        put_text(sheet.cell(row, column), name, alignment=LEFT if column == _FIXED else CENTRED)
        sheet.cell(row, column).border = BORDER
    for column, indicator in enumerate(form.indicators, start=_FIXED + 1):
        cell = sheet.cell(row, column)
        value = values.get(indicator.code, "")
        if indicator.type is ValueType.NUMBER and value != _LEFT_OUT:
            put_number(cell, value)
        else:
            put_text(cell, value, alignment=CENTRED if indicator.type is ValueType.NUMBER else LEFT)
        cell.border = BORDER
    sheet.row_dimensions[row].height = _ROW_HEIGHT


def _write_foot(sheet: Worksheet, form: Form, rows: Sequence[tuple[str, Mapping[str, str]]]) -> None:
    total = add_values(form, rows, over="units")
    foot = _FIRST + len(rows)
    shown = {one.code: total.values.get(one.code, _LEFT_OUT) for one in form.indicators}
    _write_row(sheet, foot, ("", "合计"), form, shown)
    overlapping = [column_head(one) for one in form.indicators if one.code in total.overlapping]
    if overlapping:
        note = f"注：{'、'.join(overlapping)}按人数相加，同一人可能被不同单位重复计入。"
        put_text(sheet.cell(foot + 1, 1), note)
        merge(sheet, foot + 1, 1, _FIXED + len(form.indicators))
        sheet.row_dimensions[foot + 1].height = _ROW_HEIGHT
