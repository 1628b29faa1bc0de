"""A unit relays a campaign on one page: by when those below report, and what it adds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from anyue import clock
from anyue.campaigns.actions import relay_campaign
from anyue.campaigns.models import Occurrence, OwnTime, Participation
from anyue.campaigns.queries import times_for
from anyue.campaigns.relaying import activities_of
from anyue.core.errors import AnyueError
from anyue.core.relay import added_activities, later_than, proposed_time
from anyue.core.workdays import Workdays, published
from tests.cast import ISSUED, Running
from tests.fixtures import signed_in

moments = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@given(due=moments, now=moments)
def test_proposal_is_a_working_day_earlier_and_never_past_or_later(due: datetime, now: datetime) -> None:
    found = proposed_time(due, now, published())
    assert found == due or (now < found < due and published().is_workday(found.date()))
    assert found.timetz() == due.timetz()


def test_proposal_steps_over_rest_days() -> None:
    monday, sunday = local("2026-06-08T12:00"), local("2026-05-01T12:00")
    assert proposed_time(monday, sunday, Workdays()) == local("2026-06-05T12:00")
    # The Dragon Boat Festival of 2026 is a Friday.
    assert proposed_time(local("2026-06-22T12:00"), sunday, published()) == local("2026-06-18T12:00")


@given(st.dictionaries(st.integers(), moments), st.dictionaries(st.integers(), moments))
def test_later_are_those_after_the_superior(asked: dict[int, datetime], due: dict[int, datetime]) -> None:
    assert set(later_than(asked, due)) == {key for key in asked if key in due and asked[key] > due[key]}


def test_added_activities_are_one_a_line() -> None:
    assert added_activities(" 走访独居老人 \n\n开展夜校\r\n") == ["走访独居老人", "开展夜校"]


def page(running: Running) -> tuple[Client, str]:
    return signed_in(running.cast.clerk), reverse("campaigns:relay", args=[running.town.pk])


def fresh(running: Running) -> None:
    """Let the town have relayed to nobody, so that the page proposes its own times."""
    Participation.objects.filter(superior=running.town).delete()


def test_page_proposes_earlier_times_and_keeps_what_is_asked(running: Running, settings: Settings) -> None:
    fresh(running)
    week = running.weeks[1]
    settings.ANYUE_NOW = ISSUED
    client, url = page(running)
    html = client.get(url).content.decode()
    # Wednesday, 10 June, 12:00: the day before.
    assert f'name="time_{week.pk}" value="2026-06-09T12:00"' in html
    answer = client.post(
        url,
        {
            "units": [running.cast.village.pk],
            f"time_{week.pk}": "2026-06-09T09:00",
            "added": "走访独居老人\n开展消防演练",
            "instructions": "请分管负责人签字",
        },
    )
    assert answer.status_code == 302
    village = Participation.objects.get(superior=running.town, unit=running.cast.village)
    assert times_for(village, week).due == local("2026-06-09T09:00")
    assert times_for(village, running.weeks[0]).due == running.weeks[0].due_at
    assert [one.heading for one in activities_of(village)][-2:] == ["走访独居老人", "开展消防演练"]
    assert village.assignments.filter(activity__added_by=running.town).count() == 2
    shown = signed_in(running.cast.village_clerk).get(village.get_absolute_url()).content.decode()
    assert "石桥铺镇补充" in shown
    assert "石桥铺镇转发时确定" in shown


def test_a_later_time_is_warned_of_and_taken_when_meant(running: Running, settings: Settings) -> None:
    fresh(running)
    week = running.weeks[1]
    fields = {"units": [running.cast.village.pk], f"time_{week.pk}": "2026-06-12T12:00", "added": "夜校"}
    settings.ANYUE_NOW = ISSUED
    client, url = page(running)
    answer = client.post(url, fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "晚于上级的时限" in html
    assert "夜校</textarea>" in html
    assert not Participation.objects.filter(superior=running.town).exists()
    assert client.post(url, {**fields, "keep_later": "on"}).status_code == 302
    village = Participation.objects.get(superior=running.town)
    assert times_for(village, week).due == local("2026-06-12T12:00")


def refused(running: Running, week: Occurrence, moment: datetime) -> str:
    with clock.standing_at(ISSUED), pytest.raises(AnyueError) as caught:
        relay_campaign(
            participation=running.part("town"),
            recipients=[running.cast.enterprise],
            times={week.pk: moment},
            by=running.cast.clerk,
        )
    return caught.value.code


def test_times_that_make_no_sense_are_refused(running: Running) -> None:
    week = running.weeks[0]
    assert refused(running, week, week.due_at + timedelta(hours=1)) == "later_than_superior"
    assert refused(running, week, ISSUED - timedelta(days=1)) == "relay_time_past"
    week.pk += 10_000
    assert refused(running, week, week.due_at) == "not_asked_here"


def test_times_go_down_with_the_next_relay_and_more_time_does_not(running: Running) -> None:
    cast, first, second = running.cast, running.weeks[0], running.weeks[1]
    own = {"participation": running.town, "reason": "县里确定"}
    OwnTime.objects.create(occurrence=second, due_at=second.due_at - timedelta(hours=20), **own)
    OwnTime.objects.create(
        occurrence=first,
        due_at=first.due_at + timedelta(days=1),
        set_at=ISSUED,
        set_by=cast.lead,
        **own,
    )
    with clock.standing_at(ISSUED):
        (plant,) = relay_campaign(
            participation=running.part("town"),
            recipients=[cast.enterprise],
            hours_earlier=4,
            added=["检查宿舍"],
            by=cast.clerk,
        )
    assert times_for(plant, second).due == second.due_at - timedelta(hours=24)
    assert times_for(plant, first).due == first.due_at - timedelta(hours=4)
    assert [one.heading for one in activities_of(plant) if one.added_by_id] == ["检查宿舍"]
    assert [one for one in activities_of(running.part("sibling_town")) if one.added_by_id] == []
