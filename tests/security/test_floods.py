"""Floods: so many requests by one address and by one person, and then a page that says when to come again."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from anyue import clock
from anyue.accounts.models import RequestCount
from anyue.web.rates import Rate
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_an_hour(settings: Settings) -> None:
    methods = frozenset({"GET", "POST"})
    settings.RATE_LIMITS = (
        Rate("a", re.compile("/records/"), per_address=3, per_person=3, seconds=3600, methods=methods),
        Rate("b", re.compile("/api/"), per_address=3, per_person=3, seconds=3600, methods=methods),
        Rate("c", re.compile("/sign-in/"), per_address=3, per_person=3, seconds=3600),
    )


def test_the_fourth_request_is_told_when_to_come_again(cast: Cast) -> None:
    client, now = signed_in(cast.clerk), timezone.now()
    with clock.standing_at(now):
        assert [client.get("/records/").status_code for _ in range(4)] == [200, 200, 200, 429]
        answer = client.get("/records/")
        assert (answer["Retry-After"], "60 分钟" in answer.content.decode()) == ("3600", True)
        assert signed_in(cast.sibling).get("/records/").status_code == 200
        assert client.get("/owed/").status_code == 200
    with clock.standing_at(now + timedelta(hours=1)):
        assert signed_in(cast.clerk).get("/records/").status_code == 200
    assert RequestCount.objects.count() == 2


def test_what_was_typed_can_be_sent_again(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    for _ in range(3):
        client.get("/records/")
    fields = {"title": "镇里的“宣讲”<b>", "measure_events": "3", "password1": "secret"}
    page = client.post("/records/new/lecture/", fields).content.decode()
    assert 'name="title" value="镇里的“宣讲”&lt;b&gt;"' in page
    assert 'name="measure_events" value="3"' in page
    assert "secret" not in page


def test_the_interface_answers_with_a_problem(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    answer = [client.get("/api/owed") for _ in range(4)][-1]
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert (answer.json()["code"], int(answer["Retry-After"]) > 3000) == ("too_many_requests", True)


def test_an_address_is_counted_before_anybody_has_signed_in(cast: Cast) -> None:
    fields = {"username": cast.clerk.account, "password": PASSWORD}
    for at in range(3):
        Client().post("/sign-in/", {"username": f"x{at}", "password": "wrong"})
    assert Client().post("/sign-in/", fields).status_code == 429
    assert Client().post("/sign-in/", fields, REMOTE_ADDR="203.0.113.1").status_code == 302
    assert Client().get("/sign-in/").status_code == 200


def test_all_addresses_of_one_ipv6_network_count_as_one() -> None:
    fields = {"username": "x", "password": "wrong"}
    told = [Client().post("/sign-in/", fields, REMOTE_ADDR=f"2001:db8::{at}").status_code for at in range(4)]
    assert told[-1] == 429
    assert Client().post("/sign-in/", fields, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200
