"""Items of a plan in words: times, periods, and the facts of each section with their labels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from anyue.core.due import Due, How, parse_due
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.plan import (
    Activity,
    Contact,
    Deadline,
    Period,
    Quota,
    Requirement,
    Warning,  # noqa: A004  The plan's own word.
)
from anyue.core.relative import Event, relative_of
from anyue.core.rhythm import rule_words
from anyue.core.vocabulary import vocabulary
from anyue.web.words import day_words, moment_words

_WEEKDAYS = "一二三四五六日"
FORM_KINDS = {
    FormKind.STATISTICS: "统计表",
    FormKind.REGISTER: "登记表",
    FormKind.CARD: "信息表",
    FormKind.OTHER: "文字材料",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an item with its label; the first of an item is its head."""

    label: str
    words: str


def date_words(text: str | None) -> str:
    """2026年6月3日; a year that is not known is said to be so."""
    if not text:
        return ""
    if text.startswith("X"):
        return f"{int(text[5:7])}月{int(text[8:10])}日（年份未写明）"
    day = date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def period_words(start: str | None, end: str | None) -> str:
    """2026年6月1日至2026年6月30日, or one day."""
    if start and start == end:
        return date_words(start)
    return f"{date_words(start) or '未写明'}至{date_words(end) or '未写明'}"


def due_words(due: str | None) -> str:
    """The time of a deadline in words: 2026年6月3日（周三）12:00 or 2026年6月每周三 12:00."""
    if not due:
        return "没有固定时限"
    try:
        parts = parse_due(due)
    except ValueError:
        return date_words(due) if due.startswith("X") else due
    if parts.how is How.ONCE:
        if parts.at is None:
            return day_words(parts.first, year=True)
        return moment_words(datetime.combine(parts.first, parts.at), year=True)
    return f"{_months(parts)}{_rhythm(parts)}{_clock(parts.at)}"


def when_words(deadline: Deadline) -> str:
    """The time of a deadline in words, whether it has a date, a rule, or counts from an event."""
    if deadline.due:
        return due_words(deadline.due)
    if deadline.recurrence:
        return rule_words(deadline.recurrence)
    since = relative_of(deadline.phrase)
    if since is None:
        return due_words(None)
    days = f"{since.count} {'个工作日' if since.is_working else '日'}内"
    return {
        Event.RECEIPT: f"下发到各单位之日起 {days}",
        Event.ISSUE: f"下发之日起 {days}",
        Event.END: f"活动结束后 {days}",
    }[since.event]


def _months(parts: Due) -> str:
    first, last = parts.first, parts.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    year = "" if first.year == last.year else f"{last.year}年"
    return f"{first.year}年{first.month}月至{year}{last.month}月"


def _rhythm(parts: Due) -> str:
    if parts.how is How.WEEKLY:
        return "每" + "、".join(f"周{_WEEKDAYS[day]}" for day in parts.weekdays)
    if parts.how is How.MONTHLY:
        return "每月最后一日" if parts.day < 0 else f"每月{parts.day}日"
    return "每日"


def _clock(at: time | None) -> str:
    return f" {at:%H:%M}" if at else ""


def form_name(form: Form) -> str:
    """附件2 活动统计表."""
    return f"{form.number} {form.title}".strip()


def facts_of(section: str, value: Any) -> list[Fact]:  # noqa: ANN401  Each section has its own type.
    """What an item says, its head first; facts without words are left out."""
    facts = [Fact(label, words or "") for label, words in _FACTS[section](value)]
    return [facts[0], *(fact for fact in facts[1:] if fact.words)]


_Pairs = list[tuple[str, str | None]]


def _period(period: Period) -> _Pairs:
    return [("名称", period.name), ("起止", period_words(period.start, period.end))]


def _deadline(deadline: Deadline) -> _Pairs:
    return [
        ("报送内容", deadline.what),
        ("时限", when_words(deadline)),
        ("报送至", deadline.to),
        ("性质", "完成时限，不需报送" if deadline.kind == "complete" else None),
    ]


def _form(form: Form) -> _Pairs:
    blanks = len(entry_form(form).indicators) if form.kind is FormKind.STATISTICS else 0
    return [
        ("表名", form_name(form)),
        ("类别", FORM_KINDS[form.kind] + (f"，{blanks} 个空" if blanks else "")),
        ("各栏", "、".join(form.fields)),
        ("已印的行", "、".join(form.rows)),
        ("空白表", f"{form.place.file}" if form.place else None),
    ]


def _activity(activity: Activity) -> _Pairs:
    kinds = {kind.code: kind.name for kind in vocabulary().kinds}
    return [
        ("活动项目", f"{activity.number}{activity.heading}"),
        ("时间", activity.when),
        ("地点", activity.where),
        ("责任单位", "、".join(activity.responsible)),
        ("活动类型", kinds.get(activity.kind or "")),
    ]


def _quota(quota: Quota) -> _Pairs:
    other = "，或".join(f"{what} {at_least} {unit}" for what, at_least, unit in quota.any_of)
    return [
        ("数量要求", f"{quota.who}{quota.what}不少于 {quota.at_least} {quota.unit}"),
        ("或者", other),
        ("期限", quota.period),
    ]


def _contact(contact: Contact) -> _Pairs:
    return [
        ("联系人", contact.name or "联系方式"),
        ("电话", contact.phone),
        ("邮箱", contact.email),
        ("地址", contact.address),
        ("邮编", contact.postcode),
    ]


def _requirement(requirement: Requirement) -> _Pairs:
    return [("工作要求", requirement.heading)]


def _warning(warning: Warning) -> _Pairs:
    return [("提示", warning.message)]


_FACTS: dict[str, Callable[[Any], _Pairs]] = {
    "periods": _period,
    "deadlines": _deadline,
    "forms": _form,
    "activities": _activity,
    "quotas": _quota,
    "contacts": _contact,
    "requirements": _requirement,
    "warnings": _warning,
}


def changes(section: str, read: Any, value: Any) -> list[Fact]:  # noqa: ANN401  Each section has its own type.
    """What an item said when it was read, where it says something else now."""
    now = {fact.label: fact.words for fact in facts_of(section, value)} if value is not None else {}
    before = facts_of(section, read)
    told = [fact for fact in before if now.get(fact.label, "") != fact.words]
    missing = [Fact(label, "没有") for label in now if label not in {fact.label for fact in before}]
    if section == "forms" and value is not None:
        told += list(_blank_changes(read, value))
    if section == "requirements" and value is not None and read.text != value.text and not told:
        told = [Fact("内容", read.text)]
    return told + missing


def _blank_changes(read: Form, form: Form) -> list[Fact]:
    now = {indicator.code: indicator for indicator in form.indicators}
    found = []
    for indicator in read.indicators:
        kept = now.get(indicator.code)
        if kept is None:
            found.append(Fact("删去的空", indicator.label))
        elif kept != indicator:
            found.append(Fact("更正的空", indicator.label))
    return found
