"""A plan as a workbook that an office prints and works from: tasks, deadlines, forms, quotas, contacts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.documents.columns import width
from anyue.core.documents.plan_words import FORM_KINDS, SEND, due_words, quota_words
from anyue.core.forms.book import (
    BORDER,
    CENTRED,
    HEAD_FONT,
    LEFT,
    TITLE_FONT,
    book_bytes,
    merge,
    put_text,
    set_print,
)
from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Form
from anyue.core.notice.plan import Plan
from anyue.core.vocabulary import vocabulary

_TITLE, _HEAD, _FIRST = 1, 2, 3
_NOTICE_WIDTH = 22
# A column is measured in figures of the default face, a little narrower than half a character of ours.
_FIGURE = 1.15
_TITLE_FIGURE = 2.1
_LINE_HEIGHT, _ROW_MARGIN, _HIGHEST = 16, 8, 409
# The most that Excel holds in a cell; nothing a clerk would read is longer.
_MOST = 32_767

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet: its name, its columns as (name, width in characters), and the rows that a plan gives it."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: Callable[[Plan], Iterator[Row]]


def build_task_book(plans: Sequence[Plan]) -> bytes:
    """Bytes of a .xlsx file; several plans share the sheets, a column then names the notice of each row.

    Sheets without a row are left out, but for the first. Every cell is text. The same plans give the same
    bytes.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in _SHEETS:
        rows = [(plan, row) for plan in plans for row in sheet.rows(plan)]
        if rows or not book.worksheets:
            _write(book.create_sheet(sheet.name), sheet, plans, rows)
    return book_bytes(book)


def _write(page: Worksheet, sheet: _Sheet, plans: Sequence[Plan], rows: Sequence[tuple[Plan, Row]]) -> None:
    columns = (("序号", 6), *sheet.columns)
    if len(plans) > 1:
        columns = (*columns, ("通知", _NOTICE_WIDTH))
    title = (plans[0].title or plans[0].source) if len(plans) == 1 else f"{len(plans)}份通知"
    put_text(page.cell(_TITLE, 1), f"{title}\n{sheet.name}", font=TITLE_FONT, alignment=CENTRED)
    merge(page, _TITLE, 1, len(columns))
    room = sum(wide for _, wide in columns)
    page.row_dimensions[_TITLE].height = 36 * (1 + ceil(width(title) * _TITLE_FIGURE / room))
    page.row_dimensions[_HEAD].height = _LINE_HEIGHT + _ROW_MARGIN
    for column, (name, room) in enumerate(columns, 1):
        head = page.cell(_HEAD, column)
        put_text(head, name, font=HEAD_FONT, alignment=CENTRED)
        head.border = BORDER
        page.column_dimensions[get_column_letter(column)].width = room
    for at, (plan, row) in enumerate(rows):
        cells = (str(at + 1), *row, plan.title or plan.source)
        for column, words in enumerate(cells[: len(columns)], 1):
            cell = page.cell(_FIRST + at, column)
            put_text(cell, words[:_MOST], alignment=CENTRED if column == 1 else LEFT)
            cell.border = BORDER
        page.row_dimensions[_FIRST + at].height = _row_height(cells, columns)
    page.freeze_panes = f"A{_FIRST}"
    page.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(columns))}{max(_HEAD + len(rows), _FIRST)}"
    set_print(page, is_upright=False, head=f"{_HEAD}:{_HEAD}")
    if footer := page.HeaderFooter.oddFooter:
        footer.center.text = "第 &P 页，共 &N 页"


def _row_height(cells: Sequence[str], columns: Sequence[tuple[str, int]]) -> int:
    """Points for the longest cell; programs differ in whether they find the height by themselves."""
    pairs = zip(cells, columns, strict=False)
    lines = max(
        sum(max(1, ceil(width(line) * _FIGURE / room)) for line in words.split("\n"))
        for words, (_, room) in pairs
    )
    return min(lines * _LINE_HEIGHT + _ROW_MARGIN, _HIGHEST)


def _activities(plan: Plan) -> Iterator[Row]:
    names = {kind.code: kind.name for kind in vocabulary().kinds}
    for one in plan.activities:
        yield (
            one.number,
            " › ".join(one.path),
            one.heading,
            one.when or "",
            one.where or "",
            "、".join(one.responsible),
            names.get(one.kind or "", ""),
            one.doubt or "",
        )


def _deadlines(plan: Plan) -> Iterator[Row]:
    for one in plan.deadlines:
        forms = [_form_name(plan.forms[at]) for at in one.forms if at < len(plan.forms)]
        yield (
            due_words(one.due),
            SEND.get(one.kind, ""),
            one.what,
            one.to or "",
            "、".join([*forms, *one.documents]),
            one.phrase,
            one.doubt or "",
        )


def _forms(plan: Plan) -> Iterator[Row]:
    for form in plan.forms:
        lead = (_form_name(form), FORM_KINDS[form.kind])
        for group in form.groups:
            for one in group.indicators:
                label = bare_label(one) or one.label
                yield (
                    *lead,
                    " ".join(group.label.split()),
                    label,
                    one.column or "",
                    one.unit or "",
                    form.doubt or "",
                )
        if not form.indicators:
            for name in form.fields or ("",):
                yield *lead, "", name, "", "", form.doubt or ""


def _form_name(form: Form) -> str:
    return f"{form.number} {form.title}".strip()


def _quotas(plan: Plan) -> Iterator[Row]:
    for one in plan.quotas:
        yield one.who, quota_words(one), one.doubt or ""


def _contacts(plan: Plan) -> Iterator[Row]:
    for one in plan.contacts:
        parts = (one.name, one.phone, one.email, one.address, one.postcode, one.doubt)
        yield tuple(part or "" for part in parts)


def _warnings(plan: Plan) -> Iterator[Row]:
    for one in plan.warnings:
        yield (one.message,)


_NOTE = ("备注", 14)
_SHEETS = (
    _Sheet(
        "任务清单",
        (
            ("编号", 8),
            ("所在部分", 16),
            ("活动", 40),
            ("时间", 16),
            ("地点", 16),
            ("责任单位", 22),
            ("类别", 12),
            _NOTE,
        ),
        _activities,
    ),
    _Sheet(
        "时点",
        (("时限", 24), ("要求", 8), ("内容", 36), ("报", 16), ("表格和材料", 26), ("原文", 20), _NOTE),
        _deadlines,
    ),
    _Sheet(
        "表格",
        (("表格", 28), ("类型", 10), ("项目", 24), ("要填的内容", 40), ("列", 12), ("单位", 8), _NOTE),
        _forms,
    ),
    _Sheet("指标", (("单位", 30), ("要求", 70), _NOTE), _quotas),
    _Sheet(
        "联系方式",
        (("联系人", 14), ("电话", 20), ("邮箱", 28), ("地址", 36), ("邮编", 10), _NOTE),
        _contacts,
    ),
    _Sheet("请核对", (("需要核对之处", 110),), _warnings),
)
