"""A file that came back by chat: an office reads it in without scripts, its unit confirms with one button."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser import liaison, office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program

pytestmark = pytest.mark.browser

TITLE = "第3周进展情况统计表"
NAME = "雁回乡.docx"


def fill_in(file: Path) -> None:
    """Type into the first row of the table as somebody does in Word."""
    document = Document(str(file))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    run = next(run for run in paragraph.runs if "宣讲活动（ ）场，参与（ ）人次" in run.text)
    run.text = run.text.replace("（ ）", "（6）", 1).replace("（ ）", "（约180）", 1)
    document.save(str(file))


def test_returned_file_becomes_a_report_that_its_unit_confirms(
    demo: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    town = arrive(demo, "yanhui", **PHONE).sign_in()
    liaison.open_table(town, TITLE, looks=False)
    with town.page.expect_download() as download:
        town.page.get_by_role("link", name="Word").tap()
    file = tmp_path / NAME
    download.value.save_as(file)
    fill_in(file)

    lead = arrive(demo, office.LEAD, java_script_enabled=False).sign_in()
    lead.page.goto("/overview/1/")
    lead.page.get_by_role("link", name="读入报回的表").click()
    lead.page.get_by_label("报回的文件").set_input_files(file)
    lead.page.get_by_role("button", name="读入").click()
    line = lead.page.get_by_role("row", name=NAME)
    expect(line).to_contain_text("雁回乡")
    expect(line).to_contain_text("待确认")
    expect(line).to_contain_text("填的是约数“约180”，按 180 计入")

    liaison.open_table(town, TITLE, looks=False)
    expect(town.page.get_by_text(f"从文件“{NAME}”读入，请核对后报送")).to_be_visible()
    town.glance()
    expect(town.page.get_by_role("group", name="1.安全生产宣讲和学习")).to_contain_text("约数")
    town.page.get_by_role("button", name="核对无误，报送").tap()
    expect(town.page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()
    expect(town.page.get_by_text(f"数字读自文件“{NAME}”")).to_be_visible()


def test_page_that_reads_files_in_has_no_fault(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    lead.page.goto("/overview/1/")
    lead.page.get_by_role("link", name="读入报回的表").click()
    lead.glance()
    lead.page.get_by_role("button", name="读入").click()
    expect(lead.page.get_by_text("请选择各单位报回的文件，或它们所在的文件夹。")).to_be_visible()
    lead.look()
