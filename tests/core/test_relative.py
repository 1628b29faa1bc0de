"""Times counted from receipt, issue and the end of a campaign."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.relative import Event, Relative, relative_of
from anyue.core.workdays import published


@pytest.mark.parametrize(
    ("phrase", "event", "count", "is_working"),
    [
        ("收到通知之日起5个工作日内", Event.RECEIPT, 5, True),
        ("接到本通知后三日内", Event.RECEIPT, 3, False),
        ("收到文件起两周内", Event.RECEIPT, 14, False),
        ("通知印发之日起10日内", Event.ISSUE, 10, False),
        ("活动结束后10日内", Event.END, 10, False),
        ("活动结束之日起5个工作日内", Event.END, 5, True),
    ],
)
def test_event_and_days_are_read(phrase: str, event: Event, count: int, *, is_working: bool) -> None:
    assert relative_of(phrase) == Relative(event, count, is_working)


@pytest.mark.parametrize(
    "phrase", ["当天", "每场活动后3日内", "会议结束后2日内", "6月30日前", "收到线索后24小时内", ""]
)
def test_events_that_a_campaign_does_not_know_are_none(phrase: str) -> None:
    assert relative_of(phrase) is None


def test_day_of_the_event_is_not_counted() -> None:
    table = published()
    assert Relative(Event.RECEIPT, 5, is_working=False).due_on(date(2026, 6, 1), table) == date(2026, 6, 6)
    # 19 to 21 June 2026 is the Dragon Boat Festival.
    assert Relative(Event.RECEIPT, 2, is_working=True).due_on(date(2026, 6, 18), table) == date(2026, 6, 23)


@given(st.builds(Relative, st.sampled_from(Event), st.integers(1, 366), st.booleans()))
def test_short_form_is_read_back(one: Relative) -> None:
    assert Relative.of(one.text) == one
