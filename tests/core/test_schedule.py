from datetime import date, datetime
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice import read_notice
from anyue.core.notice.plan import Period
from anyue.core.schedule import Occurrence, first_due, last_due, occurrences, recurrence_of, rule_text
from anyue.core.workdays import Workdays


def test_weekly_occurrences_cover_the_days_since_the_cutoff_before() -> None:
    due = "weekly WED 12:00 2023-06"
    assert occurrences(due, recurrence_of(due)) == (
        Occurrence(1, date(2023, 6, 1), date(2023, 6, 7), datetime(2023, 6, 7, 12)),  # noqa: DTZ001  Local time.
        Occurrence(2, date(2023, 6, 8), date(2023, 6, 14), datetime(2023, 6, 14, 12)),  # noqa: DTZ001
        Occurrence(3, date(2023, 6, 15), date(2023, 6, 21), datetime(2023, 6, 21, 12)),  # noqa: DTZ001
        Occurrence(4, date(2023, 6, 22), date(2023, 6, 28), datetime(2023, 6, 28, 12)),  # noqa: DTZ001
    )


def test_single_date_falls_due_at_the_end_of_its_day_and_covers_the_campaign() -> None:
    periods = (Period("月", "2023-06-01", "2023-06-30"),)
    assert occurrences("2023-07-03", None, periods=periods) == (
        Occurrence(1, date(2023, 6, 1), date(2023, 7, 3), datetime(2023, 7, 3, 23, 59)),  # noqa: DTZ001
    )
    assert occurrences("2023-05-31T17:00", None, periods=periods) == (
        Occurrence(1, date(2023, 5, 31), date(2023, 5, 31), datetime(2023, 5, 31, 17)),  # noqa: DTZ001
    )


@pytest.mark.parametrize(
    ("due", "count"),
    [
        ("monthly 7 2015", 12),
        ("daily 17:00 2024-02", 29),
        ("monthly 25 2023-06..2023-12", 7),
        ("monthly -1 2023", 12),
    ],
)
def test_repeated_due_has_exactly_its_occurrences(due: str, count: int) -> None:
    found = occurrences(due, None)
    assert [one.number for one in found] == list(range(1, count + 1))
    assert all(one.starts_on <= one.ends_on == one.due_at.date() for one in found)


@pytest.mark.parametrize("due", [None, "", "XXXX-06-30"])
def test_open_date_has_no_occurrences(due: str | None) -> None:
    assert occurrences(due, None) == ()


@pytest.mark.parametrize(
    "due",
    [
        "2023-06-31",
        "weekly",
        "weekly XYZ 2023-06",
        "monthly 45 2023",
        "daily 25:00 2023-06",
        "明天",
        "weekly WED 2023-06..2022-01",
    ],
)
def test_unreadable_due_is_a_value_error(due: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        occurrences(due, recurrence_of(due))


def test_first_and_last_due_look_over_all_deadlines() -> None:
    text = (
        "2023年关于活动的通知\n5月31日前报送方案，6月份每周三12：00前报送进展，"
        "特色活动当天报送，6月30日前报送总结。"
    )
    plan = read_notice(text, source="x.txt")
    assert (first_due(plan), last_due(plan)) == (
        datetime(2023, 5, 31, 23, 59),  # noqa: DTZ001
        datetime(2023, 6, 30, 23, 59),  # noqa: DTZ001
    )
    assert first_due(read_notice("", source="x.txt")) is None


@given(st.integers(2000, 2090), st.integers(1, 12), st.sampled_from(["MON", "WED", "SUN"]))
def test_weekly_occurrences_leave_no_day_out_and_count_none_twice(year: int, month: int, day: str) -> None:
    found = occurrences(f"weekly {day} 17:00 {year}-{month:02}", None)
    assert found[0].starts_on == date(year, month, 1)
    assert all((later.starts_on - earlier.ends_on).days == 1 for earlier, later in pairwise(found))


def test_rule_alone_counts_from_the_campaign_else_from_the_year_it_ends_in() -> None:
    rule = rule_text("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "17:00", "2026-12")
    assert [str(one.due_at) for one in occurrences(None, rule)] == [
        "2026-03-25 17:00:00",
        "2026-06-25 17:00:00",
        "2026-09-25 17:00:00",
        "2026-12-25 17:00:00",
    ]
    found = occurrences(None, rule, periods=[Period("", "2026-05-10", "2026-12-31")])
    assert [(str(one.starts_on), str(one.ends_on)) for one in found[:2]] == [
        ("2026-05-10", "2026-06-25"),
        ("2026-06-26", "2026-09-25"),
    ]


def test_rule_without_an_end_has_no_occurrences() -> None:
    assert occurrences(None, "FREQ=WEEKLY;BYDAY=FR") == ()


def test_last_workday_of_each_month_goes_by_the_table() -> None:
    rule = rule_text("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "12:00", "2026-10")
    june = (Period("月", "2026-09-01", "2026-10-31"),)
    rests = Workdays(frozenset({2026}), {date(2026, 9, 30): False, date(2026, 10, 31): True})
    found = [one.due_at for one in occurrences(None, rule, periods=june, workdays=rests)]
    assert found == [datetime(2026, 9, 29, 12), datetime(2026, 10, 31, 12)]  # noqa: DTZ001


def test_last_workday_of_each_quarter_is_one_of_four() -> None:
    text = "2026年关于活动的通知\n每季度最后一个工作日前报送报表。\n青溪县安委办\n2026年1月4日"
    (deadline,) = read_notice(text, source="x.txt").deadlines
    found = [one.ends_on for one in occurrences(deadline.due, deadline.recurrence)]
    assert found == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def test_every_workday_skips_rests_and_takes_make_up_days() -> None:
    due = "weekly MON,TUE,WED,THU,FRI 17:00 2023-10"
    days = {one.ends_on for one in occurrences(due, recurrence_of(due))}
    assert date(2023, 10, 2) not in days
    assert date(2023, 10, 7) in days
    assert len(days) == 19


@given(st.integers(-3, 3).filter(bool), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_place_of_a_working_day_rule_is_that_of_rfc_5545_in_years_without_rests(
    position: int, first: date
) -> None:
    rule = rule_text(f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={position}", None, "2026-12")
    periods = (Period("", first.isoformat(), "2026-12-31"),)
    own = [one.ends_on for one in occurrences(None, rule, periods=periods, workdays=Workdays())]
    begins = datetime.combine(first, datetime.min.time())
    assert own == [moment.date() for moment in rrulestr(rule, dtstart=begins)]
