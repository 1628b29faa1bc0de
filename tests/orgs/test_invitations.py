"""A number may have an account that a stranger opened: who was invited proves first that it is theirs."""

import re
from datetime import timedelta

import pytest
from pytest_django import Settings

from anyue.accounts.actions import release_number, resume_account, stop_account
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import Lock, OneTimeKey, User, Verification
from anyue.accounts.one_time_keys import new_link
from anyue.accounts.queries import key_of_link
from anyue.audit.models import AuditEntry
from anyue.orgs.actions import (
    Appointed,
    Entry,
    accept_post,
    admit,
    appoint,
    clear_invitations,
    hand_link,
    hand_over,
    invite,
    list_people,
    renew_invitation,
    stop,
    withdraw_invitation,
)
from anyue.orgs.choices import Role
from anyue.orgs.models import Invitation, Membership, Unit
from anyue.orgs.queries import my_units
from tests.cast import Cast
from tests.conftest import NOW
from tests.fixtures import signed_in
from tests.orgs.test_people import NUMBER, OTHER, come_in, post_of, refusal
from tests.orgs.test_renewals import administrator
from tests.race import at_once, codes

pytestmark = pytest.mark.django_db


def invited(unit: Unit, by: User) -> Appointed:
    return invite(unit=unit, role=Role.LIAISON, name="周宁", typed=NUMBER, by=by)


def hijacker(cast: Cast) -> User:
    """An account of 周宁's number that somebody of another county opened and entered."""
    far_town = Unit.objects.get(name="远山镇")
    return come_in(invited(far_town, cast.outsider))


def names(user: User) -> list[str]:
    return [unit.name for unit in my_units(User.objects.get(pk=user.pk))]


def invitation_of(made: Appointed) -> Invitation:
    assert isinstance(made.post, Invitation)
    return made.post


def test_who_opened_the_account_of_a_number_gains_nothing_by_its_invitation(cast: Cast) -> None:
    stranger = hijacker(cast)
    made = [
        invited(cast.town, cast.lead),
        *list_people(entries=[Entry(1, cast.bureau, "周宁", NUMBER)], by=cast.lead),
        admit(unit=cast.sibling_town, name="周宁", number=NUMBER, password="", by=cast.lead),
    ]
    assert [(one.waits, one.link, bool(one.code)) for one in made] == [(True, "", True)] * 3
    assert names(stranger) == ["远山镇"]
    page = signed_in(stranger).get("/account/").content.decode()
    assert ("石桥铺镇" in page, made[0].shown in page) == (False, False)


def test_a_code_handed_over_brings_the_role_and_the_next_comes_by_itself(cast: Cast) -> None:
    user = hijacker(cast)
    made = invited(cast.town, cast.lead)
    typed = made.shown.lower().replace("-", " ")
    assert accept_post(typed=typed, by=user).unit == cast.town
    assert names(user) == ["石桥铺镇", "远山镇"]
    assert refusal(lambda: accept_post(typed=made.code, by=user)) == "post_code_wrong"
    # The office has seen it proved now, and so has who stands below it; whoever stands beside has not.
    assert not invited(cast.bureau, cast.lead).waits
    assert not invited(cast.village, cast.clerk).waits
    acts = list(AuditEntry.objects.filter(target__startswith="invitation:").values_list("action", flat=True))
    assert sorted(acts) == ["accept_post", "offer_post"]


def test_what_was_proved_beside_or_below_proves_nothing(cast: Cast) -> None:
    come_in(invited(cast.village, cast.clerk))
    assert not invited(cast.other_village, cast.clerk).waits
    assert invited(cast.bureau, cast.lead).waits
    appoint(user=cast.sibling, unit=cast.sibling_town, role=Role.LEAD, by=None)
    assert invited(cast.sibling_town, cast.sibling).waits


def test_another_key_ends_what_was_proved_before(cast: Cast) -> None:
    user = come_in(invited(cast.village, cast.lead))
    assert [one.unit_id for one in Verification.objects.filter(user=user)] == [cast.office.pk]
    key = key_of_link(hand_link(user=user, by=cast.clerk))
    assert key is not None
    come_in(Appointed(post_of(user, cast.village), link=hand_link(user=user, by=cast.clerk)))
    assert [one.unit_id for one in Verification.objects.filter(user=user)] == [cast.town.pk]
    assert invited(cast.bureau, cast.lead).waits


def test_a_role_ends_the_keys_that_were_handed_out_before(cast: Cast) -> None:
    """Who holds the link of somebody without rights must not come in by it once there are some."""
    new_link(cast.village_clerk)
    appoint(user=cast.village_clerk, unit=cast.bureau, role=Role.LEAD, by=None)
    assert not OneTimeKey.objects.exists()


def test_codes_are_not_guessed(cast: Cast) -> None:
    user = hijacker(cast)
    made = invited(cast.town, cast.lead)
    told = [refusal(lambda: accept_post(typed="K7MF-2QXW", by=user)) for _ in range(6)]
    assert told == ["post_code_wrong"] * 5 + ["post_locked"]
    assert refusal(lambda: accept_post(typed=made.code, by=user)) == "post_locked"
    assert AuditEntry.objects.filter(action="lock_sign_in", target=f"lock:{Lock.objects.get().pk}").exists()
    assert names(user) == ["远山镇"]


@pytest.mark.parametrize("end", ["time", "withdrawn", "renewed", "inviter", "other account", "stopped post"])
def test_a_code_ends(cast: Cast, end: str, settings: Settings) -> None:
    user = hijacker(cast)
    made = invited(cast.town, cast.lead)
    if end == "time":
        settings.ANYUE_NOW = NOW + timedelta(days=15)
    elif end == "withdrawn":
        withdraw_invitation(invitation=invitation_of(made), by=cast.lead)
    elif end == "renewed":
        code = renew_invitation(invitation=invitation_of(made), by=cast.lead)
    elif end == "inviter":
        Membership.objects.filter(user=cast.lead).delete()
    elif end == "other account":
        user = cast.sibling
    else:
        user_post = post_of(cast.clerk, cast.town)
        withdraw_invitation(invitation=invitation_of(made), by=cast.lead)
        made = hand_over(membership=user_post, name="周宁", typed=NUMBER, by=cast.clerk)
        stop(membership=user_post, by=cast.lead, even_if_last=True)
    assert refusal(lambda: accept_post(typed=made.code, by=user)) == "post_code_wrong"
    if end == "renewed":
        assert accept_post(typed=code, by=user).unit == cast.town
    if end == "time":
        assert (clear_invitations(by=None), Invitation.objects.count()) == (1, 0)


def test_a_handover_to_an_account_of_others_waits_for_the_code(cast: Cast) -> None:
    user, held = hijacker(cast), post_of(cast.clerk, cast.town)
    made = hand_over(membership=held, name="周宁", typed=NUMBER, by=cast.clerk)
    assert (made.waits, names(cast.clerk), names(user)) == (True, ["石桥铺镇"], ["远山镇"])
    page = signed_in(cast.clerk).get("/account/").content.decode()
    assert ("接替石桥铺镇联" in page, made.shown in page) == (True, False)
    accept_post(typed=made.code, by=user)
    assert (names(cast.clerk), names(user)) == ([], ["石桥铺镇", "远山镇"])
    assert AuditEntry.objects.filter(action="hand_over", target=f"membership:{held.pk}").count() == 1


def test_who_hands_over_may_take_it_back_while_it_waits(cast: Cast) -> None:
    user, held = hijacker(cast), post_of(cast.clerk, cast.town)
    made = hand_over(membership=held, name="周宁", typed=NUMBER, by=cast.clerk)
    address = f"/people/invitations/{invitation_of(made).pk}/"
    assert signed_in(cast.clerk).post(address, {"act": "withdraw"})["Location"] == "/account/"
    assert refusal(lambda: accept_post(typed=made.code, by=user)) == "post_code_wrong"
    assert names(cast.clerk) == ["石桥铺镇"]


def test_the_pages_show_the_code_once_and_take_it(cast: Cast) -> None:
    user, lead = hijacker(cast), signed_in(cast.lead)
    fields = {"unit": cast.town.pk, "role": "liaison", "name": "周宁", "mobile": NUMBER}
    page = lead.post("/people/invite/", fields).content.decode()
    (code,) = set(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page))
    again = lead.get("/people/").content.decode()
    assert ("等待本人填写验证码" in again, code in again) == (True, False)
    own = signed_in(user)
    assert own.post("/account/post/", {"code": "…"}).status_code == 409
    wrong = own.post("/account/post/", {"code": ""})
    assert (wrong.status_code, own.post("/account/post/", {"code": "x" * 99}).status_code) == (422, 422)
    assert own.post("/account/post/", {"code": code}).status_code == 302
    assert names(user) == ["石桥铺镇", "远山镇"]
    assert "等待本人填写验证码" not in lead.get("/people/").content.decode()


@pytest.mark.parametrize(
    "name", ["sibling", "bureau_clerk", "village_clerk", "outsider", "reviewer", "clerk"]
)
def test_nobody_else_acts_on_an_invitation(cast: Cast, name: str) -> None:
    hijacker(cast)
    made = invited(cast.town, cast.lead)
    by, invitation = getattr(cast, name), invitation_of(made)
    for act in ("renew", "withdraw"):
        answer = signed_in(by).post(f"/people/invitations/{invitation.pk}/", {"act": act})
        assert answer.status_code == 404
    assert refusal(lambda: renew_invitation(invitation=invitation, by=by)) == "not_allowed"
    assert refusal(lambda: withdraw_invitation(invitation=invitation, by=by)) == "not_allowed"
    assert Invitation.objects.get().digest == invitation.digest


def test_a_number_taken_by_a_stranger_is_freed_for_its_owner(cast: Cast) -> None:
    stranger = hijacker(cast)
    boss = administrator(AdministratorKind.SYSTEM)
    assert refusal(lambda: release_number(user=stranger, by=boss)) == "account_in_use"
    stop_account(user=stranger, by=boss)
    assert refusal(lambda: invited(cast.town, cast.lead)) == "account_stopped"
    assert refusal(lambda: release_number(user=stranger, by=cast.lead)) == "not_administrator"
    client = signed_in(boss)
    assert client.post(f"/administration/accounts/{stranger.pk}/", {"act": "release"}).status_code == 302
    owner = come_in(invited(cast.town, cast.lead))
    assert (owner.pk != stranger.pk, names(owner)) == (True, ["石桥铺镇"])
    resume_account(user=stranger, by=boss)
    assert names(stranger) == ["远山镇"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_an_invitation_is_taken_up_or_withdrawn_once(cast: Cast, _round: int) -> None:
    user = hijacker(cast)
    made = invited(cast.town, cast.lead)
    told = at_once(
        lambda: accept_post(typed=made.code, by=User.objects.get(pk=user.pk)),
        lambda: accept_post(typed=made.code, by=User.objects.get(pk=user.pk)),
        lambda: withdraw_invitation(invitation=invitation_of(made), by=User.objects.get(pk=cast.lead.pk)),
    )
    assert codes(told).count("done") == 1
    assert set(codes(told)) <= {"done", "post_code_wrong", "invitation_gone"}
    is_in = Membership.objects.filter(user=user, unit=cast.town).exists()
    assert is_in == AuditEntry.objects.filter(action="accept_post").exists()
    assert not Invitation.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_of_two_successors_with_codes_one_follows(cast: Cast, _round: int) -> None:
    first, held = hijacker(cast), post_of(cast.clerk, cast.town)
    far_town = Unit.objects.get(name="远山镇")
    second = come_in(invite(unit=far_town, role=Role.LIAISON, name="吴安", typed=OTHER, by=cast.outsider))
    made = [
        hand_over(membership=held, name=user.name, typed=number, by=cast.clerk)
        for user, number in ((first, NUMBER), (second, OTHER))
    ]
    told = at_once(
        lambda: accept_post(typed=made[0].code, by=User.objects.get(pk=first.pk)),
        lambda: accept_post(typed=made[1].code, by=User.objects.get(pk=second.pk)),
    )
    assert codes(told) in (["done", "post_code_wrong"], ["done", "handed_over"])
    assert Membership.objects.filter(unit=cast.town).count() == 1
