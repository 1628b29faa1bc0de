"""Dates that a person should look at: impossible and contradictory ones, flagged and never repaired."""

import re
from collections.abc import Iterator
from datetime import date

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import STARTS, YEAR_WORD, first_day, parse_when
from anyue.core.notice.header import Header
from anyue.core.notice.lines import LINE
from anyue.core.notice.named_days import WEEK, WEEKDAYS
from anyue.core.notice.numerals import NUM, number
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Deadline, Period, Warning  # noqa: A004  The plan's own word.
from anyue.core.notice.ranges import spells

_DAY = re.compile(
    rf"{STARTS}(?<![\d.])(?P<when>{YEAR_WORD}?{NUM}月{NUM}日)"
    rf"(?:[（(]?[，,]?(?P<weekday>{WEEK}[一二三四五六日天])[）)]?)?"
)
# A stretch of the year that everybody knows and nobody dates.
_OPEN = re.compile(r"今冬明春|冬春季节?期间|岁末年初|汛期|暑期|寒假期间")
_OPEN_TIME = re.compile(r"(?:时间|期限)(?:安排)?[：:为 ]{0,3}[^。\n]{0,6}$")
_MONTH_IN_TITLE = re.compile(rf"(?<![\d至到—-])({NUM})月(?:份)?(?!至|到|—|-|\d)")


def year_warnings(header: Header, anchor: Anchor) -> Iterator[Warning]:
    """Years of title, number and signature that disagree."""
    years = header_years(header)
    if len(set(years.values())) > 1:
        told = "，".join(f"{name}是{value}年" for name, value in years.items())
        yield Warning(
            "years_disagree",
            f"年份不一致：{told}。没有写明年份的日期按{anchor.year}年理解，请核对。",
            header.spans.get("title"),
        )


def header_years(header: Header) -> dict[str, int]:
    """The years that title, number and signature name, by the Chinese name of the place."""
    told = (("标题", header.title), ("文号", header.doc_number), ("落款", header.issued_on))
    return {
        name: int(found[1])
        for name, words in told
        if words and (found := re.search(r"((?:19|20)\d{2})(?:年|〕|\]|）|-)", words))
    }


def day_warnings(text: str, parts: tuple[Part, ...], anchor: Anchor) -> Iterator[Warning]:
    """Days that the calendar does not have, days on another day of the week, spans that end first."""
    for part in parts:
        if part.is_form:
            continue
        for found in _DAY.finditer(text, part.start, part.end):
            yield from _day_warning(found, anchor)
        for line in LINE.finditer(text, part.start, part.end):
            for spell in spells(text, *line.span(), anchor):
                if spell.is_backward:
                    words = text[spell.start : spell.end]
                    yield Warning(
                        "range_backward", f"“{words}”的结束早于开始，请更正。", (spell.start, spell.end)
                    )
        for found in _OPEN.finditer(text, part.start, part.end):
            if _OPEN_TIME.search(text[max(part.start, found.start() - 20) : found.start()]):
                yield Warning("time_open", f"“{found[0]}”没有写明起止日期，请补充。", found.span())


def _day_warning(found: re.Match[str], anchor: Anchor) -> Iterator[Warning]:
    when = parse_when(found["when"], anchor)
    if when.is_impossible:
        yield Warning(
            "impossible_date", f"日期“{found['when']}”不存在，没有采用，请更正。", found.span("when")
        )
        return
    day = first_day(when)
    if found["weekday"] and day and not day.startswith("X"):
        actual = date.fromisoformat(day).weekday()
        if actual != WEEKDAYS[found["weekday"][-1]]:
            yield Warning(
                "weekday_wrong",
                f"“{found[0]}”：{day}是星期{'一二三四五六日'[actual]}，请核对日期和星期。",
                found.span(),
            )


def period_warnings(title: str | None, periods: tuple[Period, ...]) -> Iterator[Warning]:
    """A title that names a month or a year in which none of the periods lies."""
    days = [(p.start, p.end) for p in periods if p.start and p.end and p.start <= p.end]
    if not title or not days:
        return
    span = periods[0].span
    years = {int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})年", title)}
    held = {int(year) for start, end in days for year in (start[:4], end[:4]) if year.isdigit()}
    if years and held and not years & held:
        yield Warning("period_differs", f"标题写{max(years)}年，活动时间却在{min(held)}年，请核对。", span)
    for found in _MONTH_IN_TITLE.finditer(title):
        month = number(found[1])
        if 1 <= month <= 12 and not any(_holds(start, end, month) for start, end in days):
            yield Warning("period_differs", f"标题写{month}月，正文的活动时间却不含{month}月，请核对。", span)


def _holds(start: str, end: str, month: int) -> bool:
    first, last = int(start[5:7]), int(end[5:7])
    return start[:4] < end[:4] or first <= month <= last


def deadline_warnings(
    deadlines: tuple[Deadline, ...], periods: tuple[Period, ...], anchor: Anchor
) -> Iterator[Warning]:
    """No deadlines; a summary that is due before its period ends; a date before the notice itself."""
    if not deadlines:
        yield Warning("no_deadlines", "没有读到报送时点。如需下级报送，请补充时点。")
    ends = [(p.end, p) for p in periods if p.end]
    for deadline in deadlines:
        day = deadline.due[:10] if deadline.due and re.match(r"\d{4}-\d\d-\d\d", deadline.due) else None
        if day and "总结" in deadline.what and ends:
            named = [p for end, p in ends if _names(p) & _names_in(deadline.what)] or [
                max(ends, key=lambda e: e[0])[1]
            ]
            end = named[0].end
            if len(ends) == 1 or _names(named[0]) & _names_in(deadline.what):
                yield from _before_end(deadline, day, end)
        if day and anchor.day and day < str(anchor.day):
            yield Warning(
                "due_before_issue",
                f"时点“{deadline.phrase}”（{day}）早于印发日期{anchor.day}，请核对。",
                deadline.span,
            )


def _before_end(deadline: Deadline, day: str, end: str | None) -> Iterator[Warning]:
    if end and day < end:
        yield Warning(
            "due_before_period_end",
            f"“{deadline.phrase}”要求报送总结，但活动到{end}才结束，报送后的变化需要补报。",
            deadline.span,
        )


def _names(period: Period) -> set[str]:
    return _names_in(period.name)


def _names_in(words: str) -> set[str]:
    return set(re.findall(r"[“\"]([^”\"]{2,20})[”\"]", words))
