"""What a person's units owe, as a calendar that a phone subscribes to: RFC 5545, titles and times only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, vDuration

from anyue.core.documents.calendar import ZONE, china_time
from anyue.core.documents.columns import plain

_BEFORE = (timedelta(days=-1), timedelta(hours=-1))
_REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that falls due; moments are aware.

    `identity` stays the same for good, and `sequence` goes up when the time is moved or called off, so that a
    calendar that knows the event already follows (RFC 5545, 3.8.7.4). `changed_at` is when that was.
    `is_to_sign` says that it waits for this person to sign it.
    """

    identity: str
    title: str
    due: datetime
    sequence: int
    changed_at: datetime
    is_done: bool = False
    is_cancelled: bool = False
    is_to_sign: bool = False


def build_feed(name: str, marks: Iterable[Mark]) -> bytes:
    """A calendar of these marks; the same marks give the same bytes.

    What is open rings a day and an hour before; what is done or called off rings no more.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//Anyue//anyue//ZH")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", plain(name))
    calendar.add("X-WR-TIMEZONE", ZONE.key)
    # RFC 7986, and the older name that Outlook reads.
    calendar.add("REFRESH-INTERVAL", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(_REFRESH))
    calendar.add_component(china_time())
    for mark in marks:
        calendar.add_component(_event(mark))
    data: bytes = calendar.to_ical()
    return data


def _event(mark: Mark) -> Event:
    still = "待审签" if mark.is_to_sign else "报送"
    word = "已取消" if mark.is_cancelled else "已报送" if mark.is_done else still
    summary = plain(f"{word}：{mark.title}")
    event = Event()
    event.add("UID", mark.identity)
    event.add("DTSTAMP", mark.changed_at)
    event.add("LAST-MODIFIED", mark.changed_at)
    event.add("SEQUENCE", mark.sequence)
    event.add("SUMMARY", summary)
    event.add("DTSTART", mark.due.astimezone(ZONE))
    event.add("STATUS", "CANCELLED" if mark.is_cancelled else "CONFIRMED")
    # A deadline is a mark in the day and keeps nobody from meetings.
    event.add("TRANSP", "TRANSPARENT")
    if not (mark.is_done or mark.is_cancelled):
        for before in _BEFORE:
            alarm = Alarm()
            alarm.add("ACTION", "DISPLAY")
            alarm.add("DESCRIPTION", summary)
            alarm.add("TRIGGER", vDuration(before))
            event.add_component(alarm)
    return event
