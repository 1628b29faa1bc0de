"""Counting once, in the database: along one line, in the first open week, as the rule of the core says."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.actions import acknowledge_notice, cancel_occurrence, issue_campaign, relay_campaign
from anyue.campaigns.models import Occurrence, Participation
from anyue.core.counting import Held, Period, Table, counted_by
from anyue.core.errors import AnyueError
from anyue.orgs.models import Listing, Unit
from anyue.records.actions import change_record, keep_record
from anyue.records.models import ActivityRecord, Claim, CountingLine
from anyue.records.queries import line_choices
from anyue.reports.actions import return_report, submit_report
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import beside, outlook_of, sheet_for
from tests.cast import ISSUED, Running, import_sample, new_key
from tests.fixtures import signed_in

DAY = date(2026, 6, 2)


def hold(
    unit: Unit, by: User, *, day: date = DAY, people: int = 10, lines: tuple[Participation, ...] = ()
) -> ActivityRecord:
    measures = {"events": "1", "attendances": str(people)}
    return keep_record(
        unit=unit, kind="lecture", title="", held_on=day, measures=measures, key=new_key(), by=by, lines=lines
    )


def send(part: Participation, week: Occurrence, by: User, **typed: str) -> Report:
    sheet = sheet_for(part, week)
    raw = {**sheet.own, **{code.replace("_", "."): value for code, value in typed.items()}}
    return submit_report(
        participation=part, occurrence=week, raw=raw, revision=sheet.revision, key=new_key(), by=by
    )


@pytest.fixture
def second_line(running: Running) -> Participation:
    """The town as the bureau asks it too, in the same campaign."""
    cast = running.cast
    Listing(office=cast.bureau, unit=cast.town).save()
    with clock.standing_at(ISSUED + timedelta(hours=1)):
        acknowledge_notice(participation=running.part("bureau"), by=cast.bureau_clerk)
        (joined,) = relay_campaign(
            participation=running.part("bureau"), recipients=[cast.town], by=cast.bureau_clerk
        )
        acknowledge_notice(participation=joined, by=cast.clerk)
    joined.refresh_from_db()
    return joined


def test_record_counts_along_the_line_that_was_asked_first(
    running: Running, second_line: Participation
) -> None:
    cast, week = running.cast, running.weeks[0]
    record = hold(cast.town, cast.clerk)
    assert sheet_for(running.part("town"), week).own == {"1.1": "1", "1.2": "10"}
    other = sheet_for(second_line, week)
    assert other.own == {}
    assert [(one.record, one.why) for one in beside(other)] == [(record, "已计入最先布置的上级的口径")]
    assert beside(sheet_for(running.part("town"), week)) == []


def test_co_hosted_record_is_shown_with_its_host_and_adds_nothing(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    record = hold(cast.town, cast.clerk)
    record.co_hosts.create(unit=cast.sibling_town)
    sheet = sheet_for(running.part("sibling_town"), week)
    assert (sheet.own, [one.why for one in beside(sheet)]) == ({}, ["联合开展，由石桥铺镇计入"])
    send(running.part("town"), week, cast.clerk)
    page = signed_in(cast.sibling).get(reverse("reports:fill", args=[running.sibling_town.pk, week.pk]))
    assert "联合开展，已由石桥铺镇计入" in page.content.decode()


def test_host_names_the_line(running: Running, second_line: Participation) -> None:
    cast, week = running.cast, running.weeks[0]
    record = hold(cast.town, cast.clerk, lines=(second_line,))
    assert sheet_for(running.part("town"), week).own == {}
    assert sheet_for(second_line, week).own == {"1.1": "1", "1.2": "10"}
    send(second_line, week, cast.clerk)
    send(running.part("town"), week, cast.clerk)
    values = [version.own["1.1"] for version in ReportVersion.objects.order_by("pk")]
    assert values == ["1", "0"]
    assert [claim.line.participation for claim in record.claims.all()] == [second_line]


def test_line_of_another_unit_is_refused(running: Running) -> None:
    with pytest.raises(AnyueError) as caught:
        hold(running.cast.town, running.cast.clerk, lines=(running.part("sibling_town"),))
    assert (caught.value.code, ActivityRecord.objects.count()) == ("line_unknown", 0)


def test_two_lines_of_one_campaign_are_refused_by_the_database(
    running: Running, second_line: Participation
) -> None:
    cast = running.cast
    record = hold(cast.town, cast.clerk)
    send(running.part("town"), running.weeks[0], cast.clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        CountingLine(record=record, root=running.campaign, participation=second_line).save()
    line = record.lines.get()
    claim = Claim(record=record, line=line, form=running.table, occurrence=running.weeks[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        claim.save()


def test_page_asks_for_the_line_only_where_there_are_two(
    running: Running, second_line: Participation
) -> None:
    cast = running.cast
    name = f"line{running.campaign.pk}_{cast.town.pk}"
    assert line_choices([cast.sibling_town]) == []
    client = signed_in(cast.clerk)
    page = client.get("/records/new/lecture/").content.decode()
    assert f'name="{name}"' in page
    data = {"unit": cast.town.pk, "held_on": "2026-06-02", "measure_events": "1", "key": new_key()}
    client.post("/records/new/lecture/", {**data, name: second_line.pk})
    assert ActivityRecord.objects.get().lines.get().participation == second_line
    # What was named last is proposed next.
    (choice,) = line_choices([cast.town])
    assert choice.usual == second_line
    sibling = signed_in(cast.sibling).get("/records/new/lecture/").content.decode()
    assert f'name="line{running.campaign.pk}' not in sibling


def test_superior_of_one_line_sees_nothing_of_what_counts_along_another(
    running: Running, second_line: Participation
) -> None:
    cast = running.cast
    record = hold(cast.town, cast.clerk)
    send(running.part("town"), running.weeks[0], cast.clerk)
    assert record in ActivityRecord.objects.visible_to(cast.lead)
    assert record not in ActivityRecord.objects.visible_to(cast.bureau_clerk)
    other = hold(cast.town, cast.clerk, lines=(second_line,), day=date(2026, 6, 4))
    send(second_line, running.weeks[1], cast.clerk)
    assert other in ActivityRecord.objects.visible_to(cast.bureau_clerk)


def test_two_campaigns_count_one_record_each_and_a_carried_out_one_shares_it(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    Listing(office=cast.bureau, unit=cast.town).save()
    with clock.standing_at(ISSUED + timedelta(hours=1)):
        tour = issue_campaign(notice=import_sample(cast), recipients=[cast.town], by=cast.lead)
        shared = issue_campaign(notice=import_sample(cast), recipients=[cast.town], by=cast.lead)
        shared.root = running.campaign
        shared.save()
    record = hold(cast.town, cast.clerk)
    for campaign, expected in ((tour, {"1.1": "1", "1.2": "10"}), (shared, {})):
        part = campaign.participations.select_related("unit").get(unit=cast.town)
        table = campaign.forms.get(kind="statistics")
        assert sheet_for(part, table.occurrences()[0]).own == expected
    assert sheet_for(running.part("town"), week).own == {"1.1": "1", "1.2": "10"}
    told = {(one.form.campaign_id, bool(one.occurrence), one.counted_by) for one in outlook_of(record)}
    assert told == {
        (running.campaign.pk, True, ""),
        (tour.pk, True, ""),
        (shared.pk, False, cast.office.name),
    }


def test_only_a_campaign_that_asked_the_issuer_is_carried_out(running: Running) -> None:
    cast = running.cast
    with pytest.raises(AnyueError) as caught:
        issue_campaign(
            notice=import_sample(cast), recipients=[cast.town], by=cast.lead, carries_out=running.campaign
        )
    assert caught.value.code == "not_carried_out"


def test_record_says_in_which_week_it_will_count(running: Running) -> None:
    cast, part = running.cast, running.part("town")
    record = hold(cast.town, cast.clerk)
    client = signed_in(cast.clerk)
    address = reverse("records:record", args=[record.pk])
    assert "将计入第1周" in client.get(address).content.decode()
    send(part, running.weeks[0], cast.clerk)
    assert "将计入" not in client.get(address).content.decode()
    late = hold(cast.town, cast.clerk)
    assert "将计入第2周" in client.get(reverse("records:record", args=[late.pk])).content.decode()
    for week in running.weeks[1:]:
        hold(cast.town, cast.clerk)
        send(part, week, cast.clerk)
    too_late = hold(cast.town, cast.clerk)
    assert [one.occurrence for one in outlook_of(too_late)] == [None]


def test_number_that_is_not_the_ledgers_asks_why(running: Running) -> None:
    cast, part, week = running.cast, running.part("town"), running.weeks[0]
    hold(cast.town, cast.clerk)
    with pytest.raises(AnyueError) as caught:
        send(part, week, cast.clerk, **{"1_2": "15"})
    told = {code: error.code for code, error in caught.value.problems.items()}  # type: ignore[attr-defined]
    assert told == {"1.2": "ledger_overridden"}
    send(part, week, cast.clerk, **{"1_2": "15", "reason-1_2": " 另有 5 人\x00未登记 ", "reason-1_1": "多余"})
    version = ReportVersion.objects.get()
    assert (version.own["1.2"], version.typed, version.reasons) == ("15", ["1.2"], {"1.2": "另有 5 人未登记"})


def test_page_asks_why_at_the_blank_and_keeps_what_was_said(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    hold(cast.town, cast.clerk)
    client = signed_in(cast.clerk)
    address = reverse("reports:fill", args=[running.town.pk, week.pk])
    page = client.get(address).content.decode()
    assert 'data-known="10" data-least="" hidden' in page
    data = {"revision": "0", "key": new_key(), "1.1": "1", "1.2": "15"}
    refused = client.post(address, {**data, "submit": "1"})
    assert refused.status_code == 422
    assert 'data-known="10" data-least="">' in refused.content.decode()
    client.post(address, {**data, "save": "1", "reason-1.2": "另有 5 人"})
    assert 'name="reason-1.2" value="另有 5 人"' in client.get(address).content.decode()
    client.post(address, {**data, "revision": "1", "submit": "1", "reason-1.2": "另有 5 人"})
    assert "原因：另有 5 人" in client.get(address).content.decode()
    review = signed_in(cast.lead).get(reverse("reports:review", args=[Report.objects.get().pk]))
    assert "原因：另有 5 人" in review.content.decode()


@pytest.mark.parametrize("seed", range(4))
def test_database_draws_what_the_rule_says(running: Running, seed: int) -> None:
    """Whatever is recorded, sent in and returned, and when: no record is missed by looking through fewer."""
    chance = Random(seed)  # noqa: S311  No secret hangs on it.
    cast, part = running.cast, running.part("town")
    weeks = running.weeks[:3]
    moment = clock.now() + timedelta(days=30)
    for _ in range(25):
        moment += timedelta(hours=chance.choice([0, 1, 30, 100]))
        with clock.standing_at(moment):
            act, week = (
                chance.choice(["hold", "hold", "change", "send", "return", "cancel"]),
                chance.choice(weeks),
            )
            day = weeks[0].starts_on + timedelta(chance.randrange(21))
            free = chance.choice([*ActivityRecord.objects.filter(counted=0).order_by("pk"), None])
            report = Report.objects.filter(occurrence=week, submitted_at__isnull=False).first()
            if act == "hold":
                hold(cast.town, cast.clerk, day=day, people=chance.randrange(50))
            elif act == "change" and free:
                change_record(record=free, title="改", held_on=day, measures=free.measures, by=cast.clerk)
            elif act == "send" and not report and week.cancelled_at is None:
                send(part, week, cast.clerk)
            elif act == "return" and report:
                return_report(report=report, version=report.version, reason="核对", by=cast.lead)
            elif act == "cancel" and week.number == 2 and week.cancelled_at is None:
                cancel_occurrence(occurrence=week, reason="合并", by=cast.lead)
                week.refresh_from_db()
            for each in weeks:
                assert drawn_by_the_database(part, each) == drawn_by_the_rule(part, each, weeks)


def drawn_by_the_database(part: Participation, week: Occurrence) -> set[int]:
    return sheet_for(part, week).basis.drawn.record_ids


def drawn_by_the_rule(part: Participation, week: Occurrence, weeks: list[Occurrence]) -> set[int]:
    sent = set(Report.objects.filter(submitted_at__isnull=False).values_list("occurrence", flat=True))
    before = [Period(one.starts_on, one.ends_on) for one in weeks if one.number < week.number]
    still_open = [
        period
        for period, one in zip(before, weeks, strict=False)
        if one.pk not in sent and one.due_at >= part.added_at and one.cancelled_at is None
    ]
    records = [
        Held(one.pk, one.kind, one.held_on, one.measures)
        for one in ActivityRecord.objects.exclude(claims__form=week.deadline.form)
    ]
    period = Period(week.starts_on, week.ends_on)
    table = Table(part.pk, [part.pk], period, still_open, week.deadline.counts_from or week.starts_on)
    return {record.pk for record in counted_by(table, records)}
