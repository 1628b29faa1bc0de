"""When a deadline falls due: from its short form to days and hours.

The short forms are those of a plan: "2026-06-03", "2026-06-03T12:00", "weekly WED 12:00 2026-06", "daily 17:00
2026-06", "monthly 25 2026-06..2026-12", "monthly 7 2026", with -1 for the last day of a month. Times are local.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from anyue.core.notice.plan import Plan

DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
END_OF_DAY = time(23, 59)

_ONCE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?")
_AGAIN = re.compile(
    r"(weekly [A-Z,]{3,27}|daily|monthly -?\d{1,2})(?: (\d{2}:\d{2}))? (\d{4}(?:-\d{2})?)(?:\.\.(\d{4}-\d{2}))?"
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


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which a deadline falls due, and the days, both included, that are reported then."""

    number: int
    starts_on: date
    ends_on: date
    due_at: datetime


def parse_due(text: str) -> Due:
    """The parts of a short form; `ValueError` where it is none or names a day that does not exist."""
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
    if last < first:
        message = f"ends before it starts: {text!r}"
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


def recurrence_of(text: str | None) -> str | None:
    """The RFC 5545 rule of a short form that comes again, with UNTIL as a local date-time; None for one day."""
    if not text or (due := parse_due(text)).how is How.ONCE:
        return None
    at = due.at or END_OF_DAY
    rule = {
        How.WEEKLY: "FREQ=WEEKLY;BYDAY=" + ",".join(DAYS[day][:2] for day in due.weekdays),
        How.MONTHLY: f"FREQ=MONTHLY;BYMONTHDAY={due.day}",
        How.DAILY: "FREQ=DAILY",
    }[due.how]
    return f"{rule};BYHOUR={at.hour};BYMINUTE={at.minute};UNTIL={due.last:%Y%m%d}T235900"


def occurrences(due: str | None) -> tuple[Occurrence, ...]:
    """All times at which a deadline falls due, in order; none where it has no known day.

    A repeated report covers the days after the one before it up to its own day; the first of them starts with
    the month. What is asked once covers its own day only: the caller knows the campaign's first day.
    Raises `ValueError` for a text that is no short form.
    """
    if due is None or due.startswith("XXXX"):
        return ()
    parts = parse_due(due)
    found: list[Occurrence] = []
    start = parts.first
    for number, day in enumerate(_days(parts), start=1):
        found.append(Occurrence(number, start, day, datetime.combine(day, parts.at or END_OF_DAY)))
        start = day + timedelta(days=1)
    return tuple(found)


def _days(due: Due) -> Iterator[date]:
    if due.how is How.ONCE:
        yield due.first
        return
    # Only this branch needs the library, and `anyue read` starts faster without it.
    from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule  # noqa: PLC0415

    first, last = (datetime.combine(day, time()) for day in (due.first, due.last))
    if due.how is How.DAILY:
        rule = rrule(DAILY, dtstart=first, until=last)
    elif due.how is How.WEEKLY:
        rule = rrule(WEEKLY, dtstart=first, until=last, byweekday=due.weekdays)
    else:
        rule = rrule(MONTHLY, dtstart=first, until=last, bymonthday=due.day)
    for moment in rule:
        yield moment.date()


def due_moments(plan: Plan) -> list[datetime]:
    """Every time at which something of the plan has to be sent in, in order."""
    found = [
        moment.due_at
        for deadline in plan.deadlines
        if deadline.kind == "submit"
        for moment in occurrences(deadline.due)
    ]
    return sorted(found)


def first_due(plan: Plan) -> datetime | None:
    """The first time at which something has to be sent in."""
    return next(iter(due_moments(plan)), None)


def last_due(plan: Plan) -> datetime | None:
    """The last time at which something has to be sent in."""
    return next(reversed(due_moments(plan)), None)
