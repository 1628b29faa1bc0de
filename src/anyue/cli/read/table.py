"""A plan as a table for people: head, activities, deadlines, quotas, forms, contacts, things to check."""

import shutil
from collections.abc import Iterator, Sequence
from itertools import chain

from anyue.cli.columns import cut, padded, wrapped
from anyue.core.documents.columns import plain, width
from anyue.core.documents.plan_words import SEND, contact_words, due_words, form_words, joined, quota_words
from anyue.core.notice.plan import Activity, Deadline, Plan

BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
RED, _YELLOW, _BLUE = "\033[31m", "\033[33m", "\033[34m"
_NARROWEST, _USUAL, _WIDEST = 60, 80, 120
_WIDEST_DUE = 34
_NAME, _NUMBER = 12, 6
# A heading may be a paragraph; its first lines tell which one it is.
_HEADING_LINES = 2

Line = tuple[str, str]


def plan_table(plan: Plan, *, place: tuple[int, int] = (1, 1), colours: bool) -> str:
    """The lines of the table; `place` is (which, of how many) where several follow one another.

    Control codes for colours only where `colours` is true.
    """
    columns = screen_width()
    return painted(chain(_rule(plan, *place, columns), _lines(plan, columns)), colours=colours)


def _rule(plan: Plan, at: int, total: int, columns: int) -> Iterator[Line]:
    """The line between two tables."""
    if total > 1:
        if at > 1:
            yield "", ""
        name = cut(f"—— {at}/{total} {plan.source} ", columns - 4)
        yield _DIM, name + "—" * ((columns - width(name)) // width("—"))


def screen_width() -> int:
    """The columns to fill: those of the terminal within reason, 80 where there is none."""
    return min(max(shutil.get_terminal_size((_USUAL, 24)).columns, _NARROWEST), _WIDEST)


def painted(lines: Iterator[Line], *, colours: bool) -> str:
    """The lines of (control code, words) as one text."""
    return "\n".join(f"{code}{words}{_PLAIN}" if colours and code else words for code, words in lines)


def _lines(plan: Plan, columns: int) -> Iterator[Line]:
    for line in wrapped(plan.title or plan.source, columns):
        yield BOLD, line
    for marking in plan.markings:
        yield RED, f"  ! 标有“{plain(marking)}”，请按保密规定处理，不要上传或转发。"
    yield from _head(plan, columns)
    yield from _section("活动", plan.activities)
    for number, activity in enumerate(plan.activities, 1):
        yield from _activity(number, activity, columns)
    yield from _section("时点", plan.deadlines)
    dues = [due_words(deadline.due) for deadline in plan.deadlines]
    due_columns = min(max(map(width, dues), default=0) + 2, _WIDEST_DUE)
    for deadline, due in zip(plan.deadlines, dues, strict=True):
        yield from _deadline(deadline, due, due_columns, columns)
    yield from _section("指标", plan.quotas)
    for quota in plan.quotas:
        yield from _hanging("", f"  {quota_words(quota)}", columns, indent=4)
        yield from _doubt(quota.doubt, columns, 4)
    yield from _section("表格", plan.forms)
    for form in plan.forms:
        told = form_words(form)
        title = cut(form.title, columns - 12 - width(told))
        yield "", f"  {padded(plain(form.number) or '附表', 8)}{title}  {told}"
        yield from _doubt(form.doubt, columns, 10)
    yield from _section("要求", plan.requirements)
    for requirement in plan.requirements:
        yield "", f"  {cut(requirement.heading, columns - 2)}"
        yield from _doubt(requirement.doubt, columns, 4)
    yield from _section("联系", plan.contacts)
    for contact in plan.contacts:
        yield from _hanging("", f"  {contact_words(contact)}", columns, indent=4)
        yield from _doubt(contact.doubt, columns, 4)
    yield from _section("请核对", plan.warnings)
    for warning in plan.warnings:
        yield from _hanging(RED, f"  ! {warning.message}", columns, indent=4)


def _head(plan: Plan, columns: int) -> Iterator[Line]:
    head = (
        ("", "title", ""),
        ("发文机关", "issuer", plan.issuer),
        ("发文字号", "doc_number", plan.doc_number),
        ("印发日期", "issued_on", plan.issued_on),
        ("主题", "theme", plan.theme),
        ("主送", "recipients", "、".join(plan.recipients)),
        ("依据", "based_on", "；".join(plan.based_on)),
        ("文件", "files", "、".join(plan.files) if len(plan.files) > 1 else ""),
    )
    for name, field, value in head:
        if value:
            yield from _named(name, value, columns)
        yield from _doubt(plan.header_doubts.get(field), columns, _NAME)
    for period in plan.periods:
        span = f"{period.start or '？'} 至 {period.end or '？'}"
        yield from _named("时间", f"{span}  {period.name}", columns)
        yield from _doubt(period.doubt, columns, _NAME)


def _named(name: str, value: str, columns: int) -> Iterator[Line]:
    first, *rest = wrapped(value, columns - _NAME, most=3) or [""]
    yield "", f"  {padded(name, _NAME - 2)}{first}"
    for line in rest:
        yield "", " " * _NAME + line


def _activity(number: int, activity: Activity, columns: int) -> Iterator[Line]:
    first, *rest = wrapped(activity.heading, columns - _NUMBER, _HEADING_LINES) or [""]
    yield "", f"{number:>4}  {first}"
    for line in rest:
        yield "", " " * _NUMBER + line
    told = joined(activity.when, activity.where, "、".join(activity.responsible))
    for line in wrapped(told, columns - _NUMBER, _HEADING_LINES):
        yield _BLUE, " " * _NUMBER + line
    yield from _doubt(activity.doubt, columns, _NUMBER)


def _deadline(deadline: Deadline, due: str, due_columns: int, columns: int) -> Iterator[Line]:
    left = padded(f"  {padded(due, due_columns)}{SEND.get(deadline.kind, '')}", due_columns + 8)
    first, *rest = wrapped(deadline.what, columns - width(left), _HEADING_LINES) or [""]
    yield "", left + first
    indent = " " * width(left)
    for line in rest:
        yield "", indent + line
    told = f"原文：{deadline.phrase}" + (f"  报：{deadline.to}" if deadline.to else "")
    for line in wrapped(told, columns - width(left)):
        yield _DIM, indent + line
    yield from _doubt(deadline.doubt, columns, 4)


def _doubt(doubt: str | None, columns: int, indent: int) -> Iterator[Line]:
    if doubt:
        yield from _hanging(_YELLOW, f"{' ' * indent}？ {doubt}", columns, indent=indent + 3)


def _hanging(code: str, words: str, columns: int, *, indent: int) -> Iterator[Line]:
    """Words that keep their own indent, their further lines that of `indent`."""
    own = len(words) - len(words.lstrip(" "))
    first, *rest = wrapped(words, columns - indent) or [""]
    yield code, " " * own + first
    for line in rest:
        yield code, " " * indent + line


def _section(name: str, items: Sequence[object]) -> Iterator[Line]:
    if items:
        yield "", ""
        yield BOLD, f"{name}（{len(items)}）"
