"""The page that sets a form beside those of earlier years."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import Settings

from anyue import clock
from anyue.campaigns.actions import acknowledge_notice, import_notice, issue_campaign
from anyue.campaigns.files import Upload
from anyue.campaigns.models import CampaignForm, Participation
from anyue.campaigns.queries import root_of
from anyue.reports.actions import approve_report
from anyue.reports.models import Report
from anyue.reports.queries.years import years_of
from tests.cast import ISSUED, NOTICE, Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send

A_YEAR = timedelta(days=365)
JULY = datetime.fromisoformat("2027-07-10T09:00:00+08:00")


def approved(running: Running, report: Report) -> None:
    approve_report(report=report, version=report.version, by=running.cast.lead)


@pytest.fixture
def second(running: Running) -> tuple[Participation, CampaignForm]:
    """A year later: the same table, in which the town has three lectures after one the year before."""
    cast = running.cast
    hold(cast.town, cast.clerk, people=40)
    approved(running, send(running.part("town"), running.weeks[0], cast.clerk))
    text = NOTICE.read_text("utf-8").replace("2026", "2027")
    with clock.standing_at(ISSUED + A_YEAR):
        notice = import_notice(unit=cast.office, files=[Upload("通知.txt", text.encode())], by=cast.lead)
        campaign = issue_campaign(notice=notice, recipients=[cast.town], by=cast.lead)
        town = Participation.objects.select_related("unit", "campaign").get(campaign=campaign, unit=cast.town)
        acknowledge_notice(participation=town, by=cast.clerk)
        town.refresh_from_db(fields=["acknowledged_at"])
    table = campaign.forms.get(kind="statistics")
    with clock.standing_at(datetime.fromisoformat("2027-06-02T10:00:00+08:00")):
        for people in (10, 20, 30):
            hold(cast.town, cast.clerk, people=people, day=date(2027, 6, 1))
        first = table.occurrences()[0]
        approved(running, send(town, first, cast.clerk))
    root = Participation.objects.select_related("unit", "campaign").get(pk=root_of(campaign).pk)
    return root, table


def test_years_stand_side_by_side_for_the_total_and_each_unit(
    running: Running, second: tuple[Participation, CampaignForm]
) -> None:
    found = years_of(running.cast.lead, *second, JULY)
    assert found.years == [2026, 2027]
    first, people = found.total[:2]
    assert (first.values, first.change_words) == ((Decimal(1), Decimal(3)), "+200.0%")
    assert people.values == (Decimal(40), Decimal(60))
    ((_, name, rows),) = found.units()
    assert (name, rows[0].values) == ("石桥铺镇", (Decimal(1), Decimal(3)))


def test_page_and_workbook_tell_the_same(
    running: Running, second: tuple[Participation, CampaignForm], settings: Settings
) -> None:
    settings.ANYUE_NOW = JULY
    root, table = second
    client = signed_in(running.cast.lead)
    address = reverse("reports:years", args=[root.pk, table.pk])
    total = client.get(reverse("reports:total", args=[root.pk, table.pk])).content.decode()
    assert address in total
    html = client.get(address, {"unit": running.cast.town.pk}).content.decode()
    assert "石桥铺镇历年对比" in html
    assert "+200.0%" in html
    data = client.get(reverse("reports:years-book", args=[root.pk, table.pk])).content
    book = load_workbook(BytesIO(data))
    assert [cell.value for cell in book["合计"][3]][3:] == [1, 3, "+200.0%"]
    assert book["分单位"]["A3"].value == "石桥铺镇"


def test_year_without_a_past_says_so_and_strangers_see_nothing(running: Running) -> None:
    address = reverse("reports:years", args=[running.root.pk, running.table.pk])
    assert "只列今年" in signed_in(running.cast.lead).get(address).content.decode()
    for stranger in (running.cast.clerk, running.cast.outsider):
        assert signed_in(stranger).get(address).status_code == 404
    card = reverse("reports:years", args=[running.root.pk, running.card.pk])
    assert signed_in(running.cast.lead).get(card).status_code == 404


def test_home_puts_what_is_long_past_behind_what_is_under_way(
    running: Running, second: tuple[Participation, CampaignForm], settings: Settings
) -> None:
    settings.ANYUE_NOW = JULY
    root, _ = second
    urgent = signed_in(running.cast.clerk).get("/").context["urgent"]
    campaigns = [item.participation.campaign_id for item in urgent]
    assert campaigns[0] == root.campaign_id
    assert campaigns == sorted(campaigns, reverse=True)
