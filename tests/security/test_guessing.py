"""Guessing of passwords: what locks, for how long, for whom, and what an attacker learns from it."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from anyue import clock
from anyue.accounts.choices import LockScope
from anyue.accounts.models import Lock, Place, User
from anyue.audit.models import AuditEntry
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
SIGN_IN = "/sign-in/"
HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def sign_in(
    account: str, password: str = PASSWORD, *, client: Client | None = None, address: str = HERE
) -> int:
    fields = {"username": account, "password": password}
    return (client or Client()).post(SIGN_IN, fields, REMOTE_ADDR=address).status_code


def guess(account: str, times: int, **where: str) -> list[int]:
    return [sign_in(account, f"wrong {at}", **where) for at in range(times)]  # type: ignore[arg-type]  # Only address.


def test_each_lock_of_a_place_lasts_twice_as_long_up_to_a_day() -> None:
    place, now = Place(LockScope.HERE, "somebody", HERE), timezone.now()
    lasted = []
    for _ in range(9):
        lock = [Lock.objects.count_failure(place, now) for _ in range(5)][-1]
        assert lock is not None
        assert lock.locked_until is not None
        lasted.append((lock.locked_until - now) / timedelta(minutes=15))
        now = lock.locked_until + timedelta(seconds=1)
    assert lasted == [1, 2, 4, 8, 16, 32, 64, 96, 96]


def test_a_day_without_failures_starts_the_count_and_the_times_anew() -> None:
    place, now = Place(LockScope.HERE, "somebody", HERE), timezone.now()
    for at in range(4):
        Lock.objects.count_failure(place, now + timedelta(minutes=at))
    later = now + timedelta(days=1, hours=1)
    assert [Lock.objects.count_failure(place, later) for _ in range(4)] == [None] * 4
    assert Lock.objects.in_force([place], later) is None


def test_the_answer_says_when_to_come_again_and_then_the_right_password_is_taken(cast: Cast) -> None:
    now = timezone.now()
    with clock.standing_at(now):
        assert guess(cast.clerk.account, 5) == [200] * 4 + [429]
        fields = {"username": cast.clerk.account, "password": PASSWORD}
        answer = Client().post(SIGN_IN, fields, REMOTE_ADDR=HERE)
        assert (answer.status_code, answer["Retry-After"]) == (429, "900")
        assert "15 分钟" in answer.content.decode()
    with clock.standing_at(now + timedelta(minutes=15)):
        assert sign_in(cast.clerk.account) == 302


def test_tries_during_a_lock_do_not_make_it_longer(cast: Cast) -> None:
    now = timezone.now()
    with clock.standing_at(now):
        guess(cast.clerk.account, 5)
    with clock.standing_at(now + timedelta(minutes=14)):
        guess(cast.clerk.account, 30)
    with clock.standing_at(now + timedelta(minutes=15)):
        assert sign_in(cast.clerk.account) == 302


@pytest.mark.parametrize("address", [ELSEWHERE, HERE])
def test_nobody_keeps_an_owner_out_of_their_own_browser(cast: Cast, address: str) -> None:
    own = Client()
    assert sign_in(cast.clerk.account, client=own) == 302
    own.post("/sign-out/")
    guess(cast.clerk.account, 40, address=address)
    assert sign_in(cast.clerk.account, address=address) == 429
    assert sign_in(cast.clerk.account, client=own) == 302


def test_a_known_browser_may_not_guess_for_ever_either(cast: Cast) -> None:
    own = Client()
    sign_in(cast.clerk.account, client=own)
    own.post("/sign-out/")
    assert [sign_in(cast.clerk.account, f"wrong {at}", client=own) for at in range(6)][-2:] == [429, 429]
    assert sign_in(cast.clerk.account, client=own) == 429


def test_a_browser_is_known_for_its_own_accounts_only_and_its_mark_is_not_forged(cast: Cast) -> None:
    own = Client()
    sign_in(cast.sibling.account, client=own)
    own.post("/sign-out/")
    guess(cast.clerk.account, 5)
    assert sign_in(cast.clerk.account, client=own) == 429
    mark = own.cookies["anyue_browser"].value
    for forged in (mark[:-1] + "x", "a:b:c", "\0", mark.replace(":", "")):
        client = Client()
        client.cookies["anyue_browser"] = forged
        assert sign_in(cast.clerk.account, client=client) == 429


def test_guesses_from_many_addresses_lock_an_account_for_strange_browsers(cast: Cast) -> None:
    told = [sign_in(cast.clerk.account, "wrong", address=f"203.0.113.{at}") for at in range(20)]
    assert told == [200] * 19 + [429]
    assert sign_in(cast.clerk.account, address="198.51.100.200") == 429
    now = timezone.now()
    for _ in range(10):
        Lock.objects.count_failure(Place(LockScope.ACCOUNT, cast.clerk.account), now)
    with clock.standing_at(now + timedelta(hours=1, minutes=1)):
        assert sign_in(cast.clerk.account, address="198.51.100.200") == 302


def test_one_password_tried_on_many_accounts_locks_the_address(cast: Cast, settings: Settings) -> None:
    settings.RATE_LIMITS = ()
    told = [sign_in(f"account{at}", "Spring-2026") for at in range(100)]
    assert told == [200] * 99 + [429]
    assert (sign_in(cast.clerk.account), sign_in(cast.clerk.account, address=ELSEWHERE)) == (429, 302)


def test_a_lock_is_on_the_trail_once_and_names_nobody(cast: Cast) -> None:
    guess(cast.clerk.account, 8)
    entry = AuditEntry.objects.get(action="lock_sign_in")
    assert (entry.by, entry.target) == (None, f"lock:{Lock.objects.get(scope=LockScope.HERE).pk}")


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    rounds = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).rounds += 1
        return super().encode(password, salt)


def shape(queries: CaptureQueriesContext) -> list[tuple[str, ...]]:
    """Each statement by its verb and its table."""
    found = []
    for query in queries.captured_queries:
        words = query["sql"].replace('"', " ").split()
        tables = [word for word in words if word.startswith(("accounts_", "audit_", "axes_"))]
        found.append((words[0], *tables[:1]))
    return found


def test_known_and_unknown_accounts_cost_the_same_statements_and_digests(
    cast: Cast, settings: Settings
) -> None:
    """What takes time is the statements and the digests of passwords: equal counts, equal times."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    cast.clerk.set_password(PASSWORD)
    cast.clerk.save()
    stopped = User.objects.get(pk=cast.sibling.pk)
    stopped.set_password(PASSWORD)
    stopped.is_active = False
    stopped.save()
    told: dict[str, list[tuple[int, int, list[tuple[str, ...]]]]] = {}
    for account in (cast.clerk.account, "nobody", stopped.account):
        told[account] = []
        for at in range(7):
            before = CountingHasher.rounds
            with CaptureQueriesContext(connection) as queries:
                status = sign_in(account, f"wrong {at}", address=f"{HERE}{len(told)}")
            told[account].append((status, CountingHasher.rounds - before, shape(queries)))
    assert told["nobody"] == told[cast.clerk.account] == told[stopped.account]
    assert [digests for _, digests, _ in told["nobody"]] == [1, 1, 1, 1, 1, 0, 0]


def answer_through_proxy(account: str, forwarded: str) -> HttpResponse:
    fields = {"username": account, "password": "wrong"}
    return Client().post(SIGN_IN, fields, headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="127.0.0.1")  # type: ignore[return-value]  # The client's own class of it.


def test_behind_a_proxy_only_the_last_address_is_believed(cast: Cast, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    for at in range(5):
        answer_through_proxy(cast.clerk.account, f"10.0.0.{at}, {HERE}")
    assert answer_through_proxy(cast.clerk.account, f"10.9.9.9,1.2.3.4, {HERE}").status_code == 429
    assert answer_through_proxy(cast.clerk.account, f"{HERE}, {ELSEWHERE}").status_code == 200
    assert set(Lock.objects.filter(scope=LockScope.HERE).values_list("source", flat=True)) == {
        HERE,
        ELSEWHERE,
    }


@pytest.mark.parametrize("forwarded", ["", "unknown", "1.2.3.4.5", "<script>", f"{HERE}, "])
def test_an_unreadable_address_leaves_the_one_of_the_proxy(
    cast: Cast, settings: Settings, forwarded: str
) -> None:
    settings.BEHIND_PROXY = True
    answer_through_proxy(cast.clerk.account, forwarded)
    assert Lock.objects.get(scope=LockScope.ADDRESS).source == "127.0.0.1"


def test_the_trail_has_the_address_that_the_proxy_tells(cast: Cast, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    fields = {"username": cast.clerk.account, "password": PASSWORD}
    Client().post(SIGN_IN, fields, headers={"x-forwarded-for": f"10.0.0.1, {HERE}"})
    assert AuditEntry.objects.get(action="sign_in").address == HERE
    assert cast.clerk.sessions.get().address == HERE


def test_the_addresses_of_one_ipv6_network_count_together(cast: Cast) -> None:
    """One visitor has 2^64 of them."""
    answers = [sign_in(cast.clerk.account, "wrong", address=f"2001:db8::{at}") for at in range(1, 7)]
    assert answers[-1] == 429
    assert sign_in(cast.clerk.account, address="2001:db8:0:1::1") == 302
