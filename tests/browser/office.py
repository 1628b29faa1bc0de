"""What the county's work-safety office does at its desk."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.people import Person

LEAD = "anban"


def import_text(office: Person, text: str) -> None:
    """Paste a notice and go on to what was read from it."""
    page = office.page
    page.get_by_role("link", name="导入通知").first.click()
    expect(page.get_by_label("或粘贴通知全文")).to_be_visible()
    office.glance()
    page.get_by_label("或粘贴通知全文").fill(text)
    page.get_by_role("button", name="读取通知").click()
    expect(page.get_by_role("heading", name="读出的方案")).to_be_visible()


def import_file(office: Person, path: Path) -> None:
    """Upload a notice and go on to what was read from it."""
    page = office.page
    page.get_by_role("link", name="导入通知").first.click()
    page.get_by_label("通知文件").set_input_files(path)
    page.get_by_role("button", name="读取通知").click()
    expect(page.get_by_role("heading", name="读出的方案")).to_be_visible()


def shift(office: Person, years: int) -> None:
    """Answer what a past notice asks: move it by as many whole years as the page proposes."""
    office.glance()
    expect(office.page.get_by_label("全部日期整年顺延")).to_have_value(str(years))
    office.page.get_by_role("button", name="顺延全部日期").click()
    expect(office.page.get_by_text(f"全部日期已顺延 {years} 年")).to_be_visible()


def plan_item(office: Person, words: str) -> Locator:
    """The item of the plan that holds these words."""
    plan = office.page.get_by_role("region", name="读出的方案")
    return plan.get_by_role("listitem").filter(has_text=words).first


def compare(office: Person, words: str, source: str) -> None:
    """Go from an item of the plan to the words that it came from."""
    plan_item(office, words).get_by_role("link", name=re.compile("^第 .* 段$")).click()
    lit = office.page.get_by_role("region", name="通知原文").locator(".mark-lit")
    expect(lit.first).to_contain_text(source)
    expect(lit.first).to_be_in_viewport()


def correct(office: Person, words: str, heading: str) -> None:
    """Correct the heading of an activity in its place, beside the words that it came from."""
    page = office.page
    item = plan_item(office, words)
    item.click()
    item.get_by_role("link", name="更正").click()
    form = page.get_by_role("form", name="更正活动项目")
    expect(form.get_by_role("textbox", name="活动项目")).to_be_focused()
    office.look()
    form.get_by_role("textbox", name="活动项目").fill(heading)
    form.get_by_role("button", name="保存更正").click()
    expect(page.get_by_text("已保存更正。")).to_be_visible()
    expect(plan_item(office, heading)).to_be_focused()


def issue(office: Person, *, leave_out: str, count: int) -> None:
    """Issue the notice to every unit but one."""
    page = office.page
    page.get_by_role("link", name="选择接收单位").click()
    expect(page.get_by_label(leave_out)).to_be_checked()
    page.get_by_label(leave_out).uncheck()
    office.glance()
    page.get_by_role("button", name="下发给所选单位").click()
    expect(page.get_by_text(f"已下发给 {count} 个单位。")).to_be_visible()
    office.glance()


def row(office: Person, unit: str) -> Locator:
    """The row of a unit in the matrix of units and deadlines."""
    return office.page.get_by_role("row").filter(has=office.page.get_by_role("rowheader", name=unit))


def open_overview(office: Person) -> None:
    """Open the overview of the campaign from the home."""
    office.page.get_by_role("link", name="任务", exact=True).click()
    expect(office.page.get_by_role("heading", name="专项活动", level=1)).to_be_visible()
    office.glance()
    office.page.get_by_role("region", name="下级报送情况").get_by_role("listitem").get_by_role(
        "link"
    ).first.click()
    expect(office.page.get_by_role("heading", name="报送情况", exact=True)).to_be_visible()


def open_report(office: Person, unit: str, title: str) -> None:
    """Open a report that waits for review."""
    office.page.get_by_role("link", name="审核", exact=True).click()
    expect(office.page.get_by_role("heading", name="审核", level=1, exact=True)).to_be_visible()
    office.glance()
    row(office, unit).get_by_role("link").filter(has_text=title).click()
    expect(office.page.get_by_role("heading", name=unit)).to_be_visible()
    office.glance()


def give_back(office: Person, reason: str, mark: str) -> None:
    """Return the report on screen with a reason and a mark at one blank; first without a reason."""
    page = office.page
    page.get_by_text("退回修改", exact=True).click()
    page.get_by_text("标出需要修改的空").click()
    page.get_by_role("checkbox", name=mark).first.check()
    page.get_by_role("button", name=re.compile("^退回.*修改$")).click()
    expect(page.get_by_role("alert")).to_contain_text("请写明退回的原因")
    expect(page.get_by_role("checkbox", name=mark).first).to_be_checked()
    office.look()
    page.get_by_label("退回原因").fill(reason)
    page.get_by_role("button", name=re.compile("^退回.*修改$")).click()
    expect(page.get_by_text("原因已告知")).to_be_visible()


def approve(reviewer: Person) -> None:
    """Approve the report on screen."""
    reviewer.page.get_by_role("button", name="审核通过，计入汇总").click()
    expect(reviewer.page.get_by_text("审核通过，已计入汇总。")).to_be_visible()
