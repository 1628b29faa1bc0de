"""Spans of days: “6月1日至30日”, “2023.6.1-6.30”, “即日起至6月底”, “6月1日起，为期一个月”, “第二季度”."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import (
    DAY_PART,
    MONTH,
    NUMERIC,
    SHORT,
    STARTS,
    YEAR_WORD,
    When,
    first_day,
    last_day,
    parse_when,
)
from anyue.core.notice.named_days import FESTIVAL, LUNAR
from anyue.core.notice.numerals import COUNT, NUM, number

# The day of the week or a time of day may stand between the first day and the dash.
_REMARK = r"(?:[（(][^（）()\n]{1,8}[）)])?(?:[上下]午)?(?:\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分)?))?"
# “5月2日开始，9月30日结束” needs no 至 between its days.
_DASH = (
    r"(?:(?:起|开始)[，,](?=[^，。；\n]{3,12}(?:结束|截止|止))"
    r"|[ ]?(?:起|开始)?[，,]?[ ]?(?:至|到|—{1,3}|－{1,3}|-{1,3}|–{1,3}|―{1,3}|~|～|─{1,3})[ ]?)"
)
_FROM = (
    rf"{LUNAR}|{YEAR_WORD}?{MONTH}(?:{NUM}[日号]?|[上中下]旬|[底末初])?|{NUMERIC}|{SHORT}|即日|现在"
    r"|(?:本)?(?:方案|通知)?(?:印发|下发|发布|发文)之日"
    rf"|{FESTIVAL}"
)
# “6—8月”: the first month of two.
_FIRST_OF_MONTHS = rf"(?<![\d.]){NUM}(?=[ ]?[至到—－\-~～–]{{1,2}}[ ]?{NUM}月(?!{NUM}[日号]))"
_TO = (
    rf"{LUNAR}|{YEAR_WORD}?(?:{MONTH})?{DAY_PART}|{YEAR_WORD}?{MONTH}|{NUMERIC}|{SHORT}"
    rf"|(?:{YEAR_WORD}|本)?年?[底末]|{FESTIVAL}"
)
RANGE = re.compile(
    rf"(?=[即现本方通印下发]|{STARTS})(?P<from>{_FROM}|{_FIRST_OF_MONTHS}){_REMARK}{_DASH}(?P<to>{_TO})"
)
_LASTING = re.compile(
    rf"{STARTS}(?P<from>{YEAR_WORD}?{MONTH}(?:{NUM}[日号])?)(?:起|开始)?[，,（( ]{{0,2}}(?:集中)?(?:开展)?"
    rf"(?:为期|历时|用时|利用)"
    rf"(?P<count>{COUNT}|半)个?(?P<unit>月|周|星期|天|日|年)"
)
_WHOLE = re.compile(
    rf"(?=全|{STARTS})(?P<year>{YEAR_WORD})?(?:(?P<month>{NUM})月份?(?:全月|整月|全月份)"
    rf"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<all>全年))"
)
_WEEK = re.compile(
    rf"{STARTS}(?P<month>{YEAR_WORD}?{NUM}月份?)的?第(?P<nth>[一二三四1-4])(?:个?周|个?星期)(?![一二三四五六日天（(])"
)
# Each pattern behind what it can't do without, which is found much faster than the pattern.
_DASHES = re.compile(r"[至到—－\-–―~～─]|(?:起|开始)[，,]")
_LENGTHS = re.compile("为期|历时|用时|利用")
_WHOLES = re.compile("全[月年]|整月|季度|半年")
_WEEKS = re.compile("周|星期")


@dataclass(frozen=True, slots=True)
class Spell:
    """A span of days at [start, end) of the text; a day is None where it can't be known."""

    start: int
    end: int
    first: str | None
    last: str | None
    doubt: str | None = None

    @property
    def is_backward(self) -> bool:
        """Whether it ends before it begins."""
        return bool(self.first and self.last and self.last < self.first)


def spells(text: str, start: int, end: int, anchor: Anchor) -> list[Spell]:
    """The spans of days between two offsets, in order; one inside another is left out."""
    found: list[Spell] = []
    covered: set[int] = set()
    for sign, pattern, read in (
        (_DASHES, RANGE, _ranged),
        (_LENGTHS, _LASTING, _lasting),
        (_WHOLES, _WHOLE, _whole),
        (_WEEKS, _WEEK, _week),
    ):
        for one in pattern.finditer(text, start, end) if sign.search(text, start, end) else ():
            if covered.isdisjoint(range(*one.span())):
                covered.update(range(*one.span()))
                found.append(read(one, anchor))
    return sorted(found, key=lambda spell: spell.start)


def _ranged(found: re.Match[str], anchor: Anchor) -> Spell:
    """The end takes what it leaves open from the start, and lies in the next year where its month is less."""
    today = found["from"] in {"即日", "现在"} or found["from"].endswith("之日")
    if today:
        day = anchor.day
        start = When(day.year, day.month, day.day) if day else When(anchor.year, None, None)
    else:
        is_bare = re.fullmatch(NUM, found["from"])
        start = parse_when(found["from"] + "月" if is_bare else found["from"], anchor)
    end = parse_when(found["to"], Anchor(start.year or anchor.year, workdays=anchor.workdays))
    if end.month is None:
        end = replace(end, month=start.month)
    elif not re.search(r"年|\d{4}", found["to"]) and start.year and start.month and end.month < start.month:
        end = replace(end, year=start.year + 1)
    doubt = start.doubt or end.doubt
    if today and not doubt:
        word = found["from"]
        doubt = f"“{word}起”按成文日期理解" if anchor.day else f"“{word}起”从哪天算起没有写明"
    return Spell(*found.span(), first_day(start), last_day(end), doubt)


def _lasting(found: re.Match[str], anchor: Anchor) -> Spell:
    """“6月1日起，为期一个月” ends on 30 June."""
    when = parse_when(found["from"], anchor)
    first = first_day(when)
    if not first or first.startswith("X"):
        return Spell(*found.span(), first, None, when.doubt)
    day = date.fromisoformat(first)
    count = number(found["count"])
    if found["unit"] in {"月", "年"} and found["count"] != "半":
        months = day.year * 12 + day.month - 1 + count * (12 if found["unit"] == "年" else 1)
        year, month = divmod(months, 12)
        after = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    else:
        days = {"周": 7, "星期": 7, "月": 15, "年": 183}.get(found["unit"], 1)
        after = day + timedelta(days=days * (count or 1))
    return Spell(*found.span(), first, str(after - timedelta(days=1)), when.doubt)


def _whole(found: re.Match[str], anchor: Anchor) -> Spell:
    """A month, a quarter, half a year or a year from its first day to its last."""
    first, last = 1, 12
    if found["month"]:
        first = last = number(found["month"])
    elif found["quarter"]:
        last = number(found["quarter"]) * 3
        first = last - 2
    elif found["half"]:
        first, last = (1, 6) if found["half"] == "上" else (7, 12)
    year = parse_when(f"{found['year'] or ''}{last}月", anchor)
    return Spell(
        *found.span(), first_day(replace(year, month=first)), last_day(replace(year, month=last)), year.doubt
    )


def _week(found: re.Match[str], anchor: Anchor) -> Spell:
    """“6月第二周”: the week of Monday to Sunday, the first being the one that holds the month's first day."""
    month = parse_when(found["month"], anchor)
    first = first_day(month)
    if not first or first.startswith("X"):
        return Spell(*found.span(), None, None)
    day = date.fromisoformat(first)
    monday = day + timedelta(days=7 * (number(found["nth"]) - 1) - day.weekday())
    doubt = f"“{found[0]}”没有写明日期，按周一至周日、含1日的一周为第一周理解"
    return Spell(*found.span(), str(max(monday, day)), str(monday + timedelta(days=6)), doubt)
