"""Numbers at rest: what the database holds, how a number is found, and how keys are changed."""

import re
import secrets
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from anyue.accounts import sealing
from anyue.accounts.actions import create_account, reseal_numbers, set_mobile
from anyue.accounts.models import Mobile
from anyue.accounts.queries import account_named, user_with_number
from anyue.audit.models import AuditEntry
from anyue.core.algorithms import SealBrokenError, Suite, key_name
from anyue.core.errors import AnyueError
from tests.cast import PASSWORD, Cast
from tests.race import at_once, codes

NUMBER, OTHER = "13900001111", "13900002222"
SIGN_IN = "/sign-in/"
BOTH = pytest.mark.parametrize("suite", list(Suite))


@pytest.fixture
def known(cast: Cast) -> Cast:
    set_mobile(user=cast.clerk, typed=NUMBER, by=None)
    return cast


def everything_stored() -> str:
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  Our own tables.
            texts.append(repr(cursor.fetchall()))
    return "".join(texts)


@BOTH
def test_the_database_never_holds_a_number_in_clear(cast: Cast, settings: Settings, suite: Suite) -> None:
    settings.ALGORITHMS = suite
    set_mobile(user=cast.clerk, typed="139 0000 1111", by=cast.clerk)
    for name in (NUMBER, OTHER, "+86 139-0000-1111"):
        Client().post(f"{SIGN_IN}?next=/", {"username": name, "password": "wrong"})
    assert Client().post(SIGN_IN, {"username": NUMBER, "password": PASSWORD}).status_code == 302
    stored = everything_stored()
    assert re.findall("13900001111|13900002222|0000-1111|00001111", stored) == []
    mobile = Mobile.objects.get()
    assert mobile.sealed.split(":")[:2] == [suite, key_name(settings.MOBILE_KEYS[0])]
    assert (mobile.number, mobile.masked, str(mobile)) == (NUMBER, "139****1111", "139****1111")


@pytest.mark.django_db
def test_a_number_is_one_persons(known: Cast) -> None:
    for typed in (NUMBER, "+86 139 0000 1111"):
        with pytest.raises(AnyueError) as refused:
            set_mobile(user=known.sibling, typed=typed, by=known.sibling)
        assert refused.value.code == "mobile_taken"
    set_mobile(user=known.clerk, typed=NUMBER, by=known.clerk)
    set_mobile(user=known.clerk, typed=OTHER, by=known.clerk)
    set_mobile(user=known.sibling, typed=NUMBER, by=known.sibling)
    assert user_with_number(NUMBER) == known.sibling
    assert Mobile.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_two_people_with_one_number_at_once(cast: Cast, _round: int) -> None:
    told = at_once(
        lambda: set_mobile(user=cast.clerk, typed=NUMBER, by=cast.clerk),
        lambda: set_mobile(user=cast.sibling, typed=NUMBER, by=cast.sibling),
    )
    assert codes(told) == ["done", "mobile_taken"]
    assert Mobile.objects.count() == 1
    assert AuditEntry.objects.filter(action="set_mobile").count() == 1


@pytest.mark.django_db
def test_one_changed_bit_or_another_rows_number_is_not_believed(known: Cast) -> None:
    set_mobile(user=known.sibling, typed=OTHER, by=None)
    mine, other = Mobile.objects.get(user=known.clerk), Mobile.objects.get(user=known.sibling)
    mine.sealed = other.sealed
    with pytest.raises(SealBrokenError):
        _ = mine.number


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", [NUMBER, "139 0000 1111", "+86139-0000-1111", "１３９００００１１１１", "clerk"]
)
def test_signing_in_by_number_or_account(known: Cast, typed: str) -> None:
    client = Client()
    assert client.post(SIGN_IN, {"username": typed, "password": PASSWORD}).status_code == 302
    assert client.session["_auth_user_id"] == str(known.clerk.pk)


def told_by(name: str, tries: int = 6) -> list[tuple[int, str]]:
    answers = [Client().post(SIGN_IN, {"username": name, "password": f"wrong{at}"}) for at in range(tries)]
    return [
        (one.status_code, re.sub(r"\w{64}", "", one.content.decode()).replace(name, "")) for one in answers
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("known")
def test_answers_do_not_tell_which_numbers_are_known() -> None:
    known_told, unknown_told = told_by(NUMBER), told_by(OTHER)
    assert known_told == unknown_told
    assert [status for status, _ in known_told] == [200, 200, 200, 200, 429, 429]


@pytest.mark.django_db
@pytest.mark.parametrize("name", [NUMBER, OTHER])
def test_spellings_of_a_number_count_as_one(known: Cast, name: str) -> None:
    spellings = [name, f"+86{name}", f"{name[:3]} {name[3:]}", f"{name[:3]}-{name[3:]}", f"0086 {name}", name]
    told = [Client().post(SIGN_IN, {"username": one, "password": "wrong"}).status_code for one in spellings]
    assert told == [200, 200, 200, 200, 429, 429]
    assert (
        Client().post(SIGN_IN, {"username": known.sibling.account, "password": PASSWORD}).status_code == 302
    )


@pytest.mark.django_db
def test_a_locked_account_is_locked_for_its_number(known: Cast) -> None:
    told_by(known.clerk.account)
    assert Client().post(SIGN_IN, {"username": NUMBER, "password": PASSWORD}).status_code == 429


@pytest.mark.usefixtures("known")
def test_a_known_and_an_unknown_number_cost_the_same(django_assert_num_queries: object) -> None:
    for name in (NUMBER, OTHER):
        with django_assert_num_queries(1):  # type: ignore[operator]  # The fixture has no type of its own.
            account_named(name)


@pytest.fixture
def numbers(db: None) -> dict[str, int]:  # noqa: ARG001  Asks pytest-django for the database.
    """Forty people with numbers."""
    given = {f"138{secrets.randbelow(10**4):04}{at:04}": at for at in range(40)}
    for number in given:
        user = create_account(account=f"p{number[-4:]}", name="某人", password=PASSWORD, by=None)
        set_mobile(user=user, typed=number, by=None)
    return given


def new_key() -> bytes:
    return secrets.token_urlsafe(48).encode()


@pytest.fixture
def changes(settings: Settings) -> Iterator[dict[str, object]]:
    """New keys of both kinds before the old ones, and the other suite."""
    return iter(
        [
            {"MOBILE_KEYS": (new_key(), *settings.MOBILE_KEYS)},
            {"INDEX_KEYS": (new_key(), *settings.INDEX_KEYS)},
            {"ALGORITHMS": Suite.NATIONAL},
        ]
    )


@pytest.mark.django_db
def test_keys_and_suites_change_under_stored_numbers(
    numbers: dict[str, int], changes: Iterator[dict[str, object]], settings: Settings
) -> None:
    for change in changes:
        for name, value in change.items():
            setattr(settings, name, value)
        # Before anything was moved, every number is still found and opened.
        assert all(Mobile.objects.with_number(number).get().number == number for number in numbers)
        assert reseal_numbers(by=None) == (40, 40)
        assert reseal_numbers(by=None) == (0, 40)
    settings.MOBILE_KEYS, settings.INDEX_KEYS = settings.MOBILE_KEYS[:1], settings.INDEX_KEYS[:1]
    assert all(Mobile.objects.with_number(number).get().number == number for number in numbers)
    assert AuditEntry.objects.filter(action="reseal_numbers").count() == 6


@pytest.mark.django_db
def test_a_number_whose_key_is_lost_stops_the_change_before_anything_is_moved(
    numbers: dict[str, int], settings: Settings
) -> None:
    first = Mobile.objects.with_number(next(iter(numbers))).get()
    old = settings.MOBILE_KEYS
    settings.MOBILE_KEYS = (new_key(),)
    lost, index = sealing.seal_number(next(iter(numbers)))
    Mobile.objects.filter(pk=first.pk).update(sealed=lost, index=index)
    settings.MOBILE_KEYS = (new_key(), *old)
    before = set(Mobile.objects.values_list("sealed", flat=True))
    with pytest.raises(AnyueError) as refused:
        reseal_numbers(by=None)
    assert refused.value.code == "key_missing"
    assert set(Mobile.objects.values_list("sealed", flat=True)) == before


@pytest.mark.django_db
def test_a_known_number_keeps_its_secret_digests_apart_from_its_index() -> None:
    assert set(sealing.secret_digests("link", NUMBER)).isdisjoint(sealing.indexes_of(NUMBER))
