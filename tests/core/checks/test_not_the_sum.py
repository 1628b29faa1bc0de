import pytest

from anyue.core.checks.not_the_sum import check
from tests.core.checks.forms import case, told


def test_a_total_that_is_not_own_and_below_is_told() -> None:
    found = check(
        case({"1.1": "6", "1.2": "30"}, own={"1.1": "2", "1.2": "10"}, below={"1.1": "3", "1.2": "20"})
    )
    assert told(found) == [("not_the_sum", ("1.1",))]


@pytest.mark.parametrize(
    "more",
    [{}, {"own": {"1.1": "9"}}, {"own": {}, "below": {}}, {"own": {"1.1": "4"}, "below": {"1.1": "2"}}],
)
def test_without_anybody_below_there_is_nothing_to_add(more: dict[str, dict[str, str]]) -> None:
    assert told(check(case({"1.1": "6"}, **more))) == []
