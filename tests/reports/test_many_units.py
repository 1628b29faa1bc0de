"""An office with a great many units opens its overview at the statements of one with a few."""

import re
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anyue import clock
from tests.cast import Running
from tests.fixtures import signed_in
from tests.reports.many_units import add_units


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_overview_asks_the_same_of_any_number_of_units(running: Running) -> None:
    client = signed_in(running.cast.lead)
    address = f"/overview/{running.root.pk}/"
    lists = [f"{address}units/?what=missing", f"{address}units/?what=asked"]
    addresses = [address, *lists, f"{address}summary/"]
    add_units(running, 47)
    few = [statements(client, one) for one in addresses]
    add_units(running, 450)
    assert [statements(client, one) for one in addresses] == few


def test_a_page_of_the_matrix_has_a_hundred_units_and_the_figures_are_of_all(running: Running) -> None:
    client = signed_in(running.cast.lead)
    address = f"/overview/{running.root.pk}/"
    assert "翻页" not in client.get(address).text
    add_units(running, 247)
    first, last = client.get(address).text, client.get(f"{address}?page=3").text
    assert [page.count('<th scope="row">') for page in (first, last)] == [100, 50]
    assert "第 1 页，共 3 页，250 个单位" in first
    assert '<a href="?page=2">' in first
    assert "下发 250 个单位" in last
    assert running.cast.town.name in first
    assert client.get(f"{address}?page=99").text.count('<th scope="row">') == 50
    # Names beside the matrix are told up to a hundred.
    assert first.count('<span class="unit-name">') == 100
    assert "</span>等</p>" in first


def test_the_list_behind_a_figure_has_pages_and_what_is_copied_is_whole(running: Running) -> None:
    client = signed_in(running.cast.lead)
    address = f"/overview/{running.root.pk}/units/?what=missing"
    add_units(running, 247)
    with clock.standing_at(running.weeks[0].due_at + timedelta(days=1)):
        first, second = client.get(address).text, client.get(f"{address}&page=2").text
    assert [page.count('<th scope="row">') for page in (first, second)] == [100, 100]
    assert '<a href="?what=missing&amp;page=3">' in second
    assert "份报表" in first
    assert re.findall("第[0-9]+镇", first.split("<textarea")[1]) == re.findall(
        "第[0-9]+镇", second.split("<textarea")[1]
    )
    assert len(set(re.findall("第[0-9]+镇", first.split("<textarea")[1]))) == 247
