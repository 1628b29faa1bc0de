"""The office keeps its units: a sheet with errors, a sheet that is applied, one unit and a group by hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser import office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program
from tests.browser.test_joining import picture
from tests.cast import NOTICE
from tests.orgs.test_imports import sheet_of

pytestmark = pytest.mark.browser
TOWN = "金穗乡"


def sheet(*rows: tuple[str, ...]) -> FilePayload:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "单位表.xlsx", "mimeType": kind, "buffer": sheet_of(*rows)}


def read(lead: Person, *rows: tuple[str, ...]) -> None:
    """Choose a sheet with these rows and have it read."""
    lead.page.get_by_label("单位表（.xlsx）").set_input_files(sheet(*rows))
    lead.page.get_by_role("button", name="读取，先看变动").click()


def seen(lead: Person, name: str) -> None:
    lead.look()
    picture(lead.page, f"units-{name}")


def test_units_come_in_by_a_sheet(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    page = lead.page
    page.get_by_role("link", name="单位", exact=True).click()
    expect(page.get_by_role("rowheader", name=TOWN)).to_be_visible()
    seen(lead, "list")
    page.get_by_role("link", name="导入单位表").click()
    read(lead, ("", "麦田村", "部落", TOWN), ("", "稻田村", "村", "没有的乡"))
    expect(page.get_by_role("alert")).to_contain_text("有 2 处错误")
    expect(page.get_by_role("region", name="没有导入")).to_contain_text("第 2 行 C 列")
    seen(lead, "errors")
    read(lead, ("", "麦田村", "村", TOWN), ("", "稻田村", "村", TOWN))
    expect(page.get_by_role("link", name="新增 2")).to_be_visible()
    seen(lead, "preview")
    page.get_by_role("button", name="导入这 2 个单位的变动").click()
    expect(page.get_by_text("已导入，2 个单位有变动。")).to_be_visible()
    page.get_by_role("link", name=f"{TOWN}的下级 2 个").click()
    expect(page.get_by_role("rowheader", name="稻田村")).to_be_visible()
    lead.look()


def test_one_unit_is_added_and_renamed_on_a_phone(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD, **PHONE).sign_in()
    page = lead.page
    page.goto("/units/")
    picture(page, "units-list-phone")
    page.get_by_role("link", name="雁回乡", exact=True).tap()
    page.get_by_role("link", name="看下级单位").tap()
    page.get_by_role("link", name="新增单位").tap()
    page.get_by_label("单位名称").fill("雁南村")
    page.get_by_label("类别").select_option("村（社区）")
    page.get_by_label("区划代码").fill("12345")
    page.get_by_role("button", name="新增单位").tap()
    expect(page.get_by_text("“12345”不是区划代码")).to_be_visible()
    expect(page.get_by_label("单位名称")).to_have_value("雁南村")
    seen(lead, "new-phone")
    page.get_by_label("区划代码").fill("")
    page.get_by_role("button", name="新增单位").tap()
    expect(page.get_by_text("已新增：雁南村。")).to_be_visible()
    page.get_by_text("更名", exact=True).tap()
    page.get_by_label("新名称").fill("雁北村")
    seen(lead, "one-phone")
    page.get_by_role("button", name="登记更名").tap()
    expect(page.get_by_text("雁南村 → 雁北村")).to_be_visible()


def test_a_group_is_chosen_for_a_relay_and_renamed(demo: Program, arrive: Callable[..., Person]) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    page = lead.page
    page.goto("/units/groups/")
    expect(page.get_by_text("还没有分组")).to_be_visible()
    page.get_by_role("link", name="通知", exact=True).click()
    office.import_text(lead, NOTICE.read_text("utf-8"))
    page.get_by_role("link", name="选择接收单位").click()
    page.get_by_text("存为分组", exact=True).click()
    page.get_by_label("分组名称").fill("乡镇和部门")
    page.get_by_role("button", name="存为分组，先不下发").click()
    expect(page.get_by_text("已存为分组：乡镇和部门")).to_be_visible()
    seen(lead, "issue")
    page.goto("/units/groups/")
    page.get_by_text("改名、删除：乡镇和部门").click()
    seen(lead, "groups")
    page.get_by_label("分组名称").fill("全部单位")
    page.get_by_role("button", name="保存名称").click()
    expect(page.get_by_text("分组已改名为“全部单位”。")).to_be_visible()
    page.get_by_text("改名、删除：全部单位").click()
    page.get_by_role("button", name="删除分组").click()
    expect(page.get_by_text("还没有分组")).to_be_visible()
