"""Who has not reported, at any time, by how far each is, ready to paste into the work group."""

import pytest
from django.urls import reverse

from anyue import clock
from anyue.campaigns.actions import acknowledge_notice
from anyue.reports.actions import return_report, save_report
from anyue.reports.choices import Progress
from anyue.reports.queries import absence_at
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db


def absent_at(running: Running, week: int) -> list[tuple[str, list[str]]]:
    told = absence_at(running.root, running.weeks[week], clock.now()).by_progress
    return [(progress.value, [one.owed.participation.unit.name for one in units]) for progress, units in told]


def test_each_way_of_being_absent_is_told_apart(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    assert absent_at(running, 0) == [
        ("not-acknowledged", ["县教育局"]),
        ("not-started", ["石桥铺镇", "柳林镇"]),
    ]
    town, sibling = running.part("town"), running.part("sibling_town")
    save_report(participation=town, occurrence=week, raw={"1.1": "1"}, revision=0, by=cast.clerk)
    report = send(sibling, week, cast.sibling)
    assert absent_at(running, 0) == [("not-acknowledged", ["县教育局"]), ("drafting", ["石桥铺镇"])]
    return_report(report=report, version=1, reason="请核对。", by=cast.lead)
    send(town, week, cast.clerk)
    assert absent_at(running, 0) == [("not-acknowledged", ["县教育局"]), ("returned", ["柳林镇"])]


def test_a_unit_without_anybody_is_told_from_one_that_did_not_open(running: Running) -> None:
    running.cast.bureau.memberships.all().delete()
    assert absent_at(running, 0)[0] == ("no-account", ["县教育局"])


def test_what_is_not_due_yet_can_be_asked_too(running: Running) -> None:
    send(running.part("town"), running.weeks[2], running.cast.clerk)
    assert absent_at(running, 2) == [
        ("not-acknowledged", ["县教育局"]),
        ("not-started", ["柳林镇"]),
    ]


def test_text_is_ready_to_paste(running: Running) -> None:
    acknowledge_notice(participation=running.part("bureau"), by=running.cast.bureau_clerk)
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    client = signed_in(running.cast.lead)
    week = {"occurrence": running.weeks[0].pk}
    page = client.get(reverse("reports:absent", args=[running.root.pk]), week)
    title = running.weeks[0].title
    assert page.context["text"] == (
        f"截至6月5日（周五）09:00，{title}（6月3日（周三）12:00截止）应报 3 家，已报 1 家，未报 2 家：\n"
        "已签收未填报（2 家）：县教育局、柳林镇。"
    )
    assert "请尽快报送" in page.content.decode()
    assert "已签收未填报2家" in words(page.content)
    ahead = client.get(reverse("reports:absent", args=[running.root.pk]), {"occurrence": running.weeks[1].pk})
    assert ahead.context["chosen"] == running.weeks[1]
    assert "请尽快报送" not in ahead.content.decode()


def test_all_in_says_so(running: Running) -> None:
    for name, user in (
        ("village", running.cast.village_clerk),
        ("other_village", running.cast.other_village_clerk),
    ):
        send(running.part(name), running.weeks[0], user)
    address = reverse("reports:absent", args=[running.town.pk])
    week = {"occurrence": running.weeks[0].pk}
    assert "已全部报送" in signed_in(running.cast.clerk).get(address, week).content.decode()
    assert signed_in(running.cast.sibling).get(address).status_code == 404


def test_every_way_has_its_word() -> None:
    assert [one.label for one in Progress] == [
        "未开通账号",
        "未签收",
        "已签收未填报",
        "填报中",
        "退回后未重报",
        "已报送待审核",
    ]
