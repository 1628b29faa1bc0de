"""Times and figures in the words of an official page."""

from datetime import date, datetime, time, timedelta
from math import ceil

_WEEKDAYS = "一二三四五六日"
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
MISSING = "—"


def day_words(day: date, *, year: bool = False) -> str:
    """Return 6月5日（周三）, or with `year` 2024年6月5日（周三）."""
    prefix = f"{day.year}年" if year else ""
    return f"{prefix}{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def moment_words(moment: datetime, *, year: bool = False) -> str:
    """Return 6月5日（周三）12:00 of a moment that is already in the reader's time zone."""
    return f"{day_words(moment, year=year)}{moment:%H:%M}"


def end_of_day(day: date, like: datetime) -> datetime:
    """Return the first moment after `day`, in the zone of `like`: a deadline without an hour is all day."""
    return datetime.combine(day + _DAY, time(), tzinfo=like.tzinfo)


def time_left_words(due: datetime | date, now: datetime) -> str:
    """Return 还剩 3 小时 or 已逾期 2 天: whole days, below one hours, below one minutes."""
    end = due if isinstance(due, datetime) else end_of_day(due, now)
    left = end - now
    if timedelta() <= left < _MINUTE:
        return "还剩不足 1 分钟"
    if -_MINUTE < left < timedelta():
        return "刚刚到期"
    return f"{'还剩' if left > timedelta() else '已逾期'} {_span_words(abs(left))}"


def _span_words(span: timedelta) -> str:
    if span >= _DAY:
        return f"{span // _DAY} 天"
    if span >= _HOUR:
        return f"{span // _HOUR} 小时"
    return f"{span // _MINUTE} 分钟"


def figure_words(value: object) -> str:
    """Return a figure as a table shows it: 0 as 0, thousands grouped, and an absent one as a dash."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def waiting_time(seconds: int) -> str:
    """How long to wait, rounded up: 40 秒, 15 分钟, 2 小时."""
    if seconds <= 90:
        return f"{max(seconds, 1)} 秒"
    minutes = ceil(seconds / 60)
    return f"{minutes} 分钟" if minutes <= 90 else f"{ceil(minutes / 60)} 小时"
