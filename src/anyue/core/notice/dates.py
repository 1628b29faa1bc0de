"""Dates as notices write them: “2023年5月29日”, “6月底”, “二〇二三年六月一日”, “国庆节”, “下月5日”."""

import calendar
import re
from dataclasses import dataclass, replace

from anyue.core.festivals import FESTIVALS
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.named_days import NAMED_DAY, named_day
from anyue.core.notice.numerals import NUM, YEAR, number, year_number

YEAR_WORD = rf"(?:{YEAR}|今年|本年度?|当年|同年|明年|次年|翌年|来年)"
MONTH = rf"(?:{NUM}|元)月份?"
# “6月中国…” is no part of a month; “6月中前” is.
DAY_PART = rf"(?:{NUM}[日号]|月?[底末初]|[上中下]旬|中下旬|上中旬|中(?=[之以]?前))"
NUMERIC = r"\d{4}[-./]\d{1,2}[-./]\d{1,2}"
# “6.30” is a date only where a word of time stands behind it, and no measure.
SHORT = r"(?<![\d.§])\d{1,2}[./]\d{1,2}(?![\d./米倍万亿元吨公毫厘度℃%％])"
_OF_THIS_MONTH = rf"(?:本|当|下个?)月(?:{NUM}[日号]|[底末初]|[上中下]旬)"
_QUARTER = rf"{YEAR_WORD}?(?:第?[一二三四1-4]季度[底末]?|[上下]半年[底末]?)"
_FIRST = "".join(sorted({name[0] for name in FESTIVALS}))
# What any date begins with: looked at first, it spares the rest of a long pattern at every other character.
STARTS = rf"(?=[\d一二三四五六七八九十廿卅元今本当同明次翌来年度月上中下第农阴正冬腊首“\"{_FIRST}])"
DATE = (
    rf"(?:{NAMED_DAY}|{YEAR_WORD}?{MONTH}{DAY_PART}?|{NUMERIC}|{_OF_THIS_MONTH}|{_QUARTER}"
    rf"|{YEAR_WORD}度?[底末]|本?(?:年|月|年度)[底末])"
)
_ONE = re.compile(
    rf"(?P<year>{YEAR_WORD})?(?:(?P<month>{NUM}|元)月份?)?(?:(?P<day>{NUM})(?:[日号]|\Z)"
    rf"|(?P<part>月?[底末初]|[上中下]旬|中下旬|上中旬|中))?"
)
_FIGURES = re.compile(r"(?:(\d{4})[-./])?(\d{1,2})[-./](\d{1,2})")
_YEAR_END = re.compile(rf"(?P<year>{YEAR_WORD}|本)?(?:年度?|度)?(?<=[年度])[底末]")
_SEASON = re.compile(rf"(?P<year>{YEAR_WORD})?第?(?P<season>[一二三四1-4上下])(?:季度|半年)")
_LAST_MONTHS = {"上": 6, "下": 12}
# Years that a notice can mean; others are a slip of the pen, and 9999 leaves no day after it.
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_OF_PART = {"初": 5, "上旬": 10, "中": 15, "中旬": 20, "上中旬": 20}
_FIRST_OF_PART = {"中": 15, "中旬": 11, "中下旬": 11, "下旬": 21}


@dataclass(frozen=True, slots=True)
class When:
    """A date as written: parts that the words leave open are None. `part` is 底, 上旬 and the like.

    `doubt` says why the reading is unsure; `is_festival` that “前” means the days before it, not until it.
    """

    year: int | None
    month: int | None
    day: int | None
    part: str = ""
    doubt: str | None = None
    is_festival: bool = False

    @property
    def is_impossible(self) -> bool:
        """Whether the calendar has no such day (in any year where it is open), or nobody means the year."""
        if self.year is not None and not _FIRST_YEAR <= self.year <= _LAST_YEAR:
            return True
        if self.month is not None and not 1 <= self.month <= 12:
            return True
        if self.month is None or self.day is None:
            return self.day is not None and not 1 <= self.day <= 31
        return not 1 <= self.day <= calendar.monthrange(self.year or 2024, self.month)[1]


def parse_when(text: str, anchor: Anchor | None = None) -> When:
    """The date of one expression that `DATE` matches; what its words leave open counts from `anchor`."""
    since = anchor or Anchor()
    if named := named_day(text, since):
        if named.day is None:
            return When(None, None, None, doubt=named.doubt)
        day = named.day
        return When(day.year, day.month, day.day, doubt=named.doubt, is_festival=named.is_festival)
    if text.startswith(("本月", "当月", "下月", "下个月")):
        return _this_month(text, since)
    when = _in_figures(text) or _season(text, since) or _year_end(text, since) or _plain(text, since)
    return _in_year(when, since)


def _in_figures(text: str) -> When | None:
    """“2023.6.1” and “6/1”."""
    found = _FIGURES.match(text)
    return When(int(found[1]) if found[1] else None, int(found[2]), int(found[3])) if found else None


def _season(text: str, anchor: Anchor) -> When | None:
    """“二季度末”, “上半年”: their last month."""
    found = _SEASON.match(text)
    if not found:
        return None
    month = _LAST_MONTHS.get(found["season"]) or number(found["season"]) * 3
    return When(_stated_year(found["year"], anchor), month, None, "末")


def _year_end(text: str, anchor: Anchor) -> When | None:
    found = _YEAR_END.fullmatch(text)
    return When(_stated_year(found["year"], anchor), 12, None, "底") if found else None


def _plain(text: str, anchor: Anchor) -> When:
    found = _ONE.match(text)
    if not found:
        return When(None, None, None)
    month = 1 if found["month"] == "元" else number(found["month"]) if found["month"] else None
    day = number(found["day"]) if found["day"] else None
    return When(_stated_year(found["year"], anchor), month, day, (found["part"] or "").removeprefix("月"))


def _this_month(text: str, anchor: Anchor) -> When:
    """“本月底”, “下月5日”: counted from the month of issue, open where that is not known."""
    when = replace(_plain(text[text.index("月") + 1 :], anchor), year=None)
    if anchor.day is None:
        return replace(when, month=None, doubt=f"“{text}”没有写明是哪个月，成文日期也没有读到")
    months = anchor.day.year * 12 + anchor.day.month - 1 + text.startswith("下")
    doubt = f"“{text}”按印发日期理解为{months // 12}年{months % 12 + 1}月"
    return replace(when, year=months // 12, month=months % 12 + 1, doubt=doubt)


def _stated_year(word: str | None, anchor: Anchor) -> int | None:
    """The year that the words themselves name: 二〇二三年, 明年."""
    if word and word.startswith(("明年", "次年", "翌年", "来年")):
        return anchor.year + 1 if anchor.year else None
    if word and not word.startswith(("今年", "本年", "当年", "同年", "本")):
        return year_number(word)
    return anchor.year if word else None


def _in_year(when: When, anchor: Anchor) -> When:
    """The date with the year that its words leave open."""
    if when.year is not None:
        return when
    year, doubt = anchor.year_of(when.month)
    return replace(when, year=year, doubt=when.doubt or doubt)


def first_day(when: When) -> str | None:
    """The first day meant, YYYY-MM-DD (XXXX where the year is open); None for an impossible or open date."""
    if when.month is None or when.is_impossible:
        return None
    start = _month_end(when) if when.part in {"底", "末"} else _FIRST_OF_PART.get(when.part, 1)
    return _iso(when, when.day or start)


def last_day(when: When) -> str | None:
    """The last day meant: “6月底” and “6月” end on the 30th, “6月上旬” on the 10th."""
    if when.month is None or when.is_impossible:
        return None
    return _iso(when, when.day or _LAST_OF_PART.get(when.part, _month_end(when)))


def _month_end(when: When) -> int:
    return calendar.monthrange(when.year or 2023, when.month or 1)[1]


def _iso(when: When, day: int) -> str:
    year = f"{when.year:04}" if when.year else "XXXX"
    return f"{year}-{when.month:02}-{day:02}"
