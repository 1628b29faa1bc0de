"""A NUL in what somebody looks for: PostgreSQL takes it in no statement, and no page gives it back."""

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from anyue.accounts.actions import make_administrator
from anyue.accounts.choices import AdministratorKind
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in


def administrator(kind: AdministratorKind) -> Client:
    user = make_administrator(account=f"a-{kind}", name="管理员", password=PASSWORD, kind=kind, by=None)
    user.must_change_password = False
    user.save()
    return signed_in(user)


def test_searches_drop_a_nul(cast: Cast) -> None:
    lead, clerk = signed_in(cast.lead), signed_in(cast.clerk)
    system = administrator(AdministratorKind.SYSTEM)
    security = administrator(AdministratorKind.SECURITY)
    for client, address in (
        (lead, "/people/?q=a%00b"),
        (lead, "/units/?q=a%00b"),
        (system, "/administration/accounts/?words=a%00b"),
        (security, "/administration/protection/?words=a%00b"),
        (clerk, f"/records/co-hosts/?unit={cast.town.pk}&q=a%00b"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"\0" not in answer.content


@pytest.mark.parametrize("address", ["/join/a\0b/", "/join/a\0b/asked/", "/join/<b>/"])
def test_the_link_of_a_work_group_has_the_signs_of_one(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(address)
