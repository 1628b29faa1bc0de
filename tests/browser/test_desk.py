"""The page that `anyue` alone opens, as a clerk uses it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from anyue.cli.desk.server import DeskServer
from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.word import read_word
from tests.core.collect.tables import PLAIN, UNITS, typed, word_table

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(chromium: Browser) -> Iterator[Page]:
    with DeskServer() as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(server.address)
        yield page
        page.close()
        server.stop()
        thread.join()
        assert faults == []


def test_a_clerk_drops_files_and_takes_the_total(desk: Page, tmp_path: Path) -> None:
    form, back, units = tmp_path / "附件2.docx", tmp_path / "返回", tmp_path / "名单.txt"
    form.write_bytes(word_table())
    back.mkdir()
    (back / "青岩镇.docx").write_bytes(typed(PLAIN))
    (back / "沙坪镇.docx").write_bytes(typed(["约300", *PLAIN[1:]], unit="沙坪镇"))
    units.write_text("\n".join(UNITS), "utf-8")
    total = desk.get_by_role("button", name="汇总", exact=True)
    expect(total).to_be_disabled()
    desk.set_input_files("[data-take=form] input", form)
    desk.set_input_files("[data-take=returned] .drop input", sorted(back.iterdir()))
    desk.set_input_files("[data-take=units] input", units)
    expect(desk.get_by_text("已放入 2 个文件")).to_be_visible()
    expect(desk.get_by_text("6 个单位")).to_be_visible()
    total.click()
    expect(desk.get_by_text("收到 2 个文件，计入合计 2 个，未报送 4 个单位。")).to_be_visible()
    expect(desk.get_by_text("约300")).not_to_have_count(0)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    with desk.expect_download() as download:
        desk.get_by_role("link", name="下载 汇总.docx").click()
    sheet = read_word(Archive(Path(download.value.path()).read_bytes()))
    assert sheet.rows[1][1].startswith("组织宣讲（303）场")


def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(desk: Page, tmp_path: Path) -> None:
    wrong, form = tmp_path / "说明.txt", tmp_path / "附件2.docx"
    wrong.write_text("请各单位按时报送。", "utf-8")
    form.write_bytes(word_table())
    desk.set_input_files("[data-take=form] input", form)
    expect(desk.get_by_text("11 个空")).to_be_visible()
    desk.set_input_files("[data-take=units] input", tmp_path / "附件2.docx")
    expect(desk.get_by_text("没有读到单位名称")).to_be_visible()
    desk.set_input_files("[data-take=returned] .drop input", wrong)
    desk.get_by_role("button", name="汇总", exact=True).click()
    expect(desk.get_by_text("收到 1 个文件，计入合计 0 个。")).to_be_visible()
    expect(desk.get_by_role("cell", name="不是 Word 或 Excel 文件", exact=False)).to_be_visible()


def test_the_page_ends_on_request(desk: Page) -> None:
    desk.get_by_role("button", name="结束并关闭").click()
    expect(desk.get_by_text("已结束，可以关闭这个页面。")).to_be_visible()
