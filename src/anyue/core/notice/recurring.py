"""Deadlines that come again: “6月份每周三”, “每月25日”, “每季度末”, as our short form and an RFC 5545 rule.

Every week, day and month on fixed days have a short form ("weekly WED 12:00 2023-06"); every other rhythm
(quarters, fortnights, the last working day) has the rule alone.
"""

import re
from dataclasses import dataclass
from datetime import date

from anyue.core.due import DAYS
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.named_days import WEEK, WEEKDAYS
from anyue.core.notice.numerals import COUNT, NUM, number, year_number
from anyue.core.notice.plan import Period
from anyue.core.schedule import counts_workdays, recurrence_of, rule_text
from anyue.core.workdays import published

_MONTHS = (
    rf"(?:(?P<year>\d{{4}})年)?(?P<first>{NUM})月(?:份|{NUM}[日号]|[底初])?(?P<on>起|开始)?"
    rf"(?:(?:至|到|—{{1,2}}|-|－|~|～)(?:(?P<year2>\d{{4}})年)?(?P<last>{NUM})月(?:份|{NUM}[日号]"
    rf"|[底末])?)?(?:期间|内|间)?[，,的]?"
)
# “每周一次”, “每周一报” say how often, not on which day.
_ON_WEEKDAYS = (
    r"[一二三四五六日天](?!次|个|篇|条|份|场|期|例|题|课|讲|调度|通报|总结|报(?!送|告))"
    r"(?:(?:至|到|-)(?:周|星期)?[二三四五六日天]|[、和及](?:周|星期)?[一二三四五六日天]){0,4}"
)
_ON_DAYS = rf"{NUM}[日号](?:[、，,和及]{NUM}[日号]){{0,4}}"
_NTH = rf"(?:第(?P<nth>{COUNT})个|(?P<final>最后一?个?)|首个)(?:{WEEK}(?P<nth_day>[一二三四五六日天])|工作日)"
EVERY = re.compile(
    rf"(?:{_MONTHS})?(?:(?:活动期间|期间|即日起)[，,]?)?(?:(?<=[月份期间，,起])(?:于|在))?"
    rf"(?:(?:每逢|逢){WEEK}(?P<falls>{_ON_WEEKDAYS})"
    rf"|每隔?(?P<other>两|2|二|双|一)?个?{WEEK}的?(?:{WEEK})?(?P<week>{_ON_WEEKDAYS})?"
    rf"|每半个?月|每旬|每半年|每(?:个)?工作日|每个?(?:日|天)"
    rf"|每个?季度?(?P<of_quarter>末月|首月|第[一二三]个?月|末|初|结束后|最后一?个?月)?的?"
    rf"(?:(?P<quarter_day>{NUM})[日号](?!内)|(?P<quarter_end>最后一[天日])|(?P<workday>最后一?个?工作日))?"
    rf"|(?:每个?月|次月)的?(?:(?P<days>{_ON_DAYS})|(?P<month_end>底|末|月底|最后一[天日])|{_NTH})?)"
)
REPEATS = re.compile("[每逢次]")
"""What every match of `EVERY` holds."""

# Rhythms longer than a week or so: their months are those of the longest period.
_RARER = re.compile(r"每(?:个|半个?)?(?:月|季|年|旬)|次月")
_QUARTERS = {"首": "1,4,7,10", "初": "1,4,7,10", "结": "1,4,7,10", "二": "2,5,8,11"}
# Rhythms that name no day, with the days that an office would take.
_UNDATED = {
    "每半月": ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "每月15日和月底"),
    "每半个月": ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "每月15日和月底"),
    "每旬": ("FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "每月10日、20日和月底"),
    "每半年": ("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "6月底和12月底"),
}
_WORKING_WEEK = "MO,TU,WE,TH,FR"


@dataclass(frozen=True, slots=True)
class Recurring:
    """One repeated time: the short form (None where it has none) and the rule, both None where not known."""

    due: str | None
    rule: str | None
    doubt: str | None = None


def recurring(
    found: re.Match[str], time: str | None, anchor: Anchor, periods: tuple[Period, ...]
) -> tuple[Recurring, ...]:
    """The repeated times of a match of `EVERY`, one for each day of a list of days of the month.

    Months that the phrase leaves open are those of the campaign: its first period for weekly and daily
    reports, its longest for rarer ones; the whole year where it has no period.
    """
    months = _months(found, anchor, periods, is_often=not _RARER.search(found[0]))
    if rare := _rare(found):
        rule, doubt = rare
        ruled = _ruled(rule, time, months)
        return (Recurring(None, ruled, doubt or _unarranged(ruled, months, anchor)),)
    hows = _short_forms(found)
    if not hows:
        return (Recurring(None, None, f"“{found[0]}”没有写明是哪一天"),)
    if months is None:
        return (Recurring(None, None, f"“{found[0]}”从哪个月到哪个月没有写明"),)
    doubt = _unarranged(f"BYDAY={_WORKING_WEEK}", months, anchor) if "工作日" in found[0] else None
    is_stated = bool(found["last"] or (found["first"] and not found["on"]))
    return tuple(_one(how, time, months, doubt, is_stated=is_stated) for how in hows)


def _unarranged(rule: str | None, months: tuple[str, str] | None, anchor: Anchor) -> str | None:
    """The doubt about working days of a year that is not arranged yet; None for a rule of other days."""
    if months is None or not counts_workdays(rule):
        return None
    workdays = anchor.workdays or published()
    return workdays.doubt(*(date(year, 1, 1) for year in range(int(months[0][:4]), int(months[1][:4]) + 1)))


def _ruled(head: str, time: str | None, months: tuple[str, str] | None) -> str | None:
    try:
        return rule_text(head, time, months[1]) if months else None
    except ValueError:
        return None


def _one(
    how: str, time: str | None, months: tuple[str, str], doubt: str | None, *, is_stated: bool
) -> Recurring:
    first, last = months
    shown = first if first == last else f"{first}..{last}"
    if how.startswith("monthly") and not is_stated and first[:4] == last[:4]:
        # “每月25日前” says the year's months; the rule keeps to those of the campaign.
        shown = first[:4]
    due = " ".join(part for part in (how, time, shown) if part)
    try:
        rule = recurrence_of(due)
    except ValueError:
        return Recurring(None, None, f"“{due}”不是能用的时间")
    return Recurring(due, _within(rule, first, last) if len(shown) == 4 else rule, doubt)


def _within(rule: str | None, first: str, last: str) -> str | None:
    """The yearly rule held to the months from `first` to `last`."""
    months = range(int(first[5:]), int(last[5:]) + 1)
    if rule is None or len(months) == 12:
        return rule
    return rule.replace(";BYHOUR", f";BYMONTH={','.join(str(month) for month in months)};BYHOUR", 1)


def _short_forms(found: re.Match[str]) -> list[str]:
    """The rhythms that the short form knows: daily, weekly on days, monthly on a day."""
    if week := found["week"] or found["falls"]:
        return [f"weekly {','.join(_weekdays(week))}"]
    if "工作日" in found[0]:
        return ["weekly MON,TUE,WED,THU,FRI"]
    if found["month_end"]:
        return ["monthly -1"]
    if found["days"]:
        days = [number(day) for day in re.findall(NUM, found["days"])]
        return [f"monthly {day}" for day in days if 1 <= day <= 31]
    return ["daily"] if re.search("每个?[日天]", found[0]) else []


def _weekdays(words: str) -> list[str]:
    """MON,WED for “一、周三”, MON to FRI for “一至五”."""
    days = [WEEKDAYS[c] for c in words if c in WEEKDAYS]
    if re.search("[至到-]", words) and len(days) == 2:
        days = list(range(days[0], days[1] + 1))
    return [DAYS[day] for day in dict.fromkeys(days)]


def _rare(found: re.Match[str]) -> tuple[str, str | None] | None:
    """The head of the rule of a rhythm that has no short form, and the doubt about it."""
    words = found[0]
    if found["other"] and not (found["other"] == "一" and "隔" not in words):
        days = ",".join(day[:2] for day in _weekdays(found["week"] or ""))
        return f"FREQ=WEEKLY;INTERVAL=2;BYDAY={days or 'FR'}", (
            f"“{words}”从哪一周算起没有写明，按活动开始的一周起算" + ("" if days else "，且按周五理解")
        )
    if rest := next((rest for sign, rest in _UNDATED.items() if sign in words), None):
        return rest[0], f"“{words}”没有写明日期，按{rest[1]}理解"
    if "每季" in words or "每个季" in words:
        return _quarterly(found)
    if not (found["final"] or found["nth"] or "首个" in words):
        return None
    nth = -1 if found["final"] else number(found["nth"] or "一")
    if found["nth_day"]:
        return f"FREQ=MONTHLY;BYDAY={nth}{_weekdays(found['nth_day'])[0][:2]}", None
    return f"FREQ=MONTHLY;BYDAY={_WORKING_WEEK};BYSETPOS={nth}", None


def _quarterly(found: re.Match[str]) -> tuple[str, str | None] | None:
    part = found["of_quarter"] or "末"
    months = next((months for sign, months in _QUARTERS.items() if sign in part), "3,6,9,12")
    if "一" in part and "最后" not in part:
        months = _QUARTERS["首"]
    head = f"FREQ=YEARLY;BYMONTH={months}"
    if found["workday"]:
        # A place in the list of a yearly rule would be one of the year.
        return f"FREQ=MONTHLY;BYMONTH={months};BYDAY={_WORKING_WEEK};BYSETPOS=-1", None
    if found["quarter_day"] and 1 <= number(found["quarter_day"]) <= 31:
        doubt = None if found["of_quarter"] else f"“{found[0]}”没有写明是季度的哪个月，按末月理解"
        return f"{head};BYMONTHDAY={number(found['quarter_day'])}", doubt
    if part in {"初", "结束后", "首月"}:
        return None
    doubt = None if found["of_quarter"] else f"“{found[0]}”没有写明日期，按季度最后一天理解"
    return f"{head};BYMONTHDAY=-1", doubt


def _months(
    found: re.Match[str], anchor: Anchor, periods: tuple[Period, ...], *, is_often: bool
) -> tuple[str, str] | None:
    """First and last month, as YYYY-MM: those that the phrase names, else the campaign's."""
    campaign = _campaign_months(anchor.year, periods, is_often=is_often)
    if not found["first"]:
        return campaign
    first = number(found["first"])
    year = year_number(found["year"]) if found["year"] else anchor.year_of(first)[0]
    if not year or not 1 <= first <= 12:
        return None
    start = f"{year:04}-{first:02}"
    if found["last"]:
        last = number(found["last"])
        end_year = int(found["year2"]) if found["year2"] else year + (last < first)
        return (start, f"{end_year:04}-{last:02}") if 1 <= last <= 12 else None
    if found["on"]:
        # “6月起每月” runs on to the end of the campaign.
        return start, max(campaign[1] if campaign else "", f"{year:04}-12" if not is_often else start)
    return start, start


def _campaign_months(
    year: int | None, periods: tuple[Period, ...], *, is_often: bool
) -> tuple[str, str] | None:
    known = [
        (p.start, p.end)
        for p in periods
        if p.start and p.end and not p.start.startswith("X") and p.start <= p.end
    ]
    if not known:
        return (f"{year:04}-01", f"{year:04}-12") if year and not is_often else None
    first, last = known[0]
    for start, end in known[1:]:
        # Stages follow each other and make one stretch; a campaign beside the first one is another matter.
        if start > last or not is_often:
            first, last = min(first, start), max(last, end)
    return first[:7], last[:7]
