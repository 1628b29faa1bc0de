"""A browser without scripts: everything a liaison must do goes by links and forms alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import liaison
from tests.browser.people import PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

TITLE = "第3周进展情况统计表"


def test_liaison_records_and_reports_without_scripts(demo: Program, arrive: Callable[..., Person]) -> None:
    town = arrive(demo, "bailu", **PHONE, java_script_enabled=False).sign_in()
    page = town.page
    page.get_by_role("link", name="全部报送事项").tap()
    expect(liaison.owed(town, TITLE)).to_contain_text("6月10日（周三）12:00 截止")
    expect(liaison.owed(town, TITLE)).to_contain_text("还剩 5 天")

    liaison.go_home(town)
    page.get_by_role("link", name="记一次活动").tap()
    page.get_by_role("link", name="安全承诺践诺", exact=True).tap()
    page.get_by_label("日期", exact=True).fill("2026-06-04")
    page.get_by_label(re.compile("^参与人次")).fill("18")
    page.get_by_role("button", name="记入台账").tap()
    expect(page.get_by_text("已记入台账")).to_be_visible()

    liaison.open_table(town, TITLE, looks=False)
    row = "3.企业主要负责人安全责任落实"
    expect(liaison.blank(town, row, "参与人次")).to_have_value("18")
    liaison.blank(town, row, "对电焊工等危险作业人员开展安全培训").fill("1")
    liaison.submit(town, TITLE)
    expect(page.get_by_role("group", name=row)).to_contain_text("台账 1 条")


def test_acknowledging_goes_without_scripts(demo: Program, arrive: Callable[..., Person]) -> None:
    # The one town of the demo that has not acknowledged the notice yet.
    town = arrive(demo, "taoyuanba", **PHONE, java_script_enabled=False).sign_in()
    town.page.get_by_role("link", name="签收通知").tap()
    town.page.get_by_role("button", name="签收通知").tap()
    expect(town.page.get_by_text("已签收，要报送的内容已列入应办事项。")).to_be_visible()
