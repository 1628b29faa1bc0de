"""From an activity on a phone to the newsletter: sent as featured, adopted, taken out as one file."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser import office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program
from tests.media import photo

pytestmark = pytest.mark.browser

TITLE = "把安全课堂搬进集市"


def keep_with_photos(town: Person, tmp_path: Path) -> None:
    """Record an activity with two photos."""
    page = town.page
    files = []
    for seed in (1, 2):
        files.append(tmp_path / f"IMG_{seed}.JPG")
        files[-1].write_bytes(photo(size=(900, 600), seed=seed, orientation=1))
    page.goto("/records/new/lecture/")
    page.locator("[name=measure_attendances]").fill("120")
    page.locator("[name=place]").fill("镇集市")
    page.get_by_label("佐证材料").set_input_files(files)
    page.get_by_role("button", name="记入台账").tap()
    expect(page.get_by_text("已记入台账：")).to_be_visible()


def test_activity_goes_from_a_phone_into_the_newsletter(
    demo: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    town = arrive(demo, "wangling", **PHONE).sign_in()
    page = town.page
    keep_with_photos(town, tmp_path)
    town.look()
    page.get_by_role("link", name="报送特色活动").tap()
    expect(page.get_by_label("简要情况")).to_contain_text("在镇集市开展")
    # What is typed is still there when the browser comes back.
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("IMG_2.jpg").uncheck()
    page.reload()
    expect(page.get_by_label("标题")).to_have_value(TITLE)
    town.look()
    page.get_by_role("button", name="报送特色活动").tap()
    expect(page.get_by_text(f"已报送特色活动：{TITLE}。")).to_be_visible()
    expect(page.get_by_role("button", name="撤回")).to_be_visible()
    expect(page.locator(".evidence-item")).to_have_count(1)
    town.look()

    lead = arrive(demo, office.LEAD).sign_in()
    desk = lead.page
    desk.goto(page.url)
    expect(desk.get_by_role("heading", name=TITLE)).to_be_visible()
    lead.look()
    desk.get_by_label("采用于").fill("简报第3期")
    desk.get_by_role("button", name="采用", exact=True).click()
    expect(desk.get_by_text(f"已采用：{TITLE}。")).to_be_visible()
    desk.locator(".pagehead-back a").click()
    expect(desk.get_by_role("listitem").filter(has_text=TITLE)).to_contain_text("已采用")
    lead.look()
    desk.get_by_role("link", name="打包已采用的").click()
    expect(desk.get_by_text("1 张", exact=True)).to_be_visible()
    lead.look()
    with desk.expect_download() as download:
        desk.get_by_role("link", name="下载照片与文字").click()
    assert download.value.suggested_filename.endswith("-照片与文字.zip")
    with ZipFile(download.value.path()) as package:
        first, second = package.namelist()
    assert first.endswith("_1.jpg")
    assert second == "图片说明.docx"

    page.reload()
    expect(page.get_by_text("已采用").first).to_be_visible()
    page.goto("/records/featured/")
    expect(page.get_by_role("listitem").filter(has_text=TITLE)).to_contain_text("简报第3期")
    town.look()
