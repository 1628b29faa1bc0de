"""Files from hand to hand: photos of an activity from a phone, a plan with its sealed scan from a desk."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser import liaison, office
from tests.browser.people import PHONE, Person
from tests.browser.program import Program
from tests.media import PLACE, photo, pixels

pytestmark = pytest.mark.browser

WEEK = "第3周"
TABLE = "进展情况统计表"
LECTURES = "组织开展宣讲活动"
CAPTION = "镇长宣讲事故案例"

PLAN = "本单位活动方案"
BUREAU = "县住房和城乡建设局"
DIRECTOR = "罗局"
NEW = "pingan-2026-juzhang"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def two_photos(folder: Path) -> list[Path]:
    """One photo that tells where it was taken, and one that tells nothing."""
    located, plain = folder / "IMG_0604_1.JPG", folder / "IMG_0604_2.JPG"
    located.write_bytes(photo(size=(1200, 900), seed=3))
    pixels((900, 1200), seed=5).save(plain, "JPEG")
    return [located, plain]


def shown(pictures: Locator) -> list[bool]:
    """Whether each picture that came into sight has arrived."""
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    found: list[bool] = pictures.evaluate_all("all => all.map((one) => one.naturalWidth > 0)")
    return found


def test_photos_go_from_a_phone_to_the_office(
    demo: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    town = arrive(demo, "gongan", **PHONE).sign_in()
    liaison.record(town, "宣讲", day="2026-06-04", people=64, place="滨江码头", photos=two_photos(tmp_path))
    keep_one_photo(town)
    liaison.open_table(town, WEEK + TABLE)
    liaison.submit(town, WEEK + TABLE)

    lead = arrive(demo, office.LEAD).sign_in()
    office.open_report(lead, "县公安局", WEEK)
    office.approve(lead)
    open_record(lead)
    page = lead.page
    expect(page.locator(".evidence-item")).to_have_count(1)
    assert shown(page.locator(".evidence img")) == [True]
    expect(page.get_by_text(CAPTION, exact=True)).to_be_visible()
    expect(page.locator(".evidence-acts")).to_have_count(0)
    lead.look()
    with page.expect_download() as coming:
        page.get_by_role("link", name=CAPTION).click()
    assert coming.value.suggested_filename == f"{CAPTION}.jpg"
    given = coming.value.path().read_bytes()
    assert PLACE not in given
    with Image.open(BytesIO(given)) as picture:
        assert dict(picture.getexif()) == {}
        # It was held upright, and is kept as it was seen.
        assert picture.size == (900, 1200)


def keep_one_photo(town: Person) -> None:
    """Say what the first photo shows, and take the second away."""
    page = town.page
    items = page.locator(".evidence-item")
    expect(items).to_have_count(2)
    assert shown(items.locator("img")) == [True, True]
    town.look()
    items.first.get_by_text("加说明、移除").tap()
    items.first.get_by_label("说明").fill(CAPTION)
    town.look()
    items.first.get_by_role("button", name="保存说明").tap()
    expect(page.get_by_text("说明已保存。")).to_be_visible()
    expect(items.first).to_contain_text(CAPTION)
    items.last.get_by_text("加说明、移除").tap()
    items.last.get_by_role("button", name="移除第 2 个文件").tap()
    expect(page.get_by_text("文件已移除。")).to_be_visible()
    expect(items).to_have_count(1)
    expect(items).to_contain_text(CAPTION)
    town.look()


def open_record(lead: Person) -> None:
    """From the week's total to the town's figure, and to the one activity that it is made of."""
    page = lead.page
    office.open_overview(lead)
    page.get_by_role("region", name="汇总").get_by_role("link", name=TABLE).click()
    page.get_by_role("link", name=WEEK, exact=True).click()
    page.get_by_role("link", name=re.compile(f"^{LECTURES}")).click()
    page.get_by_role("row", name="县公安局").get_by_role("link").click()
    page.get_by_role("row").filter(has_text="滨江码头").get_by_role("link").click()
    expect(page.get_by_role("heading", name="佐证材料")).to_be_visible()


def test_signed_plan_goes_up_with_its_files(
    demo: Program, arrive: Callable[..., Person], tmp_path: Path
) -> None:
    lead = arrive(demo, office.LEAD).sign_in()
    require_sign_off(lead)
    director = enter(invite_director(lead), arrive(demo, "zhujian"))

    bureau = arrive(demo, "zhujian").sign_in()
    page = bureau.page
    files = two_files(tmp_path)
    ask_for_sign_off(bureau, files)
    sign_off(director)
    page.reload()
    expect(page.get_by_text("已审签", exact=True)).to_be_visible()
    bureau.look()
    page.get_by_role("button", name=f"报送{PLAN}").click()
    expect(page.get_by_text("上级尚未打开审核，可以撤回。")).to_be_visible()
    expect(page.locator(".sent")).to_contain_text(re.compile(f"{DIRECTOR} .*审签"))
    bureau.look()
    read_files(lead, files)


def two_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """The plan to be edited and its sealed scan, with the type that each is given out as."""
    editable, scan = folder / "住建局活动方案.docx", folder / "住建局活动方案（盖章）.pdf"
    document = Document()
    document.add_paragraph("在建工地逐个排查。")
    document.save(str(editable))
    pixels((600, 800), seed=7).save(scan, "PDF")
    return {"可编辑文件": (editable, WORD), "盖章扫描件": (scan, "application/pdf")}


def require_sign_off(lead: Person) -> None:
    """Let no plan come in before a leader has signed it."""
    page = lead.page
    office.open_overview(lead)
    page.get_by_role("link", name="活动安排").click()
    page.get_by_role("link", name="宽限与锁定").click()
    page.get_by_role("region", name=PLAN).get_by_label("报送前须经本单位领导审签").check()
    lead.look()
    page.get_by_role("button", name="保存宽限和锁定").click()


def invite_director(lead: Person) -> str:
    """Invite the bureau's director and return the link that lets them in."""
    page = lead.page
    page.get_by_role("link", name="人员", exact=True).click()
    page.get_by_role("link", name="邀请", exact=True).click()
    page.get_by_label("单位", exact=True).select_option(BUREAU)
    page.get_by_label("角色").select_option("领导（查看）")
    page.get_by_label("姓名").fill(DIRECTOR)
    page.get_by_label("手机号码").fill("139 0000 4444")
    page.get_by_role("button", name="邀请", exact=True).click()
    return page.get_by_label("链接", exact=True).input_value()


def enter(link: str, director: Person) -> Person:
    """Come in by the link with a password of one's own."""
    page = director.page
    page.goto(link)
    page.get_by_label("新密码").fill(NEW)
    page.get_by_label("再输一次").fill(NEW)
    page.get_by_role("button", name="设置密码并进入").click()
    page.wait_for_url("/")
    return director


def ask_for_sign_off(bureau: Person, files: dict[str, tuple[Path, str]]) -> None:
    """Put both files with the plan and hand it to the director: it can't be sent in yet."""
    page = bureau.page
    page.get_by_role("link", name="签收通知").click()
    page.get_by_role("button", name="签收通知").click()
    page.get_by_role("link", name="任务", exact=True).click()
    page.get_by_role("link", name=PLAN, exact=True).click()
    for part, (path, _) in files.items():
        page.get_by_label(part).set_input_files(path)
    expect(page.get_by_role("button", name=f"报送{PLAN}")).to_have_count(0)
    bureau.look()
    page.get_by_role("button", name="保存并送审签").click()
    expect(page.get_by_text("待审签", exact=True)).to_be_visible()
    for path, _ in files.values():
        expect(page.get_by_role("link", name=path.name)).to_be_visible()
    bureau.look()


def sign_off(director: Person) -> None:
    """Come to the plan from the home, read what it holds and sign."""
    page = director.page
    page.reload()
    director.look()
    page.get_by_role("link", name=PLAN).first.click()
    expect(page.get_by_role("link", name="住建局活动方案.docx")).to_be_visible()
    director.look()
    page.get_by_role("button", name="审签这一稿").click()
    expect(page.get_by_text("已审签", exact=True)).to_be_visible()


def read_files(lead: Person, files: dict[str, tuple[Path, str]]) -> None:
    """Read who signed and when the files came, and take both files as they were given."""
    office.open_report(lead, BUREAU, PLAN)
    page = lead.page
    sent = page.get_by_role("region", name="历次报送")
    expect(sent).to_contain_text(re.compile(f"{DIRECTOR} 6月5日（周五）09:00 审签"))
    lead.look()
    table = page.locator("main section").filter(has_text="正文见所附文件。").first
    for part, (path, kind) in files.items():
        row = table.get_by_role("listitem").filter(has_text=part)
        expect(row).to_contain_text(re.compile(r"6月5日.* 上传"))
        with page.expect_response("**/files/1/*/") as answer, page.expect_download() as coming:
            row.get_by_role("link", name=path.name).click()
        assert answer.value.headers["content-type"] == kind
        assert coming.value.suggested_filename == path.name
        assert coming.value.path().read_bytes() == path.read_bytes()
