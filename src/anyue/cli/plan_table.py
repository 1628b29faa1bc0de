"""A plan as a table for people: head, periods, activities, deadlines, forms, contacts, things to check."""

import shutil
import unicodedata
from collections.abc import Iterator

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice import Plan

_KINDS = {
    FormKind.STATISTICS: "统计表",
    FormKind.REGISTER: "登记表",
    FormKind.CARD: "信息卡",
    FormKind.OTHER: "材料",
}
_SEND = {"submit": "报送", "complete": "完成"}
_OFTEN = {"weekly": "每周", "monthly": "每月", "daily": "每日"}
_DAYS = {
    "MON": "一",
    "TUE": "二",
    "WED": "三",
    "THU": "四",
    "FRI": "五",
    "SAT": "六",
    "SUN": "日",
    "-1": "最后一日",
}
_BOLD, _BLUE, _RED, _PLAIN = "\033[1m", "\033[34m", "\033[31m", "\033[0m"
_NARROWEST, _WIDEST = 60, 120


def plan_table(plan: Plan, *, colours: bool) -> str:
    """The lines of the table; control codes for colours only where `colours` is true."""
    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), _WIDEST)
    return "\n".join(_painted(line, colours=colours) for line in _lines(plan, width))


def _painted(line: tuple[str, str], *, colours: bool) -> str:
    code, words = line
    return f"{code}{words}{_PLAIN}" if colours and code else words


def _lines(plan: Plan, width: int) -> Iterator[tuple[str, str]]:
    yield _BOLD, plan.title or plan.source
    head = (
        ("发文机关", plan.issuer),
        ("发文字号", plan.doc_number),
        ("印发日期", plan.issued_on),
        ("主题", plan.theme),
        ("主送", "、".join(plan.recipients)),
        ("依据", "；".join(plan.based_on)),
    )
    for name, value in head:
        if value:
            yield "", f"  {_padded(name, 10)}{_cut(value, width - 12)}"
    for period in plan.periods:
        yield "", f"  {_padded('时间', 10)}{period.start} 至 {period.end}  {_cut(period.name, width - 40)}"
    yield from _section("活动", len(plan.activities))
    for i, activity in enumerate(plan.activities, 1):
        yield "", f"  {i:>2}  {_cut(activity.heading, width - 6)}"
        told = _joined(activity.when, activity.where, "、".join(activity.responsible))
        if told:
            yield _BLUE, f"      {_cut(told, width - 6)}"
    yield from _section("时点", len(plan.deadlines))
    for deadline in plan.deadlines:
        what = f"{_SEND.get(deadline.kind, '')}  {_cut(deadline.what, width - 56)}"
        yield "", f"  {_padded(_due(deadline.due), 30)}{what}  （{deadline.phrase}）"
    yield from _section("表格", len(plan.forms))
    for form in plan.forms:
        yield "", f"  {_padded(form.number or '附表', 8)}{_cut(form.title, width - 36)}  {_form(form)}"
    yield from _section("联系", len(plan.contacts))
    for contact in plan.contacts:
        yield "", f"  {_joined(contact.name, contact.phone, contact.email, contact.address)}"
    yield from _section("请核对", len(plan.warnings))
    for warning in plan.warnings:
        yield _RED, f"  ! {warning.message}"


def _joined(*parts: str | None) -> str:
    return "  ".join(part for part in parts if part)


def _section(name: str, count: int) -> Iterator[tuple[str, str]]:
    if count:
        yield "", ""
        yield _BOLD, f"{name}（{count}）"


def _due(due: str | None) -> str:
    """A due form in words: “每周三 12:00（2023-06）”."""
    if due is None:
        return "没有日期"
    often, *rest = due.split(" ")
    if often not in _OFTEN:
        return due.replace("T", " ")
    if often != "daily":
        often_words = _OFTEN[often] + "、".join(_DAYS.get(day, f"{day}日") for day in rest.pop(0).split(","))
    else:
        often_words = _OFTEN[often]
    months = rest.pop().replace("..", "至")
    return f"{often_words}{''.join(f' {at}' for at in rest)}（{months}）"


def _form(form: Form) -> str:
    blanks = len(form.indicators)
    told = f"{blanks} 个空" if blanks else f"{len(form.fields)} 栏"
    return f"{_KINDS[form.kind]}，{told}"


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in words)


def _padded(words: str, width: int) -> str:
    return words + " " * max(1, width - _width(words))


def _cut(words: str, width: int) -> str:
    """The words on one line, with … where they are too wide."""
    words = " ".join(words.split())
    if _width(words) <= width:
        return words
    out, used = [], 2
    for c in words:
        used += _width(c)
        if used > width:
            break
        out.append(c)
    return "".join(out) + "…"
