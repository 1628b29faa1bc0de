"""A check that blocks asks for a reason, which stays with the version; every other one only advises."""

import pytest
from django.urls import reverse

from anyue.core.checks import CHECKS
from anyue.core.errors import CHECK_BLOCKS, AnyueError
from anyue.reports.actions import ValuesWrongError, approve_report, correct_report, set_blocking_checks
from anyue.reports.choices import Check
from anyue.reports.digest import is_as_sent
from anyue.reports.models import BlockingCheck, Report
from anyue.reports.queries import inbox_of
from tests.cast import Running, new_key
from tests.conftest import NOW
from tests.fixtures import signed_in
from tests.reports.test_inbox import odd, sound
from tests.reports.test_journey import send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db

ODD = {"1_1": "0", "1_2": "35"}
WHY = "只统计了观看人次"


@pytest.fixture
def blocking(running: Running) -> None:
    """People without an event are not let pass."""
    set_blocking_checks(campaign=running.campaign, names=["people_without_event"], by=running.cast.lead)


def test_every_check_can_block_but_what_speaks_of_other_units() -> None:
    assert [check.value for check in Check] == [name for name in CHECKS if name != "same_file"]


def test_it_only_advises_where_nothing_was_set(running: Running) -> None:
    assert odd(running).versions.get().passed == []


@pytest.mark.usefixtures("blocking")
def test_a_blocked_value_passes_with_a_reason_that_is_kept(running: Running) -> None:
    town, week, clerk = running.part("sibling_town"), running.weeks[0], running.cast.sibling
    with pytest.raises(ValuesWrongError) as held_up:
        send(town, week, clerk, **ODD)
    assert {code: one.problem for code, one in held_up.value.problems.items()} == {"1.2": CHECK_BLOCKS}
    assert not Report.objects.exists()
    report = send(town, week, clerk, **ODD, **{"reason-1_2": WHY})
    version = report.versions.get()
    assert [(name, code, why) for name, code, _, why in version.passed] == [
        ("people_without_event", "1.2", WHY)
    ]
    assert (version.reasons, is_as_sent(version)) == ({}, True)
    page = signed_in(running.cast.lead).get(reverse("reports:review", args=[report.pk]))
    assert f"原因：{WHY}" in words(page.content)


@pytest.mark.usefixtures("blocking")
def test_what_every_check_passes_is_not_asked(running: Running) -> None:
    assert sound(running).versions.get().passed == []


@pytest.mark.usefixtures("blocking")
def test_page_asks_at_the_blank_and_keeps_what_was_typed(running: Running) -> None:
    client = signed_in(running.cast.sibling)
    address = reverse("reports:fill", args=[running.sibling_town.pk, running.weeks[0].pk])
    typed = {"1.1": "0", "1.2": "35", "revision": "0", "key": new_key(), "submit": "1"}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "情况属实的，请写明原因" in words(page.content)
    assert 'name="reason-1.2"' in page.content.decode()
    assert 'value="35"' in page.content.decode()
    assert client.post(address, {**typed, "reason-1.2": WHY}).status_code == 302


def test_office_sets_and_lifts_them_on_a_page(running: Running) -> None:
    client, address = signed_in(running.cast.lead), reverse("reports:checks", args=[running.root.pk])
    client.post(address, {"checks": ["not_the_sum", "far_from_peers", "no_such_check"]})
    assert set(BlockingCheck.objects.values_list("name", flat=True)) == {"not_the_sum", "far_from_peers"}
    client.post(address, {"checks": ["not_the_sum"]})
    assert set(BlockingCheck.objects.values_list("name", flat=True)) == {"not_the_sum"}
    assert client.get(reverse("reports:checks", args=[running.town.pk])).status_code == 404


@pytest.mark.parametrize("who", ["reviewer", "leader", "clerk", "outsider"])
def test_nobody_else_sets_them(running: Running, who: str) -> None:
    user = getattr(running.cast, who)
    with pytest.raises(AnyueError):
        set_blocking_checks(campaign=running.campaign, names=["not_the_sum"], by=user)
    address = reverse("reports:checks", args=[running.root.pk])
    assert signed_in(user).post(address, {"checks": ["not_the_sum"]}).status_code in {403, 404}
    assert not BlockingCheck.objects.exists()


def test_what_changed_since_approval_comes_before_failed_checks(running: Running) -> None:
    first, second = sound(running), odd(running)
    approve_report(report=first, version=1, by=running.cast.lead)
    correct_report(report=first, version=1, reason="漏记一场", by=running.cast.clerk)
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    listed = inbox_of(running.cast.lead, NOW)
    assert [(one.report, one.is_changed, one.is_wrong) for one in listed] == [
        (first, True, False),
        (second, False, True),
    ]
