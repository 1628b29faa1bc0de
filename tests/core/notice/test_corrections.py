"""What people say of a plan, put together with what was read."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice import plan_from_json, plan_to_json, read_notice
from anyue.core.notice.corrections import (
    HEADER,
    LISTS,
    Act,
    Correction,
    Edit,
    Item,
    Reviewed,
    edit_of,
    new_edit,
    review,
)
from anyue.core.notice.duties import with_duties
from anyue.core.notice.plan import Activity, Deadline, Plan
from tests.core.notice.samples import SAMPLES

READ = with_duties(read_notice((SAMPLES / "huoxiao-2024.txt").read_text("utf-8"), source="通知.txt"))
AT = datetime(2024, 10, 20, tzinfo=UTC)


def said(act: Act, *edits: Edit, years: int = 0) -> Correction:
    return Correction(act, edits, "林晓", AT, years)


def item(reviewed: Reviewed, section: str, index: int) -> Item:
    found = reviewed.item(section, index)
    assert found is not None
    return found


def changed(reviewed: Reviewed, section: str, index: int, **values: Any) -> Correction:
    old = item(reviewed, section, index)
    return said(Act.CHANGE, edit_of(old, replace(old.value, **values)))


def test_nothing_said_leaves_the_plan_as_it_was_read() -> None:
    assert review(READ, []).plan == READ


def test_corrected_item_says_what_was_read_and_who_said_otherwise() -> None:
    first = review(READ, [])
    then = review(READ, [changed(first, "activities", 1, heading="入户宣传")])
    found = item(then, "activities", 1)
    assert (found.value.heading, found.read) == ("入户宣传", READ.activities[1])
    assert (found.is_corrected, found.last and found.last.by) == (True, "林晓")
    assert [activity.heading for activity in then.plan.activities][1] == "入户宣传"
    back = said(Act.RESTORE, edit_of(found, found.read))
    assert review(READ, [*then.corrections, back]).plan == READ


def test_deleted_item_keeps_its_index_and_its_last_words() -> None:
    first = review(READ, [])
    words = changed(first, "activities", 0, heading="甲")
    then = review(READ, [words, said(Act.DELETE, edit_of(item(first, "activities", 0), None))])
    gone = item(then, "activities", 0)
    assert (gone.is_deleted, gone.before.heading, gone.read) == (True, "甲", READ.activities[0])
    assert [one.index for one in then.live("activities")] == [1, 2, 3]
    assert then.plan.activities == READ.activities[1:]


def test_added_item_stands_where_its_words_stand() -> None:
    first = review(READ, [])
    new = Activity("乙", "", (), "乙")
    index = first.next_index("activities")
    then = review(READ, [said(Act.ADD, new_edit("activities", index, new, after=1))])
    assert [one.index for one in then.items["activities"]] == [0, 1, index, 2, 3]
    assert (item(then, "activities", index).is_added, then.plan.activities[2]) == (True, new)
    at_the_end = review(READ, [said(Act.ADD, new_edit("activities", index, new))])
    assert at_the_end.plan.activities[-1] == new


def test_deadlines_follow_their_forms_when_one_is_deleted_or_added() -> None:
    read = replace(READ, forms=(READ.forms[0], replace(READ.forms[0], title="乙表")))
    read = replace(
        read, deadlines=(Deadline("甲乙", "", None, forms=(0, 1)), Deadline("乙", "", None, forms=(1,)))
    )
    first = review(read, [])
    without = [said(Act.DELETE, edit_of(item(first, "forms", 0), None))]
    assert [deadline.forms for deadline in review(read, without).plan.deadlines] == [(0,), (0,)]
    third = replace(READ.forms[0], title="丙表")
    more = [*without, said(Act.ADD, new_edit("forms", 2, third))]
    then = review(read, more)
    due = said(Act.CHANGE, edit_of(item(then, "deadlines", 1), Deadline("乙丙", "", None, forms=(1, 2))))
    then = review(read, [*more, due])
    assert [then.plan.forms[at].title for at in then.plan.deadlines[1].forms] == ["乙表", "丙表"]


def test_doubt_is_open_until_a_person_has_spoken_and_again_after_a_way_back() -> None:
    read = replace(READ, activities=(replace(READ.activities[0], doubt="没有写明时间。"),))
    first = review(read, [])
    doubted = item(first, "activities", 0)
    assert doubted.is_open
    confirm = said(Act.CONFIRM, edit_of(doubted, doubted.value))
    settled = item(review(read, [confirm]), "activities", 0)
    assert (settled.is_open, settled.is_corrected) == (False, False)
    reopened = review(read, [confirm, said(Act.REOPEN, edit_of(doubted, doubted.value))])
    assert item(reopened, "activities", 0).is_open
    warned = [one.is_open for one in first.items["warnings"]]
    assert warned == [True] * len(READ.warnings)


def test_header_field_can_be_corrected_emptied_and_restored() -> None:
    first = review(READ, [])
    theme = item(first, "header", HEADER.index("theme"))
    units = item(first, "header", HEADER.index("recipients"))
    then = review(READ, [said(Act.CHANGE, edit_of(theme, None), edit_of(units, ("甲镇", "乙镇")))])
    assert (then.plan.theme, then.plan.recipients, then.plan.title) == (None, ("甲镇", "乙镇"), READ.title)
    assert [one.is_corrected for one in then.items["header"]].count(True) == 2
    back = said(Act.RESTORE, edit_of(theme, theme.read), edit_of(units, units.read))
    assert review(READ, [*then.corrections, back]).plan == READ


def test_years_move_what_was_read_and_what_was_said_before_them() -> None:
    first = review(READ, [])
    before = changed(first, "deadlines", 0, due="2024-10-25")
    moved = review(READ, [before, said(Act.SHIFT, years=2)])
    assert [deadline.due for deadline in moved.plan.deadlines] == [
        "2026-10-25",
        "weekly FRI 17:00 2026-11..2026-12",
        "2026-12-10",
    ]
    after = changed(moved, "deadlines", 2, due="2026-12-20")
    then = review(READ, [*moved.corrections, after])
    assert then.plan.deadlines[2].due == "2026-12-20"
    found = item(then, "deadlines", 0)
    back = review(READ, [*then.corrections, said(Act.RESTORE, edit_of(found, found.read))])
    assert back.plan.deadlines[0].due == "2026-10-31"


SECTIONS = [section for section in LISTS if getattr(READ, section)]
chosen = st.sampled_from(SECTIONS).flatmap(
    lambda section: st.tuples(st.just(section), st.integers(0, len(getattr(READ, section)) - 1))
)


@given(st.lists(st.tuples(chosen, st.booleans()), max_size=8))
def test_whatever_was_taken_out_comes_back_as_it_was(acts: list[tuple[tuple[str, int], bool]]) -> None:
    corrections: list[Correction] = []
    for (section, index), is_deletion in acts:
        found = item(review(READ, corrections), section, index)
        if is_deletion and not found.is_deleted:
            corrections.append(said(Act.DELETE, edit_of(found, None)))
        elif found.is_deleted:
            corrections.append(said(Act.RESTORE, edit_of(found, found.before)))
    then = review(READ, corrections)
    assert plan_from_json(plan_to_json(then.plan)) == then.plan
    for section in LISTS:
        gone = [one for one in then.items[section] if one.is_deleted]
        corrections += [said(Act.RESTORE, edit_of(one, one.before)) for one in gone]
    assert review(READ, corrections).plan == READ


def test_plan_without_text_can_be_reviewed() -> None:
    assert review(Plan(source="", text=""), []).plan == Plan(source="", text="")
