"""Deadlines that come again: “6月份每周三”, “每月25日”, “每日”, as our short form and as an RFC 5545 rule."""

import re

from anyue.core.notice.dates import NUM, number, year_number
from anyue.core.notice.plan import Period
from anyue.core.schedule import recurrence_of

_MONTHS = (
    rf"(?:(?P<year>\d{{4}})年)?(?P<first>{NUM})月(?:份|{NUM}[日号]|[底初])?(?:起|开始)?"
    rf"(?:(?:至|到|—{{1,2}}|-|－|~|～)(?:(?P<year2>\d{{4}})年)?(?P<last>{NUM})月(?:份|{NUM}[日号]"
    rf"|[底末])?)?(?:期间|内|间)?[，,的]?"
)
EVERY = re.compile(
    rf"(?:{_MONTHS})?(?:(?:活动期间|期间|即日起)[，,]?)?(?:(?<=[月份期间，,起])(?:于|在))?每个?"
    rf"(?:(?:周|星期|礼拜)(?P<week>[一二三四五六日天](?:[、和及](?:周|星期)?[一二三四五六日天]){{0,4}})?"
    rf"|月(?:(?P<day>{NUM})[日号]|(?P<month_end>底|末|月底)|的?(?P<day2>{NUM})[日号])?|(?P<daily>日|天))"
)
_DAYS = dict(zip("一二三四五六日天", ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN", "SUN"), strict=True))


def recurring(
    found: re.Match[str], time: str | None, year: int | None, periods: tuple[Period, ...]
) -> tuple[str | None, str | None]:
    """(due, recurrence) of a match of `EVERY`: "weekly WED 12:00 2023-06" and its RFC 5545 rule.

    Months that the phrase leaves open are those of the campaign: its first period for weekly and daily
    reports, its longest for monthly ones. (None, None) where weekday, day or months can't be known.
    """
    how = _how_often(found)
    if how is None:
        return None, None
    stated = _stated_months(found, year) if found["first"] else None
    is_monthly = how.startswith("monthly")
    months = stated if found["first"] else _campaign_months(year, periods, is_monthly=is_monthly)
    if months is None:
        return None, None
    first, last = months
    shown = first if first == last else f"{first}..{last}"
    if is_monthly and not stated and first[:4] == last[:4]:
        # “每月25日前” says the year's months; the rule keeps to those of the campaign.
        shown = first[:4]
    due = " ".join(part for part in (how, time, shown) if part)
    try:
        rule = recurrence_of(due)
    except ValueError:
        return None, None
    return due, _within(rule, first, last) if len(shown) == 4 else rule


def _within(rule: str | None, first: str, last: str) -> str | None:
    """The yearly rule held to the months from `first` to `last`."""
    months = range(int(first[5:]), int(last[5:]) + 1)
    if rule is None or len(months) == 12:
        return rule
    return rule.replace(";BYHOUR", f";BYMONTH={','.join(str(month) for month in months)};BYHOUR", 1)


def _how_often(found: re.Match[str]) -> str | None:
    if found["daily"]:
        return "daily"
    if found["week"]:
        return f"weekly {','.join(_DAYS[c] for c in found['week'] if c in _DAYS)}"
    if found["month_end"]:
        return "monthly -1"
    day = number(found["day"] or found["day2"] or "0")
    return f"monthly {day}" if 1 <= day <= 31 else None


def _stated_months(found: re.Match[str], year: int | None) -> tuple[str, str] | None:
    """First and last month that the phrase itself names, as YYYY-MM."""
    start_year = (year_number(found["year"] + "年") if found["year"] else None) or year
    first = number(found["first"])
    last = number(found["last"]) if found["last"] else first
    if not start_year or not (1 <= first <= 12 and 1 <= last <= 12):
        return None
    end_year = int(found["year2"]) if found["year2"] else start_year + (last < first)
    return f"{start_year:04}-{first:02}", f"{end_year:04}-{last:02}"


def _campaign_months(
    year: int | None, periods: tuple[Period, ...], *, is_monthly: bool
) -> tuple[str, str] | None:
    """The months of the campaign's first period, for monthly reports of its longest; else the whole year."""
    known = [(p.start[:7], p.end[:7]) for p in periods if p.start and p.end and not p.start.startswith("X")]
    if known:
        return max(known, key=lambda months: months[1]) if is_monthly else known[0]
    return (f"{year:04}-01", f"{year:04}-12") if year and is_monthly else None
