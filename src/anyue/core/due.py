"""The short form of a deadline's time, in parts and back.

The short forms are those of a plan: "2026-06-03", "2026-06-03T12:00", "weekly MON,WED 12:00 2026-06",
"daily 17:00 2026-06", "monthly 25 2026-06..2026-12", "monthly 7 2026", with -1 for the last day of a month.
Times are local.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")

# Ten years; more is a slip of the pen.
_MOST_YEARS = 10
# The last month of the calendar leaves no day after it.
_LAST_YEAR = 2099
_ONCE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?")
_AGAIN = re.compile(
    r"(weekly [A-Z,]{3,27}|daily|monthly -?\d{1,2})(?: (\d{2}:\d{2}))?"
    r" (\d{4}(?:-\d{2})?)(?:\.\.(\d{4}-\d{2}))?"
)


class How(StrEnum):
    """How often a deadline falls due."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline's time in parts; `at` is None where only a day is given.

    Once: `first` is the day. Otherwise `first` and `last` are the first and last day of the months it runs
    through, `weekdays` those of a weekly one (0 is Monday), `day` that of a monthly one (-1 is the last).
    """

    how: How
    first: date
    last: date
    at: time | None = None
    weekdays: tuple[int, ...] = ()
    day: int = 0


def parse_due(text: str) -> Due:
    """The parts of a short form; `ValueError` where it is none, names no day that exists or runs too long."""
    if once := _ONCE.fullmatch(text):
        day = date.fromisoformat(once[1])
        return Due(How.ONCE, day, day, time.fromisoformat(once[2]) if once[2] else None)
    again = _AGAIN.fullmatch(text)
    if again is None:
        message = f"not a due time: {text!r}"
        raise ValueError(message)
    how, _, rest = again[1].partition(" ")
    first = _month_start(again[3] if "-" in again[3] else again[3] + "-01")
    last = _month_start(again[4] or (again[3] if "-" in again[3] else again[3] + "-12"))
    last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    if last < first or last.year - first.year > _MOST_YEARS or last.year > _LAST_YEAR:
        message = f"not a stretch of time: {text!r}"
        raise ValueError(message)
    at = time.fromisoformat(again[2]) if again[2] else None
    if how == How.WEEKLY:
        return Due(How.WEEKLY, first, last, at, tuple(sorted(DAYS.index(name) for name in rest.split(","))))
    if how == How.MONTHLY:
        day_of_month = int(rest)
        if not (day_of_month == -1 or 1 <= day_of_month <= 31):
            message = f"no such day of a month: {text!r}"
            raise ValueError(message)
        return Due(How.MONTHLY, first, last, at, day=day_of_month)
    return Due(How.DAILY, first, last, at)


def _month_start(text: str) -> date:
    return date.fromisoformat(text + "-01")


def due_text(due: Due) -> str:
    """The short form of a deadline's time."""
    if due.how is How.ONCE:
        return f"{due.first}T{due.at:%H:%M}" if due.at else f"{due.first}"
    head = {
        How.WEEKLY: "weekly " + ",".join(DAYS[day] for day in due.weekdays),
        How.MONTHLY: f"monthly {due.day}",
        How.DAILY: "daily",
    }[due.how]
    first, last = f"{due.first:%Y-%m}", f"{due.last:%Y-%m}"
    months = first if first == last else f"{first}..{last}"
    return " ".join(part for part in (head, f"{due.at:%H:%M}" if due.at else "", months) if part)
