"""Dates as notices write them: “2023年5月29日”, “6月底”, “二〇二三年六月一日”, and ranges of them."""

import calendar
import re
from dataclasses import dataclass

from anyue.core.notice.outline import chinese_value

NUM = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = r"(?:\d{4}|[一二][一二三四五六七八九十〇○Ｏ零0O]{3})年"
_YEAR_WORD = rf"(?:{YEAR}|今年|本年度?|当年|明年|次年)"
DAY_PART = rf"(?:{NUM}[日号]|月?[底末初]|[上中下]旬|中下旬)"
DATE = (
    rf"(?:(?:{_YEAR_WORD})?{NUM}月(?:份)?(?:{DAY_PART})?|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|(?:{_YEAR_WORD}|本)?(?:年|月|年度)[底末])"
)
_DASH = r"[ ]?(?:至|到|—{1,2}|－{1,2}|-{1,2}|–|~|～|─{1,2})[ ]?"
_ONE = re.compile(
    rf"(?P<year>{_YEAR_WORD})?(?:(?P<month>{NUM})月份?)?(?:(?P<day>{NUM})(?:[日号]|\Z)"
    rf"|(?P<part>月?[底末初]|[上中下]旬|中下旬))?"
)
_NUMERIC = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
RANGE = re.compile(
    rf"(?P<from>(?:{_YEAR_WORD})?{NUM}月(?:份)?(?:{NUM}[日号]?|[上中下]旬|[底末初])?"
    rf"|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})(?:起|开始)?"
    rf"{_DASH}(?P<to>(?:{_YEAR_WORD})?(?:{NUM}月份?)?(?:{NUM}[日号]|[上中下]旬|[底末])?"
    rf"|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})"
)
_DIGITS = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0, "Ｏ": 0, "O": 0, "0": 0}
# Years that a notice can mean; others are a slip of the pen, and 9999 leaves no day after it.
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_LAST_OF_PART = {"初": 5, "上旬": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class When:
    """A date as written: parts that the words leave open are None. `part` is 底, 上旬 and the like."""

    year: int | None
    month: int | None
    day: int | None
    part: str = ""

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


def number(text: str) -> int:
    """The value of a figure in Arabic or Chinese numerals."""
    return int(text) if text.isdigit() else chinese_value(text)


def year_number(text: str) -> int | None:
    """2023 for “2023年” and “二〇二三年”; None for 今年 and the like."""
    bare = text.removesuffix("年")
    if bare.isdigit() and bare.isascii():
        return int(bare)
    digits = [_DIGITS.get(c) for c in bare]
    if len(digits) == 4 and None not in digits:
        return int("".join(str(d) for d in digits))
    return None


def parse_when(text: str, year: int | None = None) -> When:
    """The date of one expression that `DATE` matches; `year` stands in where the words name none."""
    if found := _NUMERIC.match(text):
        return When(int(found[1]), int(found[2]), int(found[3]))
    if re.fullmatch(rf"(?:{_YEAR_WORD}|本)?年?度?[底末]", text) and "月" not in text:
        named = year_number(text[: text.find("年") + 1])
        return When(named or _relative(text, year), 12, None, "底")
    found = _ONE.match(text)
    if not found:
        return When(year, None, None)
    word = found["year"] or ""
    stated = year_number(word) if word else None
    return When(
        stated or _relative(word, year),
        number(found["month"]) if found["month"] else None,
        number(found["day"]) if found["day"] else None,
        (found["part"] or "").removeprefix("月"),
    )


def _relative(word: str, year: int | None) -> int | None:
    return year + 1 if year and word.startswith(("明年", "次年")) else year


def first_day(when: When) -> str | None:
    """The first day meant, YYYY-MM-DD (XXXX where the year is open); None for an impossible or open date."""
    if when.month is None or when.is_impossible:
        return None
    part_start = {"中旬": 11, "下旬": 21, "底": _month_end(when), "末": _month_end(when)}
    return _iso(when, when.day or part_start.get(when.part, 1))


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


def parse_range(found: re.Match[str], year: int | None = None) -> tuple[str | None, str | None]:
    """First and last day of a match of `RANGE`; the end takes what it leaves open from the start."""
    start = parse_when(found["from"], year)
    end = parse_when(found["to"], start.year)
    if end.month is None:
        end = When(end.year, start.month, end.day, end.part)
    elif start.year and end.year == start.year and start.month and end.month < start.month:
        end = When(end.year + 1, end.month, end.day, end.part)
    return first_day(start), last_day(end)
