"""What a town's or a village's liaison does on a phone."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import Person


def acknowledge(liaison: Person) -> None:
    """Acknowledge the notice that the home shows before anything else."""
    page = liaison.page
    page.get_by_role("link", name="签收通知").tap()
    expect(page.get_by_role("button", name="签收通知")).to_be_visible()
    liaison.glance()
    page.get_by_role("button", name="签收通知").tap()
    expect(page.get_by_text("已签收，要报送的内容已列入应办事项。")).to_be_visible()
    go_home(liaison)


def go_home(liaison: Person) -> None:
    """Go to what is owed."""
    liaison.page.get_by_role("link", name="任务", exact=True).tap()
    expect(liaison.page.get_by_role("heading", name="应办事项", level=1)).to_be_visible()


def owed(liaison: Person, title: str) -> Locator:
    """The item of what is owed that has this title."""
    return liaison.page.get_by_role("listitem").filter(has=liaison.page.get_by_role("link", name=title))


def open_table(liaison: Person, title: str, *, looks: bool = True) -> None:
    """Open a table from the home, or from the list of everything that is owed."""
    go_home(liaison)
    liaison.page.get_by_role("link", name="全部报送事项").tap()
    expect(liaison.page.get_by_role("heading", name="全部报送事项")).to_be_visible()
    if looks:
        liaison.glance()
    liaison.page.get_by_role("link", name=title, exact=True).tap()
    expect(liaison.page.get_by_role("heading", name=title, level=1)).to_be_visible()


def record(
    liaison: Person, kind: str, *, day: str, people: int, place: str, photos: Sequence[Path] = ()
) -> None:
    """Record one activity of a kind: the form asks for what the kind counts."""
    page = liaison.page
    go_home(liaison)
    page.get_by_role("link", name="记一次活动").tap()
    page.get_by_label("查找种类").fill(kind)
    liaison.glance()
    page.get_by_role("link", name=kind, exact=True).tap()
    page.get_by_label("日期", exact=True).fill(day)
    page.get_by_label(re.compile("^参与人次")).fill(str(people))
    page.get_by_label(re.compile("^地点(?! [0-9])")).fill(place)
    page.get_by_label("佐证材料").set_input_files(photos)
    liaison.glance()
    page.get_by_role("button", name="记入台账").tap()
    expect(page.get_by_text(f"已记入台账：{kind}。")).to_be_visible()


def blank(liaison: Person, group: str, label: str) -> Locator:
    """The first blank with this label in a row of the table."""
    return liaison.page.get_by_role("group", name=group).get_by_label(label).first


def submit(liaison: Person, title: str) -> None:
    """Send the table on screen in."""
    liaison.page.get_by_role("button", name=f"报送{title}").tap()
    expect(liaison.page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()


def relay(liaison: Person, *units: str) -> None:
    """Pass the campaign on to units below, by the times that the page proposes."""
    page = liaison.page
    go_home(liaison)
    page.get_by_role("region", name="收到的通知").get_by_role("link").tap()
    page.get_by_role("link", name="转发给下级").tap()
    for unit in units:
        page.get_by_label(unit).check()
    page.get_by_role("textbox", name="补充要求").fill("活动照片留存备查，不用上报。")
    liaison.glance()
    page.get_by_role("button", name="转发给所选单位").tap()
    expect(page.get_by_text(f"已转发给 {len(units)} 个单位。")).to_be_visible()
    liaison.glance()
