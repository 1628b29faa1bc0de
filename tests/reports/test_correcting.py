"""An approved table is corrected by a new version; what was approved counts until that one is."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from anyue import clock
from anyue.core.errors import AnyueError
from anyue.reports.actions import approve_report, correct_report, return_report, take_back_report
from anyue.reports.choices import ReportState
from anyue.reports.models import Decision, Report
from anyue.reports.queries import overview_of, sheet_for, total_of, values_sent
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db

REASON = "漏记一场宣讲"


@pytest.fixture
def approved(running: Running) -> Report:
    """The town's first table, approved with 40 people from the ledger."""
    hold(running.cast.town, running.cast.clerk, people=40)
    report = send(running.part("town"), running.weeks[0], running.cast.clerk)
    approve_report(report=report, version=1, by=running.cast.lead)
    return report


def people(running: Running, *, with_waiting: bool = False) -> str | None:
    """The people in the county's total of the first week."""
    week = [running.weeks[0]]
    total = total_of(running.root, running.table, week, with_waiting=with_waiting, now=clock.now())
    return total.total.values.get("1.2")


def test_official_total_keeps_the_approved_version_until_the_next_is_approved(
    running: Running, approved: Report
) -> None:
    clerk, lead, week = running.cast.clerk, running.cast.lead, running.weeks[0]
    correct_report(report=approved, version=1, reason=REASON, by=clerk)
    approved.refresh_from_db()
    assert (approved.state(), people(running), values_sent(approved)["1.2"]) == (
        ReportState.CORRECTING,
        "40",
        "40",
    )
    hold(running.cast.town, clerk, people=25)
    assert sheet_for(running.part("town"), week).own["1.2"] == "65"
    report = send(running.part("town"), week, clerk)
    assert (people(running), people(running, with_waiting=True)) == ("40", "65")
    assert report.versions.get(number=2).revised_for == REASON
    return_report(report=report, version=2, reason="请核对人次。", marks=["1.2"], by=lead)
    assert (people(running), people(running, with_waiting=True)) == ("40", "40")
    again = send(running.part("town"), week, clerk)
    approve_report(report=again, version=3, by=lead)
    again.refresh_from_db()
    assert (people(running), again.reopened_at, again.approved_version) == ("65", None, 3)
    outcomes = Decision.objects.order_by("version__number").values_list("version__number", "outcome")
    assert list(outcomes) == [(1, "approved"), (2, "returned"), (3, "approved")]


def test_taken_back_it_is_still_being_corrected(running: Running, approved: Report) -> None:
    clerk = running.cast.clerk
    correct_report(report=approved, version=1, reason=REASON, by=clerk)
    report = send(running.part("town"), running.weeks[0], clerk)
    take_back_report(report=report, by=clerk)
    report.refresh_from_db()
    assert (report.state(), report.standing_number, people(running)) == (ReportState.CORRECTING, 1, "40")


def test_a_record_of_a_corrected_week_waits_for_it(running: Running, approved: Report) -> None:
    town, clerk = running.part("town"), running.cast.clerk
    correct_report(report=approved, version=1, reason=REASON, by=clerk)
    assert sheet_for(town, running.weeks[1]).own == {}
    send(town, running.weeks[1], clerk)
    assert sheet_for(town, running.weeks[0]).own["1.2"] == "40"


def test_it_stays_among_those_that_are_in(running: Running, approved: Report) -> None:
    correct_report(report=approved, version=1, reason=REASON, by=running.cast.clerk)
    assert overview_of(running.root, clock.now()).counts()["in"] == 1


@pytest.mark.parametrize("who", ["lead", "sibling", "village_clerk", "outsider"])
def test_nobody_else_reopens_it(running: Running, approved: Report, who: str) -> None:
    with pytest.raises(AnyueError):
        correct_report(report=approved, version=1, reason=REASON, by=getattr(running.cast, who))
    approved.refresh_from_db()
    assert approved.approved_at


@pytest.mark.parametrize(("version", "reason"), [(2, REASON), (1, " ")])
def test_only_the_approved_version_with_a_reason(
    running: Running, approved: Report, version: int, reason: str
) -> None:
    with pytest.raises(AnyueError):
        correct_report(report=approved, version=version, reason=reason, by=running.cast.clerk)


@pytest.mark.usefixtures("approved")
def test_page_asks_for_the_reason_and_says_what_counts_meanwhile(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    place = [running.town.pk, running.weeks[0].pk]
    refused = client.post(reverse("reports:correct", args=place), {"version": "1", "reason": ""})
    assert refused.status_code == 422
    assert "请写明更正的原因" in words(refused.content)
    page = client.post(
        reverse("reports:correct", args=place), {"version": "1", "reason": REASON}, follow=True
    )
    assert f"正在更正，原因：{REASON}。" in words(page.content)
    assert "汇总仍按第1版计" in words(page.content)


def test_what_was_decided_before_is_kept_by_version(running: Running, approved: Report) -> None:
    sibling = send(running.part("sibling_town"), running.weeks[0], running.cast.sibling, **{"1_1": "2"})
    return_report(report=sibling, version=1, reason="请核对。", marks=["1.1"], by=running.cast.lead)
    Decision.objects.all().delete()
    Report.objects.update(approved_version=0)
    migration = import_module("anyue.reports.migrations.0011_decisions_so_far")
    migration.keep_decisions(apps, connection.schema_editor())
    kept = Decision.objects.order_by("outcome").values_list("version__report", "outcome", "reason", "marks")
    assert list(kept) == [
        (approved.pk, "approved", "", []),
        (sibling.pk, "returned", "请核对。", ["1.1"]),
    ]
    assert set(Report.objects.approved()) == {approved}
