"""One's own account in a browser: what an ended visit leaves, the pages of password and second factor."""

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.accounts.phone import code_of
from tests.browser import liaison
from tests.browser.people import PHONE, Person
from tests.browser.program import Program
from tests.browser.test_bad_input import GROUP, PLEDGES, SEND, at_table

pytestmark = pytest.mark.browser


def test_what_was_typed_outlives_the_end_of_a_visit(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_table(arrive(demo, "shangxi", **PHONE))
    page = town.page
    table = page.url
    liaison.blank(town, GROUP, PLEDGES).fill("7")
    # To the browser, a visit that the server has ended is a cookie that opens nothing.
    town.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=SEND).tap()
    expect(page.get_by_role("heading", name="登录", level=1)).to_be_visible()
    page.get_by_label("账号").fill(town.account)
    page.get_by_label("密码").fill(town.password)
    page.get_by_role("button", name="登录").tap()
    page.wait_for_url(table)
    expect(liaison.blank(town, GROUP, PLEDGES)).to_have_value("7")
    expect(page.get_by_text("已恢复您在")).to_be_visible()


def test_the_second_factor_is_set_up_by_typing_its_key_and_then_asked_for(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    clerk = arrive(demo, "songfeng").sign_in()
    page = clerk.page
    page.goto("/account/safety/")
    clerk.look()
    page.goto("/account/password/")
    clerk.look()
    page.goto("/second-factor/")
    page.get_by_role("button", name="开始设置").click()
    expect(page.get_by_role("img", name="动态口令的二维码")).to_be_visible()
    clerk.look()
    secret = base64.b32decode(page.locator("main code").inner_text().replace(" ", ""))
    page.get_by_label("手机上显示的 6 位数字").fill(code_of(secret, ahead=-1))
    page.get_by_role("button", name="启用动态口令").click()
    expect(page.locator(".recovery li")).to_have_count(10)
    clerk.look()
    again = arrive(demo, "songfeng", **PHONE)
    again.page.goto("/sign-in/")
    again.page.get_by_label("账号").fill(again.account)
    again.page.get_by_label("密码").fill(again.password)
    again.page.get_by_role("button", name="登录").tap()
    expect(again.page.get_by_role("heading", name="输入动态口令")).to_be_visible()
    again.look()
    again.page.get_by_label("动态口令").fill(code_of(secret))
    again.page.get_by_role("button", name="完成登录").tap()
    again.page.wait_for_url("/")
