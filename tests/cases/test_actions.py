"""The way of an item: entered, sent, returned, approved, corrected; and who may do what to it."""

from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.cases import actions, queries
from anyue.cases.models import CaseItem, CaseVersion
from anyue.core.cases import FieldsWrongError, Register
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from tests.cases.samples import CASE, approved, enter, line_key, send, sent
from tests.cast import Cast, Running, new_key

pytestmark = pytest.mark.django_db


def code_of(act: Any, **arguments: Any) -> str:  # noqa: ANN401  Any action.
    """The code of the problem that an action ends in."""
    with pytest.raises(AnyueError) as problem:
        act(**arguments)
    return problem.value.code


def test_an_item_is_sent_returned_with_marks_sent_again_and_approved(cast: Cast) -> None:
    item = sent(cast)
    marks = {"facts": "写明时间", "basis": ""}
    actions.return_case(item=item, version=1, reason="请补充", marks=marks, by=cast.reviewer)
    item.refresh_from_db()
    assert (item.state(), item.return_marks, item.return_reason) == ("returned", marks, "请补充")
    send(item, cast.clerk, facts="2026年6月1日查实。")
    assert (item.version, item.returned_at, item.return_marks) == (2, None, {})
    actions.approve_case(item=item, version=2, by=cast.lead)
    item.refresh_from_db()
    assert (item.state(), item.approved_version) == ("approved", 2)
    said = [(one.number, one.verdict.outcome, one.verdict.marks) for one in item.versions.all()]
    assert said == [(1, "returned", marks), (2, "approved", {})]


def test_a_version_is_never_changed_and_has_its_digest(cast: Cast) -> None:
    version = sent(cast).versions.get()
    version.content = {}
    with pytest.raises(TypeError):
        version.save()
    assert (version.digest, version.content) != ("", CASE)


def test_a_return_needs_a_word_at_least_at_one_field(cast: Cast) -> None:
    item = sent(cast)
    arguments: dict[str, Any] = {"item": item, "version": 1, "reason": "", "by": cast.lead}
    assert code_of(actions.return_case, **arguments, marks={"facts": " "}) == "case_reason_missing"
    actions.return_case(**arguments, marks={"facts": "写明时间", "no_such_field": "x"})
    item.refresh_from_db()
    assert (item.return_reason, item.return_marks) == ("案情摘要：写明时间", {"facts": "写明时间"})


def test_an_incomplete_item_is_kept_and_not_sent(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk, on_person="", transferred_on="")
    with pytest.raises(FieldsWrongError) as wrong:
        send(item, cast.clerk)
    assert set(wrong.value.problems) == {"on_person", "transferred_on"}
    item.refresh_from_db()
    assert (item.version, CaseVersion.objects.count()) == (0, 0)


def test_taking_back_ends_when_somebody_above_opens_it(cast: Cast) -> None:
    item = sent(cast)
    actions.take_back_case(item=item, by=cast.clerk)
    item.refresh_from_db()
    assert item.state() == "drafting"
    send(item, cast.clerk)
    actions.open_case(item=item, by=cast.reviewer)
    assert code_of(actions.take_back_case, item=item, by=cast.clerk) == "case_opened"


def test_a_correction_keeps_what_was_approved_until_the_next_is(cast: Cast) -> None:
    item = approved(cast)
    assert code_of(actions.correct_case, item=item, reason=" ", by=cast.clerk) == "case_reason_missing"
    actions.correct_case(item=item, reason="罚款数额有误", by=cast.clerk)
    item.refresh_from_db()
    assert (item.state(), item.approved_version) == ("correcting", 1)
    send(item, cast.clerk, on_enterprise="罚款60000元")
    assert item.versions.get(number=2).revised_for == "罚款数额有误"
    assert item.approved_version == 1
    actions.approve_case(item=item, version=2, by=cast.lead)
    item.refresh_from_db()
    assert (item.approved_version, item.reopen_reason) == (2, "")


def test_two_people_do_not_overwrite_each_other(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk)
    actions.save_case(item=item, raw=CASE | {"facts": "一"}, revision=0, by=cast.clerk)
    late = {"item": item, "raw": CASE | {"facts": "二"}, "revision": 0, "by": cast.clerk}
    assert code_of(actions.save_case, **late) == "case_changed"
    assert code_of(actions.send_case, **late, key=new_key()) == "case_changed"
    item.refresh_from_db()
    assert item.content["facts"] == "一"


def test_a_second_tap_enters_and_sends_nothing_twice(cast: Cast) -> None:
    line = queries.line_named([cast.town], line_key(cast.town, cast.office))
    assert line is not None
    key = new_key()
    first = actions.enter_case(register=Register.CASE, line=line, raw=CASE, key=key, by=cast.clerk)
    again = actions.enter_case(register=Register.CASE, line=line, raw=CASE, key=key, by=cast.clerk)
    assert (again, CaseItem.objects.count()) == (first, 1)
    for _ in range(2):
        actions.send_case(item=first, raw=CASE, revision=0, key=key, by=cast.clerk)
    assert [one.number for one in first.versions.all()] == [1]


def test_only_what_was_never_sent_can_be_deleted(cast: Cast) -> None:
    draft, item = enter(cast.town, cast.office, cast.clerk), sent(cast)
    actions.discard_case(item=draft, by=cast.clerk)
    assert code_of(actions.discard_case, item=item, by=cast.clerk) == "case_sent_before"
    assert CaseItem.objects.get() == item


def test_another_version_than_the_one_looked_at_is_not_decided_on(cast: Cast) -> None:
    item = sent(cast)
    actions.take_back_case(item=item, by=cast.clerk)
    assert code_of(actions.approve_case, item=item, version=1, by=cast.lead) == "case_review_stale"
    send(item, cast.clerk)
    assert code_of(actions.approve_case, item=item, version=1, by=cast.lead) == "case_review_stale"
    actions.approve_case(item=item, version=2, by=cast.lead)
    assert code_of(actions.approve_case, item=item, version=2, by=cast.lead) == "case_review_stale"


def test_who_is_not_asked_decides_nothing(cast: Cast) -> None:
    item = sent(cast)
    others = (cast.clerk, cast.sibling, cast.outsider, cast.leader, cast.bureau_clerk, cast.village_clerk)
    for user in others:
        assert code_of(actions.approve_case, item=item, version=1, by=user) == "not_allowed"
        assert code_of(actions.open_case, item=item, by=user) == "not_allowed"
    for user in (cast.lead, cast.sibling, cast.outsider):
        assert code_of(actions.take_back_case, item=item, by=user) == "not_allowed"
        late: dict[str, Any] = {"raw": CASE, "revision": 1, "by": user}
        assert code_of(actions.save_case, item=item, **late) == "not_allowed"


def seen(user: User) -> set[int]:
    return set(CaseItem.objects.visible_to(user).values_list("pk", flat=True))


def test_drafts_are_their_units_alone_and_neighbours_see_nothing(cast: Cast) -> None:
    draft, item = enter(cast.town, cast.office, cast.clerk), sent(cast)
    assert seen(cast.clerk) == {draft.pk, item.pk}
    assert seen(cast.lead) == seen(cast.reviewer) == seen(cast.leader) == {item.pk}
    for user in (cast.sibling, cast.bureau_clerk, cast.village_clerk, cast.outsider):
        assert seen(user) == set()


def test_along_a_campaign_all_above_see_what_was_sent(running: Running) -> None:
    cast = running.cast
    lines = queries.lines_of([cast.village])
    line = next(one for one in lines if one.participation == running.village)
    assert line.superior == cast.town
    item = actions.enter_case(
        register=Register.CASE, line=line, raw=CASE, key=new_key(), by=cast.village_clerk
    )
    assert seen(cast.clerk) == seen(cast.lead) == set()
    send(item, cast.village_clerk)
    assert seen(cast.clerk) == seen(cast.lead) == {item.pk}
    assert seen(cast.other_village_clerk) == seen(cast.sibling) == seen(cast.outsider) == set()
    assert code_of(actions.approve_case, item=item, version=1, by=cast.lead) == "not_allowed"
    actions.approve_case(item=item, version=1, by=cast.clerk)


def test_a_superior_reads_the_version_that_was_approved_and_never_the_draft(cast: Cast) -> None:
    item = approved(cast)
    actions.correct_case(item=item, reason="有误", by=cast.clerk)
    item.refresh_from_db()
    actions.save_case(item=item, raw=CASE | {"facts": "草稿"}, revision=item.revision, by=cast.clerk)
    (above,) = queries.rows_of(cast.lead, Register.CASE)
    (own,) = queries.rows_of(cast.clerk, Register.CASE)
    assert (above.content["facts"], own.content["facts"]) == (CASE["facts"], "草稿")


def test_only_approved_ones_are_counted(cast: Cast) -> None:
    approved(cast)
    approved(cast, kinds="other", receiver="", transferred_on="")
    sent(cast)
    rows = queries.rows_of(cast.lead, Register.CASE)
    assert len(rows) == 3
    assert queries.counted(Register.CASE, rows) == "典型案例 2 件，其中一案双罚 1 件、行刑衔接 1 件"


def test_both_sides_are_told(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        item = sent(cast)
        actions.approve_case(item=item, version=1, by=cast.lead)
    told = dict(Message.objects.values_list("unit", "text"))
    assert told[cast.office.pk] == "石桥铺镇报来典型案例，请审核。"
    assert told[cast.town.pk].startswith("典型案例审核通过：")


def test_the_trail_names_the_acts_and_no_party(cast: Cast) -> None:
    approved(cast)
    entries = AuditEntry.objects.filter(action__endswith="_case").order_by("pk")
    assert [one.action for one in entries] == ["enter_case", "send_case", "approve_case"]
    assert not any("霁岚" in f"{one.target}{one.reason}" for one in entries)
