"""A superior sends an approved table back; a correction that was begun is called off."""

from collections.abc import Callable

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from anyue import clock
from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.records.actions import cancel_record, change_record
from anyue.records.models import ActivityRecord
from anyue.reports.actions import (
    approve_report,
    cancel_correction,
    correct_report,
    reopen_report,
    return_report,
    save_report,
)
from anyue.reports.choices import ReportState
from anyue.reports.models import Report
from anyue.reports.queries import overview_of, sheet_for
from tests.cast import Running
from tests.config.test_people_api import post
from tests.config.test_records_api import of_town
from tests.config.test_tokens import bearer, code_of, token_for
from tests.fixtures import signed_in
from tests.reports.test_correcting import REASON, approved, people  # noqa: F401  A fixture.
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db
WRONG = "人次与签到表不符"
FACTS = (
    *("submitted_at", "submitted_by_id", "opened_at", "approved_at", "approved_by_id", "approved_version"),
    *("version", "entries", "reasons", "reopened_at", "returned_at", "returned_version", "return_reason"),
)


def facts(report: Report) -> list[object]:
    report.refresh_from_db()
    return [getattr(report, name) for name in FACTS]


def problem(act: Callable[..., None], **given: object) -> str:
    with pytest.raises(AnyueError) as wrong:
        act(**given)
    return wrong.value.code


def test_a_superior_reopens_what_was_approved_and_it_counts_until_it_is_mended(
    running: Running,
    approved: Report,  # noqa: F811  The fixture.
) -> None:
    cast, week = running.cast, running.weeks[0]
    with TestCase.captureOnCommitCallbacks(execute=True):
        reopen_report(report=approved, version=1, reason=WRONG, marks=["1.2", "9.9"], by=cast.reviewer)
    approved.refresh_from_db()
    assert (approved.state(), approved.return_reason, approved.return_marks) == (
        ReportState.RETURNED,
        WRONG,
        ["1.2"],
    )
    assert (people(running), people(running, with_waiting=True)) == ("40", "40")
    assert overview_of(running.root, clock.now()).counts()["returned"] == 1
    assert Message.objects.filter(unit=cast.town, text__contains="审核通过后退回修改").count() == 1
    assert AuditEntry.objects.get(action="reopen_report").by_id == cast.reviewer.pk
    record = ActivityRecord.objects.get()
    change_record(
        record=record,
        title="宣讲",
        held_on=record.held_on,
        measures={"events": "1", "attendances": "35"},
        by=cast.clerk,
    )
    again = send(running.part("town"), week, cast.clerk)
    assert (people(running), people(running, with_waiting=True)) == ("40", "35")
    assert again.versions.get(number=2).revised_for == f"上级退回：{WRONG}"
    approve_report(report=again, version=2, by=cast.reviewer)
    assert people(running) == "35"


@pytest.mark.parametrize("who", ["clerk", "sibling", "village_clerk", "outsider", "leader"])
def test_nobody_but_the_superior_reopens_it(running: Running, approved: Report, who: str) -> None:  # noqa: F811  The fixture.
    before = facts(approved)
    given = {"report": approved, "version": 1, "reason": WRONG, "by": getattr(running.cast, who)}
    assert problem(reopen_report, **given) == "not_allowed"
    assert facts(approved) == before


@pytest.mark.parametrize(
    ("version", "reason", "code"), [(2, WRONG, "review_stale"), (1, " ", "reason_missing")]
)
def test_only_the_approved_version_is_reopened_and_for_a_reason(
    running: Running,
    approved: Report,  # noqa: F811  The fixture.
    version: int,
    reason: str,
    code: str,
) -> None:
    given = {"report": approved, "version": version, "reason": reason, "by": running.cast.lead}
    assert problem(reopen_report, **given) == code


def test_a_correction_is_called_off_as_if_it_had_not_begun(running: Running, approved: Report) -> None:  # noqa: F811  The fixture.
    cast, week = running.cast, running.weeks[0]
    before = facts(approved)
    correct_report(report=approved, version=1, reason=REASON, by=cast.clerk)
    approved.refresh_from_db()
    save_report(
        participation=running.part("town"),
        occurrence=week,
        raw={"1.1": "9"},
        revision=approved.revision,
        by=cast.clerk,
    )
    cancel_correction(report=approved, by=cast.clerk)
    assert facts(approved) == before
    assert (approved.state(), people(running)) == (ReportState.APPROVED, "40")
    assert ActivityRecord.objects.get().counted == 1
    assert sheet_for(running.part("town"), running.weeks[1]).own == {}
    assert AuditEntry.objects.get(action="cancel_correction").by_id == cast.clerk.pk
    assert problem(cancel_correction, report=approved, by=cast.clerk) in {"correction_sent", "not_allowed"}
    correct_report(report=approved, version=1, reason=REASON, by=cast.clerk)
    assert sheet_for(running.part("town"), week).own["1.1"] == "1"


def test_the_office_calls_off_its_own_and_the_units(running: Running, approved: Report) -> None:  # noqa: F811  The fixture.
    cast = running.cast
    before = facts(approved)
    correct_report(report=approved, version=1, reason=REASON, by=cast.clerk)
    approved.refresh_from_db()
    with TestCase.captureOnCommitCallbacks(execute=True):
        cancel_correction(report=approved, by=cast.reviewer)
    assert facts(approved) == before
    assert Message.objects.filter(unit=cast.town, text__contains="更正已撤销").count() == 1
    reopen_report(report=approved, version=1, reason=WRONG, marks=["1.2"], by=cast.reviewer)
    approved.refresh_from_db()
    assert problem(cancel_correction, report=approved, by=cast.clerk) == "not_allowed"
    cancel_correction(report=approved, by=cast.lead)
    assert facts(approved) == before
    assert AuditEntry.objects.filter(action="cancel_correction_below").count() == 2


def test_an_earlier_return_is_remembered_again(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    first = send(running.part("town"), week, cast.clerk, **{"2_1": "3"})
    return_report(report=first, version=1, reason="请核对。", marks=["2.1"], by=cast.lead)
    second = send(running.part("town"), week, cast.clerk, **{"2_1": "4"})
    approve_report(report=second, version=2, by=cast.lead)
    before = facts(second)
    reopen_report(report=second, version=2, reason=WRONG, by=cast.lead)
    second.refresh_from_db()
    cancel_correction(report=second, by=cast.lead)
    assert facts(second) == before
    assert second.return_marks == ["2.1"]


@pytest.mark.parametrize("who", ["sibling", "village_clerk", "outsider", "leader"])
def test_nobody_else_calls_it_off(running: Running, approved: Report, who: str) -> None:  # noqa: F811  The fixture.
    correct_report(report=approved, version=1, reason=REASON, by=running.cast.clerk)
    approved.refresh_from_db()
    assert problem(cancel_correction, report=approved, by=getattr(running.cast, who)) == "not_allowed"
    approved.refresh_from_db()
    assert approved.state() is ReportState.CORRECTING


@pytest.mark.parametrize("how", ["changed", "cancelled"])
def test_it_is_not_called_off_over_another_ledger(running: Running, approved: Report, how: str) -> None:  # noqa: F811  The fixture.
    cast, record = running.cast, ActivityRecord.objects.get()
    correct_report(report=approved, version=1, reason=REASON, by=cast.clerk)
    approved.refresh_from_db()
    record.refresh_from_db()
    if how == "changed":
        numbers = {"events": "1", "attendances": "7"}
        change_record(record=record, title="宣讲", held_on=record.held_on, measures=numbers, by=cast.clerk)
    else:
        cancel_record(record=record, reason="重复", by=cast.clerk)
    assert problem(cancel_correction, report=approved, by=cast.clerk) == "correction_ledger"
    approved.refresh_from_db()
    assert (approved.state(), people(running)) == (ReportState.CORRECTING, "40")


def test_what_was_sent_in_is_not_called_off(running: Running, approved: Report) -> None:  # noqa: F811  The fixture.
    cast, week = running.cast, running.weeks[0]
    correct_report(report=approved, version=1, reason=REASON, by=cast.clerk)
    report = send(running.part("town"), week, cast.clerk)
    assert problem(cancel_correction, report=report, by=cast.clerk) == "correction_sent"
    return_report(report=report, version=2, reason="请核对。", by=cast.lead)
    report.refresh_from_db()
    assert problem(cancel_correction, report=report, by=cast.clerk) == "correction_sent"


def test_the_pages_reopen_and_call_off(running: Running, approved: Report) -> None:  # noqa: F811  The fixture.
    cast, place = running.cast, [running.town.pk, running.weeks[0].pk]
    reviewer, clerk = signed_in(cast.reviewer), signed_in(cast.clerk)
    review, fill = reverse("reports:review", args=[approved.pk]), reverse("reports:fill", args=place)
    reopen, cancel = (
        reverse(f"reports:{name}", args=[approved.pk]) for name in ("reopen", "cancel-correction")
    )
    assert "退回已审核的这一版" in words(reviewer.get(review).content)
    empty = reviewer.post(reopen, {"version": "1", "reason": "", "marks": "1.2"})
    assert (empty.status_code, "请写明退回的原因" in words(empty.content)) == (422, True)
    assert reviewer.post(reopen, {"version": "1", "reason": WRONG, "marks": "1.2"}).status_code == 302
    told = words(clerk.get(fill).content)
    assert WRONG in told
    assert "汇总仍按第1版计" in told
    assert "撤销更正" not in told
    assert "撤销退回" in words(reviewer.get(review).content)
    assert reviewer.post(cancel).status_code == 302
    correct = clerk.post(
        reverse("reports:correct", args=place), {"version": "1", "reason": REASON}, follow=True
    )
    assert "撤销更正" in words(correct.content)
    assert signed_in(cast.sibling).post(cancel).status_code == 404
    assert clerk.post(cancel, follow=True).redirect_chain == [(fill, 302)]
    assert people(running) == "40"
    again = send_after(running, reviewer, approved)
    assert "已标出" in again


def send_after(running: Running, reviewer: Client, report: Report) -> str:
    """The page of review after the approved version was reopened with a mark and sent in anew."""
    reopen_report(report=report, version=1, reason=WRONG, marks=["1.2"], by=running.cast.reviewer)
    hold(running.cast.town, running.cast.clerk, people=5)
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    return words(reviewer.get(reverse("reports:review", args=[report.pk])).content)


def test_the_interface_reopens_and_calls_off(running: Running, approved: Report) -> None:  # noqa: F811  The fixture.
    cast = running.cast
    office = bearer(token_for(cast.lead, cast.office, "read", "review_report")[1])
    town = bearer(of_town(running, "read", "submit_report"))
    address = f"/api/reviews/{approved.pk}"
    assert code_of(post(town, f"{address}/reopen", version=1, reason=WRONG)) == (403, "not_allowed")
    told = post(office, f"{address}/reopen", version=1, reason=WRONG, marks=["1.2"]).json()
    assert (told["state"], told["return_reason"]) == ("returned", WRONG)
    assert code_of(post(office, f"{address}/reopen", version=1, reason=WRONG)) == (409, "review_stale")
    assert code_of(post(town, f"{address}/cancel-correction")) == (403, "not_allowed")
    assert post(office, f"{address}/cancel-correction").json()["state"] == "approved"
    assert code_of(post(office, f"{address}/cancel-correction")) == (409, "correction_sent")
    place = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    assert post(town, f"{place}/correct", version=1, reason=REASON).status_code == 200
    assert post(town, f"{address}/cancel-correction").json()["state"] == "approved"
    assert signed_in(cast.outsider).post(f"{address}/reopen").status_code in {404, 422}
