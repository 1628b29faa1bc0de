"""A forgotten password: the system administrator asks, somebody else agrees and holds the link."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from anyue import clock
from anyue.accounts.actions import create_account, make_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import OneTimeKey, User, Verification
from anyue.audit.models import AuditEntry
from anyue.orgs.actions import appoint, ask_renewal, confirm_renewal, refuse_renewal
from anyue.orgs.choices import Role
from anyue.orgs.models import Renewal
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in
from tests.orgs.test_people import refusal
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/enter/[^\"]+)\"")


def administrator(kind: AdministratorKind) -> User:
    user = make_administrator(account=f"{kind}-a", name=kind.label, password=PASSWORD, kind=kind, by=None)
    user.must_change_password = False
    user.save()
    return user


@pytest.fixture
def system(cast: Cast) -> User:  # noqa: ARG001  A database.
    return administrator(AdministratorKind.SYSTEM)


def asked(user: User, system: User) -> Renewal:
    assert ask_renewal(user=user, by=system) == ""
    return Renewal.objects.get(user=user)


def test_the_administrator_never_holds_the_link_of_who_acts_for_a_unit(cast: Cast, system: User) -> None:
    client = signed_in(system)
    address = f"/administration/accounts/{cast.clerk.pk}/renew/"
    page = client.post(address, follow=True).content.decode()
    assert (LINK.findall(page), "链接不经您的手" in page, OneTimeKey.objects.count()) == ([], True, 0)
    assert client.post(f"/people/renewals/{cast.clerk.pk}/", {"act": "yes"}).status_code == 404
    lead = signed_in(cast.lead)
    assert "由您同意" in lead.get("/").content.decode()
    assert "由您同意" not in signed_in(cast.clerk).get("/").content.decode()
    assert "同意，生成链接" in lead.get("/people/").content.decode()
    (link,) = LINK.findall(lead.post(f"/people/renewals/{cast.clerk.pk}/", {"act": "yes"}).content.decode())
    new = {"password": "qingxi-2026-other", "again": "qingxi-2026-other"}
    assert signed_in(cast.village_clerk).post(link, new).status_code == 302
    assert [one.unit_id for one in Verification.objects.filter(user=cast.clerk)] == [cast.office.pk]
    acts = AuditEntry.objects.filter(target=f"user:{cast.clerk.pk}").values_list("action", "by")
    assert {("ask_renewal", system.pk), ("confirm_renewal", cast.lead.pk)} <= set(acts)


@pytest.mark.parametrize(
    "name", ["clerk", "sibling", "bureau_clerk", "village_clerk", "outsider", "reviewer", "security"]
)
def test_nobody_else_agrees(cast: Cast, system: User, name: str) -> None:
    by = administrator(AdministratorKind.SECURITY) if name == "security" else getattr(cast, name)
    renewal = asked(cast.clerk, system)
    for act in ("yes", "no"):
        assert signed_in(by).post(f"/people/renewals/{cast.clerk.pk}/", {"act": act}).status_code == 404
    for decide in (confirm_renewal, refuse_renewal):
        assert refusal(lambda decide=decide: decide(renewal=renewal, by=by)) == "not_managed"  # type: ignore[misc]  # Bound here.
    assert (Renewal.objects.count(), OneTimeKey.objects.count()) == (1, 0)


def test_where_nobody_looks_after_a_person_the_security_administrator_agrees(
    cast: Cast, system: User
) -> None:
    asked(cast.clerk, system)
    asked(cast.lead, system)
    client = signed_in(administrator(AdministratorKind.SECURITY))
    page = client.get("/administration/renewals/").content.decode()
    assert (cast.lead.name in page, cast.clerk.name in page) == (True, False)
    answer = client.post(f"/people/renewals/{cast.lead.pk}/", {"act": "yes"}).content.decode()
    assert len(LINK.findall(answer)) == 1
    assert not Verification.objects.exists()
    # A second lead would have had the say.
    colleague = create_account(account="second", name="副手", password=PASSWORD, by=None)
    appoint(user=colleague, unit=cast.office, role=Role.LEAD, by=None)
    renewal = asked(cast.lead, system)
    assert cast.lead.name not in client.get("/administration/renewals/").content.decode()
    assert confirm_renewal(renewal=renewal, by=colleague)


def test_an_account_without_a_unit_gets_its_link_at_once_and_loses_it_with_a_role(
    cast: Cast, system: User
) -> None:
    user = create_account(account="nobody", name="无任职", password=PASSWORD, by=None)
    page = signed_in(system).post(f"/administration/accounts/{user.pk}/renew/").content.decode()
    (link,) = LINK.findall(page)
    appoint(user=user, unit=cast.town, role=Role.LEAD, by=None)
    assert signed_in(system).get(link).status_code == 409


def test_administrators_are_renewed_on_the_command_line_alone(system: User) -> None:
    other = administrator(AdministratorKind.AUDIT)
    assert signed_in(system).post(f"/administration/accounts/{other.pk}/renew/").status_code == 409
    assert not Renewal.objects.exists()


def test_only_the_system_administrator_asks(cast: Cast) -> None:
    for user in (cast.lead, administrator(AdministratorKind.SECURITY)):
        assert signed_in(user).post(f"/administration/accounts/{cast.clerk.pk}/renew/").status_code == 403
        assert refusal(lambda user=user: ask_renewal(user=cast.clerk, by=user)) == "not_administrator"  # type: ignore[misc]  # Bound here.


def test_a_refusal_and_time_leave_the_password_as_it_is(cast: Cast, system: User, settings: Settings) -> None:
    settings.ANYUE_NOW = None
    renewal = asked(cast.clerk, system)
    signed_in(cast.lead).post(f"/people/renewals/{cast.clerk.pk}/", {"act": "no"})
    assert refusal(lambda: confirm_renewal(renewal=renewal, by=cast.lead)) == "renewal_decided"
    renewal = asked(cast.clerk, system)
    with clock.standing_at(timezone.now() + timedelta(days=8)):
        assert refusal(lambda: confirm_renewal(renewal=renewal, by=cast.lead)) == "renewal_decided"
    assert not OneTimeKey.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_a_renewal_is_decided_once(cast: Cast, system: User, _round: int) -> None:
    renewal = asked(cast.clerk, system)

    def deciding(act: str) -> Act:
        by = User.objects.get(pk=cast.lead.pk)
        if act == "yes":
            return lambda: bool(confirm_renewal(renewal=renewal, by=by))
        return lambda: refuse_renewal(renewal=renewal, by=by)

    told = at_once(deciding("yes"), deciding("no"), deciding("yes"))
    assert codes(told) == ["done", "renewal_decided", "renewal_decided"]
    agreed = AuditEntry.objects.filter(action="confirm_renewal").exists()
    assert OneTimeKey.objects.exists() == agreed
