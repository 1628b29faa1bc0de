"""Three totals beside each other, each named: official, with what waits, and live with drafts."""

import pytest
from django.urls import reverse

from anyue.reports.actions import approve_report, save_report
from anyue.reports.queries import live_total_of
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import hold, send
from tests.reports.test_liaison_pages import words

pytestmark = pytest.mark.django_db


def test_drafts_are_in_it_as_they_fill_from_the_ledger(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    send(running.part("sibling_town"), week, cast.sibling, **{"2_1": "4"})
    hold(cast.town, cast.clerk, people=40)
    save_report(
        participation=running.part("town"),
        occurrence=week,
        raw={"1.1": "1", "1.2": "40", "2.1": "5"},
        revision=0,
        by=cast.clerk,
    )
    live = live_total_of(running.root, running.table, [week])
    assert (live.total.values["1.2"], live.total.values["2.1"], live.sent, live.drafts) == ("40", "9", 1, 1)
    hold(cast.town, cast.clerk, people=60)
    assert live_total_of(running.root, running.table, [week]).total.values["1.2"] == "100"


def test_page_names_each_and_tells_no_draft_of_one_unit(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    report = send(running.part("sibling_town"), week, cast.sibling, **{"2_1": "4"})
    approve_report(report=report, version=1, by=cast.lead)
    hold(cast.town, cast.clerk, people=40)
    client, address = signed_in(cast.lead), reverse("reports:total", args=[running.root.pk, running.table.pk])
    page = client.get(address, {"period": "1", "basis": "live"})
    said = words(page.content)
    assert "正式（已审核1份）含待审（1份）实时（2份）" in said
    assert "已报送1份，正在填报1份" in said
    assert [unit.unit.name for unit, _ in page.context["result"].units] == ["柳林镇"]
    assert page.context["texts"] == []


def test_figure_opens_to_the_version_it_stands_in(running: Running) -> None:
    cast, week = running.cast, running.weeks[0]
    report = send(running.part("town"), week, cast.clerk, **{"2_1": "4"})
    page = signed_in(cast.lead).get(
        reverse("reports:figure", args=[running.town.pk, running.table.pk, "2.1"]),
        {"period": "1", "basis": "sent"},
    )
    assert reverse("reports:value", args=[report.pk, "2.1"]) in page.content.decode()
