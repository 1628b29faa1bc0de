"""The pages of units: who may open them, what they show, and that nothing typed is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.orgs.actions import close_unit
from anyue.orgs.models import Listing, Unit, UnitImport
from anyue.orgs.queries import export_units
from tests.cast import Cast
from tests.fixtures import signed_in
from tests.orgs.test_imports import sheet_of

PAGES = [
    "/units/",
    "/units/import/",
    "/units/export/",
    "/units/new/",
    "/units/listed/",
    "/units/groups/",
]


def upload(client: Client, data: bytes, under: str = "") -> str:
    """Send a sheet in; where the answer leads, or its words."""
    answer = client.post(
        f"/units/import/{under}", {"sheet": SimpleUploadedFile("单位.xlsx", data), "on": "2026-06-01"}
    )
    assert answer.status_code in {302, 422}
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("name", ["reviewer", "leader", "clerk", "bureau_clerk", "village_clerk"])
def test_pages_are_for_those_who_lead(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    addresses = [*PAGES, f"/units/{cast.town.pk}/", f"/units/?under={cast.area.pk}"]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert "单位</a>" not in client.get("/records/").content.decode()


def test_lead_sees_the_units_below_and_no_others(cast: Cast) -> None:
    client = signed_in(cast.lead)
    assert {client.get(address).status_code for address in PAGES} == {200}
    words = client.get("/units/").content.decode()
    assert "石桥铺镇" in words
    assert "远山" not in words
    assert "桥东村" in client.get(f"/units/?under={cast.town.pk}").content.decode()
    assert "桥东村" in client.get("/units/?q=桥东").content.decode()
    assert "没有找到单位" in client.get("/units/?q=远山").content.decode()
    for pk in (cast.far_office.pk, cast.area.pk, 10**8):
        assert client.get(f"/units/{pk}/").status_code == 404
    for under in (cast.far_office.pk, "x", "9" * 30, "²"):
        for page in PAGES[:4]:
            assert client.get(page, {"under": under}).status_code == 404
    assert client.get("/units/?page=x").status_code == 200


def test_list_takes_as_many_statements_for_four_units_as_for_one(cast: Cast) -> None:
    client = signed_in(cast.lead)
    counts = []
    for words in ("桥东", "桥"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/units/?q={words}")
        counts.append((len(page.context["page"].object_list), len(asked)))
    assert [shown for shown, _ in counts] == [1, 4]
    assert counts[0][1] == counts[1][1]


def test_sheet_is_seen_before_it_is_applied(cast: Cast) -> None:
    client = signed_in(cast.lead)
    data = sheet_of((cast.town.code, "石桥镇", "乡镇", ""), ("", "<b>新村</b>", "村", cast.town.code))
    address = upload(client, data)
    assert not Unit.objects.filter(name="石桥镇").exists()
    page = client.get(address)
    words = page.content.decode()
    for told in (
        "更名 1",
        "新增 1",
        "单位名称：石桥铺镇 → 石桥镇",
        "&lt;b&gt;新村&lt;/b&gt;",
        "自2026年6月1日",
    ):
        assert told in words, told
    assert "<b>新村" not in words
    assert client.post(address, {"digest": "x"}).status_code == 409
    digest = page.context["changes"].digest
    assert client.post(address, {"digest": digest}, follow=True).status_code == 200
    assert Unit.objects.get(pk=cast.town.pk).name == "石桥镇"
    assert client.get(address).status_code == 302
    assert client.post(address, {"digest": digest}).status_code == 302
    assert Unit.objects.filter(parent=cast.town).count() == 4


def test_nobody_else_sees_or_applies_the_sheet(cast: Cast) -> None:
    address = upload(signed_in(cast.lead), sheet_of(("", "新村", "村", cast.town.code)))
    digest = UnitImport.objects.get().digest
    for name in ("reviewer", "clerk", "outsider"):
        client = signed_in(getattr(cast, name))
        assert client.get(address).status_code == 404
        assert client.post(address, {"digest": digest}).status_code == 404


def test_errors_are_shown_with_their_cells(cast: Cast) -> None:
    words = upload(signed_in(cast.lead), sheet_of(("", "新村", "部落", "没有的镇")))
    assert "有 2 处错误" in words
    assert "第 2 行 C 列：没有“部落”这个类别" in words
    assert "第 2 行 D 列：找不到“没有的镇”" in words
    assert "不是 .xlsx 工作簿" in upload(signed_in(cast.lead), b"hello")
    assert signed_in(cast.lead).post("/units/import/", {"on": "2026-06-01"}).status_code == 422


def test_exported_workbook_comes_as_a_file(cast: Cast) -> None:
    answer = signed_in(cast.lead).get("/units/export/")
    assert answer.content == export_units(cast.area)
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E9%9D%92")


def test_unit_is_renamed_moved_and_closed_on_its_page(cast: Cast) -> None:
    client = signed_in(cast.lead)
    page = f"/units/{cast.village.pk}/"
    done = [
        client.post(f"{page}rename/", {"rename-name": "桥东社区", "rename-on": "2026-06-01"}),
        client.post(f"{page}move/", {"move-parent": "柳林镇", "move-on": "2026-06-02"}),
        client.post(f"{page}close/", {"close-successor": "桥西村", "close-on": "2026-06-30"}),
    ]
    assert [answer.status_code for answer in done] == [302, 302, 302]
    unit = Unit.objects.get(pk=cast.village.pk)
    assert (unit.name, unit.parent, unit.successor, unit.closed_on) == (
        "桥东社区",
        cast.sibling_town,
        cast.other_village,
        date(2026, 6, 30),
    )
    words = client.get(page).content.decode()
    for told in ("桥东村 → 桥东社区", "石桥铺镇 → 柳林镇", "并入：桥西村", "登记恢复"):
        assert told in words
    assert client.post(f"{page}reopen/", {"reopen-on": "2026-06-05"}).status_code == 302


def test_one_unit_is_added_on_its_page(cast: Cast) -> None:
    client = signed_in(cast.lead)
    page = f"/units/new/?under={cast.town.pk}"
    assert client.get(page).context["form"]["position"].value() == cast.enterprise.position + 1
    typed = {
        "name": "桥南村",
        "kind": "village",
        "position": "１２",
        "code": " Ａ1 ",
        "region_code": "110101001001",
    }
    answer = client.post(page, typed)
    made = Unit.objects.get(name="桥南村")
    assert answer["Location"] == f"/units/{made.pk}/"
    assert (made.parent, made.kind, made.position) == (cast.town, "village", 12)
    assert (made.code, made.region_code, made.opened_on) == ("A1", "110101001001", None)
    for wrong, told in (
        ({"name": "桥东村", "code": ""}, "已有名为“桥东村”的单位"),
        ({"name": "桥北村"}, "单位代码“A1”已被使用"),
        ({"name": "桥北村", "code": "", "region_code": "12345"}, "不是区划代码"),
        ({"name": "<b>", "code": "", "kind": "tribe"}, "&lt;b&gt;"),
    ):
        refused = client.post(page, {**typed, **wrong})
        assert (refused.status_code, told in refused.content.decode()) == (422, True), told
    again = client.post("/units/new/", {**typed, "name": "桥北镇", "code": "", "opened_on": "2026-06-01"})
    assert again.status_code == 302
    assert Unit.objects.get(name="桥北镇").parent == cast.area
    for other in (cast.far_office, cast.area):
        assert signed_in(cast.clerk).post(f"/units/new/?under={other.pk}", typed).status_code == 404
    assert client.post(f"/units/new/?under={cast.far_office.pk}", typed).status_code == 404


def test_no_unit_is_added_below_a_closed_one(cast: Cast) -> None:
    close_unit(unit=cast.village, by=cast.lead)
    answer = signed_in(cast.lead).post(
        f"/units/new/?under={cast.village.pk}", {"name": "一组", "kind": "village", "position": "1"}
    )
    assert (answer.status_code, "“桥东村”已撤销" in answer.content.decode()) == (422, True)


def test_what_was_typed_stays_when_it_is_refused(cast: Cast) -> None:
    client = signed_in(cast.lead)
    answer = client.post(f"/units/{cast.town.pk}/move/", {"move-parent": "桥东村", "move-on": "2026-06-01"})
    words = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="桥东村"' in words
    assert "不能隶属于自己" in words
    far = client.post(f"/units/{cast.town.pk}/move/", {"move-parent": "远山镇", "move-on": "2026-06-01"})
    assert "找不到“远山镇”" in far.content.decode()
    assert client.post(f"/units/{cast.far_office.pk}/rename/", {"rename-name": "x"}).status_code == 404
    assert client.post(f"/units/{cast.town.pk}/delete/", {}).status_code == 404


def test_listing_by_code_on_its_page(cast: Cast) -> None:
    client = signed_in(cast.lead)
    assert client.post("/units/listed/", {"office": cast.office.pk, "code": "没有"}).status_code == 422
    answer = client.post("/units/listed/", {"office": cast.office.pk, "code": cast.far_office.code})
    assert answer.status_code == 302
    assert Listing.objects.get().unit == cast.far_office
    gone = f"/units/listed/{cast.office.pk}/{cast.far_office.pk}/remove/"
    assert signed_in(cast.clerk).post(gone).status_code == 404
    assert client.post(gone).status_code == 302
    assert not Listing.objects.exists()


@pytest.mark.parametrize("kind", AdministratorKind)
def test_of_the_administrators_only_the_systems_keeps_the_tree(cast: Cast, kind: AdministratorKind) -> None:
    user = User.objects.create(account=kind.value, name=kind.label, administers=kind)
    everything = {*Unit.objects.all()} if kind is AdministratorKind.SYSTEM else set()
    assert set(Unit.objects.maintained_by(user)) == everything
    assert (cast.far_office in everything) == (kind is AdministratorKind.SYSTEM)
