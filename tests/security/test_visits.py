"""Visits: a new key at sign-in, an end by idling, an end by age, both told by the server."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import Session
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def visit(cast: Cast, agent: str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari") -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/sign-in/", {"username": cast.clerk.account, "password": PASSWORD})
    return client


def test_a_visit_ends_after_half_an_hour_without_a_request(cast: Cast) -> None:
    begun = timezone.now()
    with clock.standing_at(begun):
        client = visit(cast)
    for minutes in (29, 58):
        with clock.standing_at(begun + timedelta(minutes=minutes)):
            assert client.get("/owed/").status_code == 200
    with clock.standing_at(begun + timedelta(minutes=89)):
        answer = client.get("/owed/")
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/owed/")
        assert client.get("/api/owed").status_code == 401
    assert not cast.clerk.sessions.exists()


def test_a_visit_ends_twelve_hours_after_the_sign_in_however_busy(cast: Cast) -> None:
    begun = timezone.now()
    with clock.standing_at(begun):
        client = visit(cast)
    told = []
    for at in range(1, 26):
        with clock.standing_at(begun + timedelta(minutes=29 * at)):
            # A message changes the session, which must not put its end off.
            client.post("/display/theme/", {"theme": "dark"})
            told.append(client.get("/owed/").status_code)
    assert told == [200] * 24 + [302]


def test_after_an_idle_end_the_sign_in_leads_back(cast: Cast) -> None:
    begun = timezone.now()
    with clock.standing_at(begun):
        client = visit(cast)
    with clock.standing_at(begun + timedelta(minutes=31)):
        there = client.get("/records/?kind=lecture")["Location"]
        assert client.post(there, {"username": cast.clerk.account, "password": PASSWORD})["Location"] == (
            "/records/?kind=lecture"
        )


@pytest.mark.parametrize(
    ("headers", "back"),
    [
        ({"referer": "http://testserver/review/7/?a=1"}, "/review/7/?a=1"),
        ({"referer": "https://evil.example/review/7/"}, "/"),
        ({"referer": "//[bad"}, "/"),
        ({}, "/"),
        ({"hx-request": "true", "hx-current-url": "http://testserver/review/7/"}, "/review/7/"),
        ({"hx-request": "true", "hx-current-url": "https://evil.example/"}, "/"),
    ],
)
def test_an_act_after_the_end_leads_back_to_its_page(headers: dict[str, str], back: str) -> None:
    answer = Client().post("/review/7/return/", {"reason": "请补"}, headers=headers)
    there = answer["HX-Redirect"] if "hx-request" in headers else answer["Location"]
    assert unquote(there) == f"/sign-in/?next={back}"


def test_every_sign_in_has_a_key_of_its_own(cast: Cast) -> None:
    client = visit(cast)
    first = client.cookies["sessionid"].value
    client.post("/sign-out/")
    assert not Session.objects.filter(session_key=first).exists()
    client.post("/sign-in/", {"username": cast.clerk.account, "password": PASSWORD})
    assert client.cookies["sessionid"].value != first


def test_a_key_made_up_by_somebody_is_never_used(cast: Cast) -> None:
    client = Client()
    client.cookies["sessionid"] = made_up = "a" * 32
    client.post("/sign-in/", {"username": cast.clerk.account, "password": PASSWORD})
    assert client.cookies["sessionid"].value != made_up
    assert not Session.objects.filter(session_key=made_up).exists()


def test_reading_pages_writes_at_most_once_a_minute(cast: Cast) -> None:
    begun = timezone.now()
    with clock.standing_at(begun):
        client = visit(cast)
    with clock.standing_at(begun + timedelta(seconds=59)):
        client.get("/owed/")
    assert cast.clerk.sessions.get().seen_at == begun
    with clock.standing_at(begun + timedelta(seconds=60)):
        client.get("/owed/")
    assert cast.clerk.sessions.get().seen_at == begun + timedelta(seconds=60)


def test_a_visit_knows_its_browser(cast: Cast) -> None:
    visit(cast)
    session = cast.clerk.sessions.get()
    assert (session.browser, session.address) == ("Chrome，Windows", "127.0.0.1")


def test_any_user_agent_is_taken(cast: Cast) -> None:
    visit(cast, "\x7f" * 3000)
    assert cast.clerk.sessions.get().browser == "其他浏览器"
