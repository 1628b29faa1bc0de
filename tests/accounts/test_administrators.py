"""The three administrators: apart from each other, and apart from what units do."""

import pytest
from django.http import Http404

from anyue.accounts.actions import change_password, make_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.accounts.passwords import new_password
from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Notice, Participation
from anyue.campaigns.queries import own_participation_for
from anyue.core.errors import AnyueError
from anyue.notify.models import Message
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, permissions_of
from anyue.records.models import ActivityRecord
from tests.cast import PASSWORD, Cast, Running
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


def administrator(kind: AdministratorKind) -> User:
    password = new_password()
    user = make_administrator(account=f"{kind}-a", name=kind.label, password=password, kind=kind, by=None)
    change_password(password=PASSWORD, keep=None, by=user)
    return user


@pytest.mark.parametrize("kind", AdministratorKind)
def test_an_administrator_is_appointed_to_no_unit(cast: Cast, kind: AdministratorKind) -> None:
    user = administrator(kind)
    with pytest.raises(AnyueError, match="不能替单位办事"):
        appoint(user=user, unit=cast.office, role=Role.LEAD, by=None)
    assert not user.memberships.exists()
    assert not AuditEntry.objects.filter(action="appoint", target=f"membership:{user.pk}").exists()


@pytest.mark.parametrize("kind", AdministratorKind)
def test_an_administrator_sees_no_business_even_with_a_row(running: Running, kind: AdministratorKind) -> None:
    user = administrator(kind)
    Membership(user=user, unit=running.cast.office, role=Role.LEAD).save()
    for model in (Unit, Notice, Participation, ActivityRecord, Message):
        assert list(model.objects.visible_to(user)) == [], model
    assert (list(Unit.objects.acted_for_by(user)), permissions_of(user)) == ([], frozenset())
    assert not may(user, Permission.IMPORT_NOTICE, running.cast.office.pk)
    with pytest.raises(Http404):
        own_participation_for(user, running.root.pk)
    client = signed_in(user)
    addresses = [
        f"/overview/{running.root.pk}/",
        f"/notices/{running.notice.pk}/",
        f"/review/{running.root.pk}/",
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    pages = [client.get(address).content.decode() for address in ("/records/", "/messages/")]
    assert not any(running.cast.office.name in page for page in pages)


def test_becoming_an_administrator_is_on_the_trail() -> None:
    user = administrator(AdministratorKind.AUDIT)
    entry = AuditEntry.objects.get(action="make_administrator")
    assert (entry.action, entry.target, user.administers) == (
        "make_administrator",
        f"user:{user.pk}",
        "audit",
    )
