"""A plan as the review page shows it: each item with its key, its paragraph, and its times in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from anyue.campaigns.issuing import asked_moments, campaign_days
from anyue.campaigns.reviewing import key_of
from anyue.core.due import Due, How, parse_due
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind, Indicator
from anyue.core.notice import Plan
from anyue.core.notice.plan import Deadline, Span
from anyue.web.sheet import Known, SheetGroup, sheet_groups
from anyue.web.words import day_words, moment_words

_WEEKDAYS = "一二三四五六日"
_KINDS = {
    FormKind.STATISTICS: "统计表",
    FormKind.REGISTER: "登记表",
    FormKind.CARD: "信息表",
    FormKind.OTHER: "文字材料",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a plan; `paragraph` counts the notice's paragraphs from 1, None where it has no words."""

    key: str
    index: int
    item: Any
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One deadline in words: when, how often, and what falls due with it; `forms` by position in the plan."""

    entry: Entry
    when: str
    times: int
    forms: tuple[tuple[int, Form], ...]

    @property
    def has_form(self) -> bool:
        """Whether anything is to be filled in or written by this time."""
        return bool(self.forms or self.entry.item.documents)


@dataclass(frozen=True, slots=True)
class FormPreview:
    """One form: what sort it is, its blanks, and its printed lines; `drawn` blanks fill from the ledger."""

    entry: Entry
    kind: str
    blanks: int
    drawn: int
    groups: list[SheetGroup]


@dataclass(frozen=True, slots=True)
class Outline:
    """All of a plan in the order of the page."""

    facts: list[tuple[str, str, str]]
    warnings: list[Entry]
    periods: list[tuple[Entry, str]]
    activities: list[Entry]
    deadlines: list[Asked]
    forms: list[FormPreview]
    quotas: list[Entry]
    contacts: list[Entry]


def outline_of(plan: Plan) -> Outline:
    """The items of a plan, ready for the page; never raises."""
    return Outline(
        facts=_facts(plan),
        warnings=_entries(plan, "warnings"),
        periods=[
            (entry, _period_words(entry.item.start, entry.item.end)) for entry in _entries(plan, "periods")
        ],
        activities=_entries(plan, "activities"),
        deadlines=asked_by(plan),
        forms=[_preview(entry) for entry in _entries(plan, "forms")],
        quotas=_entries(plan, "quotas"),
        contacts=_entries(plan, "contacts"),
    )


def asked_by(plan: Plan) -> list[Asked]:
    """The deadlines of a plan in the notice's order."""
    return [
        Asked(
            entry=entry,
            when=due_words(entry.item.due),
            times=_times(entry.item, plan),
            forms=tuple((i, plan.forms[i]) for i in entry.item.forms),
        )
        for entry in _entries(plan, "deadlines")
    ]


def _entries(plan: Plan, section: str) -> list[Entry]:
    items: Sequence[Any] = getattr(plan, section)
    return [
        Entry(key_of(section, index), index, item, _paragraph(plan.text, item.span))
        for index, item in enumerate(items)
    ]


def _paragraph(text: str, span: Span | None) -> int | None:
    if span is None:
        return None
    return max(1, sum(bool(line.strip()) for line in text[: span[0] + 1].split("\n")))


def _facts(plan: Plan) -> list[tuple[str, str, str]]:
    """(key, name, value) of what stands at the head of the notice; an empty value was not found."""
    told = (
        ("title", "标题", plan.title),
        ("theme", "活动主题", plan.theme),
        ("issuer", "发文机关", plan.issuer),
        ("doc_number", "发文字号", plan.doc_number),
        ("issued_on", "成文日期", _date_words(plan.issued_on)),
        ("recipients", "主送机关", "，".join(plan.recipients)),
    )
    return [
        (f"header-{name}" if name in plan.header_spans else "", label, value or "")
        for name, label, value in told
    ]


def _times(deadline: Deadline, plan: Plan) -> int:
    try:
        return len(asked_moments(deadline, *campaign_days(plan)))
    except ValueError:
        return 0


def _date_words(text: str | None) -> str:
    """2026年6月3日; a year that is not known is said to be so."""
    if not text:
        return ""
    if text.startswith("X"):
        return f"{int(text[5:7])}月{int(text[8:10])}日（年份未写明）"
    day = date.fromisoformat(text[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def _period_words(start: str | None, end: str | None) -> str:
    if start and start == end:
        return _date_words(start)
    return f"{_date_words(start) or '未写明'}至{_date_words(end) or '未写明'}"


def due_words(due: str | None) -> str:
    """The time of a deadline in words: 2026年6月3日（周三）12:00 or 2026年6月每周三 12:00."""
    if not due:
        return "没有固定时限"
    try:
        parts = parse_due(due)
    except ValueError:
        return _date_words(due) if due.startswith("X") else due
    if parts.how is How.ONCE:
        if parts.at is None:
            return day_words(parts.first, year=True)
        return moment_words(datetime.combine(parts.first, parts.at), year=True)
    return f"{_months(parts)}{_rhythm(parts)}{_clock(parts.at)}"


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


def _preview(entry: Entry) -> FormPreview:
    form: Form = entry.item
    fillable = entry_form(form)
    drawn = {indicator.code: "台账" for indicator in fillable.indicators if indicator.source}
    known = Known(values={}, errors={}, notes=drawn, returned={})
    return FormPreview(
        entry=entry,
        kind=_KINDS[form.kind],
        blanks=len(fillable.indicators),
        drawn=len(drawn),
        groups=sheet_groups(form, known),
    )


@dataclass(frozen=True, slots=True)
class Burden:
    """What one unit will be asked for one form or document: blanks each time, and how many times."""

    title: str
    kind: str
    when: str
    blanks: int
    drawn: int
    times: int

    @property
    def typed(self) -> int:
        """The blanks that a person fills over the whole campaign."""
        return (self.blanks - self.drawn) * self.times


def burden_of(plan: Plan) -> list[Burden]:
    """One line a form or document and deadline, in the notice's order.

    A register counts its printed rows, or one row where it has none: what a unit adds, it adds by itself.
    """
    return [line for asked in asked_by(plan) if asked.times for line in _burdens(asked)]


def _expected(form: Form) -> Sequence[Indicator]:
    groups = entry_form(form).groups
    if form.kind is FormKind.REGISTER:
        groups = groups[: max(1, len(form.rows))]
    return [indicator for group in groups for indicator in group.indicators]


def _burdens(asked: Asked) -> Iterator[Burden]:
    for _, form in asked.forms:
        indicators = _expected(form)
        yield Burden(
            title=f"{form.number} {form.title}".strip(),
            kind=_KINDS[form.kind],
            when=asked.when,
            blanks=len(indicators),
            drawn=sum(i.source is not None for i in indicators),
            times=asked.times,
        )
    for name in asked.entry.item.documents:
        yield Burden(name, _KINDS[FormKind.OTHER], asked.when, 1, 0, asked.times)
