"""Recording an activity on a phone: few taps, nothing lost, nothing doubled; and the table that it fills."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import DESK, PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

KEEP = "/records/new/lecture/"
KEPT = "已记入台账："


class Hand:
    """A thumb that counts what it has to do."""

    def __init__(self) -> None:
        self.taps = 0
        self.fields = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def fill(self, field: Locator, words: str) -> None:
        """Type into a field; going to it is no tap more, since a phone goes from field to field."""
        field.fill(words)
        self.fields += 1


def at_form(person: Person) -> Person:
    """Sign in and open the form of a lecture."""
    person.sign_in()
    person.page.goto(KEEP)
    return person


def fill_in(person: Person, place: str, people: str = "40") -> None:
    person.page.locator("[name=measure_attendances]").fill(people)
    person.page.locator("[name=place]").fill(place)


def times_in_ledger(person: Person, place: str) -> int:
    """How many records of the ledger were held at a place."""
    person.page.goto("/records/")
    return person.page.get_by_role("listitem").filter(has_text=place).count()


def keep_button(person: Person) -> Locator:
    return person.page.get_by_role("button", name="记入台账")


def test_activity_is_recorded_in_four_taps_and_three_fields(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town, hand = arrive(demo, "xikou", **PHONE).sign_in(), Hand()
    page = town.page
    hand.tap(page.get_by_role("link", name="记一次活动"))
    # What the town records most is at hand without a search.
    hand.tap(page.get_by_role("link", name="宣讲", exact=True))
    hand.fill(page.locator("[name=measure_attendances]"), "58")
    hand.fill(page.locator("[name=place]"), "村口凉亭")
    hand.tap(keep_button(town))
    expect(page.get_by_text(KEPT)).to_be_visible()
    assert hand.taps <= 4
    assert hand.fields <= 3
    expect(page.get_by_text("将计入第")).to_be_visible()
    town.look()
    page.goto(KEEP)
    page.get_by_text("更多：名称").tap()
    for more in ("更多地点", "更多报道"):
        page.get_by_text(more).tap()
    town.look()
    page.goto("/records/import/")
    town.look()


def test_filled_table_is_sent_in_with_two_taps(demo: Program, arrive: Callable[..., Person]) -> None:
    town, hand = arrive(demo, "minzheng", **PHONE).sign_in(), Hand()
    page = town.page
    item = page.get_by_role("listitem").filter(has_text=re.compile("第[23]周进展情况统计表")).first
    hand.tap(item.get_by_role("link", name="填报"))
    expect(page.get_by_text(re.compile("台账 \\d+ 条")).first).to_be_visible()
    hand.tap(page.get_by_role("button", name=re.compile("^报送第")))
    expect(page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()
    assert (hand.taps, hand.fields) == (2, 0)


def test_number_that_differs_asks_why_at_once(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_form(arrive(demo, "jiaoyu", **PHONE))
    fill_in(town, "老年学校", "66")
    keep_button(town).tap()
    town.page.get_by_role("link", name=re.compile("^将计入第")).tap()
    blank = town.page.locator(".blank", has=town.page.locator(".blank-reason")).first
    reason = blank.get_by_label("改动原因")
    expect(reason).to_be_hidden()
    number = blank.locator(".blank-box input")
    own = number.input_value()
    number.fill("999")
    expect(reason).to_be_visible()
    town.look()
    number.fill(own)
    expect(reason).to_be_hidden()


def test_lost_line_keeps_the_activity_until_it_can_be_sent(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_form(arrive(demo, "xikou", **PHONE))
    fill_in(town, "断网的礼堂")
    town.context.set_offline(True)
    keep_button(town).tap()
    expect(town.page.get_by_role("alert").filter(has_text="网络已断开，内容没有送出")).to_be_visible()
    expect(town.page.locator("[name=measure_attendances]")).to_have_value("40")
    town.context.set_offline(False)
    keep_button(town).tap()
    expect(town.page.get_by_text(KEPT)).to_be_visible()
    assert times_in_ledger(town, "断网的礼堂") == 1


def lose_the_answer(person: Person) -> None:
    """Send the form so that the server does what it asks and the browser hears nothing; close the page."""
    line = person.context.new_cdp_session(person.page)

    def lose(paused: dict[str, str]) -> None:
        line.send("Fetch.failRequest", {"requestId": paused["requestId"], "errorReason": "ConnectionReset"})

    line.on("Fetch.requestPaused", lose)
    line.send("Fetch.enable", {"patterns": [{"urlPattern": f"*{KEEP}*", "requestStage": "Response"}]})
    keep_button(person).tap()
    person.page.wait_for_timeout(500)
    # Nor has the browser what came with the answer.
    person.context.clear_cookies(name="messages")
    person.page.close()
    person.open_page().goto(KEEP)


def test_lost_answer_and_a_closed_browser_double_nothing(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_form(arrive(demo, "xikou", **PHONE))
    fill_in(town, "没有回音的广场")
    lose_the_answer(town)
    note = town.page.get_by_role("status").filter(has_text="提交后没有收到结果")
    expect(note).to_be_visible()
    expect(town.page.locator("[name=measure_attendances]")).to_have_value("40")
    keep_button(town).tap()
    expect(town.page.get_by_text(KEPT)).to_be_visible()
    assert times_in_ledger(town, "没有回音的广场") == 1
    # What has arrived is no draft any more, and the next activity is another one.
    town.page.goto(KEEP)
    expect(town.page.get_by_role("status")).to_have_count(0)
    fill_in(town, "没有回音的广场")
    keep_button(town).tap()
    expect(town.page.get_by_text(KEPT)).to_be_visible()
    assert times_in_ledger(town, "没有回音的广场") == 2


def test_typing_on_after_a_lost_answer_is_told(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_form(arrive(demo, "xikou", **PHONE))
    fill_in(town, "改过数的学校")
    lose_the_answer(town)
    fill_in(town, "改过数的学校", "45")
    keep_button(town).tap()
    expect(town.page.get_by_text("内容与现在填写的不同。请打开那条记录更正")).to_be_visible()
    expect(town.page.locator("[name=measure_attendances]")).to_have_value("45")
    assert times_in_ledger(town, "改过数的学校") == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_double_click_records_once(demo: Program, arrive: Callable[..., Person], *, scripts: bool) -> None:
    place = f"双击的村部{scripts}"
    town = at_form(arrive(demo, "xikou", **DESK, java_script_enabled=scripts))
    fill_in(town, place)
    keep_button(town).dblclick()
    expect(town.page.get_by_text(KEPT)).to_be_visible()
    assert times_in_ledger(town, place) == 1


def test_key_is_the_browsers_own_over_plain_http(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_form(arrive(demo, "xikou", **PHONE))
    assert town.page.evaluate("[isSecureContext, 'randomUUID' in crypto]") == [False, False]
    key = town.page.locator("input[name=key]")
    first = key.input_value()
    assert UUID(first).version == 4
    town.page.reload()
    assert key.input_value() != first


def test_signing_out_leaves_no_draft(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_form(arrive(demo, "xikou", **DESK))
    fill_in(town, "不该留下的地点")
    town.page.wait_for_timeout(400)
    assert "不该留下的地点" in town.page.evaluate("JSON.stringify(localStorage)")
    town.page.locator(".menu > summary").last.click()
    town.page.get_by_role("button", name="退出登录").click()
    expect(town.page.get_by_role("button", name="登录")).to_be_visible()
    assert "不该留下的地点" not in town.page.evaluate("JSON.stringify(localStorage)")


def test_announced_activity_is_held_with_its_numbers_alone(
    demo: Program, arrive: Callable[..., Person]
) -> None:
    town = at_form(arrive(demo, "xikou", **PHONE))
    page = town.page
    fill_in(town, "预报的体育馆")
    page.get_by_role("button", name="存为预报").tap()
    expect(page.get_by_text("已存为预报：")).to_be_visible()
    town.look()
    page.get_by_role("link", name="已开展，填数字").tap()
    expect(page.get_by_role("button", name="记入台账")).to_be_visible()
    town.look()
    page.locator("[name=measure_attendances]").fill("77")
    page.get_by_role("button", name="记入台账").tap()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.goto("/records/")
    row = page.get_by_role("listitem").filter(has_text="预报的体育馆")
    expect(row).to_contain_text("77 人次")
    town.look()


def test_co_host_is_found_by_a_part_of_its_name(demo: Program, arrive: Callable[..., Person]) -> None:
    town = at_form(arrive(demo, "xikou", **DESK))
    page = town.page
    page.get_by_text("更多：名称").click()
    page.get_by_label("联合开展单位").press_sequentially("教育")
    page.locator(".found-units").get_by_role("button").first.click()
    town.look()
    chosen = page.get_by_label("联合开展单位").input_value()
    fill_in(town, "联合的操场")
    keep_button(town).click()
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(page.locator("dl.facts")).to_contain_text(chosen)
