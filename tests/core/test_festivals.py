from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.festivals import FESTIVALS, festival, lunar_day


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("元旦", 2024, date(2024, 1, 1)),
        ("春节", 2024, date(2024, 2, 10)),
        ("除夕", 2024, date(2024, 2, 9)),
        ("元宵", 2024, date(2024, 2, 24)),
        ("清明", 2024, date(2024, 4, 4)),
        ("五一", 2024, date(2024, 5, 1)),
        ("端午", 2024, date(2024, 6, 10)),
        ("中秋", 2024, date(2024, 9, 17)),
        ("国庆", 2024, date(2024, 10, 1)),
        ("腊八", 2024, date(2024, 1, 18)),
    ],
)
def test_festival_has_its_day(name: str, year: int, day: date) -> None:
    assert festival(name, year) == day


def test_twelfth_lunar_month_falls_in_the_year_after() -> None:
    assert lunar_day(12, 23, 2024) == date(2024, 2, 2)


def test_lunar_date_that_a_year_lacks_is_none() -> None:
    assert lunar_day(13, 1, 2024) is None
    assert lunar_day(6, 31, 2024) is None


@given(st.sampled_from(FESTIVALS), st.integers(1, 9998))
def test_festival_falls_in_its_year_or_is_not_known(name: str, year: int) -> None:
    day = festival(name, year)
    assert day is None or day.year == year
