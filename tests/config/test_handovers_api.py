"""Handovers, renewals, groups of recipients and the history of a unit through the interface."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anyue import clock
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import OneTimeKey
from anyue.orgs.actions import move_unit, rename_unit
from anyue.orgs.models import Membership, UnitGroup
from tests.cast import Cast
from tests.config.test_people_api import SCOPES, person, post
from tests.config.test_tokens import bearer, code_of, token_for
from tests.fixtures import signed_in
from tests.orgs.test_invitations import hijacker
from tests.orgs.test_renewals import administrator, asked

pytestmark = pytest.mark.django_db
NEXT = {"name": "周宁", "mobile": "139 0000 1111"}


@pytest.fixture
def program(cast: Cast) -> Client:
    """A program of the county office, for its people, its units and its notices."""
    return bearer(token_for(cast.lead, cast.office, *SCOPES, "issue_campaign")[1])


def held(cast: Cast) -> Membership:
    return Membership.objects.get(user=cast.clerk)


def test_a_role_passes_on_from_a_day_and_may_be_called_off(cast: Cast, program: Client) -> None:
    address = f"/api/memberships/{held(cast).pk}/hand-over"
    on = str(clock.today() + timedelta(days=3))
    made = post(program, address, **NEXT, on=on).json()
    assert (made["membership"]["name"], bool(made["link"])) == ("周宁", True)
    (waits,) = program.get("/api/handovers").json()["items"]
    assert (waits["membership"]["id"], waits["successor"]["name"], waits["on"]) == (held(cast).pk, "周宁", on)
    assert [one["on"] for one in signed_in(cast.clerk).get("/api/handovers").json()["items"]] == [on]
    assert signed_in(cast.sibling).get("/api/handovers").json()["items"] == []
    assert code_of(post(program, address, **NEXT)) == (409, "handover_planned")
    assert post(program, f"{address}/call-off").json()["id"] == held(cast).pk
    assert code_of(post(program, f"{address}/call-off")) == (409, "handover_gone")
    assert program.get("/api/handovers").json()["items"] == []


def test_a_role_passes_on_at_once_by_its_own_person(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    (own,) = client.get("/api/me").json()["posts"]
    made = post(client, f"/api/memberships/{own['membership']}/hand-over", **NEXT).json()
    assert made["membership"]["name"] == "周宁"
    assert client.get("/api/me").json()["posts"] == []


def test_a_program_without_the_scope_passes_nothing_on(cast: Cast) -> None:
    client = bearer(token_for(cast.lead, cast.office, "read", "submit_report")[1])
    own = Membership.objects.get(user=cast.lead)
    for membership in (own, held(cast)):
        told = post(client, f"/api/memberships/{membership.pk}/hand-over", **NEXT)
        assert code_of(told) == (404, "not_found")
    assert Membership.objects.filter(pk=own.pk).exists()


def test_a_code_is_accepted_by_its_person_and_by_no_program(cast: Cast, program: Client) -> None:
    user = hijacker(cast)
    code = post(program, "/api/memberships", **person(cast.town)).json()["code"]
    assert code_of(post(program, "/api/invitations/accept", code=code)) == (401, "sign_in_missing")
    assert (
        code_of(post(signed_in(cast.sibling), "/api/invitations/accept", code=code))[1] == "post_code_wrong"
    )
    assert post(signed_in(user), "/api/invitations/accept", code=code).json()["unit"] == cast.town.pk


def test_a_password_is_renewed_by_the_word_of_two_people(cast: Cast, program: Client) -> None:
    system = administrator(AdministratorKind.SYSTEM)
    boss, lead = signed_in(system), signed_in(cast.lead)
    assert post(boss, "/api/renewals", account=cast.clerk.account).json() == {"link": ""}
    assert code_of(post(lead, "/api/renewals", account=cast.sibling.account)) == (404, "not_found")
    assert [one["name"] for one in lead.get("/api/renewals").json()["items"]] == [cast.clerk.name]
    assert code_of(program.get("/api/renewals")) == (401, "sign_in_missing")
    address = f"/api/renewals/{cast.clerk.pk}"
    for nobody in (boss, signed_in(cast.sibling), signed_in(cast.clerk)):
        assert code_of(post(nobody, f"{address}/agree")) == (404, "not_found")
    assert OneTimeKey.objects.count() == 0
    assert post(lead, f"{address}/agree").json()["link"].startswith("http://testserver/enter/")
    assert code_of(post(lead, f"{address}/refuse")) == (404, "not_found")
    asked(cast.clerk, system)
    assert post(lead, f"{address}/refuse").json()["id"] == cast.clerk.pk


def test_dangerous_acts_of_a_session_ask_for_a_fresh_proof(cast: Cast) -> None:
    asked(cast.clerk, administrator(AdministratorKind.SYSTEM))
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = signed_in(cast.lead)
    with clock.standing_at(now):
        for address, body in [
            (f"/api/memberships/{held(cast).pk}/hand-over", NEXT),
            (f"/api/renewals/{cast.clerk.pk}/agree", {}),
            (f"/api/renewals/{cast.clerk.pk}/refuse", {}),
        ]:
            assert code_of(post(client, address, **body)) == (403, "proof_missing")


def test_groups_are_kept_renamed_and_removed(cast: Cast, program: Client) -> None:
    units = [cast.town.pk, cast.bureau.pk]
    made = post(program, "/api/groups", unit=cast.office.pk, name="成员单位", units=units).json()
    assert (made["unit"], set(made["units"])) == (cast.office.pk, set(units))
    again = post(program, "/api/groups", unit=cast.office.pk, name="成员单位", units=units[:1]).json()
    assert (again["id"], again["units"]) == (made["id"], units[:1])
    beyond = {"unit": cast.office.pk, "name": "远方", "units": [cast.far_office.pk]}
    assert code_of(post(program, "/api/groups", **beyond))[1] == "not_addressable"
    address = f"/api/groups/{made['id']}"
    assert post(program, f"{address}/rename", name="乡镇").json()["name"] == "乡镇"
    assert [one["name"] for one in program.get("/api/groups").json()["items"]] == ["乡镇"]
    for nobody in (cast.clerk, cast.outsider):
        assert code_of(post(signed_in(nobody), f"{address}/remove")) == (404, "not_found")
    assert post(program, f"{address}/remove").json()["id"] == made["id"]
    assert not UnitGroup.objects.exists()


def test_what_happened_to_a_unit_is_told_by_day(cast: Cast, program: Client) -> None:
    today = clock.today()
    rename_unit(unit=cast.town, name="石桥镇", on=today - timedelta(days=2), by=cast.lead)
    move_unit(unit=cast.town, parent=cast.sibling_town, on=today, by=cast.lead)
    told = {one["event"]: one for one in program.get(f"/api/units/{cast.town.pk}/history").json()}
    renamed, moved = told.pop("renamed"), told.pop("moved")
    assert set(told) == {"opened"}
    assert (renamed["event"], renamed["name_from"], renamed["name_to"]) == ("renamed", "石桥铺镇", "石桥镇")
    assert (moved["event"], moved["parent_to"], moved["on"]) == ("moved", cast.sibling_town.pk, str(today))
    far = f"/api/units/{cast.far_office.pk}/history"
    assert code_of(program.get(far)) == (404, "not_found")
