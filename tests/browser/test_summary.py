"""The office writes its summary of a campaign: drafted, a figure opened, written out and finalised."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser import office
from tests.browser.people import Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser


def test_an_office_sums_its_campaign_up(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    page = lead.page
    office.open_overview(lead)
    page.get_by_role("link", name="活动总结", exact=True).click()
    lead.look()
    page.get_by_role("button", name="起草活动总结").click()
    expect(page.get_by_text("已起草，请把【请…】处写好，再定稿。")).to_be_visible()
    document = page.locator(".document")
    expect(document).to_contain_text("缺报")
    lead.look()
    document.get_by_role("link", name=re.compile("^[0-9]+$")).nth(4).click()
    expect(page.get_by_role("region", name="取数时的名单")).to_be_visible()
    lead.look()
    page.get_by_role("link", name="返回总结").click()
    sources = page.get_by_role("region", name="文中数字", exact=True)
    sources.get_by_role("row").filter(has_text="统计表").first.get_by_role("link").click()
    expect(page.get_by_role("region", name="来自这些报表")).to_contain_text("第 1 版")
    lead.look()
    page.get_by_role("link", name="返回总结").click()
    text = page.get_by_label("正文", exact=True)
    page.get_by_role("button", name="定稿", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("没有定稿")
    text.fill(re.sub(r"【请[^】]*】", "各项工作按方案落实。", text.input_value()))
    page.get_by_role("button", name="定稿", exact=True).click()
    expect(page.get_by_text("已定稿，为第 1 版。")).to_be_visible()
    lead.look()
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载 Word").click()
    lines = [one.text for one in Document(BytesIO(coming.value.path().read_bytes())).paragraphs]
    assert any("应报送材料的单位" in line and "{" not in line for line in lines)
    page.get_by_role("button", name="定稿后修改").click()
    expect(text).to_be_visible()
