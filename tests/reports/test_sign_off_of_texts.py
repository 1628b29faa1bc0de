"""A leader signs a text before it goes up, where the deadline asks for it; what is changed is signed anew."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from anyue import clock
from anyue.accounts.actions import create_account
from anyue.audit.models import AuditEntry
from anyue.notify.models import Message
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.reports.actions import return_report
from anyue.reports.models import Report, SignOff
from tests.cast import PASSWORD, Running
from tests.fixtures import signed_in
from tests.reports.test_feed import address as calendar
from tests.reports.test_feed import events
from tests.reports.test_written_files import Text, scan

pytestmark = pytest.mark.django_db


class Signed(Text):
    """The town's summary with a leader of the town, whose word the deadline asks for."""

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.leader = create_account(account="zhenzhang", name="镇长", password=PASSWORD, by=None)
        appoint(user=self.leader, unit=running.cast.town, role=Role.LEADER, by=None)
        self.signer = signed_in(self.leader)
        issuer, deadline = signed_in(running.cast.lead), self.when.deadline
        page = f"/campaigns/{running.campaign.pk}/deadlines/"
        rows = {
            f"d{one.pk}-needs_sign_off": "on" for one in running.campaign.deadlines.filter(pk=deadline.pk)
        }
        assert issuer.post(page, rows).status_code == 302

    def sign(self, revision: int | None = None) -> int:
        known = self.report().revision if revision is None else revision
        return self.signer.post(f"{self.address}sign-off/", {"revision": str(known)}).status_code


@pytest.fixture
def signed(running: Running) -> Signed:
    return Signed(running)


def test_nothing_goes_up_before_the_leader_has_signed(
    signed: Signed, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    assert signed.post("submit", "正文。") == 409
    assert "报送前须经本单位领导审签" in signed.answer.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert signed.post("ask", "正文。") == 302
    assert Message.objects.filter(unit=signed.running.cast.town, text__startswith="请领导审签").exists()
    page = signed.page()
    assert "待审签" in page
    assert 'name="submit"' not in page
    assert "审签这一稿" in signed.page(signed.signer)
    with django_capture_on_commit_callbacks(execute=True):
        assert signed.sign() == 302
    assert "已审签" in signed.page()
    assert "镇长" in signed.page()
    assert Message.objects.filter(unit=signed.running.cast.town, text__startswith="已审签").exists()
    assert signed.post("submit", "正文。") == 302
    sign_off = SignOff.objects.get()
    assert (sign_off.signed_by, sign_off.version.report) == (signed.leader, signed.report())
    assert AuditEntry.objects.filter(action="sign_off_draft").count() == 1
    page = signed.reviewer.get(f"/review/{signed.report().pk}/").content.decode()
    assert "镇长" in page
    assert "审签" in page


def test_what_is_changed_is_signed_anew(signed: Signed) -> None:
    signed.post("save", "正文。")
    signed.sign()
    # Saved again as it is, it is still what was signed.
    signed.post("save", "正文。")
    assert signed.report().signed_by == signed.leader
    assert signed.post("submit", "改过的正文。") == 409
    assert "改过的正文。" in signed.answer.content.decode()
    signed.post("save", "改过的正文。")
    assert signed.report().signed_at is None
    signed.sign()
    assert signed.post("submit", "改过的正文。", scan=scan()) == 409
    assert signed.report().signed_at is None


def test_what_came_back_and_goes_up_changed_needs_the_leader_again(signed: Signed) -> None:
    signed.post("save", "正文。")
    signed.sign()
    signed.post("submit", "正文。")
    return_report(report=signed.report(), version=1, reason="补充做法", by=signed.running.cast.reviewer)
    assert signed.post("submit", "正文。补充。") == 409
    signed.post("save", "正文。补充。")
    signed.sign()
    assert signed.post("submit", "正文。补充。") == 302
    assert SignOff.objects.count() == 2


def test_only_what_was_looked_at_is_signed_and_only_by_a_leader(signed: Signed) -> None:
    signed.post("save", "正文。")
    seen = signed.report().revision
    signed.post("save", "又改了。")
    assert signed.sign(seen) == 409
    cast = signed.running.cast
    address, fields = f"{signed.address}sign-off/", {"revision": str(seen + 1)}
    assert signed.client.post(address, fields).status_code == 403
    for user in (cast.leader, cast.sibling, cast.outsider):
        assert signed_in(user).post(address, fields).status_code == 404
    assert signed.report().signed_at is None


def test_a_text_with_prompts_is_not_signed(signed: Signed) -> None:
    signed.post("save", "【请写明成效。】")
    assert signed.sign() == 422
    assert "审签这一稿" not in signed.page(signed.signer)


def test_where_nobody_asks_for_it_a_leader_may_sign_and_need_not(running: Running) -> None:
    text = Text(running)
    assert text.post("submit", "正文。") == 302
    assert not SignOff.objects.exists()


def waits_at_home(signed: Signed) -> bool:
    return "待审签 1 份" in signed.signer.get("/").content.decode()


def test_what_waits_for_the_leader_stands_first_at_their_home_until_it_is_signed(signed: Signed) -> None:
    signed.post("save", "正文。")
    assert not waits_at_home(signed)
    signed.post("ask", "正文。")
    page = signed.signer.get("/").content.decode()
    assert "待审签 1 份" in page
    assert page.index(">审签</a>") < page.index(">查看</a>")
    assert page.count(f'href="{signed.address}">{signed.when.title}') == 1
    # Whoever writes reads that it waits; only who may sign it is told to.
    theirs = signed.client.get("/").content.decode()
    assert "待审签 1 份" not in theirs
    assert ">审签</a>" not in theirs + signed.client.get("/owed/").content.decode()
    assert f"{signed.running.cast.clerk.name} " in signed.page(signed.signer)
    signed.sign()
    assert not waits_at_home(signed)


def test_what_is_taken_back_or_changed_waits_no_more(signed: Signed) -> None:
    signed.post("ask", "正文。")
    signed.post("save", "正文。")
    assert waits_at_home(signed)
    assert "撤回送审签" in signed.page()
    signed.post("unask", "正文。")
    assert not waits_at_home(signed)
    for changed in ({"content": "改过。"}, {"content": "正文。", "scan": scan()}):
        signed.post("ask", "正文。")
        assert waits_at_home(signed)
        signed.post("save", **changed)
        assert not waits_at_home(signed)


def test_a_leader_of_another_unit_is_not_asked(signed: Signed) -> None:
    signed.post("ask", "正文。")
    assert "待审签" not in signed_in(signed.running.cast.leader).get("/").content.decode()


def test_the_home_of_a_leader_costs_the_same_for_one_text_and_for_three(
    signed: Signed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    signed.post("ask", "正文。")
    signed.signer.get("/")
    with CaptureQueriesContext(connection) as one:
        signed.signer.get("/")
    asked = {"sign_asked_at": clock.now(), "sign_asked_by": signed.running.cast.clerk}
    for week in signed.running.weeks[:2]:
        Report.objects.create(participation=signed.running.town, occurrence=week, **asked)
    with django_assert_num_queries(len(one)):
        assert "待审签 3 份" in signed.signer.get("/").content.decode()


def test_the_calendar_of_a_leader_says_what_waits_for_them(signed: Signed) -> None:
    leaders, clerks = (calendar(user) for user in (signed.leader, signed.running.cast.clerk))
    title = signed.when.title
    assert f"报送：{title}" in summaries(leaders)
    signed.post("ask", "正文。")
    assert f"待审签：{title}" in summaries(leaders)
    assert f"报送：{title}" in summaries(clerks)
    signed.sign()
    assert f"报送：{title}" in summaries(leaders)


def summaries(url: str) -> set[str]:
    return {str(event["SUMMARY"]) for event in events(url).values()}


def test_who_reviews_reads_at_the_head_whether_the_version_was_signed(signed: Signed) -> None:
    signed.post("save", "正文。")
    signed.sign()
    signed.post("submit", "正文。")
    head = signed.reviewer.get(f"/review/{signed.report().pk}/").content.decode().split("历次报送")[0]
    assert "第 1 版由镇长 " in head
    SignOff.objects.all().delete()
    head = signed.reviewer.get(f"/review/{signed.report().pk}/").content.decode()
    assert "第 1 版没有经领导审签" in head


@pytest.mark.parametrize("address", ["/", "/owed/"])
def test_a_leader_is_offered_to_look_and_not_to_fill_in(signed: Signed, address: str) -> None:
    theirs, clerks = (client.get(address).content.decode() for client in (signed.signer, signed.client))
    assert ">查看</a>" in theirs
    assert ">填报</a>" not in theirs
    assert ">填报</a>" in clerks
