import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice import read_notice, shift_years
from anyue.core.notice.plan import Deadline, Period, Plan
from anyue.core.schedule import recurrence_of
from tests.core.notice.samples import NAMES, sample


def test_shift_moves_dates_rules_and_periods() -> None:
    text = "关于活动的通知\n6月份每周三12：00前报送进展，6月30日前报送总结。\n某县应急局\n2023年5月29日\n"
    moved = shift_years(read_notice(text, source="x.txt"), 3)
    assert moved.issued_on == "2026-05-29"
    assert [d.due for d in moved.deadlines] == ["weekly WED 12:00 2026-06", "2026-06-30"]
    assert [d.recurrence for d in moved.deadlines] == [recurrence_of("weekly WED 12:00 2026-06"), None]


def test_shift_turns_a_leap_day_into_the_28th_with_a_warning() -> None:
    plan = Plan(
        "x",
        "",
        periods=(Period("月", "2024-02-01", "2024-02-29"),),
        deadlines=(Deadline("总结", "p", "2024-02-29T17:00"),),
    )
    moved = shift_years(plan, 1)
    assert (moved.periods[0].end, moved.deadlines[0].due) == ("2025-02-28", "2025-02-28T17:00")
    assert {warning.code for warning in moved.warnings} == {"leap_day_moved"}
    assert shift_years(plan, 4).warnings == ()


@given(st.sampled_from(NAMES), st.integers(-20, 20))
def test_shift_there_and_back_is_the_same_plan(name: str, years: int) -> None:
    plan = sample(name)
    assert shift_years(shift_years(plan, years), -years) == plan


def test_shift_out_of_the_calendar_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="2024"):
        shift_years(Plan("x", "", deadlines=(Deadline("总结", "p", "2024-02-01"),)), 9000)
