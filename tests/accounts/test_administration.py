"""The administrators' pages: each sees its own, nobody else any, and what is done there is done."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anyue import clock
from anyue.accounts.actions import change_password, clear_away, make_administrator, set_mobile, stop_account
from anyue.accounts.choices import AdministratorKind, LockScope
from anyue.accounts.models import Lock, Mobile, OneTimeKey, Place, RequestCount, SecondFactor, Session, User
from anyue.accounts.passwords import new_password
from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from tests.accounts.phone import enrol
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
ACCOUNTS = "/administration/accounts/"
PROTECTION = "/administration/protection/"
PAGES = {
    AdministratorKind.SYSTEM: [ACCOUNTS, "/administration/settings/"],
    AdministratorKind.SECURITY: [PROTECTION, "/administration/roles/", "/administration/renewals/"],
    AdministratorKind.AUDIT: [],
}


def administrator(kind: AdministratorKind) -> User:
    password = new_password()
    user = make_administrator(account=f"{kind}-a", name=kind.label, password=password, kind=kind, by=None)
    change_password(password=PASSWORD, keep=None, by=user)
    return user


def system() -> Client:
    return signed_in(administrator(AdministratorKind.SYSTEM))


def security() -> Client:
    return signed_in(administrator(AdministratorKind.SECURITY))


def test_each_administrator_opens_only_pages_of_the_own_kind(cast: Cast) -> None:
    everything = [page for pages in PAGES.values() for page in pages]
    for kind, own in PAGES.items():
        client = signed_in(administrator(kind))
        told = {page: client.get(page).status_code for page in everything}
        assert told == {page: 200 if page in own else 403 for page in everything}, kind
        assert client.get("/", follow=True).status_code == 200
    assert {signed_in(cast.lead).get(page).status_code for page in everything} == {403}


def test_an_opened_account_is_entered_by_its_link_once() -> None:
    client = system()
    page = client.post(ACCOUNTS, {"account": "xinlai", "name": "新来的"}).content.decode()
    link = re.findall(r"http://testserver(/enter/[^<]+)<", page)[0]
    assert "/enter/" not in client.get(ACCOUNTS).content.decode()
    own = Client()
    assert own.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert own.get("/owed/").status_code == 200
    assert Client().get(link).status_code != 200
    assert client.post(ACCOUNTS, {"account": "xinlai", "name": "又一个"}).status_code == 422
    assert client.post(ACCOUNTS, {"account": "1 x", "name": ""}).status_code == 422
    assert AuditEntry.objects.filter(action="open_account").count() == 1


def test_a_stopped_account_is_out_at_once_and_comes_back(cast: Cast) -> None:
    client, own = system(), signed_in(cast.clerk)
    client.post(f"{ACCOUNTS}{cast.clerk.pk}/", {"act": "stop"})
    assert own.get("/owed/").status_code == 302
    fields = {"username": cast.clerk.account, "password": PASSWORD}
    assert Client().post("/sign-in/", fields).status_code == 200
    client.post(f"{ACCOUNTS}{cast.clerk.pk}/", {"act": "resume"})
    assert Client().post("/sign-in/", fields).status_code == 302


def test_nobody_makes_an_administrators_account_theirs() -> None:
    other = administrator(AdministratorKind.AUDIT)
    client = system()
    for act in ("stop", "resume", "release"):
        assert client.post(f"{ACCOUNTS}{other.pk}/", {"act": act}).status_code == 409
    assert (User.objects.get(pk=other.pk).is_active, OneTimeKey.objects.count()) == (True, 0)


def test_others_act_on_no_account(cast: Cast) -> None:
    for client in (security(), signed_in(cast.lead)):
        assert client.post(f"{ACCOUNTS}{cast.clerk.pk}/", {"act": "stop"}).status_code == 403
        assert client.post(ACCOUNTS, {"account": "x", "name": "x"}).status_code == 403
    assert User.objects.get(pk=cast.clerk.pk).is_active
    with pytest.raises(AnyueError, match="系统管理员"):
        stop_account(user=cast.clerk, by=cast.lead)


def test_the_settings_page_tells_no_secret() -> None:
    page = system().get("/administration/settings/").content.decode()
    assert "30 分钟" in page
    assert "only-for-tests" not in page


def test_a_lock_is_seen_and_released(cast: Cast) -> None:
    for at in range(5):
        Client().post("/sign-in/", {"username": cast.clerk.account, "password": f"wrong{at}"})
    client = security()
    lock = Lock.objects.get(scope=LockScope.HERE)
    assert cast.clerk.account in client.get(PROTECTION).content.decode()
    client.post(f"{PROTECTION}act/", {"lock": lock.pk})
    fields = {"username": cast.clerk.account, "password": PASSWORD}
    assert Client().post("/sign-in/", fields).status_code == 302
    assert AuditEntry.objects.filter(action="release_lock").count() == 1


def test_a_visit_of_another_is_ended_and_a_lost_phone_forgiven(cast: Cast) -> None:
    enrol(cast.sibling)
    own, client = signed_in(cast.clerk), security()
    mark = Session.objects.get(user=cast.clerk).mark()
    client.post(f"{PROTECTION}act/", {"session": mark})
    client.post(f"{PROTECTION}act/", {"factor": cast.sibling.pk})
    assert own.get("/owed/").status_code == 302
    assert not SecondFactor.objects.exists()
    for odd in ({"lock": "x"}, {"lock": "9" * 30}, {"session": "\0"}, {}):
        assert client.post(f"{PROTECTION}act/", odd).status_code == 302


def test_acts_on_others_ask_for_a_fresh_proof(cast: Cast) -> None:
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = system()
    with clock.standing_at(now):
        assert client.post(f"{ACCOUNTS}{cast.clerk.pk}/", {"act": "stop"}).status_code == 403
    assert User.objects.get(pk=cast.clerk.pk).is_active


def test_tidying_removes_what_is_past_and_nothing_else(cast: Cast) -> None:
    now = timezone.now()
    boss = administrator(AdministratorKind.SYSTEM)
    set_mobile(user=cast.clerk, typed="13800001234", by=None)
    set_mobile(user=cast.sibling, typed="13800001235", by=None)
    with clock.standing_at(now - timedelta(days=200)):
        stop_account(user=cast.clerk, by=boss)
        signed_in(cast.lead)
        Lock.objects.count_failure(Place(LockScope.HERE, "long ago"), clock.running())
    signed_in(cast.lead)
    Lock.objects.count_failure(Place(LockScope.HERE, "just now"), now)
    removed = clear_away(by=None)
    assert removed["停用账号的手机号码"] == 1
    assert list(Mobile.objects.values_list("user", flat=True)) == [cast.sibling.pk]
    assert list(Lock.objects.values_list("account", flat=True)) == ["just now"]
    assert Session.objects.filter(user=cast.lead).count() == 1
    assert User.objects.get(pk=cast.clerk.pk).name == cast.clerk.name
    assert (RequestCount.objects.count(), set(clear_away(by=None).values())) == (0, {0})
