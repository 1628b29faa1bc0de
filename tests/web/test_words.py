from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.web.words import day_words, figure_words, moment_words, time_left_words

NOW = datetime(2024, 6, 5, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3, hours=23), "还剩 3 天"),
        (timedelta(days=1), "还剩 1 天"),
        (timedelta(hours=23, minutes=59), "还剩 23 小时"),
        (timedelta(hours=3), "还剩 3 小时"),
        (timedelta(minutes=59, seconds=59), "还剩 59 分钟"),
        (timedelta(seconds=59), "还剩不足 1 分钟"),
        (timedelta(), "还剩不足 1 分钟"),
        (timedelta(seconds=-1), "刚刚到期"),
        (timedelta(minutes=-1), "已逾期 1 分钟"),
        (timedelta(hours=-5), "已逾期 5 小时"),
        (timedelta(days=-2, hours=-1), "已逾期 2 天"),
    ],
)
def test_time_left_rounds_down_to_the_largest_whole_measure(left: timedelta, words: str) -> None:
    assert time_left_words(NOW + left, NOW) == words


def test_deadline_without_an_hour_lasts_until_the_end_of_its_day() -> None:
    assert time_left_words(date(2024, 6, 5), NOW) == "还剩 15 小时"
    assert time_left_words(date(2024, 6, 4), NOW) == "已逾期 9 小时"


def test_deadline_in_another_zone_is_the_same_moment() -> None:
    assert time_left_words(datetime(2024, 6, 5, 4, 0, tzinfo=UTC), NOW) == "还剩 3 小时"


@given(st.datetimes(timezones=st.just(UTC)), st.timedeltas(timedelta(days=-999), timedelta(days=999)))
def test_time_left_says_overdue_exactly_when_a_minute_has_passed(due: datetime, left: timedelta) -> None:
    try:
        now = due - left
    except OverflowError:
        return
    assert time_left_words(due, now).startswith("已逾期") == (left <= timedelta(minutes=-1))


def test_moment_is_written_as_an_official_date() -> None:
    assert moment_words(datetime(2024, 6, 5, 12, 0, tzinfo=UTC)) == "6月5日（周三）12:00"
    assert moment_words(datetime(2024, 12, 1, 0, 5, tzinfo=UTC), year=True) == "2024年12月1日（周日）00:05"
    assert day_words(date(2024, 6, 3)) == "6月3日（周一）"


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (None, "—"), ("", "—"), (1234567, "1,234,567"), (-3, "-3"), ("约300", "约300")],
)
def test_figure_tells_zero_from_missing(value: object, words: str) -> None:
    assert figure_words(value) == words
