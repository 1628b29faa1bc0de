"""Working days: the published table, tables of one's own, and years that nobody knows."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.workdays import Workdays, published

JUNE = [date(2024, 6, day) for day in range(1, 31)]


def test_rest_days_and_make_up_days_of_the_published_table() -> None:
    table = published()
    assert not table.is_workday(date(2023, 10, 2))
    assert table.is_workday(date(2023, 10, 7))
    assert not table.is_workday(date(2023, 6, 24))
    assert table.is_workday(date(2023, 6, 25))


def test_unknown_year_is_reckoned_by_the_week_and_says_so() -> None:
    table = published()
    assert table.after(date(2090, 6, 1), 3) == date(2090, 6, 6)
    assert table.edge([date(2090, 6, 2), date(2090, 6, 3), date(2090, 6, 4)], -1) == date(2090, 6, 2)
    assert table.doubt(date(2090, 6, 1), date(2026, 6, 1), None) == (
        "2090年的放假安排还没有录入，工作日按周一至周五推算，请核对"
    )
    assert table.doubt(date(2026, 6, 1)) is None


def test_first_workday_after_a_rest_skips_all_of_it() -> None:
    assert published().after(date(2023, 10, 1), 1) == date(2023, 10, 7)
    assert published().after(date(2023, 10, 1), -1) == date(2023, 9, 28)


def test_table_of_ones_own_counts_by_its_days() -> None:
    rest, worked = date(2030, 5, 1), date(2030, 4, 28)
    table = Workdays(frozenset({2030}), {rest: False, worked: True})
    assert table.after(date(2030, 4, 30), 1) == date(2030, 5, 2)
    assert table.after(date(2030, 4, 26), 1) == worked
    assert table.doubt(rest) is None


days = st.dates(date(2005, 1, 1), date(2095, 12, 1))
tables = st.builds(
    Workdays,
    st.just(frozenset({2026})),
    st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.booleans(), max_size=20),
)


@given(
    st.just(published()) | tables, days | st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 30)
)
def test_counting_on_lands_on_a_workday_with_as_many_between(table: Workdays, day: date, count: int) -> None:
    there = table.after(day, count)
    assert there is not None
    assert table.is_workday(there)
    assert sum(table.is_workday(day + timedelta(days=i)) for i in range(1, (there - day).days + 1)) == count


def test_count_that_nobody_means_is_no_day() -> None:
    assert published().after(date(2023, 6, 1), 2000) is None
    assert published().after(date.max, 1) is None


def test_last_workday_of_a_month_is_not_a_weekend() -> None:
    assert published().edge(JUNE, -1) == date(2024, 6, 28)
    assert published().edge(JUNE, 0) == date(2024, 6, 3)
    assert published().edge(JUNE[:2], 0) is None
