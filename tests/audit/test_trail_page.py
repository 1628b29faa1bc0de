"""The auditor's page: who may, what it finds, what it gives away, and that it tells on itself."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import Settings

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.audit.entries import insert_entry
from anyue.audit.models import AuditEntry
from anyue.audit.sealing import seal
from anyue.audit.verifying import last_anchor
from anyue.cli.main import main
from tests.audit.trail import run_sql
from tests.cast import Cast, Running
from tests.conftest import NOW
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(db: None) -> User:  # noqa: ARG001  Asks pytest-django for the database.
    user = User(account="shenji", name="许静", administers="audit")
    user.save()
    return user


@pytest.fixture
def client(auditor: User) -> Client:
    return signed_in(auditor)


def rows(client: Client, **criteria: str | int) -> list[list[str]]:
    answer = client.get("/trail/", criteria)
    assert answer.status_code == 200
    found: list[list[str]] = answer.context["rows"]
    return found


def test_only_the_auditor_may_read_the_trail(running: Running, auditor: User) -> None:
    cast = running.cast
    others = [User(account=kind, name=kind, administers=kind) for kind in ("system", "security")]
    for other in others:
        other.save()
    for user in (*others, cast.lead, cast.clerk, cast.outsider):
        for address in ("/trail/", "/trail/export.csv", "/trail/export.xlsx"):
            assert signed_in(user).get(address).status_code == 403, (user.account, address)
    assert Client().get("/trail/").status_code == 302
    assert not AuditEntry.objects.filter(action__in=["search_trail", "export_trail"], result="done").exists()
    assert signed_in(auditor).get("/", follow=True).redirect_chain[-1] == ("/trail/", 302)


def test_the_page_names_nobody(running: Running, client: Client) -> None:
    page = client.get("/trail/").content.decode()
    cast = running.cast
    names = [cast.lead.name, cast.clerk.name, cast.town.name, cast.office.name]
    assert [name for name in names if name in page] == []
    assert "下发通知" in page


def test_search_finds_by_each_criterion(cast: Cast, client: Client, settings: Settings) -> None:
    write_entry("keep_record", by=cast.clerk, on="activityrecord:7", unit_id=cast.town.pk)
    settings.ANYUE_NOW = NOW + timedelta(days=3)
    insert_entry(action="sign_in", by_id=None, target="user:5", unit_id=None, result="refused", reason="")
    settings.ANYUE_NOW = NOW + timedelta(days=4)
    kept = {"activityrecord:7"}
    for criteria in (
        {"person": cast.clerk.account, "until": "2026-06-05"},
        {"person": cast.clerk.pk, "unit": cast.town.pk},
        {"action": "keep_record"},
        {"target": "activityrecord:7"},
    ):
        assert {row[5] for row in rows(client, **criteria)} & kept == kept, criteria
    assert [row[5] for row in rows(client, action="sign_in", result="refused")] == ["user:5"]
    assert [row[5] for row in rows(client, since="2026-06-08", until="2026-06-08")] == ["user:5"]
    assert rows(client, address="10.9.8.7") == []


def test_a_search_is_on_the_trail(client: Client, auditor: User) -> None:
    client.get("/trail/", {"action": "sign_in", "since": "2026-06-01"})
    client.get("/trail/export.csv", {"unit": "3"})
    told = AuditEntry.objects.order_by("pk").values_list("action", "by_id", "reason")
    assert list(told) == [
        ("search_trail", auditor.pk, "since=2026-06-01 action=sign_in"),
        ("export_trail", auditor.pk, "unit=3"),
    ]


@pytest.mark.parametrize(
    "criteria",
    [
        {"since": "yesterday"},
        {"person": "nobody"},
        {"unit": "x"},
        {"action": "fly"},
        {"target": "张三"},
        {"address": "x"},
    ],
)
def test_bad_criteria_are_told_at_their_field(criteria: dict[str, str], client: Client) -> None:
    answer = client.get("/trail/", criteria)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(criteria)
    assert client.get("/trail/export.csv", criteria).status_code == 422


@pytest.mark.parametrize("below", ["x", "-1", "999999999999999999999", "０"])
def test_a_page_key_by_hand_gives_nothing_worse_than_an_empty_page(below: str, client: Client) -> None:
    assert client.get("/trail/", {"below": below}).status_code == 200


def test_pages_follow_one_another_by_key_at_one_price(client: Client) -> None:
    for number in range(250):
        write_entry("sign_out", by=None, on=f"user:{number}")
    seen: list[str] = []
    address, prices = "/trail/?action=sign_out", []
    while address:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        prices.append(len(queries))
        seen += [row[5] for row in answer.context["rows"]]
        more = answer.context["more"]
        address = f"/trail/?action=sign_out&below={more}" if more else ""
    assert seen == [f"user:{number}" for number in reversed(range(250))]
    assert prices == [prices[0]] * 3


def test_export_holds_the_same_and_no_formula(client: Client) -> None:
    insert_entry(action="=cmd", by_id=None, target="+1", unit_id=None, result="@x", reason="-2")
    csv = b"".join(client.get("/trail/export.csv", {"target": ""}).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # It streams.
    line = next(line for line in csv.splitlines() if "cmd" in line)
    assert ",'=cmd,'+1,'@x,'-2," in line
    sheet = load_workbook(BytesIO(client.get("/trail/export.xlsx").content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {"=cmd", "+1", "@x", "-2"} <= {cell.value for cell in cells}


def test_the_page_tells_how_the_last_verification_ended(client: Client) -> None:
    assert "还没有核对过" in client.get("/trail/").content.decode()
    assert main(["audit", "verify"]) == 0
    assert "没有发现改动" in client.get("/trail/").content.decode()
    seal()
    run_sql("UPDATE audit_auditentry SET reason = 'x' WHERE number = 1")
    assert main(["audit", "verify"]) == 1
    assert "审计记录被改动过" in client.get("/trail/").content.decode()


def test_the_page_prints_the_anchor(client: Client) -> None:
    write_entry("sign_out", by=None, on="user:1")
    seal()
    page = client.get("/trail/").content.decode()
    assert str(last_anchor()) in page
    assert "data:image/svg+xml" in page
