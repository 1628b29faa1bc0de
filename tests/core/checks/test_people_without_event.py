import pytest

from anyue.core.checks.people_without_event import check
from tests.core.checks.forms import case, told


@pytest.mark.parametrize("values", [{"1.1": "0", "1.2": "30"}, {"1.2": "30"}])
def test_people_need_an_event(values: dict[str, str]) -> None:
    assert told(check(case(values))) == [("people_without_event", ("1.1", "1.2"))]


@pytest.mark.parametrize("values", [{"1.1": "1", "1.2": "30"}, {"1.1": "0", "1.2": "0"}, {"1.1": "0"}, {}])
def test_an_event_or_nobody_is_in_order(values: dict[str, str]) -> None:
    assert told(check(case(values))) == []


def test_the_message_names_both_blanks() -> None:
    (hint,) = check(case({"1.1": "0", "1.2": "30"}))
    assert hint.message == "“参与”（人次）为 30，但“开展演练”（场）为 0 或没有填。请核对是否漏填场次。"
