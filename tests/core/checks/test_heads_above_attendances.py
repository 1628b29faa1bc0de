import pytest

from anyue.core.checks.heads_above_attendances import check
from tests.core.checks.forms import case, told


def test_more_heads_than_attendances_are_told() -> None:
    assert told(check(case({"2.1": "31", "2.2": "30"}))) == [("heads_above_attendances", ("2.1", "2.2"))]


@pytest.mark.parametrize("values", [{"2.1": "30", "2.2": "30"}, {"2.1": "3"}, {"2.2": "3"}, {}])
def test_as_many_or_one_of_the_two_alone_is_in_order(values: dict[str, str]) -> None:
    assert told(check(case(values))) == []
