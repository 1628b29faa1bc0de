"""Passwords: the rules, the memory of former ones, changing one's own."""

from datetime import timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from anyue import clock
from anyue.accounts.actions import change_password, make_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import FormerPassword, User
from anyue.accounts.passwords import new_password
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/account/password/"
NEW = "Maple-leaf-2026"


@pytest.mark.parametrize(
    "password",
    [
        "Ab3$efghi",
        "abcdefghij",
        "abcdefgh12",
        "1234567890123456",
        "aaaaaaaaA1",
        "Password123",
        "x-Clerk-2026-x",
        "Zhang-clerk-9",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
    ],
)
def test_a_weak_password_is_refused(cast: Cast, password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, cast.clerk)


@pytest.mark.parametrize(
    "password", [NEW, "Ab3defghij", "correct horse battery staple", "青山绿水常在2026-安全生产人人有责"]
)
def test_a_strong_password_is_taken(cast: Cast, password: str) -> None:
    validate_password(password, cast.clerk)


def test_passwords_for_a_first_day_keep_the_rules() -> None:
    made = {new_password() for _ in range(50)}
    for password in made:
        validate_password(password)
    assert len(made) == 50


def test_the_last_five_are_not_taken_again_and_the_sixth_is(cast: Cast) -> None:
    for at in range(5):
        change_password(password=f"Maple-leaf-{at}", keep=None, by=cast.clerk)
    for at in range(5):
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(f"Maple-leaf-{at}", cast.clerk)
    validate_password(PASSWORD, cast.clerk)
    kept = FormerPassword.objects.filter(user=cast.clerk)
    assert kept.count() == 5
    assert not any("Maple" in former.digest for former in kept)


def test_changing_it_ends_the_other_visits_and_keeps_this_one(cast: Cast) -> None:
    here, there = signed_in(cast.clerk), signed_in(cast.clerk)
    before = here.cookies["sessionid"].value
    answer = here.post(PAGE, {"present": PASSWORD, "password": NEW, "again": NEW})
    assert (answer.status_code, answer["Location"]) == (302, "/account/safety/")
    assert (here.get("/owed/").status_code, there.get("/owed/").status_code) == (200, 302)
    assert here.cookies["sessionid"].value != before
    told = [
        Client().post("/sign-in/", {"username": "clerk", "password": p}).status_code for p in (PASSWORD, NEW)
    ]
    assert told == [200, 302]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"present": "wrong", "password": NEW, "again": NEW}, "密码不正确"),
        ({"present": PASSWORD, "password": NEW, "again": NEW + "x"}, "不一样"),
        ({"present": PASSWORD, "password": "short", "again": "short"}, "密码太简单"),
        ({"present": PASSWORD, "password": PASSWORD, "again": PASSWORD}, "最近 5 次"),
        ({"present": PASSWORD}, "这个字段是必填项"),
    ],
)
def test_a_wrong_change_says_what_is_wrong_and_changes_nothing(
    cast: Cast, fields: dict[str, str], told: str
) -> None:
    answer = signed_in(cast.clerk).post(PAGE, fields)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert User.objects.get(pk=cast.clerk.pk).password == cast.clerk.password


def test_guessing_at_the_present_password_locks_like_the_sign_in(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    told = [
        client.post(PAGE, {"present": f"wrong{at}", "password": NEW, "again": NEW}).status_code
        for at in range(6)
    ]
    assert told == [422] * 4 + [429] * 2


def test_a_password_that_another_has_seen_is_changed_before_anything_else() -> None:
    first = new_password()
    kind = AdministratorKind.SYSTEM
    user = make_administrator(account="first", name="张三丰", password=first, kind=kind, by=None)
    client = Client()
    client.post("/sign-in/", {"username": "first", "password": first})
    assert client.get("/")["Location"] == f"{PAGE}?next=%2F"
    assert client.get("/api/owed").status_code == 401
    assert client.post("/account/sessions/end-others/").status_code == 302
    page = client.get(f"{PAGE}?next=/account/safety/")
    assert "别人替您设置的" in page.content.decode()
    answer = client.post(PAGE, {"present": first, "password": NEW, "again": NEW, "next": "/account/safety/"})
    assert answer["Location"] == "/account/safety/"
    assert client.get("/account/safety/").status_code == 200
    user.refresh_from_db()
    assert not user.must_change_password


def test_a_password_ages_only_where_the_setting_says_so(cast: Cast, settings: Settings) -> None:
    with clock.standing_at(timezone.now() + timedelta(days=91)):
        assert signed_in(cast.clerk).get("/owed/").status_code == 200
        settings.PASSWORD_DAYS = 90
        client = signed_in(cast.clerk)
        assert client.get("/owed/")["Location"].startswith(PAGE)
        client.post(PAGE, {"present": PASSWORD, "password": NEW, "again": NEW})
        assert client.get("/owed/").status_code == 200
