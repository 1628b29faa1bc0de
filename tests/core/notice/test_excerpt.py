"""Words of a notice that a person marked, read as what the person says they are."""

import pytest

from anyue.core.notice.excerpt import LONGEST, SECTIONS, clipped, read_excerpt
from anyue.core.notice.plan import Plan

TEXT = (
    "关于开展活动的通知\n\n"
    "各村要在6月20日前报送活动总结。每村至少组织1次演练。\n"
    "联系人：林晓，电话：0888-5550000。\n"
    "6月10日，镇应急办在文化广场开展安全宣讲。\n"
)
PLAN = Plan(
    source="通知.txt", text=TEXT, title="关于开展活动的通知", issuer="甲镇安委办", issued_on="2026-05-20"
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_deadline_takes_the_year_of_its_notice() -> None:
    place = span("各村要在6月20日前报送活动总结。")
    deadline = read_excerpt(PLAN, "deadlines", place)
    assert (deadline.due, deadline.phrase, deadline.span) == ("2026-06-20", "6月20日前", place)


def test_activity_takes_time_place_and_units_of_its_words() -> None:
    activity = read_excerpt(PLAN, "activities", span("6月10日，镇应急办在文化广场开展安全宣讲。"))
    assert (activity.when, activity.where, activity.kind) == ("6月10日", "文化广场", "lecture")
    assert activity.responsible == ("镇应急办",)


def test_contact_and_quota_are_read() -> None:
    contact = read_excerpt(PLAN, "contacts", span("联系人：林晓，电话：0888-5550000。"))
    assert (contact.name, contact.phone) == ("林晓", "0888-5550000")
    quota = read_excerpt(PLAN, "quotas", span("每村至少组织1次演练。"))
    assert (quota.at_least, quota.unit) == (1, "次")


@pytest.mark.parametrize("section", SECTIONS)
def test_words_that_tell_nothing_are_still_an_item(section: str) -> None:
    place = span("关于")
    assert read_excerpt(PLAN, section, place).span == place


def test_chosen_stretch_is_held_to_the_text() -> None:
    assert clipped(PLAN, 9, 13) == (11, 13)
    assert clipped(PLAN, 9, 11) is None
    assert clipped(PLAN, 5, 99_999) == (5, len(TEXT) - 1)
    assert clipped(Plan(source="", text="甲" * (LONGEST + 1)), 0, LONGEST + 1) is None
