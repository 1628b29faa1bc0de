"""Days that are named, not counted: “国庆节”, “正月十五”, “6月第二个星期日”, “本月最后一个工作日”."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from anyue.core.festivals import FESTIVALS, festival, lunar_day
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.numerals import COUNT, NUM, YEAR, number, year_number
from anyue.core.workdays import published

WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "七": 6}
WEEK = "(?:周|星期|礼拜)"
_YEAR_WORD = rf"(?:{YEAR}|今年|明年)"
FESTIVAL = (
    rf"{_YEAR_WORD}?[“\"]?(?:{'|'.join(FESTIVALS)}|“十一”|十一(?=假期|长假|期间))[”\"]?"
    r"(?:国际)?(?:劳动)?(?:节|佳节)?(?:假期|长假|小长假|放假|期间)?"
)
LUNAR = rf"{_YEAR_WORD}?(?:(?:农历|阴历)(?:{NUM}|正|冬|腊)月|(?:正|冬|腊)月)(?:初{NUM}|{NUM})日?"
NTH_WEEKDAY = (
    rf"{_YEAR_WORD}?(?:{NUM}月份?|本月|当月)的?"
    rf"(?:第{COUNT}个|最后一个|首个)(?:{WEEK}[一二三四五六日天]|工作日)"
)
NAMED_DAY = rf"(?:{LUNAR}|{FESTIVAL}|{NTH_WEEKDAY})"
_FESTIVAL = re.compile(rf"(?P<year>{_YEAR_WORD})?[“\"]?(?P<name>{'|'.join(FESTIVALS)}|十一)")
_IS_LUNAR, _IS_FESTIVAL = re.compile(LUNAR), re.compile(FESTIVAL)
_LUNAR = re.compile(rf"(?P<year>{_YEAR_WORD})?(?:农历|阴历)?(?P<month>{NUM}|正|冬|腊)月(?P<day>初?{NUM})")
_NTH = re.compile(
    rf"(?P<year>{_YEAR_WORD})?(?:(?P<month>{NUM})月份?|本月|当月)的?"
    rf"(?:第(?P<nth>{COUNT})个|(?P<last>最后)一个|首个)(?:{WEEK}(?P<weekday>[一二三四五六日天])|工作日)"
)
_YEARS = range(1900, 2100)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


@dataclass(frozen=True, slots=True)
class Named:
    """A named day: None where it can't be known, with the doubt that says why."""

    day: date | None
    doubt: str | None = None
    is_festival: bool = False


def named_day(words: str, anchor: Anchor) -> Named | None:
    """The day of an expression that `NAMED_DAY` matches; None where the words are none of these."""
    if nth := _NTH.match(words):
        return _nth_weekday(words, nth, anchor)
    if _IS_LUNAR.fullmatch(words) and (found := _LUNAR.match(words)):
        month, number_of_day = _MONTHS.get(found["month"]) or number(found["month"]), number(found["day"])
        day = _next_one(lambda year: lunar_day(month, number_of_day, year), found["year"], anchor)
        return Named(day, f"“{words}”按农历理解为{day}" if day else f"“{words}”查不到对应的公历日期")
    if _IS_FESTIVAL.fullmatch(words) and (found := _FESTIVAL.match(words)):
        name = found["name"].replace("十一", "国庆")
        return Named(_next_one(lambda year: festival(name, year), found["year"], anchor), is_festival=True)
    return None


def _stated(word: str | None, anchor: Anchor) -> int | None:
    """The year that the words themselves name."""
    if word == "明年":
        return anchor.year + 1 if anchor.year else None
    return year_number(word) if word and word != "今年" else None


def _next_one(on: Callable[[int], date | None], word: str | None, anchor: Anchor) -> date | None:
    """The day in the year that is named; else the first after the issue, else that of the notice's year."""
    stated = _stated(word, anchor)
    year = stated or anchor.year
    if year is None or year not in _YEARS:
        return None
    if stated or anchor.day is None or anchor.day.year != year:
        return on(year)
    return next((day for day in (on(year), on(year + 1)) if day and day >= anchor.day), None)


def _nth_weekday(words: str, found: re.Match[str], anchor: Anchor) -> Named:
    month = number(found["month"]) if found["month"] else (anchor.day.month if anchor.day else 0)
    year = _stated(found["year"], anchor) or anchor.year_of(month)[0]
    if year is None or year not in _YEARS or not 1 <= month <= 12:
        return Named(None, None if month else f"“{words}”没有写明是哪个月")
    position = -1 if found["last"] else number(found["nth"] or "一") - 1
    days = [date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    if not found["weekday"]:
        workdays = anchor.workdays or published()
        return Named(workdays.edge(days, position), workdays.doubt(days[0]))
    wanted = [day for day in days if day.weekday() == WEEKDAYS[found["weekday"]]]
    return Named(wanted[position] if position < len(wanted) else None)
