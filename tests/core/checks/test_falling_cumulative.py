from anyue.core.checks.falling_cumulative import check
from tests.core.checks.forms import case, told


def test_a_falling_cumulative_is_told_beside_the_last_that_was_given() -> None:
    before = [{"3.1": "20"}, {"3.1": "40"}, {}]
    assert told(check(case({"3.1": "39"}, before=before))) == [("falling_cumulative", ("3.1",))]


def test_a_standing_or_rising_one_is_in_order_and_so_is_a_falling_number_of_a_period() -> None:
    before = [{"3.1": "20", "1.1": "9"}]
    assert told(check(case({"3.1": "20", "1.1": "1"}, before=before))) == []
    assert told(check(case({"3.1": "20"}))) == []
