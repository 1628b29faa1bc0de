"""The list of one's visits: every one of one's own, nobody else's, and each can be ended."""

import re

import pytest
from django.test import Client

from anyue.accounts.models import Session
from tests.cast import Cast
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


def marks(client: Client) -> list[str]:
    return re.findall(r'name="mark" value="(\w+)"', client.get("/account/safety/").content.decode())


def test_one_sees_where_one_is_signed_in_and_ends_one(cast: Cast) -> None:
    here, there, third = signed_in(cast.clerk), signed_in(cast.clerk), signed_in(cast.clerk)
    signed_in(cast.sibling)
    listed = marks(here)
    keys = {there.cookies["sessionid"].value, third.cookies["sessionid"].value}
    assert len(listed) == 2
    assert not any(key in here.get("/account/safety/").content.decode() for key in keys)
    here.post("/account/sessions/end/", {"mark": listed[0]})
    assert sorted([there.get("/owed/").status_code, third.get("/owed/").status_code]) == [200, 302]
    assert here.get("/owed/").status_code == 200


def test_one_ends_all_others_at_once(cast: Cast) -> None:
    here, there, other = signed_in(cast.clerk), signed_in(cast.clerk), signed_in(cast.sibling)
    here.post("/account/sessions/end-others/")
    assert [client.get("/owed/").status_code for client in (here, there, other)] == [200, 302, 200]


def test_nobody_ends_a_visit_of_another(cast: Cast) -> None:
    other, mine = signed_in(cast.sibling), signed_in(cast.clerk)
    mark = Session.objects.get(user=cast.sibling).mark()
    for given in (mark, str(other.cookies["sessionid"].value), "", "\0"):
        assert mine.post("/account/sessions/end/", {"mark": given}).status_code == 404
    assert other.get("/owed/").status_code == 200
