"""A summary on a phone: drafted from the plan, its figures opened, edited, sent up, read by the superior."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser import liaison, office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

SUMMARY = "活动总结"


def test_a_summary_is_drafted_opened_written_and_sent(demo: Program, arrive: Callable[..., Person]) -> None:
    town = arrive(demo, "wenlv", **PHONE).sign_in()
    page = town.page
    liaison.open_table(town, SUMMARY, looks=False)
    expect(page.get_by_role("button", name="按方案起草提纲")).to_be_visible()
    town.look()
    page.get_by_role("button", name="按方案起草提纲").tap()
    expect(page.get_by_text("已按方案起草提纲")).to_be_visible()
    sources = page.get_by_role("region", name="文中数字", exact=True)
    expect(sources).to_contain_text("进展情况统计表")
    town.look()
    sources.get_by_role("link").first.tap()
    expect(page.get_by_role("region", name="所依据的报表版本", exact=True)).to_contain_text("第 1 版")
    town.look()
    page.get_by_role("link", name="返回文稿").tap()
    text = page.get_by_label("正文")
    draft = text.input_value()
    figure = re.search(r"\{[^}]*\}", draft)
    assert figure
    written = re.sub(r"【请[^】]*】", "各项活动按方案完成。", draft)
    text.fill(f"{written}\n全月共开展宣讲")
    # A figure is put in where the caret stands.
    page.get_by_text("可插入的数字").tap()
    town.look()
    page.get_by_role("button", name=re.compile("^插入")).first.tap()
    expect(text).to_have_value(re.compile(r"全月共开展宣讲\{\d+\|表\d:[0-9.]+\}$"))
    page.get_by_role("button", name=re.compile("^报送")).tap()
    expect(page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()
    town.look()
    lead = arrive(demo, office.LEAD).sign_in()
    office.open_report(lead, "县文化和旅游局", "活动总结")
    document = lead.page.locator(".document")
    expect(document).not_to_contain_text("{")
    lead.look()
    with lead.page.expect_download() as coming:
        lead.page.get_by_role("link", name="下载 Word").click()
    lines = [one.text for one in Document(BytesIO(coming.value.path().read_bytes())).paragraphs]
    assert any("全月共开展宣讲" in line for line in lines)
    document.get_by_role("link").first.click()
    expect(lead.page.get_by_role("region", name="所依据的报表版本", exact=True)).to_be_visible()
    lead.look()
