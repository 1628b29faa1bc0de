from anyue.core.checks.jump_in_history import check
from tests.core.checks.forms import case, told

BEFORE = [{"1.2": "100"}, {"1.2": "120"}, {"1.2": "110"}]


def test_a_digit_too_many_is_told() -> None:
    assert told(check(case({"1.2": "1100"}, before=BEFORE))) == [("jump_in_history", ("1.2",))]


def test_what_is_usual_low_or_has_little_history_is_in_order() -> None:
    assert told(check(case({"1.2": "140"}, before=BEFORE))) == []
    assert told(check(case({"1.2": "0"}, before=BEFORE))) == []
    assert told(check(case({"1.2": "1100"}, before=BEFORE[:2]))) == []


def test_small_numbers_may_double_and_a_cumulative_rises_by_nature() -> None:
    small = [{"1.1": "1"}, {"1.1": "1"}, {"1.1": "1"}]
    assert told(check(case({"1.1": "40"}, before=small))) == []
    rising = [{"3.1": "1"}, {"3.1": "2"}, {"3.1": "3"}]
    assert told(check(case({"3.1": "900"}, before=rising))) == []
