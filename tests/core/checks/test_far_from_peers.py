from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.checks.far_from_peers import check
from anyue.core.checks.spread import is_unusual
from tests.core.checks.forms import case, told

PEERS = [{"1.2": number} for number in ("80", "100", "120", "90", "4000")]
numbers = st.integers(0, 10**6).map(Decimal)


def test_a_number_far_above_its_kind_is_told_whatever_one_of_them_says() -> None:
    assert told(check(case({"1.2": "1000"}, peers=PEERS))) == [("far_from_peers", ("1.2",))]
    assert told(check(case({"1.2": "150"}, peers=PEERS))) == []


def test_four_others_are_too_few() -> None:
    assert told(check(case({"1.2": "1000"}, peers=PEERS[:4]))) == []


@given(st.lists(numbers, min_size=1, max_size=9), numbers)
def test_nothing_within_the_others_is_unusual(others: list[Decimal], number: Decimal) -> None:
    if sorted(others)[len(others) // 2] >= number:
        assert is_unusual(number, others, fewest=1) is None


@given(st.lists(numbers, min_size=3, max_size=9), numbers, numbers)
def test_more_is_never_less_unusual(others: list[Decimal], number: Decimal, more: Decimal) -> None:
    if is_unusual(number, others, fewest=3) is not None:
        assert is_unusual(number + more, others, fewest=3) is not None
