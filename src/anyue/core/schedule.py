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

from anyue.core.due import DAYS, Due, How, parse_due
from anyue.core.workdays import Workdays, published

_REPEATED = (How.WEEKLY, How.DAILY, How.MONTHLY)
END_OF_DAY = time(23, 59)
"""When a day without a time is over."""

# Ten years of daily reports; a longer rule is a slip of the pen.
_MOST = 3660
_UNTIL = re.compile(r"UNTIL=(\d{4})(\d\d)(\d\d)")
_WORKING = re.compile(r"BYDAY=MO,TU,WE,TH,FR(?:;|$)")
_MONTHS = re.compile(r"BYMONTH=([\d,]+)")
_POSITION = re.compile(r"BYSETPOS=(-?\d+)")
_CLOCK = re.compile(r"BYHOUR=(\d+);BYMINUTE=(\d+)")


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


class _Asked(Protocol):
    @property
    def due(self) -> str | None: ...
    @property
    def recurrence(self) -> str | None: ...


class _Dated(Protocol):
    @property
    def deadlines(self) -> Sequence[_Asked]: ...


def recurrence_of(due: str | None) -> str | None:
    """The RFC 5545 rule of a repeated due form, None for a single date; ValueError for an unreadable form."""
    if not due or not due.startswith(_REPEATED):
        return None
    return _rule(parse_due(due))


def counts_workdays(recurrence: str | None) -> bool:
    """Whether a rule speaks of working days: it names all days from Monday to Friday."""
    return recurrence is not None and _WORKING.search(recurrence) is not None


def occurrences(
    due: str | None,
    recurrence: str | None,
    *,
    periods: Sequence[_Span] = (),
    workdays: Workdays | None = None,
) -> tuple[Occurrence, ...]:
    """The occurrences of a deadline, numbered from 1, in order; () where it has no date or an open year.

    A date without a time falls due at 23:59. A weekly or monthly occurrence covers the days after the cutoff
    day before it up to its own; the first begins with the rule's first month. A daily one covers its day. A
    single date covers the campaign's periods up to it, the day alone where it comes before them. A rule
    without a due form (every quarter, every other week) counts from the campaign's first day, else from the
    first day of the year that it ends in. Where a rule names Monday to Friday it means working days, by the
    table `workdays`, which is the published one where none is given.
    ValueError for a date that does not exist or a form that can't be read.
    """
    if not due:
        return tuple(_ruled(recurrence, periods, workdays)) if recurrence else ()
    if due.startswith("XXXX"):
        return ()
    parts = parse_due(due)
    if parts.how is not How.ONCE:
        is_daily = parts.how is How.DAILY
        return tuple(_repeated(recurrence or _rule(parts), parts.first, workdays, is_daily=is_daily))
    at = datetime.combine(parts.first, parts.at or END_OF_DAY)
    return (Occurrence(1, _campaign_start(periods, parts.first), parts.first, at),)


def first_due(plan: _Dated) -> datetime | None:
    """The first moment at which anything of the plan falls due, None where nothing has a date."""
    return min(_moments(plan), default=None)


def last_due(plan: _Dated) -> datetime | None:
    """The last moment at which anything of the plan falls due, None where nothing has a date."""
    return max(_moments(plan), default=None)


def _moments(plan: _Dated) -> Iterator[datetime]:
    for deadline in plan.deadlines:
        yield from (one.due_at for one in occurrences(deadline.due, deadline.recurrence))


def _campaign_start(periods: Sequence[_Span], due_on: date, *, otherwise: date | None = None) -> date:
    starts = [date.fromisoformat(p.start) for p in periods if p.start and not p.start.startswith("X")]
    return min((start for start in starts if start <= due_on), default=otherwise or due_on)


def rule_text(head: str, at: str | None, last_month: str) -> str:
    """An RFC 5545 rule to the end of a month (YYYY-MM): "FREQ=MONTHLY;BYDAY=-1FR" with the time of day HH:MM.

    ValueError for a month or a time that does not exist.
    """
    year, month = int(last_month[:4]), int(last_month[5:])
    last = date(year, month, calendar.monthrange(year, month)[1])
    return _timed(head, time.fromisoformat(at) if at else END_OF_DAY, last)


def _rule(due: Due) -> str:
    days = {
        How.WEEKLY: ";BYDAY=" + ",".join(DAYS[day][:2] for day in due.weekdays),
        How.MONTHLY: f";BYMONTHDAY={due.day}",
    }.get(due.how, "")
    return _timed(f"FREQ={due.how.upper()}{days}", due.at or END_OF_DAY, due.last)


def _timed(head: str, at: time, last: date) -> str:
    # Not %Y, which writes a year before 1000 with fewer than the four digits that a rule must have.
    until = last.isoformat().replace("-", "")
    return f"{head};BYHOUR={at.hour};BYMINUTE={at.minute};UNTIL={until}T235900"


def _ruled(rule: str, periods: Sequence[_Span], workdays: Workdays | None) -> Iterator[Occurrence]:
    """The occurrences of a rule that stands alone."""
    found = _UNTIL.search(rule)
    if found is None:
        return iter(())
    until = date.fromisoformat(f"{found[1]}-{found[2]}-{found[3]}")
    first = _campaign_start(periods, until, otherwise=date(until.year, 1, 1))
    return _repeated(rule, first, workdays, is_daily=False)


def _moments_of(rule: str, first: date, workdays: Workdays | None) -> Iterator[datetime]:
    if counts_workdays(rule):
        return _working_moments(rule, first, workdays or published())
    from dateutil.rrule import rrulestr  # noqa: PLC0415  A reader of notices without such rules never needs it.

    return iter(rrulestr(rule, dtstart=datetime.combine(first, time()), ignoretz=True))


def _working_moments(rule: str, first: date, workdays: Workdays) -> Iterator[datetime]:
    """Every working day, or the one at the rule's place in each of its months."""
    until, position, months = _UNTIL.search(rule), _POSITION.search(rule), _MONTHS.search(rule)
    if until is None:
        return
    clock = _CLOCK.search(rule)
    at = time(int(clock[1]), int(clock[2])) if clock else END_OF_DAY
    last = date(int(until[1]), int(until[2]), int(until[3]))
    named = {int(month) for month in months[1].split(",")} if months else set(range(1, 13))
    day = first.replace(day=1) if position else first
    while day <= last:
        ends = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        days = [day + timedelta(days=ahead) for ahead in range((ends - day).days + 1)]
        chosen = [workdays.edge(days, _place(position))] if position else filter(workdays.is_workday, days)
        if day.month in named:
            yield from (datetime.combine(one, at) for one in chosen if one and first <= one <= last)
        day = ends + timedelta(days=1)


def _place(position: re.Match[str]) -> int:
    """The place in a list that a rule's position means: rules count from 1, and from -1 backwards."""
    place = int(position[1])
    return place - 1 if place > 0 else place


def _repeated(rule: str, first: date, workdays: Workdays | None, *, is_daily: bool) -> Iterator[Occurrence]:
    covered = first
    for number, at in enumerate(islice(_moments_of(rule, first, workdays), _MOST), 1):
        moment = at.replace(second=0, microsecond=0)
        if number == 1 and rule.startswith("FREQ=MONTHLY"):
            # A rule held to some months of its year begins with the first of these.
            covered = max(covered, moment.date().replace(day=1))
        starts_on = moment.date() if is_daily else min(covered, moment.date())
        yield Occurrence(number, starts_on, moment.date(), moment)
        covered = moment.date() + timedelta(days=1)
