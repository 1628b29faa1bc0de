"""A form at every level: the sums along the tree beside what each unit sent up."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anyue.reports.actions import approve_report, correct_report
from anyue.reports.queries.levels import LevelTotal, levels_of
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.test_journey import send

pytestmark = pytest.mark.django_db


def village(running: Running, name: str, number: str) -> None:
    clerk = getattr(running.cast, f"{name}_clerk")
    report = send(running.part(name), running.weeks[0], clerk, **{"2_1": number})
    approve_report(report=report, version=report.version, by=running.cast.clerk)


def town(running: Running, number: str) -> None:
    report = send(running.part("town"), running.weeks[0], running.cast.clerk, **{"2_1": number})
    approve_report(report=report, version=report.version, by=running.cast.lead)


def levels(running: Running) -> dict[str, LevelTotal]:
    found = levels_of(running.root, running.table, running.weeks[:1], with_waiting=False)
    return {one.participation.unit.name: one for one in found}


def test_what_a_town_sent_up_is_held_against_the_tree(running: Running) -> None:
    village(running, "village", "3")
    town(running, "5")
    agreed = levels(running)["石桥铺镇"]
    assert (agreed.total["2.1"], agreed.differing) == ("8", [])

    village(running, "other_village", "7")
    late = levels(running)["石桥铺镇"]
    assert late.sent is not None
    assert (late.sent["2.1"], late.total["2.1"], late.differing) == ("8", "15", ["2.1"])
    assert levels(running)[running.cast.office.name].total["2.1"] == "15"


def test_a_correction_under_way_leaves_the_official_sum(running: Running) -> None:
    village(running, "village", "3")
    report = running.part("village").reports.get()
    correct_report(report=report, version=1, reason="漏记一场", by=running.cast.village_clerk)
    send(running.part("village"), running.weeks[0], running.cast.village_clerk, **{"2_1": "4"})
    official = levels_of(running.root, running.table, running.weeks[:1], with_waiting=False)
    waiting = levels_of(running.root, running.table, running.weeks[:1], with_waiting=True)
    assert [one[0].total["2.1"] for one in (official, waiting)] == ["3", "4"]


def test_units_stand_above_those_that_report_to_them(running: Running) -> None:
    found = levels_of(running.root, running.table, running.weeks, with_waiting=False)
    seen: set[int] = set()
    for one in found:
        assert one.depth == 0 or one.participation.superior_id in seen
        assert one.is_left_out == (one.depth > 0)
        seen.add(one.participation.pk)
    assert len(seen) == running.campaign.participations.count()


def test_queries_do_not_grow(running: Running) -> None:
    village(running, "village", "3")
    town(running, "5")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        levels(running)
    assert len(queries) == 3


def test_page_lists_who_differs_and_the_workbook_everybody(running: Running) -> None:
    village(running, "village", "3")
    town(running, "5")
    village(running, "other_village", "7")
    client = signed_in(running.cast.lead)
    query = {"period": running.weeks[0].number}
    address = reverse("reports:levels", args=[running.root.pk, running.table.pk])
    total = client.get(reverse("reports:total", args=[running.root.pk, running.table.pk])).content.decode()
    assert address in total
    html = client.get(address, query).content.decode()
    assert "应上报 5 个单位：一致 2 个，不一致 1 个，未计入 2 个" in html
    assert "石桥铺镇" in html
    assert "桥西村" not in html

    data = client.get(reverse("reports:levels-book", args=[running.root.pk, running.table.pk]), query).content
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    rows = {str(row[0].value): [cell.value for cell in row] for row in sheet.iter_rows(min_row=3)}
    assert 15 in rows[running.cast.office.name]
    assert str(rows["石桥铺镇"][-1]).startswith("不一致：")
    assert rows["桥东村"][-1] == "一致"


def test_a_town_sees_its_own_villages_alone(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    own = reverse("reports:levels", args=[running.part("town").pk, running.table.pk])
    assert client.get(own).status_code == 200
    above = reverse("reports:levels", args=[running.root.pk, running.table.pk])
    assert client.get(above).status_code == 404
