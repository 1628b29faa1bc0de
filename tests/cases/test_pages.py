"""The pages of the registers, and what the public finds at theirs."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from anyue.cases import actions
from anyue.cases.models import CaseItem, Publication, PublicRegister
from anyue.core.cases import Register
from tests.cases.samples import CASE, EXPOSURE, approved, enter, line_key, published, send, sent
from tests.cast import Cast, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
SECRETS = ["霁岚", "欧阳焱", "张淼", "李鑫", "1390000", "桥东", "12号", "石桥霁岚"]


def told(content: bytes) -> str:
    """The words of an answer; of a Word or Excel file, those of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    # Excel's parts write Chinese as references.
    return unescape("".join(parts))


def fields(cast: Cast, **changes: object) -> dict[str, object]:
    kinds = CASE["kinds"].split()
    line = line_key(cast.town, cast.office)
    return {**CASE, "kinds": kinds, "line": line, "key": new_key(), "send": "1", **changes}


def test_a_liaison_enters_and_sends_a_case_on_one_page(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    assert client.get("/cases/new/case/").status_code == 200
    answer = client.post("/cases/new/case/", fields(cast))
    item = CaseItem.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{item.pk}/")
    assert (item.state(), item.content, item.superior) == ("submitted", CASE, cast.office)


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    given = fields(cast, on_person="", decided_on="2026-02-30", facts="<b>写了很久</b>")
    answer = client.post("/cases/new/case/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;b&gt;写了很久&lt;/b&gt;" in page
    assert "这个日期" in page or "不存在" in page
    given["decided_on"] = "2026-06-02"
    page = client.post("/cases/new/case/", given).content.decode()
    assert "一案双罚要写明对企业和对责任人的处罚" in page
    # It is kept as a draft under the key of the page, and sent from the same page when mended.
    given["on_person"] = "警告"
    assert client.post("/cases/new/case/", given).status_code == 302
    assert [one.state() for one in CaseItem.objects.all()] == ["submitted"]


@pytest.mark.parametrize(
    "changes",
    [
        {"line": "1-u1"},
        {"line": ""},
        {"kinds": ["no-such-kind"]},
        {"facts": "长" * 1001},
        {"decided_on": "9999-99-99"},
        {"receiver": "\0"},
        {"key": "x" * 500, "enterprise": ""},
    ],
)
def test_hostile_fields_are_refused_at_the_page(cast: Cast, changes: dict[str, object]) -> None:
    assert signed_in(cast.clerk).post("/cases/new/case/", fields(cast, **changes)).status_code in {400, 422}
    assert not CaseItem.objects.filter(version__gt=0).exists()


def test_a_page_that_sends_nothing_at_all_is_refused(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk)
    client = signed_in(cast.clerk)
    assert client.post("/cases/new/case/").status_code == 422
    assert client.post(f"/cases/{item.pk}/edit/").status_code == 409


def test_an_office_reviews_on_the_page_of_the_item(cast: Cast) -> None:
    item, client = sent(cast), signed_in(cast.lead)
    page = client.get(f"/cases/{item.pk}/").content.decode()
    assert "审核通过" in page
    assert "欧阳焱" in page
    item.refresh_from_db()
    assert item.opened_by == cast.lead
    back = {"version": "1", "reason": "", "mark_facts": "on", "why_facts": ""}
    answer = client.post(f"/cases/{item.pk}/return/", back | {"why_facts": ""})
    assert answer.status_code == 422
    assert '<input type="checkbox" name="mark_facts" checked>' in answer.content.decode()
    assert client.post(f"/cases/{item.pk}/return/", back | {"why_facts": "写明时间"}).status_code == 302
    page = signed_in(cast.clerk).get(f"/cases/{item.pk}/edit/").content.decode()
    assert "写明时间" in page
    send(item, cast.clerk, facts="2026年6月1日查实。")
    page = client.get(f"/cases/{item.pk}/").content.decode()
    assert "新旧对照" in page
    assert client.post(f"/cases/{item.pk}/approve/", {"version": "2"}).status_code == 302


def test_the_publishing_page_shows_both_and_masks_more_but_never_less(cast: Cast) -> None:
    item, client = approved(cast), signed_in(cast.lead)
    address = f"/cases/{item.pk}/publish/"
    page = client.get(address).content.decode()
    assert page.count('title="原为：欧阳焱"') >= 2
    assert "欧阳某某" in page
    page = client.post(address, {"more": "没有培训", "preview": "1", "is_named": "on"}).content.decode()
    assert 'title="原为：没有培训"' in page
    assert "青溪县某化工企业" in page
    assert not Publication.objects.exists()
    assert client.post(address, {"more": "的", "preview": "1"}).status_code == 422
    sneaked = {
        "version": "1",
        "publish": "1",
        "is_named": "on",
        "more": "",
        "facts": "欧阳焱",
        "unmask": "欧阳焱",
    }
    assert client.post(address, sneaked).status_code == 302
    content = str(Publication.objects.get().content)
    assert [one for one in SECRETS if one in content] == []


def public_addresses(cast: Cast, item: CaseItem) -> list[str]:
    base = PublicRegister.objects.get(unit=cast.office).get_absolute_url()
    tables = [f"{base}table.{suffix}?register={item.register}" for suffix in ("docx", "xlsx")]
    return [base, f"{base}{item.code}/", *tables]


@pytest.mark.parametrize("register", Register)
def test_the_public_reads_what_was_published_and_nothing_else(cast: Cast, register: Register) -> None:
    item = published(cast, register)
    approved(cast, register)
    for address in public_addresses(cast, item):
        answer = Client().get(address)
        text = told(answer.content)
        assert answer.status_code == 200
        assert [one for one in SECRETS if one in text] == []
        assert "青溪县某" in text
    assert "noindex" in Client().get(public_addresses(cast, item)[0])["X-Robots-Tag"]


def test_an_exposure_names_its_enterprise_where_the_office_says_so(cast: Cast) -> None:
    item = published(cast, Register.EXPOSURE, is_named=True)
    page = Client().get(public_addresses(cast, item)[1]).content.decode()
    assert EXPOSURE["enterprise"] in page
    assert EXPOSURE["url"] in page
    assert "青溪县石桥铺镇" in page
    assert [one for one in ("桥东", "12号") if one in page] == []
    hidden = published(cast, Register.EXPOSURE)
    page = Client().get(public_addresses(cast, hidden)[1]).content.decode()
    assert [one for one in ("霁岚", EXPOSURE["url"]) if one in page] == []


def test_what_is_withdrawn_is_gone_at_once(cast: Cast) -> None:
    item = published(cast)
    addresses = public_addresses(cast, item)
    client = signed_in(cast.lead)
    assert client.post(f"/cases/{item.pk}/unpublish/", {"reason": ""}).status_code == 422
    assert client.post(f"/cases/{item.pk}/unpublish/", {"reason": "当事人异议"}).status_code == 302
    assert Client().get(addresses[1]).status_code == 404
    assert "培训从业人员案" not in Client().get(addresses[0]).content.decode()
    kept = Publication.objects.get()
    assert (kept.withdraw_reason, kept.withdrawn_by) == ("当事人异议", cast.lead)


def test_the_public_page_stays_with_the_old_version_until_it_is_renewed(cast: Cast) -> None:
    item = published(cast)
    address = public_addresses(cast, item)[1]
    actions.correct_case(item=item, reason="数额有误", by=cast.clerk)
    send(item, cast.clerk, on_enterprise="罚款60000元")
    actions.approve_case(item=item, version=2, by=cast.lead)
    assert "罚款50000元" in Client().get(address).content.decode()
    item.refresh_from_db()
    actions.publish_case(item=item, version=2, is_named=False, more=[], by=cast.lead)
    assert "罚款60000元" in Client().get(address).content.decode()
    assert [one.withdrawn_at is None for one in item.publications.all()] == [False, True]


def test_search_engines_list_it_only_where_the_office_says_so(cast: Cast) -> None:
    item = published(cast)
    address = public_addresses(cast, item)[0]
    register = PublicRegister.objects.get()
    client = signed_in(cast.lead)
    client.post(f"/cases/registers/{register.pk}/indexing/", {"is_indexed": "1"})
    answer = Client().get(address)
    assert (answer.get("X-Robots-Tag"), b"noindex" in answer.content) == (None, False)
    assert signed_in(cast.clerk).post(f"/cases/registers/{register.pk}/indexing/").status_code == 404


def test_an_address_that_nobody_gave_out_is_not_there(cast: Cast) -> None:
    item, draft = published(cast), enter(cast.town, cast.office, cast.clerk)
    base = public_addresses(cast, item)[0]
    for address in (
        "/public/guess/",
        f"{base}{draft.code}/",
        f"{base}guess/",
        f"{base}table.pdf",
        f"/public/guess/{item.code}/",
    ):
        assert Client().get(address).status_code == 404
    assert Client().post(base).status_code == 405


def test_the_public_pages_hold_back_floods(cast: Cast, settings: Settings) -> None:
    item = published(cast)
    address = public_addresses(cast, item)[0]
    most = next(one for one in settings.RATE_LIMITS if one.name == "public").per_address
    answers = [Client().get(address).status_code for _ in range(most + 1)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_the_register_goes_out_in_official_order_and_no_cell_is_a_formula(cast: Cast) -> None:
    sent(cast, title="=1+1")
    line = enter(cast.bureau, cast.office, cast.bureau_clerk, title="县教育局办理的案件")
    send(line, cast.bureau_clerk)
    answer = signed_in(cast.lead).get("/cases/export.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row[:3]] for row in sheet.iter_rows(min_row=3)]
    assert rows == [[1, "县教育局", "县教育局办理的案件"], [2, "石桥铺镇", "=1+1"]]
    assert [cell.quotePrefix for cell in sheet["C"][3:4]] == [True]
    assert sheet["C4"].data_type == "s"


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    client = signed_in(cast.lead)
    sent(cast)
    with django_assert_max_num_queries(30) as one:  # type: ignore[operator]
        client.get("/cases/")
    for _ in range(2):
        sent(cast)
    with django_assert_max_num_queries(len(one)):  # type: ignore[operator]
        client.get("/cases/")


def test_the_inbox_of_reports_says_what_waits_here(cast: Cast) -> None:
    client = signed_in(cast.lead)
    item = sent(cast)
    assert CASE["title"] in client.get("/review/").content.decode()
    actions.approve_case(item=item, version=1, by=cast.lead)
    assert CASE["title"] not in client.get("/review/").content.decode()
