"""A page elsewhere lets the browser of somebody signed in ask here: without our own token it does nothing."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from anyue.accounts.models import RequestCount, User
from anyue.audit.choices import Result
from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Participation
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.tokens.actions import make_token
from anyue.tokens.choices import SCOPES
from tests.cast import Running, new_key
from tests.security.addresses import Addresses, routes
from tests.security.world import World, make_world

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://evil.example"
OUTDATED = "403-C"

API_METHODS = ("post", "put", "patch", "delete")


@pytest.fixture(autouse=True)
def nobody_is_held_back(settings: Settings) -> None:
    settings.RATE_LIMITS = ()


def browser(user: User | None, **headers: str) -> Client:
    client = Client(enforce_csrf_checks=True, headers=headers)
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def everything() -> dict[str, list[Any]]:
    """All rows but those about the requests themselves: counts, refusals on the trail."""
    rows = {
        model._meta.label: list(model._meta.base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model not in {RequestCount, AuditEntry}
    }
    return {**rows, "done": list(AuditEntry.objects.filter(result=Result.DONE).values_list("pk"))}


@pytest.fixture
def world() -> World:
    return make_world(5)


def one_of_each(world: World) -> list[tuple[str, str]]:
    return Addresses(world).some(1)


def is_of_interface(route: str) -> bool:
    return route.startswith("api/")


@pytest.mark.parametrize("headers", [{}, {"origin": ELSEWHERE}, {"hx-request": "true", "origin": "null"}])
def test_no_page_takes_a_form_without_its_token(world: World, headers: dict[str, str]) -> None:
    asked = 0
    addresses = [(route, address) for route, address in one_of_each(world) if not is_of_interface(route)]
    # Whoever must first change a password is led there before anything is looked at.
    User.objects.update(must_change_password=False)
    people = [world.papers[0].place.head, *(one.user for one in world.people[-3:])]
    for user in people:
        user.refresh_from_db()
        client = browser(user, **headers)
        before = everything()
        for route, address in addresses:
            answer = client.post(address, {"revision": "0", "submit": "1"})
            assert (answer.status_code, OUTDATED in answer.content.decode()) == (403, True), route
            asked += 1
        assert client.post("/sign-out/").status_code == 403
        assert everything() == before
    assert asked > 4 * 60


def test_nobody_is_signed_in_from_elsewhere() -> None:
    """Whoever works in a stranger's account gives the stranger what they write."""
    answer = browser(None, origin=ELSEWHERE).post("/sign-in/", {"username": "p0", "password": "x" * 12})
    assert (answer.status_code, "sessionid" in answer.cookies) == (403, False)


def test_the_token_of_somebody_else_is_none(running: Running) -> None:
    client, other = browser(running.cast.clerk), browser(running.cast.sibling)
    for one in (client, other):
        one.get("/account/")
    field = {"csrfmiddlewaretoken": other.cookies["csrftoken"].value, "theme": "dark"}
    assert client.post("/display/theme/", field).status_code == 403
    field["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    assert client.post("/display/theme/", field, headers={"origin": ELSEWHERE}).status_code == 403
    # And with one's own, from here, it is done: the refusals above were about the token.
    assert client.post("/display/theme/", field).status_code == 302


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_the_interface_takes_no_cookie_without_a_token(world: World, kind: str) -> None:
    client = browser(world.papers[0].place.head)
    before, refused = everything(), set()
    for route, address in one_of_each(world):
        if not is_of_interface(route):
            continue
        for method in API_METHODS:
            answer = getattr(client, method)(address, '{"key": "k", "values": {}}', content_type=kind)
            assert answer.status_code in {403, 405}, (method, route)
            if answer.status_code == 403:
                told = answer.content.decode()
                assert '"token_missing"' in told or OUTDATED in told, (method, route)
                refused.add(route)
    assert everything() == before
    assert len(refused) > 10


def test_a_program_with_a_bearer_needs_no_token(running: Running) -> None:
    appoint(user=running.cast.bureau_clerk, unit=running.cast.bureau, role=Role.LEAD, by=None)
    membership = running.cast.bureau_clerk.memberships.get(role=Role.LEAD)
    made = make_token(
        membership=membership,
        name="交换",
        scopes=list(SCOPES),
        last_day=date(2026, 8, 31),
        by=running.cast.bureau_clerk,
    )
    address = f"/api/participations/{running.bureau.pk}/acknowledge"
    program = browser(None, authorization=f"Bearer {made.secret}", origin=ELSEWHERE)
    assert program.post(address, content_type="application/json").status_code == 200
    assert Participation.objects.get(pk=running.bureau.pk).acknowledged_at


def test_a_wrong_bearer_does_not_fall_back_to_the_cookie(running: Running) -> None:
    client = browser(running.cast.clerk, authorization="Bearer made-up")
    body = {"values": {"1.1": "1"}, "key": new_key()}
    address = f"/api/reports/{running.town.pk}/{running.weeks[0].pk}"
    assert client.put(address, body, content_type="application/json").status_code in {401, 403}


def test_every_route_is_walked(world: World) -> None:
    walked = {route for route, _ in one_of_each(world)}
    assert set(routes()) - walked <= {"sign-out/"}
