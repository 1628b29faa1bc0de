"""The second factor: what gets past it, what is taken twice, what is kept of it."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from anyue.accounts import actions
from anyue.accounts.actions import make_administrator, prove_factor, reseal_numbers
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import RecoveryCode, SecondFactor, User
from anyue.accounts.passwords import new_password
from anyue.audit.models import AuditEntry
from anyue.core.algorithms import SealBrokenError
from anyue.core.errors import AnyueError
from tests.accounts.phone import code_of, enrol
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in
from tests.race import at_once

pytestmark = pytest.mark.django_db
CODE = "/sign-in/code/"


def half_signed_in(user: User) -> Client:
    client = Client()
    client.post("/sign-in/", {"username": user.account, "password": PASSWORD})
    return client


def give(client: Client, code: str) -> HttpResponse:
    return client.post(CODE, {"code": code, "next": "/owed/"})  # type: ignore[return-value]  # The client's own class.


def test_the_password_alone_opens_nothing(cast: Cast) -> None:
    enrol(cast.clerk)
    client = half_signed_in(cast.clerk)
    for address in ("/", "/owed/", "/records/", "/account/safety/", "/account/password/", "/second-factor/"):
        assert client.get(address)["Location"].startswith(CODE), address
    assert client.post("/account/sessions/end-others/")["Location"] == CODE
    assert client.get("/second-factor/code.svg")["Location"].startswith(CODE)
    assert client.get("/api/owed").status_code == 401
    assert client.get("/static/anyue/draft.js").status_code in {200, 404}


def test_the_code_opens_where_one_wanted_to_go_with_a_new_key(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    client = half_signed_in(cast.clerk)
    before = client.cookies["sessionid"].value
    answer = give(client, code_of(secret))
    assert (answer.status_code, answer["Location"]) == (302, "/owed/")
    assert client.cookies["sessionid"].value != before
    assert client.get("/owed/").status_code == 200


def test_no_code_is_taken_twice_nor_one_before_it(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    code = code_of(secret)
    assert give(half_signed_in(cast.clerk), code).status_code == 302
    assert give(half_signed_in(cast.clerk), code).status_code == 422
    assert give(half_signed_in(cast.clerk), code_of(secret, ahead=-1)).status_code == 422
    assert give(half_signed_in(cast.clerk), code_of(secret, ahead=1)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_with_one_code_one_gets_in(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    code = code_of(secret)

    def prove() -> bool:
        try:
            prove_factor(typed=code, by=cast.clerk)
        except AnyueError:
            return False
        return True

    assert sorted(map(str, at_once(prove, prove))) == ["False", "True"]


def test_guessing_locks_even_the_right_code_and_names_the_time(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    client = half_signed_in(cast.clerk)
    for _ in range(5):
        assert give(client, "000000").status_code == 422
    answer = give(client, code_of(secret))
    assert "15 分钟" in answer.content.decode()
    assert give(half_signed_in(cast.clerk), code_of(secret)).status_code == 422
    assert AuditEntry.objects.filter(action="lock_sign_in").count() == 1


@pytest.mark.parametrize("typed", ["", "abcdef", "１２３４５６", "0" * 39, "\0", "-12345", "1e5", "12345"])
def test_what_is_no_code_is_refused_quietly(cast: Cast, typed: str) -> None:
    enrol(cast.clerk)
    assert give(half_signed_in(cast.clerk), typed).status_code == 422


def test_a_recovery_code_works_once_however_it_is_typed(cast: Cast) -> None:
    _, codes = enrol(cast.clerk)
    typed = f" {codes[3].upper().replace('-', ' ')} "
    assert give(half_signed_in(cast.clerk), typed).status_code == 302
    assert give(half_signed_in(cast.clerk), codes[3]).status_code == 422
    assert (RecoveryCode.objects.count(), len(set(codes))) == (9, 10)


def test_a_recovery_code_of_another_person_does_not_work(cast: Cast) -> None:
    _, codes = enrol(cast.sibling)
    enrol(cast.clerk)
    assert give(half_signed_in(cast.clerk), codes[0]).status_code == 422
    assert RecoveryCode.objects.filter(user=cast.sibling).count() == 10


def test_the_database_holds_neither_the_secret_nor_a_recovery_code(cast: Cast) -> None:
    secret, codes = enrol(cast.clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM accounts_secondfactor")
        sealed = cursor.fetchall()[0][0]
        cursor.execute("SELECT digest FROM accounts_recoverycode")
        digests = [row[0] for row in cursor.fetchall()]
    assert secret.hex() not in sealed
    assert not any(code.replace("-", "") in digest for code in codes for digest in digests)


def test_another_persons_secret_does_not_open_under_ones_own_row(cast: Cast) -> None:
    secret, _ = enrol(cast.sibling)
    enrol(cast.clerk)
    stolen = SecondFactor.objects.get(user=cast.sibling).sealed
    SecondFactor.objects.filter(user=cast.clerk).update(sealed=stolen)
    with pytest.raises(SealBrokenError):
        prove_factor(typed=code_of(secret), by=cast.clerk)


def test_new_keys_seal_the_secret_anew_and_it_still_opens(cast: Cast, settings: Settings) -> None:
    secret, _ = enrol(cast.clerk)
    before = SecondFactor.objects.get().sealed
    settings.MOBILE_KEYS = (b"another key of thirty-two characters", *settings.MOBILE_KEYS)
    assert reseal_numbers(by=None) == (1, 1)
    settings.MOBILE_KEYS = settings.MOBILE_KEYS[:1]
    assert SecondFactor.objects.get().sealed != before
    prove_factor(typed=code_of(secret), by=cast.clerk)


def test_setting_it_up_shows_a_code_to_scan_and_a_key_to_type(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    client.post("/second-factor/", {"act": "begin"})
    drawn = client.get("/second-factor/code.svg")
    assert (drawn["Content-Type"], b"<svg" in drawn.content, b"<script" in drawn.content) == (
        "image/svg+xml",
        True,
        False,
    )
    assert "no-store" in drawn["Cache-Control"]
    assert client.post("/second-factor/", {"act": "confirm", "code": "000000"}).status_code == 422
    assert not SecondFactor.objects.filter(confirmed_at__isnull=False).exists()


def test_once_in_force_nobody_sees_the_secret_again(cast: Cast) -> None:
    secret, codes = enrol(cast.clerk)
    client = half_signed_in(cast.clerk)
    give(client, code_of(secret))
    page = client.get("/second-factor/").content.decode()
    assert not any(code in page for code in codes)
    assert client.get("/second-factor/code.svg").status_code == 404
    assert "动态口令已启用，还有 10 个恢复码" in page


def administrator(account: str) -> User:
    kind = AdministratorKind.SECURITY
    user = make_administrator(account=account, name="安全员", password=new_password(), kind=kind, by=None)
    actions.change_password(password=PASSWORD, keep=None, by=user)
    return user


def test_an_administrator_needs_it_only_where_others_can_knock(settings: Settings) -> None:
    user = administrator("anquan")
    assert half_signed_in(user).get("/account/safety/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    client = half_signed_in(user)
    assert client.get("/account/safety/")["Location"].startswith("/second-factor/")
    assert client.get("/second-factor/").status_code == 200
    client.post("/second-factor/", {"act": "begin"})
    from anyue.accounts.queries import secret_to_confirm  # noqa: PLC0415  Only here.

    secret = secret_to_confirm(user)
    assert secret is not None
    page = client.post("/second-factor/", {"act": "confirm", "code": code_of(secret)}).content.decode()
    assert "请抄下恢复码" in page
    assert client.get("/account/safety/").status_code == 200
    assert client.post("/second-factor/", {"act": "remove"}).status_code == 409
    assert half_signed_in(user).get("/account/safety/")["Location"].startswith(CODE)


def test_everybody_else_may_go_without_again(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    client = half_signed_in(cast.clerk)
    give(client, code_of(secret))
    assert client.post("/second-factor/", {"act": "remove"}).status_code == 302
    assert half_signed_in(cast.clerk).get("/owed/").status_code == 200


def test_only_the_security_administrator_resets_it(cast: Cast) -> None:
    enrol(cast.clerk)
    for user in (cast.lead, cast.clerk):
        with pytest.raises(AnyueError, match="安全管理员"):
            actions.reset_factor(user=cast.clerk, by=user)
    actions.reset_factor(user=cast.clerk, by=administrator("anquan"))
    assert not SecondFactor.objects.exists()
    assert half_signed_in(cast.clerk).get("/owed/").status_code == 200
