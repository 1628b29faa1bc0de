"""The State Council's yearly notice of rest days, read from its own words and written back in them.

“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”: a name, the rest days with what
joins them, and the days worked for them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from anyue.core.errors import AnyueError
from anyue.core.errors.times import (
    ARRANGEMENT_DAY_TWICE,
    ARRANGEMENT_EMPTY,
    ARRANGEMENT_FAR,
    ARRANGEMENT_NO_DAY,
    ARRANGEMENT_UNREADABLE,
)

_LINE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(]?\d{1,2}[）)、.．])?\s*(?P<name>[^：:]{1,20})[：:]"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_DAY = r"(?:(?P<year{n}>\d{{4}})年)?(?:(?P<month{n}>\d{{1,2}})月)?(?P<day{n}>\d{{1,2}})[日号]"
_SPAN = re.compile(rf"{_DAY.format(n='')}(?:\s*(?:至|到|—{{1,2}}|-|－|~|～)\s*{_DAY.format(n=2)})?")
_WORKED = re.compile("上班|补班|工作")
_LONGEST = 31
# A rest at New Year begins in the year before; a rest that ends in the one after is the same.
_SLACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ArrangedDay:
    """One day that differs from the week, or stands in a rest: `name` is that of the festival."""

    day: date
    is_workday: bool
    name: str


def read_arrangement(text: str, year: int) -> tuple[ArrangedDay, ...]:
    """The days of a year's notice in order; lines without a colon are passed over where they name no day.

    Raises AnyueError, which names the line, for a day that does not exist, lies outside the year or is both a
    rest day and a working day.
    """
    found: dict[date, ArrangedDay] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for one in _line(line.strip(), number, year):
            before = found.setdefault(one.day, one)
            if before.is_workday != one.is_workday:
                raise AnyueError(ARRANGEMENT_DAY_TWICE, field="text", day=_words(one.day), line=number)
    if not found:
        raise AnyueError(ARRANGEMENT_EMPTY, field="text")
    return tuple(found[day] for day in sorted(found))


def _line(line: str, number: int, year: int) -> Iterator[ArrangedDay]:
    head = _LINE.match(line)
    if head is None:
        if _SPAN.search(line):
            raise AnyueError(ARRANGEMENT_UNREADABLE, field="text", line=number)
        return
    days = 0
    month: int | None = None
    for sentence in re.split("[。；;]", _BRACKETS.sub("", line[head.end() :])):
        is_workday = _WORKED.search(sentence) is not None
        for span in _SPAN.finditer(sentence):
            month = int(span["month"]) if span["month"] else month
            first = _date(span["year"], month, span["day"], number, year)
            last = first
            if span["day2"]:
                month = int(span["month2"]) if span["month2"] else month
                last = _date(
                    span["year2"] or (span["year"] if month == first.month else None),
                    month,
                    span["day2"],
                    number,
                    year,
                )
            for day in _days(first, last, number, year):
                days += 1
                yield ArrangedDay(day, is_workday, head["name"].strip())
    if not days:
        raise AnyueError(ARRANGEMENT_NO_DAY, field="text", line=number)


def _date(year: str | None, month: int | None, day: str, line: int, default: int) -> date:
    try:
        return date(int(year) if year else default, month or 0, int(day))
    except ValueError:
        raise AnyueError(ARRANGEMENT_UNREADABLE, field="text", line=line) from None


def _days(first: date, last: date, line: int, year: int) -> list[date]:
    count = (last - first).days + 1
    if not 1 <= count <= _LONGEST:
        raise AnyueError(ARRANGEMENT_UNREADABLE, field="text", line=line)
    if first < date(year, 1, 1) - _SLACK or last > date(year, 12, 31) + _SLACK:
        raise AnyueError(ARRANGEMENT_FAR, field="text", line=line, year=year)
    return [first + timedelta(days=ahead) for ahead in range(count)]


def published_arrangement(year: int) -> tuple[ArrangedDay, ...]:
    """The days of a year as the library chinesecalendar knows them, in order; none for a later year."""
    from chinese_calendar import constants  # noqa: PLC0415  Only who looks after the table asks.

    named = {day: ArrangedDay(day, False, name) for day, name in constants.holidays.items()}
    named |= {day: ArrangedDay(day, True, name) for day, name in constants.workdays.items()}
    chinese = {one.value: one.chinese for one in constants.Holiday}
    return tuple(
        ArrangedDay(day, one.is_workday, chinese.get(one.name, one.name))
        for day, one in sorted(named.items())
        if day.year == year
    )


def arrangement_text(days: Iterable[ArrangedDay], year: int) -> str:
    """The days in the words of the notice, a line for each festival, to be corrected and read again."""
    lines: dict[str, list[ArrangedDay]] = {}
    for one in sorted(days, key=lambda one: one.day):
        lines.setdefault(one.name, []).append(one)
    return "\n".join(f"{name}：{_told(of_one, year)}" for name, of_one in lines.items())


def _told(days: list[ArrangedDay], year: int) -> str:
    rests = [one.day for one in days if not one.is_workday]
    worked = [one.day for one in days if one.is_workday]
    parts = []
    if rests:
        parts.append("、".join(_span_words(span, year) for span in _spans(rests)) + "放假")
    if worked:
        parts.append("、".join(_words(day, year) for day in worked) + "上班")
    return "，".join(parts) + "。" if len(parts) == 1 else "。".join(parts) + "。"


def _spans(days: list[date]) -> Iterator[list[date]]:
    numbered = enumerate(days)
    for _, group in groupby(numbered, key=lambda item: item[1].toordinal() - item[0]):
        yield [day for _, day in group]


def _span_words(days: list[date], year: int) -> str:
    first, last = days[0], days[-1]
    return _words(first, year) if first == last else f"{_words(first, year)}至{_words(last, year)}"


def _words(day: date, year: int | None = None) -> str:
    stated = "" if day.year == year else f"{day.year}年"
    return f"{stated}{day.month}月{day.day}日"
