"""Time phrases of a sentence: “5月31日前”, “6月份每周三12：00前”, “截止时间：6月20日”, “当天”, lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyue.core.notice.dates import DATE, DAY_PART, NUM, RANGE, When, last_day, parse_when
from anyue.core.notice.plan import Period
from anyue.core.notice.recurring import EVERY, recurring

_CLOCK_PATTERN = (
    r"(?:[（(][^（）()\n]{1,8}[）)])?(?:(?P<half>上午|下午|中午|晚上?|早上?|凌晨) ?)?"
    r"(?:(?P<hour>\d{1,2}) ?(?:[:：] ?(?P<minute>\d{2})"
    r"|[时点](?:(?P<minute2>\d{1,2})分|(?P<half_past>半)|整)?)|(?P<noon>中午)|下班)?"
)
# 前 begins other words too: 前期, 前往, 前提; but “前提交” is “by then, hand in”.
_BEFORE_PATTERN = r"(?:之前|以前|前(?![期往来后沿列款述言]|提(?!交|供|出|报))|止(?!血)|为止|内)"
_ONE_DATE = re.compile(rf"{DATE}|{NUM}[日号]|{DAY_PART}")
_LIST = rf"(?:{_ONE_DATE.pattern})(?:[、，和及](?:和|及)?(?:{_ONE_DATE.pattern})){{0,11}}"
_CLOCK = re.compile(_CLOCK_PATTERN)
_BEFORE = re.compile(_BEFORE_PATTERN)
_POINT = re.compile(rf"(?P<dates>{_LIST}){_CLOCK_PATTERN} ?{_BEFORE_PATTERN}")
_ON = re.compile(
    r"(?P<closes>截止(?:时间|日期)?(?:为|到|至|是|：|:)?|截至"
    r"|(?:报送|上报|提交|完成|征集|报名)(?:时间|时限|日期)(?:为|：|:|是))?"
    rf" ?(?P<dates>(?:\d{{4}}年)?{NUM}月(?:{NUM}[日号]|[底末])){_CLOCK_PATTERN}"
)
_SENDS_NEXT = re.compile(r"[，,]?(?:请|要|应|须)?(?:将|把|报|上报|提交|报送)(?![道刊纸告])")
_SOON = re.compile(
    r"(?:收到|接到|活动结束|结束|活动开展|活动|会议|通知下发|文件下发|发生)[^，。；\n]{0,12}?后 ?"
    r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})个?(?:工作日|日|天|小时)(?:之?内)?"
    r"|(?:当[天日]|次日)(?:内|前)?(?!的?(?:活动|工作|情况|进展|开展))(?=[^，。；\n]{0,12}[报送交传发])"
)
_QUARTERLY = re.compile(rf"每季度(?:末月|末|首月|初|结束后)?(?:{NUM}个?(?:工作)?[日号])?(?:之?前|内)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One time at [start, end); `must_send` where only a word of sending makes it a deadline."""

    start: int
    end: int
    due: str | None
    recurrence: str | None = None
    must_send: bool = False
    impossible: str | None = None


def time_phrases(
    text: str, start: int, end: int, year: int | None, periods: tuple[Period, ...]
) -> list[Phrase]:
    """The time phrases of one sentence in order; a phrase with three dates comes three times."""
    found = list(_repeated(text, start, end, year, periods))
    for point in _POINT.finditer(text, start, end):
        if not _overlaps(found, point):
            found += _dated(text, point, year, start, must_send=False)
    ranges = [m.span() for m in RANGE.finditer(text, start, end) if m["to"]]
    for on in _ON.finditer(text, start, end):
        if on["closes"] or (
            _SENDS_NEXT.match(text, on.end(), end) and not _inside(ranges, on.start("dates"))
        ):
            found += [] if _overlaps(found, on) else _dated(text, on, year, start, must_send=True)
    for soon in _SOON.finditer(text, start, end):
        if not _overlaps(found, soon):
            found.append(Phrase(*soon.span(), None, must_send=True))
    return sorted(found, key=lambda phrase: phrase.start)


def _repeated(
    text: str, start: int, end: int, year: int | None, periods: tuple[Period, ...]
) -> Iterator[Phrase]:
    for quarterly in _QUARTERLY.finditer(text, start, end):
        yield Phrase(*quarterly.span(), None, must_send=True)
    for every in EVERY.finditer(text, start, end):
        clock = _CLOCK.match(text, every.end(), end)
        stop = clock.end() if clock else every.end()
        before = _BEFORE.match(text, stop, end)
        due, rule = recurring(every, _clock_time(clock), year, periods)
        yield Phrase(every.start(), before.end() if before else stop, due, rule, must_send=True)


def _inside(ranges: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in ranges)


def _overlaps(found: list[Phrase], new: re.Match[str]) -> bool:
    return any(new.start() < phrase.end and phrase.start < new.end() for phrase in found)


def _dated(
    text: str, found: re.Match[str], year: int | None, sentence: int, *, must_send: bool
) -> Iterator[Phrase]:
    """One phrase a date; later dates of a list take the month from those before them."""
    time = _clock_time(found)
    month: int | None = None
    for one in _ONE_DATE.finditer(text, *found.span("dates")):
        when = parse_when(one[0], year)
        if when.month is None:
            month = month or _month_before(text, sentence, one.start())
            when = When(when.year, month, when.day, when.part)
        month = when.month
        # A target many years ahead or a date of the past is not this campaign's.
        if when.year is not None and year is not None and not year - 1 <= when.year <= year + 1:
            continue
        day = last_day(when)
        due = f"{day}T{time}" if day and time else day
        impossible = one[0] if when.is_impossible else None
        yield Phrase(found.start("dates"), found.end(), due, must_send=must_send, impossible=impossible)


def _month_before(text: str, start: int, at: int) -> int | None:
    months = re.findall(rf"({NUM})月(?!底)", text[max(start, at - 60) : at])
    return parse_when(f"{months[-1]}月").month if months else None


def _clock_time(found: re.Match[str] | None) -> str | None:
    """HH:MM of the clock of a match, None where it names no time; 24时 is 23:59."""
    if not found:
        return None
    if not found["hour"]:
        return "12:00" if found["noon"] or found["half"] == "中午" else None
    hour = int(found["hour"])
    minute = int(found["minute"] or found["minute2"] or (30 if found["half_past"] else 0))
    if found["half"] in {"下午", "晚", "晚上"} and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return "23:59"
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
