"""One notice from the office's desk to the county's total, each step by the person whose it is."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from anyue.cli.demo.sample import sample_notice
from tests.browser import liaison, office
from tests.browser.people import PHONE, Person
from tests.browser.program import NOW, County, county
from tests.cast import NOTICE

pytestmark = pytest.mark.browser

BEFORE = "2026-05-26T09:00"
"""When the notice is issued: before anything of it is due."""

REASON = "宣讲人次与活动照片不符，请核对。"
LECTURES = "组织开展宣讲活动"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is particular to a notice: how it comes in, what is read from it, and how its forms are named.

    `week` is the period that runs at the moment of the journey; `lectures` and `drills` are rows of the
    table.
    """

    name: str
    text: str
    is_pasted: bool
    years: int
    activity: str
    read: tuple[str, ...]
    card: str
    week: str
    table: str
    weeks: int
    lectures: str
    drills: str
    drill: str


def own_notice() -> Expected:
    return Expected(
        name="安全生产月通知.txt",
        text=sample_notice(date.fromisoformat(NOW[:10])),
        is_pasted=True,
        years=0,
        activity="组织安全生产宣讲",
        read=(
            "2026年5月至6月每周三 12:00，共 4 次",
            "附件1 “安全生产月”活动联络员信息表",
            "附件2 “安全生产月”活动进展情况统计表",
            "27 个空",
            "附件3 “安全生产月”活动情况登记表",
        ),
        card="联络员信息表",
        week="第3周",
        table="进展情况统计表",
        weeks=4,
        lectures="1.安全生产宣讲和学习",
        drills="4.应急演练",
        drill="组织应急演练",
    )


def yuncheng_notice() -> Expected:
    folder = os.environ.get("ANYUE_CORPUS")
    if not folder:
        pytest.skip("The outside notices are not here: ANYUE_CORPUS is not set.")
    return Expected(
        name="yuncheng-2023.txt",
        text=Path(folder, "notices", "yuncheng-2023.txt").read_text("utf-8"),
        is_pasted=False,
        years=3,
        activity="深化宣贯习近平总书记关于安全生产重要论述",
        read=(
            "2026年6月每周三 12:00，共 4 次",
            "附件1 “安全生产月”活动联络员表",
            "附件2 “安全生产月”活动进展情况统计表",
            "36 个空",
            "附件3 “安全生产月”相关活动情况报送表",
        ),
        card="联络员表",
        week="第2周",
        table="进展情况统计表",
        weeks=4,
        lectures="1.开展习近平总书记关于安全生产重要论述宣贯活动",
        drills="5.坚持全民参与，组织开展常态",
        drill="企业组织事故应急演练",
    )


@pytest.fixture(
    params=[
        pytest.param(own_notice, id="own"),
        pytest.param(yuncheng_notice, id="yuncheng-2023", marks=pytest.mark.corpus),
    ]
)
def expected(request: pytest.FixtureRequest) -> Expected:
    made: Expected = request.param()
    return made


@pytest.fixture
def founded(tmp_path: Path) -> Iterator[County]:
    """The demo county before its first campaign; one notice waits at the office, and stays there."""
    with county(tmp_path / "var", "--notice", str(NOTICE)) as made:
        yield made


def test_notice_goes_from_the_desk_to_the_total(
    expected: Expected, founded: County, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    with founded.served(BEFORE) as program:
        issue(expected, arrive(program, office.LEAD).sign_in(), tmp_path)
        pass_on(expected, arrive(program, "xikou", **PHONE).sign_in())
    with founded.served() as program:
        lead = arrive(program, office.LEAD).sign_in()
        town = arrive(program, "xikou", **PHONE).sign_in()
        send_card(expected, town)
        send_week(expected, town)
        see_who_is_late(expected, lead)
        send_back(expected, lead)
        for village, people in (("shangxi", 25), ("xiaxi", 35)):
            send_from_village(expected, arrive(program, village, **PHONE).sign_in(), people)
        approve_villages(expected, town)
        send_again(expected, town)
        send_from_second_town(expected, arrive(program, "wangling", **PHONE).sign_in())
        approve_towns(expected, lead)
        see_total(expected, lead)
        download(expected, lead)
        open_figure(lead)


def issue(expected: Expected, lead: Person, folder: Path) -> None:
    lead.look()
    if expected.is_pasted:
        office.import_text(lead, expected.text)
    else:
        path = folder / expected.name
        path.write_text(expected.text, "utf-8")
        office.import_file(lead, path)
    if expected.years:
        office.shift(lead, expected.years)
    plan = lead.page.get_by_role("region", name="读出的方案")
    for words in expected.read:
        expect(plan).to_contain_text(words)
    lead.look()
    office.compare(lead, expected.activity, expected.activity)
    office.correct(lead, expected.activity, f"{expected.activity}（含专题学习）")
    office.issue(lead, leave_out="雁回乡", count=22)


def pass_on(expected: Expected, town: Person) -> None:
    town.look()
    liaison.acknowledge(town)
    # What was corrected is what the town reads.
    town.page.get_by_role("region", name="收到的通知").get_by_role("link").tap()
    expect(town.page.get_by_role("listitem").filter(has_text=expected.activity)).to_contain_text("含专题学习")
    town.page.get_by_role("link", name="通知原文").tap()
    expect(town.page.get_by_role("article")).to_contain_text(expected.activity)
    town.look()
    liaison.relay(town, "上溪村", "下溪村")


def send_card(expected: Expected, town: Person) -> None:
    liaison.go_home(town)
    expect(liaison.owed(town, expected.card)).to_contain_text("已逾期")
    expect(liaison.owed(town, expected.card)).to_contain_text("逾期未报")
    town.look()
    liaison.open_table(town, expected.card)
    town.page.get_by_label("单位名称").fill("溪口镇人民政府")
    town.page.get_by_label("姓名").fill("宋溪")
    town.page.get_by_label("手机").fill("00000000000")
    town.look()
    liaison.submit(town, expected.card)
    expect(town.page.get_by_text("（迟报）")).to_be_visible()


def send_week(expected: Expected, town: Person) -> None:
    title = expected.week + expected.table
    liaison.record(town, "宣讲", day="2026-06-04", people=60, place="镇文化广场")
    liaison.record(town, "应急演练", day="2026-06-05", people=120, place="镇政府大院")
    town.page.get_by_role("link", name="台账", exact=True).tap()
    expect(town.page.get_by_role("heading", name="台账", exact=True)).to_be_visible()
    town.look()
    liaison.go_home(town)
    town.page.get_by_role("link", name="全部报送事项").tap()
    expect(liaison.owed(town, title)).to_contain_text("6月10日（周三）12:00 截止")
    expect(liaison.owed(town, title)).to_contain_text("还剩 5 天")
    liaison.open_table(town, title)
    filled = {
        (expected.lectures, LECTURES): "1",
        (expected.lectures, "参与人次"): "60",
        (expected.drills, expected.drill): "1",
        (expected.drills, "参与人次"): "120",
    }
    for (group, label), value in filled.items():
        expect(liaison.blank(town, group, label)).to_have_value(value)
    town.look()
    liaison.submit(town, title)
    town.look()


def send_from_village(expected: Expected, village: Person, people: int) -> None:
    title = expected.week + expected.table
    village.look()
    liaison.acknowledge(village)
    liaison.record(village, "宣讲", day="2026-06-04", people=people, place="村委会大院")
    liaison.open_table(village, title)
    # The town asked for it a working day earlier than the county asks the town.
    expect(village.page.get_by_text("6月9日（周二）12:00 截止")).to_be_visible()
    expect(liaison.blank(village, expected.lectures, "参与人次")).to_have_value(str(people))
    liaison.submit(village, title)


def approve_villages(expected: Expected, town: Person) -> None:
    for village in ("上溪村", "下溪村"):
        office.open_report(town, village, expected.week)
        office.approve(town)


def see_who_is_late(expected: Expected, lead: Person) -> None:
    office.open_overview(lead)
    lead.look()
    told = office.row(lead, "溪口镇").get_by_role("cell").all_inner_texts()
    assert sum("迟报" in state for state in told) == 1
    assert sum("已报送" in state for state in told) == 1
    expect(office.row(lead, "望岭镇")).to_contain_text("未签收")
    expect(office.row(lead, "望岭镇")).to_contain_text("逾期未报")
    lead.page.get_by_role("link", name="逾期未报，需要催报").click()
    expect(lead.page.get_by_label("可复制的文字")).to_have_value(re.compile(f"{expected.card}.*望岭镇"))
    lead.look()


def send_back(expected: Expected, lead: Person) -> None:
    office.open_report(lead, "溪口镇", expected.week)
    office.give_back(lead, REASON, "参与")


def send_again(expected: Expected, town: Person) -> None:
    title = expected.week + expected.table
    liaison.go_home(town)
    expect(liaison.owed(town, title)).to_contain_text("退回修改")
    liaison.open_table(town, title)
    expect(town.page.get_by_text(REASON).first).to_be_visible()
    people = liaison.blank(town, expected.lectures, "参与人次")
    expect(people).to_have_accessible_description(re.compile(f"{REASON}.*另有下级 60，合计 120"))
    town.look()
    people.fill("62")
    # The ledger says 60: what differs from it says why.
    lectures = town.page.get_by_role("group", name=expected.lectures)
    lectures.get_by_role("textbox", name=re.compile("改动原因.*参与人次")).first.fill(
        "含一次未记入台账的宣讲"
    )
    liaison.submit(town, title)
    expect(town.page.get_by_text("第 2 版")).to_be_visible()
    expect(town.page.get_by_text("其中本级 62")).to_be_visible()


def send_from_second_town(expected: Expected, town: Person) -> None:
    title = expected.week + expected.table
    liaison.acknowledge(town)
    liaison.open_table(town, title)
    # A Chinese input method types full-width figures.
    liaison.blank(town, expected.lectures, LECTURES).fill("２")
    liaison.blank(town, expected.lectures, "参与人次").fill("30")
    liaison.submit(town, title)


def approve_towns(expected: Expected, lead: Person) -> None:
    for town in ("溪口镇", "望岭镇"):
        office.open_report(lead, town, expected.week)
        office.approve(lead)


def see_total(expected: Expected, lead: Person) -> None:
    page = lead.page
    office.open_overview(lead)
    expect(office.row(lead, "溪口镇")).to_contain_text("审核通过")
    page.get_by_role("region", name="汇总").get_by_role("link", name=expected.table).click()
    expect(page.get_by_role("navigation", name="期次").get_by_role("link")).to_have_count(expected.weeks + 1)
    lead.look()
    week = page.get_by_role("link", name=expected.week, exact=True)
    week.click()
    expect(week).to_have_attribute("aria-current", "page")
    lectures = page.get_by_role("row").filter(has_text=LECTURES)
    # Two towns, one of them with its own 62 and the 60 of its villages.
    expect(lectures).to_contain_text(re.compile(r"组织开展宣讲活动\s*5\s*场，参与\s*152\s*人次"))
    expect(page.get_by_role("row").filter(has_text=expected.drill)).to_contain_text(
        re.compile(rf"{expected.drill}\s*1\s*场，参与\s*120\s*人次")
    )
    lead.look()


def download(expected: Expected, lead: Person) -> None:
    """Both files hold the notice's own table, its blanks filled with the totals."""
    totals = [f"{LECTURES}（5）场，参与（152）人次", f"{expected.drill}（1）场，参与（120）人次"]
    word = Document(BytesIO(_downloaded(lead, "下载 Word")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert _filled(cells, expected) == totals
    sheet = load_workbook(BytesIO(_downloaded(lead, "下载 Excel"))).worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert _filled(cells, expected) == totals


def _downloaded(lead: Person, name: str) -> bytes:
    with lead.page.expect_download() as coming:
        lead.page.get_by_role("link", name=name, exact=True).click()
    return coming.value.path().read_bytes()


def _filled(cells: list[str], expected: Expected) -> list[str]:
    """The clauses of the lectures and the drills out of a table's cells."""
    clause = re.compile(rf"(?:{LECTURES}|{expected.drill})（.*?）场，参与（.*?）人次")
    return [found for cell in cells for found in clause.findall(cell)]


def open_figure(lead: Person) -> None:
    """From the total to the town, and on to the activity that it is made of."""
    page = lead.page
    page.get_by_role("link", name=re.compile(f"^{LECTURES}")).click()
    below = page.get_by_role("region", name="来自下级单位").get_by_role("row")
    expect(below).to_have_text(["单位数量（场）", "溪口镇3", "望岭镇2", "合计5"])
    lead.look()
    page.get_by_role("row", name="溪口镇").get_by_role("link").click()
    expect(below).to_have_text(["单位数量（场）", "上溪村1", "下溪村1"])
    lead.look()
    page.get_by_role("link", name="宣讲", exact=True).click()
    expect(page.get_by_text("镇文化广场")).to_be_visible()
    lead.look()
