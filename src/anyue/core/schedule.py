"""When a deadline falls due: the exact occurrences of a due form such as "weekly WED 12:00 2023-06".

A naive date-time is local time of the campaign. Nothing here knows what day it is today.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Protocol

from anyue.core.due import DAYS, Due, How, parse_due

_REPEATED = (How.WEEKLY, How.DAILY, How.MONTHLY)
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
    parts = parse_due(due)
    if parts.how is not How.ONCE:
        return tuple(_repeated(parts, recurrence or _rule(parts)))
    at = datetime.combine(parts.first, parts.at or _END_OF_DAY)
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


def _campaign_start(periods: Sequence[_Span], due_on: date) -> date:
    starts = [date.fromisoformat(p.start) for p in periods if p.start and not p.start.startswith("X")]
    return min((start for start in starts if start <= due_on), default=due_on)


def _rule(due: Due) -> str:
    days = {
        How.WEEKLY: ";BYDAY=" + ",".join(DAYS[day][:2] for day in due.weekdays),
        How.MONTHLY: f";BYMONTHDAY={due.day}",
    }.get(due.how, "")
    at = due.at or _END_OF_DAY
    until = due.last.isoformat().replace("-", "")
    return f"FREQ={due.how.upper()}{days};BYHOUR={at.hour};BYMINUTE={at.minute};UNTIL={until}T235900"


def _repeated(due: Due, rule: str) -> Iterator[Occurrence]:
    from dateutil.rrule import rrulestr  # noqa: PLC0415  A reader of notices without such rules never needs it.

    covered = due.first
    begin = datetime.combine(due.first, time())
    for number, at in enumerate(islice(rrulestr(rule, dtstart=begin, ignoretz=True), _MOST), 1):
        moment = at.replace(second=0, microsecond=0)
        if number == 1:
            # A rule held to some months of its year begins with the first of these.
            covered = max(covered, moment.date().replace(day=1))
        starts_on = moment.date() if due.how is How.DAILY else min(covered, moment.date())
        yield Occurrence(number, starts_on, moment.date(), moment)
        covered = moment.date() + timedelta(days=1)
