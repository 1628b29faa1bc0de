"""Two people at one report at once: one is done, the other is told; nothing is counted twice."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.records.actions import change_record, keep_record
from anyue.records.models import ActivityRecord, Claim
from anyue.reports.actions import (
    approve_report,
    open_for_review,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import total_of
from tests.cast import Running, new_key
from tests.fixtures import signed_in
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(4)
"""One round may miss the moment that matters."""


def hold(running: Running, people: int = 40) -> ActivityRecord:
    return keep_record(
        unit=running.cast.town,
        kind="lecture",
        title="宣讲",
        held_on=date(2026, 6, 2),
        measures={"events": "1", "attendances": str(people)},
        key=new_key(),
        by=running.cast.clerk,
    )


def sending(
    running: Running, *, key: str | None = None, revision: int = 0, **typed: str
) -> Callable[[], Report]:
    part, clerk = running.part("town"), running.cast.clerk
    raw = typed or {"1.1": "1", "1.2": "40"}

    def send() -> Report:
        return submit_report(
            participation=part,
            occurrence=running.weeks[0],
            raw=raw,
            revision=revision,
            key=key or new_key(),
            by=User.objects.get(pk=clerk.pk),
        )

    return send


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_people_submit_the_same_report(running: Running, _round: int) -> None:
    hold(running)
    told = at_once(sending(running), sending(running))
    assert codes(told) == ["done", "report_changed"]
    assert (Report.objects.count(), ReportVersion.objects.count()) == (1, 1)
    assert Claim.objects.count() == ActivityRecord.objects.get().counted == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_people_submit_the_same_draft(running: Running, _round: int) -> None:
    part, clerk = running.part("town"), running.cast.clerk
    save_report(participation=part, occurrence=running.weeks[0], raw={"1.1": "1"}, revision=0, by=clerk)
    told = at_once(sending(running, revision=1), sending(running, revision=1))
    assert codes(told) == ["done", "report_changed"]
    assert (Report.objects.get().revision, ReportVersion.objects.count()) == (2, 1)


@pytest.mark.parametrize("_round", ROUNDS)
def test_double_click_sends_once(running: Running, _round: int) -> None:
    hold(running)
    key = new_key()
    told = at_once(*[sending(running, key=key) for _ in range(3)])
    assert codes(told) == ["done"] * 3
    assert (ReportVersion.objects.count(), Claim.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="submit_report").count() == 1


def test_double_click_on_the_page_leads_to_the_sent_table(running: Running) -> None:
    address = f"/reports/{running.town.pk}/{running.weeks[0].pk}/"
    fields = {"submit": "1", "revision": "0", "key": new_key(), "1.1": "1"}

    def click() -> object:
        return signed_in(running.cast.clerk).post(address, fields)

    told = at_once(click, click, click)
    assert [answer.status_code for answer in told if isinstance(answer, HttpResponse)] == [302] * 3
    assert ReportVersion.objects.count() == 1


def test_two_people_on_the_page_are_told_apart(running: Running) -> None:
    address = f"/reports/{running.town.pk}/{running.weeks[0].pk}/"

    def post(number: str) -> Act:
        fields = {"submit": "1", "revision": "0", "key": new_key(), "1.1": number}
        return lambda: signed_in(running.cast.clerk).post(address, fields)

    told = at_once(post("11"), post("22"))
    answers = [answer for answer in told if isinstance(answer, HttpResponse)]
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    refused = next(answer for answer in answers if answer.status_code == 409).content.decode()
    sent = ReportVersion.objects.get().own["1.1"]
    assert sent in {"11", "22"}
    assert "在您填写期间" in refused


@pytest.mark.parametrize("_round", ROUNDS)
def test_draft_and_submission_do_not_overwrite_each_other(running: Running, _round: int) -> None:
    part, clerk = running.part("town"), running.cast.clerk

    def save() -> Report:
        return save_report(
            participation=part, occurrence=running.weeks[0], raw={"1.1": "9"}, revision=0, by=clerk
        )

    told = at_once(save, sending(running))
    assert codes(told) == ["done", "report_changed"]
    report = Report.objects.get()
    assert report.is_closed == (ReportVersion.objects.count() == 1)


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_approvals_are_one(running: Running, _round: int) -> None:
    report, lead, reviewer = sending(running)(), running.cast.lead, running.cast.reviewer
    told = at_once(
        *[
            lambda by=by: approve_report(report=Report.objects.get(pk=report.pk), version=1, by=by)
            for by in (lead, reviewer)
        ]
    )
    assert codes(told) == ["done", "review_stale"]
    assert AuditEntry.objects.filter(action="approve_report").count() == 1
    total = total_of(running.root, running.table, [running.weeks[0]], with_waiting=False, now=clock.now())
    assert total.total.values["1.2"] == "40"


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.parametrize("decision", ["approve", "return"])
def test_a_decision_and_taking_back_exclude_each_other(running: Running, _round: int, decision: str) -> None:
    hold(running)
    report, cast = sending(running)(), running.cast

    def decide() -> None:
        found = Report.objects.get(pk=report.pk)
        if decision == "approve":
            approve_report(report=found, version=1, by=cast.lead)
        else:
            return_report(report=found, version=1, reason="请核对", by=cast.lead)

    def take_back() -> None:
        take_back_report(report=Report.objects.get(pk=report.pk), by=cast.clerk)

    told = at_once(decide, take_back)
    assert codes(told) == ["done", "review_stale"]
    report.refresh_from_db()
    is_counted = report.approved_at is not None
    assert (report.is_closed, Claim.objects.count()) == (is_counted, int(is_counted))
    assert ActivityRecord.objects.get().counted == int(is_counted)


@pytest.mark.parametrize("_round", ROUNDS)
def test_opening_and_taking_back_exclude_each_other(running: Running, _round: int) -> None:
    report, cast = sending(running)(), running.cast
    told = at_once(
        lambda: open_for_review(report=Report.objects.get(pk=report.pk), by=cast.lead),
        lambda: take_back_report(report=Report.objects.get(pk=report.pk), by=cast.clerk),
    )
    report.refresh_from_db()
    # Whoever opens too late opens nothing; whoever takes back too late is told.
    assert codes(told) == (["done", "taken_up"] if report.is_closed else ["done", "done"])
    assert (report.opened_at is not None) == report.is_closed


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_record_is_not_changed_while_a_table_counts_it(running: Running, _round: int) -> None:
    record, cast = hold(running), running.cast

    def change() -> None:
        change_record(
            record=ActivityRecord.objects.get(pk=record.pk),
            title="宣讲",
            held_on=record.held_on,
            measures={"events": "1", "attendances": "90"},
            by=cast.clerk,
        )

    told = at_once(change, sending(running))
    record.refresh_from_db()
    if record.measures["attendances"] == "90":
        # The change came first: whoever types what the record said before is asked for a reason.
        assert codes(told) in (["done", "values_wrong"], ["done", "record_counted_meanwhile"])
        assert record.counted == 0
    else:
        assert codes(told) == ["done", "record_counted"]
        assert record.counted == 1
    assert Claim.objects.count() == record.counted


@pytest.mark.parametrize("_round", ROUNDS)
def test_double_click_keeps_one_record(running: Running, _round: int) -> None:
    key = new_key()

    def keep() -> ActivityRecord:
        return keep_record(
            unit=running.cast.town,
            kind="lecture",
            title="宣讲",
            held_on=date(2026, 6, 2),
            measures={"events": "1"},
            key=key,
            by=running.cast.clerk,
        )

    told = at_once(keep, keep, keep)
    assert codes(told) == ["done"] * 3
    assert ActivityRecord.objects.count() == 1
