"""The burden before and after issuing: hours by stated assumptions, and what is asked already."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from anyue import clock
from anyue.campaigns.actions import issue_campaign
from anyue.campaigns.burden import Estimate, estimate, overlaps_of
from anyue.campaigns.models import Campaign
from anyue.core.effort import Minutes
from tests.cast import Cast, Running, import_sample
from tests.fixtures import signed_in


def test_estimate_is_kept_with_the_campaign(cast: Cast) -> None:
    campaign = issue_campaign(
        notice=import_sample(cast),
        recipients=[cast.town, cast.bureau],
        cost=Minutes(by_hand=Decimal(3)),
        by=cast.lead,
    )
    kept = Campaign.objects.get(pk=campaign.pk).burden
    assert kept is not None
    told = Estimate.from_json(kept)
    assert (told.units, told.cost.by_hand, told.overlaps) == (2, Decimal(3), ())
    assert told.to_json() == kept
    assert told.hours > told.hours_each > 0


def test_running_campaign_that_asks_the_same_is_named(running: Running) -> None:
    cast = running.cast
    plan = import_sample(cast).read_plan()
    (found,) = overlaps_of(plan, [cast.town, cast.bureau, cast.village, cast.enterprise], clock.now())
    assert (found.issuer, found.form, found.units) == (cast.office.name, running.table.title, 3)
    assert len(found.labels) == len({indicator.code for indicator in running.table.form.indicators})
    assert overlaps_of(plan, [cast.enterprise], clock.now()) == []
    over = clock.now().replace(year=2027)
    assert overlaps_of(plan, [cast.town], over) == []


@pytest.mark.parametrize("campaigns", [1, 3])
def test_estimate_takes_two_questions(
    running: Running, campaigns: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast = running.cast
    for _ in range(campaigns - 1):
        issue_campaign(notice=import_sample(cast), recipients=[cast.town], by=cast.lead)
    plan = import_sample(cast).read_plan()
    overlaps_of(plan, [cast.town], clock.now())
    with django_assert_num_queries(2):
        told = estimate(plan, [cast.town], Minutes(), clock.now())
    assert len(told.overlaps) == campaigns


def test_page_reckons_again_by_the_offices_own_minutes_without_issuing(running: Running) -> None:
    cast = running.cast
    notice = import_sample(cast)
    client = signed_in(cast.lead)
    url = reverse("campaigns:issue", args=[notice.pk])
    usual = client.get(url).context["burden"]
    fields = {"units": [cast.town.pk], "by_hand": "4", "filled": "0.5", "text": "", "estimate": "1"}
    again = client.post(url, fields)
    assert again.status_code == 200
    told = again.context["burden"]
    assert (told.units, told.cost) == (1, Minutes(Decimal(4), Decimal("0.5")))
    assert told.hours_each > usual.hours_each
    assert "有的内容这些单位正在填报" in again.content.decode()
    assert Campaign.objects.count() == 1
    wrong = client.post(url, {**fields, "by_hand": "很久"})
    assert "请填写数字" in wrong.content.decode()


def test_page_after_issuing_is_the_issuers(running: Running) -> None:
    cast = running.cast
    client = signed_in(cast.lead)
    fields = {"units": [cast.town.pk], "by_hand": "4", "revision": "0"}
    client.post(reverse("campaigns:issue", args=[import_sample(cast).pk]), fields)
    campaign = Campaign.objects.latest("pk")
    url = reverse("campaigns:burden", args=[campaign.pk])
    assert "按手工填写一空 4 分钟" in client.get(url).content.decode()
    assert signed_in(cast.clerk).get(url).status_code == 403
    assert signed_in(cast.outsider).get(url).status_code == 404
