"""One-time links: they open once, for one person, and not for a program that only looks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from anyue.accounts.actions import enter
from anyue.accounts.models import OneTimeKey, Session, User
from anyue.accounts.one_time_keys import new_code_for, new_link
from anyue.accounts.queries import key_of_code, key_of_link
from anyue.audit.models import AuditEntry
from anyue.core.algorithms import Suite
from tests.cast import PASSWORD, Cast
from tests.conftest import NOW
from tests.fixtures import signed_in
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db
NEW = "qingxi-2026-other"
FIELDS = {"password": NEW, "again": NEW}


def link_for(user: User) -> str:
    return f"/enter/{new_link(user)}/"


def signs_in(user: User, password: str) -> bool:
    return Client().post("/sign-in/", {"username": user.account, "password": password}).status_code == 302


def test_looking_at_a_link_does_not_use_it_up(cast: Cast) -> None:
    link = link_for(cast.clerk)
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    client = Client()
    answer = client.post(link, FIELDS)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200
    assert (signs_in(cast.clerk, NEW), signs_in(cast.clerk, PASSWORD)) == (True, False)
    assert [Client().get(link).status_code, Client().post(link, FIELDS).status_code] == [409, 409]
    assert AuditEntry.objects.filter(action="enter_by_key", target=f"user:{cast.clerk.pk}").count() == 1


def test_a_link_ends_every_session_of_its_person(cast: Cast) -> None:
    before = signed_in(cast.clerk)
    assert before.get("/").status_code == 200
    Client().post(link_for(cast.clerk), FIELDS)
    assert before.get("/").status_code == 302


def test_a_link_opens_for_seventy_two_hours(cast: Cast, settings: Settings) -> None:
    link = link_for(cast.clerk)
    settings.ANYUE_NOW = NOW + timedelta(hours=71, minutes=59)
    assert Client().get(link).status_code == 200
    settings.ANYUE_NOW = NOW + timedelta(hours=72)
    assert Client().get(link).status_code == 409
    assert Client().post(link, FIELDS).status_code == 409
    assert signs_in(cast.clerk, PASSWORD)


def test_a_new_link_ends_the_one_before(cast: Cast) -> None:
    first, second = link_for(cast.clerk), link_for(cast.clerk)
    assert [Client().get(one).status_code for one in (first, second)] == [409, 200]


def test_a_link_of_somebody_who_was_stopped_opens_nothing(cast: Cast) -> None:
    link = link_for(cast.clerk)
    User.objects.filter(pk=cast.clerk.pk).update(is_active=False)
    assert Client().post(link, FIELDS).status_code == 409


@pytest.mark.parametrize("secret", ["x", "0" * 32, "a" * 5000, "%00", "…", "link"])
def test_a_made_up_link_opens_nothing(cast: Cast, secret: str) -> None:
    new_link(cast.clerk)
    assert Client().get(f"/enter/{secret}/").status_code in {400, 404, 409}


@pytest.mark.parametrize(
    "fields", [{}, {"password": "short", "again": "short"}, {"password": NEW, "again": NEW + "x"}]
)
def test_a_bad_password_does_not_use_the_link_up(cast: Cast, fields: dict[str, str]) -> None:
    link = link_for(cast.clerk)
    assert Client().post(link, fields).status_code in {200, 422}
    assert Client().post(link, FIELDS).status_code == 302


def test_the_database_holds_neither_link_nor_code(cast: Cast) -> None:
    for made in (new_link(cast.clerk), new_code_for(cast.clerk)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM accounts_onetimekey")
            assert made not in repr(cursor.fetchall())


def test_a_code_opens_for_its_own_account_alone(cast: Cast) -> None:
    code = new_code_for(cast.clerk)
    typed = f" {code[:4].lower()}－{code[4:]} "
    assert key_of_code(cast.clerk.account, typed) is not None
    assert [key_of_code(name, code) for name in (cast.sibling.account, "nobody", "")] == [None] * 3
    assert key_of_link(code) is None


def test_keys_open_after_the_suite_was_changed(cast: Cast, settings: Settings) -> None:
    secret = new_link(cast.clerk)
    settings.ALGORITHMS = Suite.NATIONAL
    assert key_of_link(secret) is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_of_two_who_use_a_link_at_once_one_comes_in(cast: Cast, _round: int) -> None:
    secret = new_link(cast.clerk)

    def using(at: int) -> Act:
        key = key_of_link(secret)
        assert key is not None
        return lambda: enter(key=key, password=f"{NEW}{at}", by=key.user)

    told = at_once(*map(using, range(3)))
    assert codes(told) == ["done", "key_spent", "key_spent"]
    assert OneTimeKey.objects.count() == 0
    winner = next(at for at, one in enumerate(told) if not isinstance(one, str))
    assert User.objects.get(pk=cast.clerk.pk).check_password(f"{NEW}{winner}")
    assert AuditEntry.objects.filter(action="enter_by_key").count() == 1
    assert Session.objects.count() == 0
