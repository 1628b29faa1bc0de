"""Who is short of what a notice asks at least, on the campaign's page and at home."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from anyue.campaigns.models import Campaign
from anyue.records.actions import keep_record
from anyue.reports.queries.quotas import quotas_below
from tests.cast import Running, new_key
from tests.fixtures import signed_in

NOW = datetime.fromisoformat("2026-06-10T09:00:00+08:00")


def lecture(running: Running, day: int = 5) -> None:
    keep_record(
        unit=running.cast.village,
        kind="lecture",
        title="进村宣讲",
        held_on=date(2026, 6, day),
        measures={"events": "1"},
        key=new_key(),
        by=running.cast.village_clerk,
    )


@pytest.fixture(autouse=True)
def in_june(settings: Settings) -> None:
    settings.ANYUE_NOW = NOW


def test_who_is_short_is_counted_from_the_ledger(
    running: Running, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lecture(running)
    root = running.root
    root.campaign = Campaign.objects.get(pk=root.campaign_id)
    with django_assert_num_queries(3):
        (state,) = quotas_below(root, NOW.date())
    assert state.asked.words == "每村宣讲不少于 1 场"
    assert [one.participation.unit.name for one in state.units] == ["桥东村", "桥西村"]
    assert [one.participation.unit.name for one in state.short] == ["桥西村"]
    assert state.line == "每村宣讲不少于 1 场：桥西村（0/1 场）"


def test_page_lists_who_is_short_ready_to_paste(running: Running) -> None:
    lecture(running)
    client, address = signed_in(running.cast.lead), reverse("reports:quotas", args=[running.root.pk])
    html = client.get(address).content.decode()
    assert "每村宣讲不少于 1 场：桥西村（0/1 场）。" in html
    assert "桥东村" not in html
    assert "桥东村" in client.get(address, {"show": "all"}).content.decode()
    overview = client.get(reverse("reports:overview", args=[running.root.pk])).content.decode()
    assert address in overview


def test_unit_sees_at_home_what_it_is_short_of(running: Running) -> None:
    own, other = signed_in(running.cast.village_clerk), signed_in(running.cast.clerk)
    assert "还差 1 场" in own.get("/").content.decode()
    # Asked of villages; the town has none to hold itself.
    assert "还差" not in other.get("/").content.decode()
    lecture(running)
    assert "还差" not in own.get("/").content.decode()


def test_neighbour_sees_nothing_of_it(running: Running) -> None:
    address = reverse("reports:quotas", args=[running.town.pk])
    assert signed_in(running.cast.sibling).get(address).status_code == 404
    seen = signed_in(running.cast.clerk).get(address).content.decode()
    assert "桥西村" in seen
