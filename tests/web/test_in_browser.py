from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.urls")]

AXE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"


@pytest.mark.parametrize("path", ["/components/", "/sign-in/", "/nowhere/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_pass_axe_and_fit_their_screen(
    browser: Browser, live_server: LiveServer, width: int, theme: Literal["light", "dark"], path: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed; run `npm ci`.")
    context = browser.new_context(color_scheme=theme, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(live_server.url + path)
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run().then((run) => run.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_controls_are_large_enough_for_a_thumb(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{live_server.url}/components/")
    small = page.evaluate(
        """() => [...document.querySelectorAll(
             ".btn, .nav a, .tabs a, summary, .field-box > input:not([type=checkbox]), .field-box > select," +
             ".blank-box > input, .plan-source"
           )].filter((control) => control.offsetParent && control.getBoundingClientRect().height < 43.5)
             .map((control) => control.outerHTML)"""
    )
    assert small == []


def test_theme_and_type_are_switched_without_a_script(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_text("显示").click()
    page.get_by_role("button", name="深色").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_text("显示").click()
    page.get_by_role("button", name="大字版").click()
    assert page.locator("html").get_attribute("data-type") == "large"


def test_typing_survives_a_closed_page_and_can_be_refused(page: Page) -> None:
    page.goto("/components/")
    page.get_by_label("地点").fill("石桥镇文化广场")
    page.get_by_label("进学校").check()
    page.wait_for_timeout(400)
    page.goto("/sign-in/")
    page.goto("/components/")
    expect(page.get_by_label("地点")).to_have_value("石桥镇文化广场")
    expect(page.get_by_label("进学校")).to_be_checked()
    expect(page.get_by_text("尚未提交的内容")).to_be_visible()

    page.get_by_role("button", name="不要这些内容").click()
    expect(page.get_by_label("地点")).to_have_value("")
    expect(page.get_by_label("进学校")).not_to_be_checked()
    page.reload()
    expect(page.get_by_text("尚未提交的内容")).to_have_count(0)


def test_draft_of_another_account_is_never_shown(page: Page) -> None:
    page.goto("/components/")
    page.get_by_label("地点").fill("石桥镇文化广场")
    page.wait_for_timeout(400)

    def answer_to_another(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace('data-account="specimen"', 'data-account="b"')
        )

    page.route("**/components/", answer_to_another)
    page.reload()
    expect(page.get_by_label("地点")).to_have_value("")


def test_sign_out_throws_drafts_away(page: Page) -> None:
    page.goto("/components/")
    page.get_by_label("地点").fill("石桥镇文化广场")
    page.wait_for_timeout(400)
    page.locator("summary", has_text="林晓").click()
    page.evaluate(
        "document.querySelector('[data-sign-out]').addEventListener('submit', (e) => e.preventDefault())"
    )
    page.get_by_role("button", name="退出登录").click()
    assert page.evaluate("localStorage.length") == 0


def test_lost_line_keeps_the_form_here_and_says_so(
    browser: Browser, live_server: LiveServer, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["anyue.test"]
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"http://anyue.test:{live_server.thread.port}/components/")
    page.get_by_label("地点").fill("石桥镇文化广场")
    context.set_offline(True)
    page.get_by_role("button", name="保存活动记录").click()
    expect(page.get_by_role("alert").filter(has_text="网络已断开")).to_be_visible()
    expect(page.get_by_label("地点")).to_have_value("石桥镇文化广场")
    expect(page.get_by_role("button", name="保存活动记录")).to_be_enabled()
    context.set_offline(False)
    expect(page.get_by_text("网络已恢复，请继续。")).to_be_visible()


def test_full_width_figures_become_plain_when_the_field_is_left(page: Page) -> None:
    page.goto("/components/")
    blank = page.locator("#blank-b2")
    blank.fill("１，２００")
    blank.blur()
    expect(blank).to_have_value("1200")


def test_second_tap_sends_nothing(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("账号").fill("linxiao")
    page.get_by_label("密码").fill("x")
    # The window hears of a sending last; it notes whether it would have gone out and keeps it here.
    page.evaluate(
        """() => {
             window.sendings = [];
             window.addEventListener("submit", (event) => {
               window.sendings.push(event.defaultPrevented ? "held" : "sent");
               event.preventDefault();
             });
           }"""
    )
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="正在登录…")).to_be_disabled()
    page.evaluate("document.querySelector('.sign-in form').requestSubmit()")
    assert page.evaluate("window.sendings") == ["sent", "held"]

    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.get_by_role("button", name="登录")).to_be_enabled()


def test_plan_and_notice_light_each_other(page: Page) -> None:
    page.goto("/components/")
    lit = page.locator(".mark-lit")
    page.locator("[data-for=d1]").click()
    expect(lit).to_have_text(["5月31日前报送联络员表及活动方案"])

    page.locator(".mark", has_text="县教育局会同各镇").click()
    expect(page.locator(".plan-item-lit")).to_have_attribute("data-for", "a2")
    expect(page.locator(".plan-item-lit")).to_be_focused()

    page.keyboard.press("ArrowDown")
    expect(page.locator(".plan-item-lit")).to_have_attribute("data-for", "d1")
    page.keyboard.press("Enter")
    expect(page.locator("#at-d1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-for=d1]")).to_be_focused()
