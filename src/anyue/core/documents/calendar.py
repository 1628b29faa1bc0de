"""Deadlines as a calendar file: RFC 5545, for any calendar that a phone or an office has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vDuration, vRecur

from anyue.core.documents.columns import plain
from anyue.core.documents.plan_words import SEND
from anyue.core.due import How, parse_due
from anyue.core.notice.plan import Deadline, Plan
from anyue.core.schedule import END_OF_DAY, counts_workdays, occurrences, recurrence_of

ZONE = ZoneInfo("Asia/Shanghai")
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
# Nine in the morning before the day, counted from the midnight at which a whole day begins.
_MORNING_BEFORE = -15 * _HOUR
# The start of the time at which the first of these rules fell due says these parts already.
_SAID_BY_START = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


@dataclass(frozen=True, slots=True)
class BuiltCalendar:
    """The bytes of a calendar file, and what it could not hold for want of a date."""

    data: bytes
    left_out: tuple[str, ...]


def build_calendar(plans: Sequence[Plan]) -> BuiltCalendar:
    """One event for each deadline; a repeated one carries its rule.

    A deadline without a time is a whole day. The stamp of an event is its notice's date of issue and its
    identity a digest of what it says, so that the same notices give the same bytes and a second import
    replaces the first.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Anyue//anyue read//ZH")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if len(plans) == 1:
        calendar.add("X-WR-CALNAME", plain(plans[0].title or plans[0].source))
    calendar.add("X-WR-TIMEZONE", ZONE.key)
    calendar.add_component(china_time())
    left_out: list[str] = []
    taken: set[str] = set()
    for plan in plans:
        for deadline in plan.deadlines:
            event = _event(plan, deadline, taken)
            if event is None:
                left_out.append(f"{deadline.what}（{deadline.phrase}）")
            else:
                calendar.add_component(event)
    return BuiltCalendar(calendar.to_ical(), tuple(left_out))


def china_time() -> Timezone:
    """China's one zone, which has had no summer time since 1991."""
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime(1991, 9, 15))  # noqa: DTZ001  A zone's start is told in its own local time.
    standard.add("TZNAME", "CST")
    standard.add("TZOFFSETFROM", 8 * _HOUR)
    standard.add("TZOFFSETTO", 8 * _HOUR)
    zone = Timezone()
    zone.add("TZID", ZONE.key)
    zone.add_component(standard)
    return zone


def _event(plan: Plan, deadline: Deadline, taken: set[str]) -> Event | None:
    """The event of a deadline; None where it has no date."""
    try:
        moments = occurrences(deadline.due, deadline.recurrence)
        how = parse_due(deadline.due).how if deadline.due else None
    except ValueError:
        return None
    if not moments:
        return None
    first = moments[0]
    is_day = first.due_at.time() == END_OF_DAY
    summary = plain(f"{SEND.get(deadline.kind, '')}：{deadline.what}")
    event = Event()
    event.add("UID", _identity(plan, deadline, taken))
    event.add("DTSTAMP", _stamp(plan, first.ends_on))
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", "\n".join(map(plain, _told(plan, deadline))))
    event.add("CATEGORIES", ["报送时点"])
    if is_day:
        event.add("DTSTART", first.ends_on)
        event.add("DTEND", first.ends_on + _DAY)
    else:
        event.add("DTSTART", first.due_at.replace(tzinfo=ZONE))
    recurrence = deadline.recurrence or recurrence_of(deadline.due)
    if counts_workdays(recurrence):
        # No rule knows which days are worked: each is named.
        later = [one.ends_on if is_day else one.due_at.replace(tzinfo=ZONE) for one in moments[1:]]
        if later:
            event.add("RDATE", later, parameters={"VALUE": "DATE" if is_day else "DATE-TIME"})
    elif recurrence:
        event.add("RRULE", _rule(recurrence, is_day=is_day))
    # A deadline is a mark in the day and keeps nobody from meetings.
    event.add("TRANSP", "TRANSPARENT")
    event.add_component(_alarm(summary, is_day=is_day, is_daily=how is How.DAILY))
    return event


def _identity(plan: Plan, deadline: Deadline, taken: set[str]) -> str:
    """The same for the same words; the second of two equal deadlines in one calendar gets a number."""
    words = (plan.issuer, plan.doc_number, plan.title, deadline.what, deadline.phrase, deadline.due)
    content = "\n".join(part or "" for part in words)
    for copy in range(len(taken) + 1):
        identity = sha256(f"{content}\n{copy}".encode()).hexdigest()[:32] + "@anyue"
        if identity not in taken:
            break
    taken.add(identity)
    return identity


def _stamp(plan: Plan, otherwise: date) -> datetime:
    try:
        day = date.fromisoformat(plan.issued_on or "")
    except ValueError:
        day = otherwise
    return datetime.combine(day, time(), tzinfo=UTC)


def _told(plan: Plan, deadline: Deadline) -> Iterator[str]:
    yield f"通知：{plan.title or plan.source}"
    if plan.doc_number:
        yield f"文号：{plan.doc_number}"
    yield f"原文：{deadline.phrase}"
    if deadline.to:
        yield f"报：{deadline.to}"
    if deadline.doubt:
        yield f"请核对：{deadline.doubt}"


def _rule(recurrence: str, *, is_day: bool) -> vRecur:
    """The rule in the form that goes with the start: whole days end on a day, times in UTC."""
    rule: vRecur = vRecur.from_ical(recurrence)
    for name in _SAID_BY_START:
        rule.pop(name, None)
    until = rule.get("UNTIL", [None])[0]
    if isinstance(until, datetime):
        local = until.replace(tzinfo=ZONE)
        rule["UNTIL"] = [local.date() if is_day else local.astimezone(UTC)]
    return rule


def _alarm(summary: str, *, is_day: bool, is_daily: bool) -> Alarm:
    """A reminder on the morning before a whole day, a day before a time, an hour before a daily one."""
    before = _MORNING_BEFORE if is_day else -_DAY
    if is_daily:
        before = 9 * _HOUR if is_day else -_HOUR
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm.add("TRIGGER", vDuration(before))
    return alarm
