from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from anyue.core.documents.calendar import ZONE, build_calendar
from anyue.core.notice.plan import Deadline, Plan
from anyue.core.schedule import occurrences, recurrence_of
from tests.core.notice.samples import NAMES, sample

PLAN = Plan("通知.txt", "", title="关于开展活动的通知", issuer="青溪县安委办", issued_on="2026-05-20")


def events(*deadlines: Deadline, plan: Plan = PLAN) -> list[Any]:
    built = build_calendar([replace(plan, deadlines=deadlines)])
    return list(Calendar.from_ical(built.data).walk("VEVENT"))


def asked(due: str | None, what: str = "统计表") -> Deadline:
    return Deadline(what, "原话", due, recurrence=recurrence_of(due))


def test_deadline_without_a_time_is_a_whole_day() -> None:
    (event,) = events(asked("2026-06-03"))
    assert (event.start, event.end) == (date(2026, 6, 3), date(2026, 6, 4))
    assert event["SUMMARY"] == "报送：统计表"


def test_deadline_with_a_time_is_that_moment_in_china() -> None:
    (event,) = events(asked("2026-06-03T12:00"))
    assert event.start == event.end == datetime(2026, 6, 3, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    "due",
    [
        "weekly WED 12:00 2026-06",
        "weekly MON,THU 2026-06..2026-08",
        "monthly 25 2026",
        "monthly -1 17:30 2026-06..2026-12",
        "daily 17:00 2026-06",
        "daily 2026-02",
    ],
)
def test_rule_in_the_calendar_gives_every_occurrence(due: str) -> None:
    (event,) = events(asked(due))
    start = event.start
    begin = start if isinstance(start, datetime) else datetime.combine(start, datetime.min.time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin)
    days = [moment.date() for moment in rule]
    assert days == [one.ends_on for one in occurrences(due, recurrence_of(due))]
    # RFC 5545: the end of a rule is told as its start is, a day for days and UTC for times.
    until = event["RRULE"]["UNTIL"][0]
    assert isinstance(until, datetime) == isinstance(start, datetime)
    assert not {"BYHOUR", "BYMINUTE"} & {*event["RRULE"]}


@pytest.mark.parametrize("due", [None, "XXXX-06-03", "2026-02-30"])
def test_deadline_without_a_date_is_named_as_left_out(due: str | None) -> None:
    built = build_calendar([replace(PLAN, deadlines=(Deadline("方案", "当天", due),))])
    assert built.left_out == ("方案（当天）",)
    assert b"VEVENT" not in built.data


def test_same_notice_gives_the_same_bytes_and_stamps_of_its_own_time() -> None:
    plan = sample("huoxiao-2024")
    built = build_calendar([plan])
    assert build_calendar([sample("huoxiao-2024")]) == built
    stamps = {event["DTSTAMP"].dt for event in events(*plan.deadlines, plan=plan)}
    assert {f"{stamp:%Y-%m-%d}" for stamp in stamps} == {plan.issued_on}


def test_identity_hangs_on_the_words_and_not_on_the_place() -> None:
    one, other = asked("2026-06-03"), asked("2026-06-04")
    first = {event["SUMMARY"] + str(event.start): event["UID"] for event in events(one, other)}
    turned = {event["SUMMARY"] + str(event.start): event["UID"] for event in events(other, one)}
    assert first == turned
    assert len({event["UID"] for event in events(one, one, other)}) == 3


def test_reminder_comes_before_the_deadline_in_waking_hours() -> None:
    (day,) = events(asked("2026-06-03"))
    (moment,) = events(asked("2026-06-03T12:00"))
    (daily,) = events(asked("daily 17:00 2026-06"))
    triggers = [event.walk("VALARM")[0]["TRIGGER"].dt for event in (day, moment, daily)]
    assert triggers == [timedelta(hours=-15), timedelta(days=-1), timedelta(hours=-1)]


def test_doubt_and_source_words_are_told() -> None:
    (event,) = events(replace(asked("2026-06-03"), doubt="没有写年份。", to="县安委办"))
    told = str(event["DESCRIPTION"]).split("\n")
    assert told == ["通知：关于开展活动的通知", "原文：原话", "报：县安委办", "请核对：没有写年份。"]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_sample_keeps_the_rules_of_the_format(name: str) -> None:
    data = build_calendar([sample(name)]).data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(words=st.text(max_size=80), due=st.sampled_from(["2026-06-03", "weekly WED 12:00 2026-06"]))
def test_any_words_come_back_whole(words: str, due: str) -> None:
    words = "".join(c for c in words if c.isprintable())
    (event,) = events(replace(asked(due), what=f"表{words}表"), plan=PLAN)
    assert str(event["SUMMARY"]) == " ".join(f"报送：表{words}表".split())
