"""The calendar that a phone follows: identity, sequence, alarms."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from anyue.core.documents.feed import Mark, build_feed

DUE = datetime(2026, 6, 10, 4, tzinfo=UTC)
marks = st.builds(
    Mark,
    identity=st.integers(1, 9).map("{}@anyue".format),
    title=st.text(st.characters(codec="utf-8"), max_size=40),
    due=st.integers(0, 9999).map(lambda minutes: DUE + timedelta(minutes=minutes)),
    sequence=st.integers(0, 9),
    changed_at=st.just(DUE),
    is_done=st.booleans(),
    is_cancelled=st.booleans(),
)


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


@given(st.lists(marks, max_size=4))
def test_any_marks_are_read_back(some: list[Mark]) -> None:
    data = build_feed("报送时限", some)
    found = events(data)
    assert [(str(e["UID"]), e["SEQUENCE"], e.start) for e in found] == [
        (mark.identity, mark.sequence, mark.due) for mark in some
    ]
    assert data == build_feed("报送时限", some)
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_open_mark_rings_a_day_and_an_hour_before() -> None:
    (event,) = events(build_feed("报送时限", [Mark("1@anyue", "第3周统计表", DUE, 0, DUE)]))
    assert [alarm.TRIGGER for alarm in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-1)]
    assert (event["SUMMARY"], event["STATUS"]) == ("报送：第3周统计表", "CONFIRMED")


def test_done_and_cancelled_marks_ring_no_more() -> None:
    done, cancelled = events(
        build_feed(
            "报送时限",
            [
                Mark("1@anyue", "统计表", DUE, 0, DUE, is_done=True),
                Mark("2@anyue", "总结", DUE, 1, DUE, is_cancelled=True),
            ],
        )
    )
    assert (done["SUMMARY"], done.walk("VALARM")) == ("已报送：统计表", [])
    assert (cancelled["STATUS"], cancelled.walk("VALARM")) == ("CANCELLED", [])
