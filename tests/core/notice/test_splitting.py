"""Parting and joining items of a plan: no word is lost, and spans hold their words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice.plan import Activity, Deadline
from anyue.core.notice.splitting import (
    heading_of,
    join_activities,
    join_deadlines,
    may_join_deadlines,
    places,
    split_activity,
    split_deadline,
)

TEXT = (
    "前文\n（一）开展宣讲。6月5日，镇应急办在文化广场开展宣讲；（二）组织演练。县教育局组织学校演练。\n后文"
)
START, END = TEXT.index("开展"), TEXT.index("\n后文")
ACTIVITY = Activity(
    heading="开展宣讲",
    number="（一）",
    path=("活动内容",),
    text=TEXT[START:END],
    when="6月5日",
    where="文化广场",
    responsible=("镇应急办", "县教育局", "各单位"),
    kind="lecture",
    span=(START, END),
    doubt="存疑",
)


def test_halves_take_their_own_time_place_and_units() -> None:
    first, second = split_activity(ACTIVITY, ACTIVITY.text.index("（二）"))
    assert (first.heading, first.number, first.when, first.where) == (
        "开展宣讲",
        "（一）",
        "6月5日",
        "文化广场",
    )
    assert (second.heading, second.number, second.when, second.where) == ("组织演练", "（二）", None, None)
    # 各单位 is named by neither, and so stays with both.
    assert (first.responsible, second.responsible) == (("镇应急办", "各单位"), ("县教育局", "各单位"))
    assert (second.kind, first.doubt, second.doubt) == ("emergency-drill", None, None)
    for half in (first, second):
        assert half.span
        assert TEXT[slice(*half.span)] == half.text


words = st.text(alphabet="甲乙丙。；，、\n 和及（一）1.", min_size=2, max_size=60)


@given(words)
def test_every_place_leaves_words_on_both_sides_and_spans_that_hold_them(text: str) -> None:
    activity = Activity(heading_of(text), "", (), text, span=(3, 3 + len(text)))
    whole = "前文\n" + text + "\n后文"
    for at in places(text):
        first, second = split_activity(activity, at)
        for half in (first, second):
            assert half.text.strip()
            assert half.span
            assert whole[slice(*half.span)] == half.text
        assert first.span
        assert second.span
        assert first.span[1] <= second.span[0]
        joined = join_activities(whole, first, second)
        assert joined.span == (first.span[0], second.span[1])
        assert joined.text == whole[slice(*joined.span)]


def test_what_was_parted_joins_to_what_it_was() -> None:
    first, second = split_activity(ACTIVITY, ACTIVITY.text.index("（二）"))
    joined = join_activities(TEXT, first, second)
    assert (joined.text, joined.span, joined.when, joined.where) == (
        ACTIVITY.text,
        ACTIVITY.span,
        ACTIVITY.when,
        ACTIVITY.where,
    )
    assert set(joined.responsible) == set(ACTIVITY.responsible)


def test_items_without_words_of_the_notice_join_by_their_own() -> None:
    one, other = Activity("甲", "", (), "甲"), Activity("乙", "", (), "乙")
    assert join_activities("", one, other).text == "甲\n乙"


DEADLINE = Deadline(
    "活动统计表及工作总结", "7月3日前", "2026-07-03", forms=(4,), documents=("工作总结",), span=(0, 5)
)


def test_deadline_parts_its_forms_and_documents() -> None:
    first, second = split_deadline(DEADLINE, DEADLINE.what.index("及"), {4: "附件2 活动统计表"})
    assert (first.what, first.forms, first.documents) == ("活动统计表", (4,), ())
    assert (second.what, second.forms, second.documents) == ("工作总结", (), ("工作总结",))
    assert (first.span, second.due) == ((0, 5), "2026-07-03")
    joined = join_deadlines(first, second)
    assert (joined.forms, joined.documents, joined.span) == ((4,), ("工作总结",), (0, 5))


def test_only_deadlines_of_one_time_can_be_joined() -> None:
    assert may_join_deadlines(DEADLINE, replace(DEADLINE, what="方案"))
    assert not may_join_deadlines(DEADLINE, replace(DEADLINE, due="2026-07-04"))


@pytest.mark.parametrize("text", ["", "甲", "。。", "甲。"])
def test_words_with_nothing_to_part_have_no_place(text: str) -> None:
    assert places(text) == ()
