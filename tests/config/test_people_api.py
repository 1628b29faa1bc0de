"""People, the directory and the matrix of rights through the interface."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.queries import user_with_number
from anyue.orgs.actions import accept_post
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import ROLE_PERMISSIONS, Permission
from tests.cast import Cast
from tests.config.test_tokens import bearer, code_of, token_for
from tests.fixtures import signed_in
from tests.orgs.test_imports import sheet_of
from tests.orgs.test_invitations import hijacker
from tests.orgs.test_people import NUMBER

pytestmark = pytest.mark.django_db
SCOPES = ("read", "manage_people", "manage_people_below", "manage_units")


@pytest.fixture
def program(cast: Cast) -> Client:
    """A program of the county office, for its people and units."""
    return bearer(token_for(cast.lead, cast.office, *SCOPES)[1])


def post(client: Client, address: str, **body: object) -> Any:  # noqa: ANN401  The test client's own response.
    return client.post(address, json.dumps(body), content_type="application/json")


def person(unit: Unit, **changed: object) -> dict[str, object]:
    return {"unit": unit.pk, "role": "liaison", "name": "周宁", "mobile": "139 0000 1111", **changed}


def test_people_are_listed_invited_and_stopped(cast: Cast, program: Client) -> None:
    made = post(program, "/api/memberships", **person(cast.town)).json()
    assert (made["invitation"], made["code"]) == (None, "")
    assert made["link"].startswith("http://testserver/enter/")
    assert made["membership"]["mobile"] == "139****1111"
    assert code_of(post(program, "/api/memberships", **person(cast.town))) == (409, "already_acts")
    listed = program.get("/api/memberships?limit=200").json()["items"]
    own = Membership.objects.exclude(unit=cast.far_office).order_by("pk")
    assert [one["id"] for one in listed] == list(own.values_list("pk", flat=True))
    assert NUMBER not in json.dumps(listed)
    pk = made["membership"]["id"]
    assert post(program, f"/api/memberships/{pk}/stop").json()["id"] == pk
    assert code_of(post(program, f"/api/memberships/{pk}/stop")) == (404, "not_found")
    last = Membership.objects.get(user=cast.clerk).pk
    assert code_of(post(program, f"/api/memberships/{last}/stop")) == (409, "last_liaison")
    assert post(program, f"/api/memberships/{last}/stop", even_if_last=True).status_code == 200


def test_a_number_with_an_account_waits_for_its_code(cast: Cast, program: Client) -> None:
    user = hijacker(cast)
    first = post(program, "/api/memberships", **person(cast.town)).json()
    assert (first["membership"], first["link"], bool(first["code"])) == (None, "", True)
    pk = first["invitation"]["id"]
    assert [one["id"] for one in program.get("/api/invitations").json()["items"]] == [pk]
    code = post(program, f"/api/invitations/{pk}/renew").json()["code"]
    accept_post(typed=code, by=user)
    assert code_of(post(program, f"/api/invitations/{pk}/withdraw")) == (404, "not_found")
    other = post(program, "/api/memberships", **person(cast.bureau, role="reviewer")).json()
    assert other["membership"]["role"] == "reviewer"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"mobile": "12345"}, (422, "mobile_wrong")),
        ({"name": "别人"}, (409, "name_differs")),
        ({"role": "king"}, (422, "request_unreadable")),
        ({"role": "principal"}, (422, "request_unreadable")),
        ({"unit": 2**31 - 1}, (404, "not_found")),
        ({"name": "a\u0000"}, (422, "request_unreadable")),
    ],
)
def test_a_wrong_invitation_is_a_problem(
    cast: Cast, program: Client, changed: dict[str, object], expected: tuple[int, str]
) -> None:
    post(program, "/api/memberships", **person(cast.bureau))
    assert code_of(post(program, "/api/memberships", **{**person(cast.town), **changed})) == expected


def test_a_token_without_the_scope_finds_nobody(cast: Cast) -> None:
    client = bearer(token_for(cast.lead, cast.office, "read")[1])
    assert client.get("/api/memberships").json() == {"items": [], "next": None}
    assert code_of(post(client, "/api/memberships", **person(cast.town))) == (404, "not_found")
    assert code_of(client.get("/api/units/sheet")) == (404, "not_found")
    assert user_with_number(NUMBER) is None


@pytest.mark.parametrize("name", ["sibling", "bureau_clerk", "reviewer", "outsider"])
def test_nobody_beside_does_anything(cast: Cast, program: Client, name: str) -> None:
    hijacker(cast)
    pk = post(program, "/api/memberships", **person(cast.town)).json()["invitation"]["id"]
    client, held = signed_in(getattr(cast, name)), Membership.objects.get(user=cast.clerk).pk
    told = [
        post(client, "/api/memberships", **person(cast.town, mobile="139 0000 7777")),
        post(client, f"/api/memberships/{held}/stop", even_if_last=True),
        post(client, f"/api/invitations/{pk}/renew"),
        post(client, f"/api/invitations/{pk}/withdraw"),
    ]
    assert {answer.status_code for answer in told} == {404}
    assert cast.clerk.name not in client.get("/api/memberships").content.decode()


def test_with_a_session_what_is_dangerous_asks_for_a_fresh_proof(cast: Cast) -> None:
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = signed_in(cast.lead)
    with clock.standing_at(now):
        told = code_of(post(client, "/api/memberships", **person(cast.town)))
        held = Membership.objects.get(user=cast.clerk).pk
        assert told == code_of(post(client, f"/api/memberships/{held}/stop")) == (403, "proof_missing")
        assert client.get("/api/memberships").status_code == 200
    assert not User.objects.filter(name="周宁").exists()


def test_the_directory_goes_out_and_comes_in_as_it_was_seen(cast: Cast, program: Client) -> None:
    answer = program.get("/api/units/sheet")
    assert "spreadsheetml" in answer["Content-Type"]
    rows = load_workbook(BytesIO(answer.content), read_only=True).worksheets[0].iter_rows(values_only=True)
    assert cast.town.code in {cell for row in rows for cell in row}
    data = sheet_of((cast.town.code, "石桥镇", "乡镇", cast.area.code), ("", "新村", "村", cast.town.code))
    seen = program.post("/api/units/sheet", {"sheet": SimpleUploadedFile("单位.xlsx", data)}).json()
    assert {event: count for event, count in seen["counts"].items() if count} == {"opened": 1, "renamed": 1}
    renamed = {"name": "单位名称", "now": "石桥铺镇", "then": "石桥镇"}
    assert any(field["then"] == renamed["then"] for one in seen["changes"] for field in one["fields"])
    address = f"/api/units/imports/{seen['id']}/apply"
    assert code_of(post(program, address, digest="0" * 64)) == (409, "import_stale")
    assert post(program, address, digest=seen["digest"]).json()["counts"]["renamed"] == 1
    assert code_of(post(program, address, digest=seen["digest"])) == (409, "import_done")
    assert Unit.objects.get(pk=cast.town.pk).name == "石桥镇"
    assert signed_in(cast.outsider).post(address, {}).status_code in {404, 422}


def test_a_faulty_sheet_is_told_cell_by_cell_and_not_kept(cast: Cast, program: Client) -> None:
    data = sheet_of(("", "新厂", "企业", "没有的镇"))
    told = program.post("/api/units/sheet", {"sheet": SimpleUploadedFile("单位.xlsx", data)}).json()
    assert (told["id"], told["digest"], told["error_count"]) == (None, None, 1)
    assert [(one["row"], one["column"]) for one in told["errors"]] == [(2, "D")]
    broken = {"sheet": SimpleUploadedFile("单位.xlsx", b"PK\x03\x04 no")}
    assert program.post("/api/units/sheet", broken).status_code == 422
    under = {"sheet": SimpleUploadedFile("单位.xlsx", data), "under": cast.far_office.pk}
    assert code_of(program.post("/api/units/sheet", under)) == (404, "not_found")


def test_the_matrix_is_that_of_the_code(cast: Cast) -> None:
    told = signed_in(cast.clerk).get("/api/permissions").json()
    assert set(told["permissions"]) == {one.value for one in Permission}
    assert {one["role"]: set(one["permissions"]) for one in told["roles"]} == {
        role.value: {one.value for one in held} for role, held in ROLE_PERMISSIONS.items()
    }
