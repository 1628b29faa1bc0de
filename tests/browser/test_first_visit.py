"""What a first visit costs a phone, and that the pages nobody comes by on the journey are sound too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

LIMIT = 150_000
"""Bytes over the line, compressed, heads included."""


def test_first_visit_of_a_phone_stays_small(demo: Program, arrive: Callable[..., Person]) -> None:
    town = arrive(demo, "songfeng", **PHONE)
    line = town.context.new_cdp_session(town.page)
    received: list[float] = []
    line.on("Network.loadingFinished", lambda loaded: received.append(loaded["encodedDataLength"]))
    line.send("Network.enable")
    town.sign_in()
    town.page.wait_for_load_state("networkidle")
    # The page to sign in and the home behind it, with all that they need.
    assert 0 < sum(received) < LIMIT
    first = sum(received)
    town.page.get_by_role("link", name="填报").first.tap()
    town.page.wait_for_url("**/reports/**")
    town.page.wait_for_load_state("networkidle")
    # What is fetched once is kept: the table is another page and nothing else.
    assert sum(received) - first < LIMIT / 4


def test_other_pages_are_sound(demo: Program, arrive: Callable[..., Person]) -> None:
    town = arrive(demo, "xikou", **PHONE)
    town.page.goto("/sign-in/")
    town.look()
    town.sign_in()
    for name in ("消息", "审核", "台账"):
        town.page.get_by_role("link", name=name).first.tap()
        expect(town.page.get_by_role("heading", name=name, level=1, exact=True)).to_be_visible()
        town.look()
    lead = arrive(demo, office.LEAD).sign_in()
    for address in ("/notices/", "/nowhere/", "/overview/999999/"):
        lead.page.goto(address)
        expect(lead.page.get_by_role("heading", level=1)).to_be_visible()
        lead.look()


def test_dark_and_large_type_are_sound(demo: Program, arrive: Callable[..., Person]) -> None:
    screen: dict[str, Any] = {**PHONE, "color_scheme": "dark"}
    town = arrive(demo, "jinsui", **screen).sign_in()
    town.page.get_by_text("显示").tap()
    town.page.get_by_role("button", name="大字版").tap()
    expect(town.page.locator("html")).to_have_attribute("data-type", "large")
    town.look()
    town.page.get_by_role("link", name="填报").first.tap()
    town.page.wait_for_url("**/reports/**")
    town.look()
