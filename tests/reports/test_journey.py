"""From a record to the county's total, through the actions and queries that the pages call."""

from datetime import date

import pytest

from anyue import clock
from anyue.accounts.actions import create_account
from anyue.accounts.models import User
from anyue.campaigns.actions import relay_campaign
from anyue.campaigns.models import Occurrence, Participation
from anyue.core.errors import AnyueError
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.orgs.models import Unit
from anyue.records.actions import cancel_record, change_record, keep_record
from anyue.records.models import ActivityRecord, Claim
from anyue.reports.actions import (
    ValuesWrongError,
    approve_report,
    open_for_review,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from anyue.reports.models import Report
from anyue.reports.queries import figure_for, live_total_of, overview_of, owed_by, sheet_for, total_of
from tests.cast import PASSWORD, Running, new_key


def hold(unit: Unit, user: User, *, people: int, day: date = date(2026, 6, 2)) -> ActivityRecord:
    return keep_record(
        unit=unit,
        kind="lecture",
        title="宣讲",
        held_on=day,
        measures={"events": "1", "attendances": str(people)},
        key=new_key(),
        by=user,
    )


def send(part: Participation, week: Occurrence, user: User, **typed: str) -> Report:
    sheet = sheet_for(part, week)
    return submit_report(
        participation=part,
        occurrence=week,
        raw={**sheet.own, **{code.replace("_", "."): value for code, value in typed.items()}},
        revision=sheet.revision,
        key=new_key(),
        by=user,
    )


def test_table_fills_from_the_ledger(running: Running) -> None:
    hold(running.cast.town, running.cast.clerk, people=40)
    hold(running.cast.town, running.cast.clerk, people=60)
    assert sheet_for(running.part("town"), running.weeks[0]).own == {"1.1": "2", "1.2": "100"}


def test_draft_keeps_what_was_typed_and_follows_the_ledger_elsewhere(running: Running) -> None:
    town, week, clerk = running.part("town"), running.weeks[0], running.cast.clerk
    hold(running.cast.town, clerk, people=40)
    raw = {"1.1": "1", "1.2": "45", "2.1": "3"}
    save_report(participation=town, occurrence=week, raw=raw, revision=0, by=clerk)
    hold(running.cast.town, clerk, people=60)
    assert sheet_for(town, week).own == {"1.1": "2", "1.2": "45", "2.1": "3"}


def test_emptied_blank_stays_empty_in_a_draft(running: Running) -> None:
    town, week, clerk = running.part("town"), running.weeks[0], running.cast.clerk
    hold(running.cast.town, clerk, people=40)
    save_report(participation=town, occurrence=week, raw={"1.1": "1", "1.2": ""}, revision=0, by=clerk)
    assert sheet_for(town, week).own == {"1.1": "1"}


def test_villages_come_up_into_the_town_and_the_county(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    hold(cast.village, cast.village_clerk, people=30)
    hold(cast.other_village, cast.other_village_clerk, people=20)
    hold(cast.town, cast.clerk, people=100)
    for name, user in (("village", cast.village_clerk), ("other_village", cast.other_village_clerk)):
        report = send(running.part(name), week, user)
        approve_report(report=report, version=1, by=cast.clerk)
    report = send(running.part("town"), week, cast.clerk)
    assert report.versions.get().values["1.2"] == "150"
    total = total_of(running.root, running.table, [week], with_waiting=False, now=clock.now())
    assert (total.total.values, total.approved, total.waiting) == ({}, 0, 1)
    approve_report(report=report, version=1, by=cast.lead)
    total = total_of(running.root, running.table, [week], with_waiting=False, now=clock.now())
    assert (total.total.values["1.1"], total.total.values["1.2"]) == ("3", "150")


def test_figure_opens_down_to_the_record(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    below = hold(cast.village, cast.village_clerk, people=30)
    own = hold(cast.town, cast.clerk, people=100)
    approve_report(report=send(running.part("village"), week, cast.village_clerk), version=1, by=cast.clerk)
    approve_report(report=send(running.part("town"), week, cast.clerk), version=1, by=cast.lead)
    top = figure_for(running.root, running.table, [week], "1.2", with_waiting=False)
    assert top is not None
    assert [(part.pk, value) for part, value in top.below] == [(running.town.pk, "130")]
    town = figure_for(running.part("town"), running.table, [week], "1.2", with_waiting=False)
    assert town is not None
    assert (town.value, town.own, town.is_typed, town.records) == ("130", "100", False, [own])
    assert [(part.pk, value) for part, value in town.below] == [(running.village.pk, "30")]
    village = figure_for(running.part("village"), running.table, [week], "1.2", with_waiting=False)
    assert village is not None
    assert (village.own, village.below, village.records) == ("30", [], [below])


def test_record_counts_once_and_late_ones_go_to_the_next_week(running: Running) -> None:
    cast = running.cast
    hold(cast.town, cast.clerk, people=40)
    send(running.part("town"), running.weeks[0], cast.clerk)
    late = hold(cast.town, cast.clerk, people=7)
    sheet = sheet_for(running.part("town"), running.weeks[1])
    assert sheet.own == {"1.1": "1", "1.2": "7"}
    assert sheet.basis.drawn.records == {"1.1": [late.pk], "1.2": [late.pk]}


def test_record_of_an_open_earlier_week_is_not_drawn_by_a_later_one(running: Running) -> None:
    hold(running.cast.town, running.cast.clerk, people=40)
    assert sheet_for(running.part("town"), running.weeks[1]).own == {}


def test_returned_report_frees_its_records_and_counts_them_again(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    record = hold(cast.town, cast.clerk, people=40)
    report = send(running.part("town"), week, cast.clerk)
    with pytest.raises(AnyueError, match="已计入"):
        cancel_record(record=record, reason="记重了", by=cast.clerk)
    return_report(report=report, version=1, reason="人次有误", marks=["1.2"], by=cast.lead)
    change_record(
        record=record,
        title="宣讲",
        held_on=record.held_on,
        measures={"events": "1", "attendances": "38"},
        by=cast.clerk,
    )
    again = send(running.part("town"), week, cast.clerk)
    assert (again.version, again.versions.get(number=2).values["1.2"]) == (2, "38")
    assert Claim.objects.filter(record=record).count() == 1


def test_same_key_twice_sends_once(running: Running) -> None:
    town, week, clerk = running.part("town"), running.weeks[0], running.cast.clerk
    key = new_key()
    for _ in range(2):
        submit_report(participation=town, occurrence=week, raw={"1.1": "2"}, revision=0, key=key, by=clerk)
    assert Report.objects.get(participation=town, occurrence=week).versions.count() == 1


def test_second_person_is_told_who_was_first(running: Running) -> None:
    town, week, clerk = running.part("town"), running.weeks[0], running.cast.clerk
    submit_report(participation=town, occurrence=week, raw={"1.1": "2"}, revision=0, key=new_key(), by=clerk)
    with pytest.raises(AnyueError) as caught:
        submit_report(
            participation=town, occurrence=week, raw={"1.1": "5"}, revision=0, key=new_key(), by=clerk
        )
    assert caught.value.code == "report_changed"
    assert clerk.name in caught.value.message
    assert Report.objects.get(participation=town, occurrence=week).versions.get().own["1.1"] == "2"


@pytest.mark.parametrize(
    ("typed", "code"), [("-3", "number_negative"), ("1" * 20, "number_too_long"), ("几", "number_unreadable")]
)
def test_wrong_number_is_told_at_its_blank_and_nothing_is_sent(
    running: Running, typed: str, code: str
) -> None:
    with pytest.raises(ValuesWrongError) as caught:
        send(running.part("town"), running.weeks[0], running.cast.clerk, **{"1_1": typed})
    assert {at: error.code for at, error in caught.value.problems.items()} == {"1.1": code}
    assert not Report.objects.exists()


def test_take_back_until_the_superior_opens_it(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    report = send(running.part("town"), week, cast.clerk)
    take_back_report(report=report, by=cast.clerk)
    report = send(running.part("town"), week, cast.clerk, **{"1_1": "4"})
    open_for_review(report=report, by=cast.reviewer)
    with pytest.raises(AnyueError, match="不能撤回"):
        take_back_report(report=report, by=cast.clerk)


def test_review_of_an_older_version_is_refused(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    report = send(running.part("town"), week, cast.clerk)
    take_back_report(report=report, by=cast.clerk)
    send(running.part("town"), week, cast.clerk, **{"1_1": "4"})
    with pytest.raises(AnyueError) as caught:
        approve_report(report=report, version=1, by=cast.lead)
    assert caught.value.code == "review_stale"


def test_return_needs_a_reason(running: Running) -> None:
    report = send(running.part("town"), running.weeks[0], running.cast.clerk)
    with pytest.raises(AnyueError) as caught:
        return_report(report=report, version=1, reason="  ", by=running.cast.lead)
    assert (caught.value.code, caught.value.field) == ("reason_missing", "reason")


def test_heads_are_not_added_over_weeks(running: Running) -> None:
    cast = running.cast
    for week in running.weeks[:2]:
        report = send(running.part("town"), week, cast.clerk, **{"1_3": "50", "1_2": "10"})
        approve_report(report=report, version=1, by=cast.lead)
    total = total_of(
        running.root, running.table, running.weeks[:2], with_waiting=False, now=clock.now()
    ).total.values
    assert ("1.3" in total, total["1.2"]) == (False, "20")


def test_heads_of_who_reported_one_week_are_no_total_of_several(running: Running) -> None:
    cast = running.cast
    sent = [("town", 0, cast.clerk), ("town", 1, cast.clerk), ("sibling_town", 0, cast.sibling)]
    for unit, week, user in sent:
        report = send(running.part(unit), running.weeks[week], user, **{"1_3": "50", "1_2": "10"})
        approve_report(report=report, version=1, by=cast.lead)
    both = running.weeks[:2]
    found = total_of(running.root, running.table, both, with_waiting=False, now=clock.now())
    assert ("1.3" in found.total.values, found.total.values["1.2"]) == (False, "30")
    assert not any("1.3" in values for _, values in found.units)
    figure = figure_for(running.root, running.table, both, "1.3", with_waiting=False)
    assert figure is not None
    assert (figure.value, figure.below) == (None, [])
    assert "1.3" not in live_total_of(running.root, running.table, both).total.values
    first = total_of(running.root, running.table, both[:1], with_waiting=False, now=clock.now())
    assert first.total.values["1.3"] == "100"


def test_names_of_special_activities_are_listed_with_their_unit(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    report = send(running.part("town"), week, cast.clerk, **{"3_1": "安全夜校"})
    approve_report(report=report, version=1, by=cast.lead)
    total = total_of(running.root, running.table, [week], with_waiting=False, now=clock.now())
    assert total.total.texts == {"3.1": [("石桥铺镇", "安全夜校")]}


def test_nil_report_is_a_report(running: Running) -> None:
    report = send(running.part("town"), running.weeks[0], running.cast.clerk)
    assert report.is_nil
    owed = {o.occurrence.pk: o.marker for o in owed_by(running.cast.clerk, clock.now())}
    assert owed[running.weeks[0].pk] == "late"


def test_overview_tells_missing_late_and_waiting_apart(running: Running) -> None:
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    counts = overview_of(running.root, clock.now()).counts()
    # By 5 June the card and the first week were due from three units; the town has sent the week, late.
    expected = {
        "asked": 6,
        "in": 1,
        "late": 1,
        "missing": 5,
        "returned": 0,
        "waiting": 1,
        "read": 0,
        "unacknowledged": 1,
    }
    assert counts == expected


def test_report_before_acknowledgement_is_refused(running: Running) -> None:
    with pytest.raises(AnyueError) as caught:
        send(running.part("bureau"), running.weeks[0], running.cast.bureau_clerk)
    assert caught.value.code == "not_acknowledged"


def test_who_is_asked_late_owes_nothing_from_before(running: Running) -> None:
    cast = running.cast
    joined = relay_campaign(participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk)[
        0
    ]
    clerk = create_account(account="plant", name="厂", password=PASSWORD, by=None)
    appoint(user=clerk, unit=cast.enterprise, role=Role.LIAISON, by=None)
    owed = [(item.occurrence.label, item.state) for item in owed_by(clerk, clock.now())]
    assert owed[0] == ("第2周", "not-started")
    hold(cast.enterprise, clerk, people=12)
    assert sheet_for(joined, running.weeks[1]).own == {"1.1": "1", "1.2": "12"}
    cells = next(
        row.cells
        for row in overview_of(running.part("town"), clock.now()).rows
        if row.participation == joined
    )
    assert [cell.state for cell in cells][:2] == ["not-asked", "not-asked"]
