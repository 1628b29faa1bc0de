"""Tokens of the interface: whose rights they carry, when they end, how they may be sent."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from anyue import clock
from anyue.accounts.actions import (
    change_password,
    enter,
    make_administrator,
    resume_account,
    stop_account,
)
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.accounts.one_time_keys import new_link
from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.tokens.actions import make_token, revoke_token
from anyue.tokens.models import Token
from tests.cast import PASSWORD, Cast, Running, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 31)


def token_for(user: User, unit: Unit, *scopes: str) -> tuple[Token, str]:
    membership = Membership.objects.get(user=user, unit=unit, role=Role.LEAD)
    made = make_token(membership=membership, name="数据交换", scopes=scopes, last_day=DAY, by=user)
    return made.token, made.secret


def bearer(secret: str) -> Client:
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


def code_of(answer: Any) -> tuple[int, str]:  # noqa: ANN401  The test client's own response.
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, json.loads(answer.content)["code"]


def test_a_token_reads_what_its_membership_sees_and_nothing_of_the_persons_other_units(
    running: Running,
) -> None:
    cast = running.cast
    appoint(user=cast.lead, unit=cast.far_office, role=Role.LEAD, by=None)
    _, secret = token_for(cast.lead, cast.far_office, "read")
    client = bearer(secret)
    assert [post["unit"] for post in client.get("/api/me").json()["posts"]] == [cast.far_office.pk]
    assert client.get("/api/participations").json() == {"items": [], "next": None}
    assert code_of(client.get(f"/api/overview/{running.root.pk}")) == (404, "not_found")
    _, own = token_for(cast.lead, cast.office, "read")
    assert bearer(own).get(f"/api/overview/{running.root.pk}").status_code == 200


def test_a_token_does_what_its_scopes_name_and_its_role_allows(running: Running) -> None:
    cast, town = running.cast, running.cast.town
    appoint(user=cast.clerk, unit=town, role=Role.LEAD, by=None)
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    body = json.dumps({"values": {"1.1": "1"}, "key": new_key()})
    _, reading = token_for(cast.clerk, town, "read")
    refused = bearer(reading).put(address, body, content_type="application/json")
    assert code_of(refused) == (403, "not_allowed")
    # No scope makes more of a role than it is: a lead's token without the role's act, and acts elsewhere.
    _, sending = token_for(cast.clerk, town, "submit_report", "manage_tokens")
    assert bearer(sending).put(address, body, content_type="application/json").status_code == 200
    assert code_of(bearer(sending).get("/api/me")) == (403, "scope_missing")
    other = f"/api/reports/{running.sibling_town.pk}/{running.weeks[0].pk}"
    assert code_of(bearer(sending).put(other, body, content_type="application/json")) == (404, "not_found")
    assert "manage_tokens" not in Token.objects.latest("pk").scopes


def test_the_rights_of_a_token_shrink_with_its_role(running: Running) -> None:
    cast = running.cast
    token, secret = token_for(cast.lead, cast.office, "read", "issue_campaign")
    Membership.objects.filter(pk=token.membership_id).update(role=Role.LEADER)
    (post,) = bearer(secret).get("/api/me").json()["posts"]
    assert post["permissions"] == []


@pytest.mark.parametrize("end", ["revoked", "expired", "membership", "account", "administrator"])
def test_a_token_ends(cast: Cast, end: str, settings: Any) -> None:  # noqa: ANN401  pytest-django's own.
    token, secret = token_for(cast.lead, cast.office, "read")
    assert bearer(secret).get("/api/me").status_code == 200
    if end == "revoked":
        revoke_token(token=token, by=cast.lead)
    elif end == "expired":
        settings.ANYUE_NOW = token.expires_at + timedelta(seconds=1)
    elif end == "membership":
        Membership.objects.filter(pk=token.membership_id).delete()
    elif end == "account":
        User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    else:
        User.objects.filter(pk=cast.lead.pk).update(administers="audit")
    assert code_of(bearer(secret).get("/api/me")) == (401, "token_invalid")


@pytest.mark.parametrize("how", ["changed", "given anew", "stopped and resumed"])
def test_a_token_ends_with_the_password_and_the_account_for_good(cast: Cast, how: str) -> None:
    token, secret = token_for(cast.lead, cast.office, "read")
    if how == "changed":
        change_password(password="another-2026-pass", keep=None, by=cast.lead)
    elif how == "given anew":
        new_link(cast.lead)
        enter(key=cast.lead.one_time_key, password="another-2026-pass", by=cast.lead)
    else:
        boss = make_administrator(
            account="boss", name="系统", password=PASSWORD, kind=AdministratorKind.SYSTEM, by=None
        )
        stop_account(user=cast.lead, by=boss)
        resume_account(user=cast.lead, by=boss)
    assert code_of(bearer(secret).get("/api/me")) == (401, "token_invalid")
    lead = User.objects.get(pk=cast.lead.pk)
    assert "已随密码失效" in signed_in(lead).get("/tokens/").content.decode()
    assert not Token.objects.get(pk=token.pk).is_in_force
    _, secret = token_for(lead, cast.office, "read")
    assert bearer(secret).get("/api/me").status_code == 200


@pytest.mark.parametrize(
    "header", ["Bearer ", "Bearer x", "Bearer \u00e9", "bearer anyue_" + "a" * 5000, "Bearer anyue_a b"]
)
def test_a_wrong_token_is_a_problem_and_never_a_fault(cast: Cast, header: str) -> None:  # noqa: ARG001  A database.
    answer = Client(headers={"Authorization": header}).get("/api/me")
    assert code_of(answer) == (401, "token_invalid")


def test_a_wrong_token_is_not_made_good_by_a_session(cast: Cast) -> None:
    client = signed_in(cast.lead)
    assert code_of(client.get("/api/me", headers={"Authorization": "Bearer x"})) == (401, "token_invalid")


def test_a_token_is_taken_in_the_header_alone(cast: Cast) -> None:
    _, secret = token_for(cast.lead, cast.office, "read")
    for address in (f"/api/me?token={secret}", f"/api/me?access_token={secret}&key={secret}"):
        assert code_of(Client().get(address)) == (401, "sign_in_missing")
    client = Client()
    client.cookies["Authorization"] = f"Bearer {secret}"
    client.cookies["sessionid"] = secret
    assert client.get("/api/me").status_code == 401
    # A token opens no page.
    assert bearer(secret).get("/").status_code == 302
    assert bearer(secret).get("/tokens/").status_code == 302


def test_no_token_for_others_and_none_that_lasts(cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.lead)
    fields: dict[str, Any] = {"membership": membership, "name": "x", "scopes": ["read"]}
    appoint(user=cast.reviewer, unit=cast.office, role=Role.LEAD, by=None)
    for by, day in (
        (cast.reviewer, DAY),
        (cast.clerk, DAY),
        (cast.lead, clock.today() - timedelta(days=1)),
        (cast.lead, clock.today() + timedelta(days=367)),
        (cast.lead, date.max),
    ):
        with pytest.raises(AnyueError):
            make_token(**fields, last_day=day, by=by)
    assert not Token.objects.exists()


def test_the_page_shows_the_secret_once_and_stores_none(cast: Cast) -> None:
    client = signed_in(cast.lead)
    page = client.get("/tokens/")
    fields = {
        "membership": Membership.objects.get(user=cast.lead).pk,
        "name": "数据交换平台",
        "scopes": ["read"],
        "last_day": "2026-08-31",
    }
    assert "创建令牌" in page.content.decode()
    made = client.post("/tokens/", fields).content.decode()
    (secret,) = set(re.findall(r"anyue_[\w-]{43}", made))
    assert bearer(secret).get("/api/me").status_code == 200
    again = client.get("/tokens/").content.decode()
    assert (secret in again, "数据交换平台" in again, "用过" in again) == (False, True, True)
    token = Token.objects.get()
    assert secret not in str(token.__dict__)
    assert list(AuditEntry.objects.filter(action="make_token").values_list("reason", flat=True)) == ["read"]
    assert client.post(f"/tokens/{token.pk}/revoke/").status_code == 302
    assert bearer(secret).get("/api/me").status_code == 401
    assert AuditEntry.objects.filter(action="revoke_token", by=cast.lead).exists()


def test_own_account_leads_to_the_tokens_of_who_may_make_some(cast: Cast) -> None:
    assert [
        'href="/tokens/"' in signed_in(user).get("/account/").content.decode()
        for user in (cast.lead, cast.clerk)
    ] == [True, False]


def test_others_find_no_tokens(cast: Cast) -> None:
    token, _ = token_for(cast.lead, cast.office, "read")
    assert signed_in(cast.clerk).get("/tokens/").status_code == 403
    assert signed_in(cast.outsider).post(f"/tokens/{token.pk}/revoke/").status_code == 404
    assert "数据交换</strong>" not in signed_in(cast.outsider).get("/tokens/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"scopes": ["all"]}, {"scopes": []}, {"last_day": "2036-01-01"}, {"membership": "1\0"}, {"name": ""}],
)
def test_wrong_input_of_a_token_is_told(cast: Cast, wrong: dict[str, Any]) -> None:
    right = {"membership": Membership.objects.get(user=cast.lead).pk, "name": "某系统", "scopes": ["read"]}
    answer = signed_in(cast.lead).post("/tokens/", {**right, "last_day": "2026-08-31", **wrong})
    assert (answer.status_code, Token.objects.count()) == (422, 0)
