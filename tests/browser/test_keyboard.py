"""A town's table from the sign-in to the office's decision, by people who use no mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import office
from tests.browser.keys import SKIP, follow, go_round, press, push, tab_to, type_into
from tests.browser.people import Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

UNIT = "县交通运输局"
OTHER = "县工业和信息化局"
TABLE = "第3周进展情况统计表"
YESTERDAY = "2026-06-04"
LECTURES = "1.安全生产宣讲和学习"
REASON = "宣讲场次与活动记录不符，请核对。"


def test_table_goes_up_and_comes_back_without_a_mouse(demo: Program, arrive: Callable[..., Person]) -> None:
    liaison = arrive(demo, "jiaotong")
    sign_in(liaison)
    skip_to_main(liaison.page)
    look_into_menu(liaison.page)
    record(liaison.page)
    fill_and_submit(liaison.page)
    reviewer = arrive(demo, "shenhe")
    sign_in(reviewer)
    approve(reviewer)
    give_back(reviewer)
    read_reason(liaison.page)


def sign_in(person: Person) -> None:
    page = person.page
    page.goto("/sign-in/")
    go_round(page)
    type_into(page, page.get_by_label("账号"), person.account)
    type_into(page, page.get_by_label("密码"), person.password)
    page.keyboard.press("Enter")
    page.wait_for_url("/")
    go_round(page)


def skip_to_main(page: Page) -> None:
    """The first stop leads past the head of the page."""
    page.reload()
    assert press(page, "Tab")["name"] == SKIP
    assert press(page, "Enter")["name"] != SKIP
    expect(page.get_by_role("main")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)


def look_into_menu(page: Page) -> None:
    """A menu of the head takes the focus only while it is open, and gives it back."""
    menu, leave = page.get_by_text("账号："), page.get_by_role("button", name="退出登录")
    summary = page.locator("summary").filter(has=menu)
    tab_to(page, summary, key="Shift+Tab")
    press(page, "Space")
    expect(leave).to_be_visible()
    tab_to(page, leave)
    press(page, "Escape")
    expect(leave).to_be_hidden()
    expect(summary).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("navigation", name="主导航").get_by_role("link").first).to_be_focused()


def record(page: Page) -> None:
    follow(page, "记一次活动")
    type_into(page, page.get_by_label("查找种类"), "宣讲")
    go_round(page)
    follow(page, "宣讲")
    day = page.get_by_label("日期", exact=True)
    tab_to(page, day)
    # Whether the year, the month or the day comes first is the machine's own way.
    for _ in range(3):
        press(page, "ArrowDown")
        if day.input_value() == YESTERDAY:
            break
        press(page, "ArrowUp")
        press(page, "ArrowRight")
    expect(day).to_have_value(YESTERDAY)
    go_round(page)
    type_into(page, page.get_by_label(re.compile("^参与人次")), "45")
    type_into(page, page.get_by_label(re.compile("^地点(?! [0-9])")), "客运站候车厅")
    # What is folded takes the focus once it is opened.
    more = page.get_by_text(re.compile("^更多："))
    tab_to(page, more)
    press(page, "Space")
    go_round(page)
    push(page, "记入台账")
    expect(page.get_by_text("已记入台账：宣讲。")).to_be_visible()
    go_round(page)


def fill_and_submit(page: Page) -> None:
    follow(page, "任务")
    expect(page.get_by_role("heading", name="应办事项", level=1)).to_be_visible()
    follow(page, "全部报送事项")
    expect(page.get_by_role("heading", name="全部报送事项")).to_be_visible()
    go_round(page)
    follow(page, TABLE)
    expect(page.get_by_role("heading", name=TABLE, level=1)).to_be_visible()
    lectures = page.get_by_role("group", name=LECTURES)
    expect(lectures.get_by_label("参与人次").first).to_have_value("45")
    go_round(page)
    type_into(page, lectures.get_by_label("发表评论文章或心得体会"), "6")
    type_into(page, page.get_by_role("group", name="4.应急演练").get_by_label("开展自救互救技能培训"), "1")
    # A word too many, met on the way and taken back.
    tab_to(page, lectures.get_by_label("发表评论文章或心得体会"), key="Shift+Tab")
    press(page, "End")
    press(page, "Backspace")
    page.keyboard.type("3")
    push(page, f"报送{TABLE}")
    expect(page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()
    go_round(page)


def approve(reviewer: Person) -> None:
    """Approve what came from one unit."""
    follow(reviewer.page, "审核")
    expect(reviewer.page.get_by_role("heading", name="审核", level=1, exact=True)).to_be_visible()
    go_round(reviewer.page)
    page = open_report(reviewer, OTHER)
    go_round(page)
    push(page, "审核通过，计入汇总")
    expect(page.get_by_text("审核通过，已计入汇总。")).to_be_visible()


def give_back(reviewer: Person) -> None:
    """Return what came from another unit: first without a reason, then with one."""
    page = open_report(reviewer, UNIT)
    tab_to(page, page.get_by_text("退回修改", exact=True))
    press(page, "Enter")
    tab_to(page, page.get_by_text("标出需要修改的空"))
    press(page, "Space")
    go_round(page)
    mark = page.get_by_role("checkbox", name="组织开展宣讲活动").first
    tab_to(page, mark)
    press(page, "Space")
    expect(mark).to_be_checked()
    push(page, f"退回{UNIT}修改")
    expect(page.get_by_role("alert")).to_contain_text("请写明退回的原因")
    expect(mark).to_be_checked()
    type_into(page, page.get_by_label("退回原因"), REASON)
    push(page, f"退回{UNIT}修改")
    expect(page.get_by_text("原因已告知")).to_be_visible()


def open_report(reviewer: Person, unit: str) -> Page:
    page = reviewer.page
    follow(page, "审核")
    expect(page.get_by_role("heading", name="审核", level=1, exact=True)).to_be_visible()
    tab_to(page, office.row(reviewer, unit).get_by_role("link"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=unit)).to_be_visible()
    return page


def read_reason(page: Page) -> None:
    """The reason stands with the unit's table, whose marked blank is its own."""
    follow(page, "任务")
    follow(page, TABLE)
    expect(page.get_by_text(REASON).first).to_be_visible()
    marked = page.get_by_role("group", name=LECTURES).get_by_label("组织开展宣讲活动").first
    expect(marked).to_have_accessible_description(re.compile(REASON))
    go_round(page)
    tab_to(page, marked)
