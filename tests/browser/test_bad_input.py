"""What goes wrong at a table: in a browser, where two people, two taps and a lost line meet."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import liaison, office
from tests.browser.people import DESK, PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

TITLE = "第3周进展情况统计表"
"""The table of the demo that is due next; no unit has begun it."""

GROUP = "3.企业主要负责人安全责任落实"
PLEDGES = "开展企业主要负责人安全承诺活动"
SEND = f"报送{TITLE}"
SENT = "上级尚未打开审核，可以撤回。"
ALARM = "没有报送"


def at_table(person: Person) -> Person:
    """Sign in and open the table."""
    person.sign_in()
    person.page.get_by_role("link", name="全部报送事项").click()
    person.page.get_by_role("link", name=TITLE, exact=True).click()
    expect(person.page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    return person


def versions(lead: Person, unit: str) -> int:
    """How many times the office has this table from a unit."""
    office.open_report(lead.sign_in(), unit, "第3周")
    return lead.page.get_by_role("region", name="历次报送").get_by_role("listitem").count()


def test_wrong_numbers_are_told_at_their_fields_and_the_rest_stays(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_table(arrive(demo, "wangling", **PHONE))
    negative, long = (liaison.blank(town, GROUP, label) for label in (PLEDGES, "参与人次"))
    other = liaison.blank(town, "5.隐患曝光和举报", "受理群众举报")
    negative.fill("-3")
    long.fill("12345678901234567890")
    other.fill("4")
    town.page.get_by_role("button", name=SEND).tap()
    alarm = town.page.get_by_role("alert").filter(has_text=ALARM)
    expect(alarm).to_contain_text("有 2 处填写有误，请按提示更正，其余内容都在。")
    expect(negative).to_have_accessible_description(re.compile("填的“-3”小于 0。请填 0 或大于 0 的数。"))
    expect(long).to_have_accessible_description(re.compile("位数太多，最多 9 位整数"))
    expect(other).to_have_value("4")
    town.look()
    # Each line of the alarm leads to its field.
    alarm.get_by_role("link").filter(has_text="小于 0").tap()
    expect(negative).to_be_in_viewport()
    negative.fill("3")
    long.fill("90")
    town.page.get_by_role("button", name=SEND).tap()
    expect(town.page.get_by_text(SENT)).to_be_visible()


def test_two_people_at_once_send_one_report(demo: Program, arrive: Callable[..., Person]) -> None:
    pages = []
    for number in ("1", "2"):
        clerk = at_table(arrive(demo, "yuntai", **DESK))
        liaison.blank(clerk, GROUP, PLEDGES).fill(number)
        pages.append(clerk.page)
    for page in pages:
        tap_soon(page)
    first, second = sorted(pages, key=was_second)
    expect(second.get_by_role("alert").filter(has_text=ALARM)).to_contain_text(
        "在您填写期间，江云已报送这张表"
    )
    kept = second.get_by_role("region", name="您填写、没有报送的内容")
    sent = {
        page: page.get_by_role("region", name=re.compile("“安全生产月”活动进展情况统计表")) for page in pages
    }
    typed = kept.get_by_role("group", name=GROUP).locator("output").first.inner_text()
    taken = sent[first].get_by_role("group", name=GROUP).locator("output").first.inner_text()
    assert {typed, taken} == {"1", "2"}
    assert versions(arrive(demo, office.LEAD), "云台镇") == 1


def tap_soon(page: Page) -> None:
    """Let a page send itself in a moment, so that two pages do it in the same one."""
    page.evaluate(
        """(words) => {
             const button = [...document.querySelectorAll("button")].find((one) => one.textContent === words);
             setTimeout(() => button.click(), 300);
           }""",
        SEND,
    )


def was_second(page: Page) -> bool:
    """Whether a page was told that it came second, once it has its answer."""
    expect(page.get_by_text(SENT)).to_be_visible()
    return page.get_by_role("alert").filter(has_text=ALARM).is_visible()


@pytest.mark.parametrize(
    ("account", "unit", "scripts"), [("shidu", "石渡镇", True), ("liutang", "柳塘镇", False)]
)
def test_double_click_sends_once(
    demo: Program, arrive: Callable[..., Person], account: str, unit: str, *, scripts: bool
) -> None:
    town = at_table(arrive(demo, account, **DESK, java_script_enabled=scripts))
    liaison.blank(town, GROUP, PLEDGES).fill("6")
    town.page.get_by_role("button", name=SEND).dblclick()
    expect(town.page.get_by_text(SENT)).to_be_visible()
    expect(town.page.get_by_text("第 1 版")).to_be_visible()
    assert versions(arrive(demo, office.LEAD), unit) == 1


def test_lost_line_keeps_what_was_typed_until_it_can_be_sent(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_table(arrive(demo, "qingping", **PHONE))
    pledges = liaison.blank(town, GROUP, PLEDGES)
    pledges.fill("5")
    town.context.set_offline(True)
    expect(town.page.get_by_role("alert").filter(has_text="网络已断开")).to_be_visible()
    town.page.get_by_role("button", name=SEND).tap()
    expect(pledges).to_have_value("5")
    town.look()
    town.context.set_offline(False)
    expect(town.page.get_by_text("网络已恢复，请继续。")).to_be_visible()
    town.page.get_by_role("button", name=SEND).tap()
    expect(town.page.get_by_text(SENT)).to_be_visible()
    sent = town.page.get_by_role("group", name=GROUP).locator("output").first
    expect(sent).to_have_text("5")


def test_phone_that_was_put_away_brings_back_what_was_typed(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_table(arrive(demo, "zhuhai", **PHONE))
    liaison.blank(town, GROUP, PLEDGES).fill("7")
    town.page.wait_for_timeout(400)
    address = town.page.url
    town.page.close()
    town.open_page().goto(address)
    expect(liaison.blank(town, GROUP, PLEDGES)).to_have_value("7")
    expect(town.page.get_by_role("status").filter(has_text="尚未提交的内容")).to_be_visible()
    town.page.get_by_role("button", name="保存", exact=True).tap()
    expect(town.page.get_by_text("已保存，尚未报送。")).to_be_visible()
    # What has arrived is no draft any more.
    town.page.reload()
    expect(town.page.get_by_text("尚未提交的内容")).to_have_count(0)
    expect(liaison.blank(town, GROUP, PLEDGES)).to_have_value("7")


def test_files_that_are_no_notice_are_told_at_the_field(
    demo: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    page = lead.page
    page.get_by_role("link", name="导入通知").first.click()
    page.get_by_label("或粘贴通知全文").fill("各乡镇：这里是粘贴的一段。")
    for name, data, message in (
        ("空.txt", b"", "文件“空.txt”是空的"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)), "文件“照片.jpg”是图片"),
        ("大.txt", b"6\xe6\x9c\x88 " * 10_485_760, "文件“大.txt”有 50.0 MB，超过 5 MB 的上限"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        page.get_by_label("通知文件").set_input_files(path)
        page.get_by_role("button", name="读取通知").click()
        expect(page.get_by_label("通知文件")).to_have_accessible_description(re.compile(message))
        expect(page.get_by_label("或粘贴通知全文")).to_have_value("各乡镇：这里是粘贴的一段。")
        lead.look()
