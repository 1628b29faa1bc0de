"""When a deadline falls due: the exact occurrences of a due form such as "weekly WED 12:00 2023-06".

A naive date-time is local time of the campaign. Nothing here knows what day it is today.
"""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Protocol

_REPEATED = re.compile(
    r"(?P<often>weekly|daily|monthly)"
    r"(?: (?P<on>[A-Z]{3}(?:,[A-Z]{3})*|-1|\d{1,2}))?(?: (?P<time>\d{2}:\d{2}))?"
    r" (?P<first>\d{4}(?:-\d{2})?)(?:\.\.(?P<last>\d{4}-\d{2}))?"
)
_DAYS = {"MON": "MO", "TUE": "TU", "WED": "WE", "THU": "TH", "FRI": "FR", "SAT": "SA", "SUN": "SU"}
_END_OF_DAY = time(23, 59)
# Ten years of daily reports; a longer rule is a slip of the pen.
_MOST = 3660


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which a report is due, and the days that it covers."""

    number: int
    starts_on: date
    ends_on: date
    due_at: datetime


class _Span(Protocol):
    @property
    def start(self) -> str | None: ...
    @property
    def end(self) -> str | None: ...


class _Due(Protocol):
    @property
    def due(self) -> str | None: ...
    @property
    def recurrence(self) -> str | None: ...


class _Dated(Protocol):
    @property
    def deadlines(self) -> Sequence[_Due]: ...


def recurrence_of(due: str | None) -> str | None:
    """The RFC 5545 rule of a repeated due form, None for a single date; ValueError for an unreadable form."""
    if not due or not due.startswith(("weekly", "daily", "monthly")):
        return None
    found = _parsed(due)
    _, last = _months(found)
    at = time.fromisoformat(found["time"]) if found["time"] else _END_OF_DAY
    until = f"{last.year:04}{last.month:02}{last.day:02}T235900"
    return f"{_rule(found)};BYHOUR={at.hour};BYMINUTE={at.minute};UNTIL={until}"


def occurrences(
    due: str | None, recurrence: str | None, *, periods: Sequence[_Span] = ()
) -> tuple[Occurrence, ...]:
    """The occurrences of a deadline, numbered from 1, in order; () where it has no date or an open year.

    A date without a time falls due at 23:59. A weekly or monthly occurrence covers the days after the cutoff
    day before it up to its own; the first begins with the rule's first month. A daily one covers its day. A
    single date covers the campaign's periods up to it, the day alone where it comes before them.
    ValueError for a date that does not exist or a form that can't be read.
    """
    if not due or due.startswith("XXXX"):
        return ()
    rule = recurrence or recurrence_of(due)
    if rule is None:
        at = datetime.fromisoformat(due)
        at = at if "T" in due else datetime.combine(at.date(), _END_OF_DAY)
        return (Occurrence(1, _campaign_start(periods, at.date()), at.date(), at),)
    return tuple(_repeated(due, rule))


def first_due(plan: _Dated) -> datetime | None:
    """The first moment at which anything of the plan falls due, None where nothing has a date."""
    return min(_moments(plan), default=None)


def last_due(plan: _Dated) -> datetime | None:
    """The last moment at which anything of the plan falls due, None where nothing has a date."""
    return max(_moments(plan), default=None)


def _moments(plan: _Dated) -> Iterator[datetime]:
    for deadline in plan.deadlines:
        yield from (one.due_at for one in occurrences(deadline.due, deadline.recurrence))


def _campaign_start(periods: Sequence[_Span], due_on: date) -> date:
    starts = [date.fromisoformat(p.start) for p in periods if p.start and not p.start.startswith("X")]
    return min((start for start in starts if start <= due_on), default=due_on)


def _repeated(due: str, rule: str) -> Iterator[Occurrence]:
    from dateutil.rrule import rrulestr  # noqa: PLC0415  A reader of notices without such rules never needs it.

    first, _ = _months(_parsed(due))
    begin = datetime.combine(first, time())
    covered = first
    for number, at in enumerate(islice(rrulestr(rule, dtstart=begin, ignoretz=True), _MOST), 1):
        moment = at.replace(second=0, microsecond=0)
        if number == 1:
            # A rule held to some months of its year begins with the first of these.
            covered = max(covered, moment.date().replace(day=1))
        starts_on = moment.date() if due.startswith("daily") else min(covered, moment.date())
        yield Occurrence(number, starts_on, moment.date(), moment)
        covered = moment.date() + timedelta(days=1)


def _parsed(due: str) -> re.Match[str]:
    found = _REPEATED.fullmatch(due)
    if not found:
        raise ValueError(due)
    return found


def _rule(found: re.Match[str]) -> str:
    often, on = found["often"], found["on"]
    if often == "daily" and on is None:
        return "FREQ=DAILY"
    if often == "weekly" and on and on[0].isalpha() and all(day in _DAYS for day in on.split(",")):
        return f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[day] for day in on.split(','))}"
    if often == "monthly" and on and (on == "-1" or (on.isdigit() and 1 <= int(on) <= 31)):
        return f"FREQ=MONTHLY;BYMONTHDAY={int(on)}"
    raise ValueError(found[0])


def _months(found: re.Match[str]) -> tuple[date, date]:
    """First day of the first month and last day of the last; a year alone is all of it."""
    first, last = found["first"], found["last"]
    if len(first) == 4:
        first, last = f"{first}-01", last or f"{first}-12"
    start = date.fromisoformat(f"{first}-01")
    end = date.fromisoformat(f"{last or first}-01")
    if end < start or end.year - start.year > 10:
        raise ValueError(found[0])
    return start, end.replace(day=calendar.monthrange(end.year, end.month)[1])
