"""A work group gets a link; a liaison joins on a phone, the office says yes, another comes in with a code."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser
NEW = "kaixin-2026-pass"


def picture(page: Page, name: str) -> None:
    """Keep a picture of the page where ANYUE_PICTURES names a folder for them."""
    if folder := os.environ.get("ANYUE_PICTURES"):
        page.screenshot(path=Path(folder, f"{name}.png"), full_page=True)


def open_link(lead: Person) -> str:
    office.open_overview(lead)
    lead.page.get_by_role("link", name="加入链接").click()
    lead.page.get_by_role("button", name=re.compile("开通加入链接|更换链接")).click()
    expect(lead.page.get_by_text(re.compile("加入链接已(开通|更换)"))).to_be_visible()
    lead.look()
    return lead.page.get_by_label("链接", exact=True).input_value()


def fill_in(phone: Person, address: str, unit: str, name: str, mobile: str) -> None:
    page = phone.page
    page.goto(address)
    page.get_by_label("单位", exact=True).select_option(unit)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("手机号码").fill(mobile)
    page.get_by_label("新密码").fill(NEW)
    page.get_by_label("再输一次").fill(NEW)


def test_a_work_group_joins_by_its_link(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    address = open_link(lead)
    phone = arrive(demo, "xikou", **PHONE)
    fill_in(phone, address, "溪口镇", "周宁", "139 0000 1111")
    phone.look()
    picture(phone.page, "join")
    phone.page.get_by_role("button", name="提交登记").tap()
    expect(phone.page.get_by_role("heading", name="已提交，等待同意")).to_be_visible()
    phone.look()
    picture(phone.page, "asked")
    code = phone.page.locator(".check-code").inner_text()

    lead.page.reload()
    waiting = lead.page.get_by_role("region", name="等待同意").get_by_role("listitem")
    expect(waiting).to_contain_text(f"139****1111 · 核对码 {code}")
    lead.look()
    picture(lead.page, "waiting")
    lead.page.get_by_role("button", name=re.compile(r"^同意\s*周宁加入溪口镇")).click()
    expect(lead.page.get_by_text("周宁已加入溪口镇")).to_be_visible()

    phone.page.get_by_role("link", name="查看办理结果").tap()
    phone.page.get_by_role("link", name="去登录").tap()
    phone.page.get_by_label("手机号码或账号").fill("139-0000-1111")
    phone.page.get_by_label("密码").fill(NEW)
    phone.page.get_by_role("button", name="登录").tap()
    phone.page.wait_for_url("/")
    phone.page.get_by_text("周宁").tap()
    phone.page.get_by_role("link", name="我的账号").tap()
    expect(phone.page.get_by_text("139****1111")).to_be_visible()
    phone.look()
    picture(phone.page, "account")
    hand_over(lead, phone, arrive(demo, "xikou", **PHONE))
    come_back(lead, phone)


def hand_over(lead: Person, phone: Person, successor: Person) -> None:
    """The liaison names a successor, who comes in by the link; the office sees who acts for the town."""
    phone.page.get_by_role("link", name="交接").tap()
    phone.page.get_by_label("姓名").fill("吴安")
    phone.page.get_by_label("手机号码").fill("139 0000 2222")
    phone.look()
    picture(phone.page, "hand-over")
    phone.page.get_by_role("button", name="交接给接任人").tap()
    expect(phone.page.get_by_text("目前没有任职。")).to_be_visible()
    successor.page.goto(phone.page.get_by_label("链接", exact=True).input_value())
    successor.look()
    picture(successor.page, "enter")
    successor.page.get_by_label("新密码").fill(NEW)
    successor.page.get_by_label("再输一次").fill(NEW)
    successor.page.get_by_role("button", name="设置密码并进入").tap()
    successor.page.wait_for_url("/")

    lead.page.get_by_role("link", name="人员", exact=True).click()
    lead.page.get_by_label("单位或姓名").fill("溪口镇")
    lead.page.get_by_role("button", name="查找").click()
    expect(lead.page.get_by_role("row").filter(has_text="吴安")).to_contain_text("139****2222")
    lead.look()
    picture(lead.page, "people")
    lead.page.get_by_role("link", name=re.compile(r"办理\s*吴安\s*在溪口镇的任职")).click()
    lead.page.get_by_role("button", name="查看完整号码").click()
    expect(lead.page.get_by_text("13900002222")).to_be_visible()
    lead.look()
    picture(lead.page, "person")


def come_back(lead: Person, phone: Person) -> None:
    """The office invites a number that has an account; its person types the code while signed in."""
    lead.page.get_by_role("link", name="人员", exact=True).click()
    lead.page.get_by_role("link", name="邀请", exact=True).click()
    lead.page.get_by_label("单位", exact=True).select_option("溪口镇")
    lead.page.get_by_label("姓名").fill("周宁")
    lead.page.get_by_label("手机号码").fill("139 0000 1111")
    lead.page.get_by_role("button", name="邀请", exact=True).click()
    expect(lead.page.get_by_text("等待本人填写验证码")).to_be_visible()
    lead.look()
    picture(lead.page, "invited")
    code = lead.page.locator(".check-code").inner_text()
    phone.page.goto("/account/")
    phone.look()
    picture(phone.page, "accept")
    phone.page.get_by_label("任职验证码").fill("K7MF-2QXW")
    phone.page.get_by_role("button", name="填好，接受任职").tap()
    expect(phone.page.get_by_text("验证码不对")).to_be_visible()
    phone.look()
    phone.page.get_by_label("任职验证码").fill(code.lower())
    phone.page.get_by_role("button", name="填好，接受任职").tap()
    expect(phone.page.get_by_text("验证通过，您已是溪口镇联络员。")).to_be_visible()


def test_a_listed_liaison_enters_with_a_code(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    lead.page.get_by_role("link", name="人员", exact=True).click()
    lead.page.get_by_role("link", name="登记名单").click()
    lead.look()
    lead.page.get_by_label("名单").fill("望岭镇 郑平 139 0000 3333")
    lead.page.get_by_role("button", name="登记并生成验证码").click()
    row = lead.page.get_by_role("row").filter(has_text="郑平")
    expect(row).to_contain_text("139****3333")
    lead.look()
    picture(lead.page, "codes")
    code = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", row.inner_text())
    assert code
    lead.page.goto("/")
    address = open_link(lead)
    phone = arrive(demo, "xikou", **PHONE)
    fill_in(phone, address, "望岭镇", "郑平", "+86 13900003333")
    phone.page.get_by_label("验证码").fill(code[0].lower())
    phone.page.get_by_role("button", name="提交登记").tap()
    phone.page.wait_for_url("/")
    expect(phone.page.get_by_text("望岭镇").first).to_be_visible()
