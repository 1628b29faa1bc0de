"""Before a dangerous act a person proves again who they are, and loses nothing that was typed."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import SecondFactor
from anyue.orgs.actions import draft_import
from anyue.orgs.models import Membership, Unit
from tests.accounts.phone import code_of, enrol
from tests.cast import PASSWORD, Cast
from tests.fixtures import signed_in
from tests.orgs.test_imports import sheet_of

pytestmark = pytest.mark.django_db
PAGE = "/second-factor/"


def eleven_minutes_in(cast: Cast) -> tuple[Client, datetime]:
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        return signed_in(cast.clerk), now


def test_a_page_of_danger_asks_again_after_ten_minutes(cast: Cast) -> None:
    client, now = eleven_minutes_in(cast)
    with clock.standing_at(now - timedelta(minutes=2)):
        assert client.get(PAGE).status_code == 200
    with clock.standing_at(now):
        page = client.get(PAGE)
        assert (page.status_code, "请确认是您本人" in page.content.decode()) == (403, True)
        answer = client.post(PAGE, {"proof_method": "GET", "proof_password": PASSWORD})
        assert (answer.status_code, answer["Location"]) == (302, PAGE)
        assert client.get(PAGE).status_code == 200


def test_an_act_waits_for_the_proof_and_takes_what_was_typed_along(cast: Cast) -> None:
    client, now = eleven_minutes_in(cast)
    with clock.standing_at(now):
        page = client.post(PAGE, {"act": "begin", "note": "甲<乙"})
        assert page.status_code == 403
        assert 'name="act" value="begin"' in page.content.decode()
        assert 'name="note" value="甲&lt;乙"' in page.content.decode()
        assert not SecondFactor.objects.exists()
        wrong = client.post(PAGE, {"act": "begin", "proof_method": "POST", "proof_password": "wrong"})
        assert (wrong.status_code, "密码不正确" in wrong.content.decode()) == (403, True)
        assert "wrong" not in wrong.content.decode()
        assert not SecondFactor.objects.exists()
        client.post(PAGE, {"act": "begin", "proof_method": "POST", "proof_password": PASSWORD})
    assert SecondFactor.objects.count() == 1


def test_a_code_of_the_phone_is_a_proof_once(cast: Cast) -> None:
    secret, _ = enrol(cast.clerk)
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = Client()
        client.post("/sign-in/", {"username": cast.clerk.account, "password": PASSWORD})
        client.post("/sign-in/code/", {"code": code_of(secret)})
    with clock.standing_at(now):
        fields = {"proof_method": "GET", "proof_password": code_of(secret)}
        assert client.post(PAGE, fields).status_code == 403
        assert client.post(PAGE, {**fields, "proof_password": code_of(secret, ahead=1)}).status_code == 302


def test_guessing_at_the_proof_locks_like_the_sign_in(cast: Cast) -> None:
    client, now = eleven_minutes_in(cast)
    with clock.standing_at(now):
        told = [
            client.post(PAGE, {"act": "begin", "proof_password": f"x{at}"}).status_code for at in range(6)
        ]
        assert told == [403] * 4 + [429] * 2
        assert client.post(PAGE, {"act": "begin", "proof_password": PASSWORD}).status_code == 429
    assert not SecondFactor.objects.exists()


def test_units_and_people_change_only_after_a_proof(cast: Cast) -> None:
    post = Membership.objects.get(user=cast.clerk)
    now = timezone.now()
    with clock.standing_at(now - timedelta(minutes=11)):
        client = signed_in(cast.lead)
    draft, changes = draft_import(
        base=cast.area,
        data=sheet_of(("", "新村", "村", cast.town.code)),
        file_name="单位.xlsx",
        by=cast.lead,
    )
    assert draft
    acts: dict[str, dict[str, str]] = {
        f"/units/imports/{draft.pk}/": {"digest": changes.digest},
        f"/people/{post.pk}/stop/": {"even_if_last": "1"},
        f"/people/{post.pk}/hand-over/": {"name": "吴安", "mobile": "13900002222"},
    }
    with clock.standing_at(now):
        for address, fields in acts.items():
            assert client.post(address, fields).status_code == 403, address
        assert Membership.objects.filter(pk=post.pk, user=cast.clerk).exists()
        assert not Unit.objects.filter(name="新村").exists()
        address = f"/units/imports/{draft.pk}/"
        proof = {"proof_method": "POST", "proof_password": PASSWORD}
        assert client.post(address, {**acts[address], **proof}).status_code == 302
    assert Unit.objects.filter(name="新村").exists()
