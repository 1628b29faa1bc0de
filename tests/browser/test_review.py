"""Looking through a plan in a browser: by keyboard alone, in place, and on a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program, county
from tests.core.notice.samples import SAMPLES

pytestmark = pytest.mark.browser

BEFORE = "2024-10-20T09:00"
"""After the notice was written and before anything of it is due."""


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A county whose office has one notice to look through."""
    folder = tmp_path_factory.mktemp("review")
    with (
        county(folder, "--notice", str(SAMPLES / "huoxiao-2024.txt")) as founded,
        founded.served(BEFORE) as program,
    ):
        yield program


@pytest.fixture
def page(waiting: Program, arrive: Callable[..., Person]) -> Page:
    lead = arrive(waiting, office.LEAD).sign_in()
    lead.page.goto("/notices/1/")
    return lead.page


def item(page: Page, key: str) -> Locator:
    return page.locator(f"#{key}")


def lit(page: Page) -> Locator:
    return page.locator(".plan-item-lit")


def test_keyboard_goes_through_the_plan_and_settles_what_is_open(page: Page) -> None:
    expect(page.locator(".plan-open")).to_have_text("需核对 1 处")
    page.keyboard.press("n")
    expect(item(page, "warnings-0")).to_be_focused()
    expect(page.locator(".mark-lit").first).to_be_in_viewport()
    page.keyboard.press("c")
    expect(page.locator(".plan-open")).to_have_text("没有需核对的")
    expect(item(page, "warnings-0")).to_be_focused()
    expect(item(page, "warnings-0")).to_contain_text("核对无误")
    page.keyboard.press("c")
    expect(page.locator(".plan-open")).to_have_text("需核对 1 处")
    page.keyboard.press("j")
    expect(item(page, "header-0")).to_be_focused()
    page.keyboard.press("k")
    expect(item(page, "warnings-0")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#at-warnings-0")).to_be_focused()
    page.keyboard.press("Escape")
    expect(item(page, "warnings-0")).to_be_focused()


def test_keyboard_corrects_splits_joins_deletes_and_restores(page: Page) -> None:
    first = item(page, "activities-0")
    heading = first.get_by_role("textbox", name="活动项目")
    first.focus()
    page.keyboard.press("e")
    expect(heading).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    expect(first.get_by_role("form")).to_have_count(0)
    page.keyboard.press("e")
    heading.fill("  ")
    first.get_by_role("button", name="保存更正").click()
    expect(heading).to_have_accessible_description(re.compile("必填|填写"))
    heading.fill("举办启动仪式和宣传")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(first).to_contain_text("原读活动项目：（一）举办消防宣传月启动仪式")
    expect(first).to_be_focused()

    page.keyboard.press("s")
    expect(first.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(item(page, "activities-4")).to_be_visible()
    expect(first).to_be_focused()
    page.keyboard.press("m")
    expect(item(page, "activities-4").locator("xpath=ancestor::ul")).to_have_class(re.compile("plan-deleted"))

    page.keyboard.press("r")
    expect(first).not_to_contain_text("原读活动项目")
    page.keyboard.press("d")
    expect(page.locator(".plan-deleted #activities-0")).to_be_visible()
    expect(lit(page)).to_have_id("activities-1")
    page.locator("#activities-0").focus()
    page.keyboard.press("r")
    expect(page.locator(".plan-deleted #activities-0")).to_have_count(0)
    expect(first).to_be_focused()


def test_words_chosen_by_keyboard_become_an_item(page: Page) -> None:
    page.keyboard.press("w")
    words = page.get_by_role("region", name="通知文字")
    expect(words).to_be_focused()
    page.keyboard.press("ArrowDown")
    for _ in range(40):
        if "接待群众参观" in page.locator(".at-caret").inner_text():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator(".from-words-said")).to_contain_text("补为")
    page.keyboard.press("a")
    expect(page.locator(".from-words a").first).to_be_focused()
    page.keyboard.press("Enter")
    form = page.get_by_role("form", name="补一项活动项目")
    expect(form.get_by_role("textbox", name="活动项目")).to_have_value(re.compile("开放消防科普场馆"))
    form.get_by_role("button", name="补入方案").click()
    expect(lit(page)).to_contain_text("补充")
    page.keyboard.press("d")
    expect(page.get_by_text("已从方案中删去一项")).to_be_visible()


def test_search_finds_in_the_plan_and_help_tells_the_keys(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("演练")
    expect(item(page, "activities-3")).to_be_visible()
    expect(item(page, "activities-1")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(item(page, "activities-1")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_filter_shows_what_waits_for_a_word(page: Page) -> None:
    page.get_by_label("只看需核对的").check()
    expect(item(page, "warnings-0")).to_be_visible()
    expect(item(page, "activities-1")).to_be_hidden()


def test_every_form_of_the_page_is_sound(waiting: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(waiting, office.LEAD).sign_in()
    lead.page.goto("/notices/1/")
    lead.look()
    for key, press in (("deadlines-1", "e"), ("forms-0", "e"), ("activities-1", "s"), ("header-0", "e")):
        item(lead.page, key).focus()
        lead.page.keyboard.press(press)
        expect(item(lead.page, key).get_by_role("form")).to_be_visible()
        lead.look()
    for address in ("forms/0/replace/", "activities/1/split/", "activities/1/", "forms/0/"):
        lead.page.goto(f"/notices/1/{address}")
        lead.look()


def test_phone_turns_from_the_plan_to_the_words_and_back(
    waiting: Program, arrive: Callable[..., Person]
) -> None:
    lead = arrive(waiting, office.LEAD, **PHONE).sign_in()
    page = lead.page
    page.goto("/notices/1/")
    expect(page.get_by_role("heading", name="读出的方案")).to_be_visible()
    expect(page.get_by_role("heading", name="通知原文")).to_be_hidden()
    second = item(page, "activities-1")
    second.tap()
    expect(second.get_by_role("link", name="更正")).to_be_visible()
    second.get_by_role("link", name=re.compile("^第 .* 段$")).tap()
    expect(page.locator(".mark-lit").first).to_be_in_viewport()
    page.get_by_role("link", name="方案", exact=True).tap()
    expect(second).to_be_in_viewport()
    lead.look()


def test_without_scripts_everything_goes_by_pages(waiting: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(waiting, office.LEAD, java_script_enabled=False).sign_in()
    page = lead.page
    page.goto("/notices/1/")
    second = item(page, "activities-2")
    second.focus()
    second.get_by_role("link", name="更正").click()
    page.get_by_label("活动项目").fill("开放消防站")
    page.get_by_role("button", name="保存更正").click()
    expect(second).to_contain_text("开放消防站")
    second.focus()
    second.get_by_role("link", name="拆分").click()
    page.get_by_role("radio").first.check(force=True)
    page.get_by_role("button", name="拆成两项").click()
    expect(page.get_by_text("已拆分为两项")).to_be_visible()
    second.focus()
    second.get_by_role("button", name="恢复原读").click()
    expect(page.get_by_text("已恢复。")).to_be_visible()


def test_page_sent_twice_makes_one_draft(
    waiting: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    # Without scripts nothing but the server stands against the second tap.
    lead = arrive(waiting, office.LEAD, java_script_enabled=False).sign_in()
    page = lead.page
    path = tmp_path / "第二份.txt"
    path.write_bytes((SAMPLES / "huoxiao-2024.txt").read_bytes())
    page.goto("/notices/new/")
    page.get_by_label("通知文件").set_input_files(path)
    page.get_by_role("button", name="读取通知").dblclick()
    expect(page.get_by_role("heading", name="读出的方案")).to_be_visible()
    page.goto("/notices/")
    expect(page.get_by_text("第二份.txt")).to_have_count(1)
