"""What waits in the inbox beside reports: cases, exposures, featured activities, for whom they wait."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from anyue.accounts.models import User
from anyue.cases.actions import approve_case, correct_case, return_case, take_back_case
from anyue.cases.models import CaseItem
from anyue.core.cases import Register
from anyue.records.actions import adopt_featured, cancel_record
from anyue.records.models import FeaturedActivity
from anyue.reports.queries import pending_keys, pending_rows
from anyue.reports.views import review
from tests.cases.samples import CASE, EXPOSURE, enter, sent
from tests.cases.samples import send as send_item
from tests.cast import Cast, Running
from tests.fixtures import signed_in
from tests.records.test_featured import send
from tests.records.test_packs import held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def titles(user: User) -> list[str]:
    return [one.title for one in pending_rows(user, pending_keys(user))]


def featured(running: Running, day: int = 5) -> FeaturedActivity:
    record = held(running.cast.town, running.cast.clerk, "集市上的课", 0, day=day)
    return send(running, record, title=f"集市上的课{day}")


def test_each_is_a_row_that_leads_to_its_page(running: Running) -> None:
    cast = running.cast
    case, exposure, activity = sent(cast), sent(cast, Register.EXPOSURE), featured(running)
    page = signed_in(cast.reviewer).get("/review/").content.decode()
    for title, address in (
        (CASE["title"], f"/cases/{case.pk}/"),
        (EXPOSURE["enterprise"], f"/cases/{exposure.pk}/"),
        ("集市上的课5", f"/records/featured/{activity.pk}/"),
    ):
        assert f'<a href="{address}">{title}</a>' in page
    for word in ("典型案例", "隐患曝光", "特色活动"):
        assert f"<p>{cast.town.name} · {word} · " in page


def test_only_who_decides_finds_them(running: Running) -> None:
    cast = running.cast
    sent(cast)
    featured(running)
    assert len(titles(cast.lead)) == len(titles(cast.reviewer)) == 2
    for user in (cast.clerk, cast.sibling, cast.leader, cast.outsider, cast.bureau_clerk):
        assert titles(user) == []


def test_a_row_goes_when_it_is_decided_on_or_taken_back(running: Running) -> None:
    cast = running.cast
    first, second, third = sent(cast), sent(cast), sent(cast)
    adopted, called_off = featured(running), featured(running, day=4)
    assert len(titles(cast.lead)) == 5
    approve_case(item=first, version=1, by=cast.lead)
    return_case(item=second, version=1, reason="请补充", marks={}, by=cast.lead)
    take_back_case(item=third, by=cast.clerk)
    adopt_featured(featured=adopted, adopted_in="简报", seen=0, by=cast.lead)
    cancel_record(record=called_off.record, reason="没有开展", by=cast.clerk)
    assert titles(cast.lead) == []


def test_what_changed_after_approval_comes_first_then_what_came_again_then_the_longest_wait(
    running: Running,
) -> None:
    cast = running.cast
    activity = featured(running)
    waits, again, changed = sent(cast, title="甲案"), sent(cast, title="乙案"), sent(cast, title="丙案")
    return_case(item=again, version=1, reason="请补充", marks={}, by=cast.lead)
    approve_case(item=changed, version=1, by=cast.lead)
    correct_case(item=changed, reason="数额有误", by=cast.clerk)
    for item in (again, changed):
        send_item(item, cast.clerk)
    CaseItem.objects.filter(pk=waits.pk).update(submitted_at=F("submitted_at") - timedelta(hours=1))
    keys = pending_keys(cast.lead)
    rows = pending_rows(cast.lead, keys)
    assert [one.title for one in rows] == ["丙案", "乙案", "甲案", activity.title]
    assert [one.said for one in rows] == ["审核后有改动", "第 2 次报送", "", ""]


def test_they_are_paged(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "SHOWN", 2)
    for title in ("甲案", "乙案", "丙案"):
        sent(cast, title=title)
    first, second = (
        signed_in(cast.lead).get("/review/", {"page": number}).content.decode() for number in ("1", "2")
    )
    assert [one in first for one in ("甲案", "乙案", "丙案", "共 2 页，3 件")] == [True, True, False, True]
    assert [one in second for one in ("甲案", "乙案", "丙案")] == [False, False, True]


def test_the_inbox_costs_the_same_for_one_of_each_and_for_three(
    running: Running, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast, client = running.cast, signed_in(running.cast.lead)
    sent(cast)
    featured(running)
    client.get("/review/")
    with CaptureQueriesContext(connection) as one:
        client.get("/review/")
    for day in (4, 3):
        sent(cast)
        featured(running, day=day)
    with django_assert_num_queries(len(one)):
        client.get("/review/")


def test_a_draft_waits_for_nobody(cast: Cast) -> None:
    enter(cast.town, cast.office, cast.clerk)
    assert titles(cast.lead) == []
