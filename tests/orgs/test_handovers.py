"""A role passes on from a day ahead: until then both act, from then on the successor alone."""

from datetime import date, timedelta

import pytest
from pytest_django import Settings

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.orgs.actions import (
    accept_post,
    appoint,
    call_off_handover,
    carry_out_handovers,
    hand_over,
    stop,
)
from anyue.orgs.choices import Role
from anyue.orgs.models import Handover, Membership
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import has_people, is_last_filling, manages, may, my_units
from tests.cast import Cast
from tests.conftest import NOW
from tests.fixtures import signed_in
from tests.orgs.test_invitations import hijacker
from tests.orgs.test_people import NUMBER, OTHER, come_in, post_of, refusal
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db
DAY = NOW.date() + timedelta(days=10)


def names(user: User) -> list[str]:
    return [unit.name for unit in my_units(User.objects.get(pk=user.pk))]


def plan(cast: Cast, on: date = DAY, by: User | None = None) -> User:
    """The successor, who has come in."""
    held = post_of(cast.clerk, cast.town)
    return come_in(hand_over(membership=held, name="周宁", typed=NUMBER, on=on, by=by or cast.clerk))


def test_both_act_until_the_day_and_then_the_successor(cast: Cast, settings: Settings) -> None:
    successor = plan(cast)
    assert (names(cast.clerk), names(successor)) == (["石桥铺镇"], ["石桥铺镇"])
    settings.ANYUE_NOW = NOW + timedelta(days=9)
    assert may(User.objects.get(pk=cast.clerk.pk), Permission.SUBMIT_REPORT, cast.town.pk)
    settings.ANYUE_NOW = NOW + timedelta(days=10)
    before = User.objects.get(pk=cast.clerk.pk)
    assert not may(before, Permission.SUBMIT_REPORT, cast.town.pk)
    assert not manages(before, cast.village.pk)
    assert (names(cast.clerk), names(successor)) == ([], ["石桥铺镇"])
    assert signed_in(before).get(f"/people/{post_pk(cast)}/").status_code == 404
    assert cast.clerk.name not in signed_in(cast.lead).get("/people/").content.decode()
    assert is_last_filling(post_of(successor, cast.town))
    assert has_people(cast.town.pk)
    assert (carry_out_handovers(by=None), carry_out_handovers(by=None)) == (1, 0)
    assert list(Membership.objects.filter(unit=cast.town).values_list("user", flat=True)) == [successor.pk]
    entries = AuditEntry.objects.filter(action__in=["plan_hand_over", "hand_over"]).order_by("pk")
    assert list(entries.values_list("action", "by")) == [
        ("plan_hand_over", cast.clerk.pk),
        ("hand_over", None),
    ]


def post_pk(cast: Cast) -> int:
    return post_of(cast.clerk, cast.town).pk


def test_called_off_the_role_stays_where_it_was(cast: Cast, settings: Settings) -> None:
    successor = plan(cast)
    page = signed_in(cast.clerk).get(f"/people/{post_pk(cast)}/").content.decode()
    assert ("起由周宁接任" in page, "交接给接任人" in page) == (True, False)
    answer = signed_in(cast.clerk).post(f"/people/{post_pk(cast)}/hand-over/call-off/")
    assert answer["Location"] == "/account/"
    assert (names(cast.clerk), names(successor)) == (["石桥铺镇"], [])
    again = signed_in(cast.clerk).post(f"/people/{post_pk(cast)}/hand-over/call-off/")
    assert again.status_code == 409
    settings.ANYUE_NOW = NOW + timedelta(days=30)
    assert (names(cast.clerk), carry_out_handovers(by=None)) == (["石桥铺镇"], 0)


def test_a_colleague_who_had_the_role_keeps_it_when_it_is_called_off(cast: Cast) -> None:
    successor = plan(cast)
    call_off_handover(membership=post_of(cast.clerk, cast.town), by=cast.lead)
    appoint(user=successor, unit=cast.town, role=Role.LIAISON, by=None)
    hand_over(membership=post_of(cast.clerk, cast.town), name="周宁", typed=NUMBER, on=DAY, by=cast.clerk)
    call_off_handover(membership=post_of(cast.clerk, cast.town), by=cast.clerk)
    assert (names(cast.clerk), names(successor)) == (["石桥铺镇"], ["石桥铺镇"])


def test_what_ends_the_successor_ends_the_handover(cast: Cast, settings: Settings) -> None:
    successor = plan(cast)
    stop(membership=post_of(successor, cast.town), by=cast.lead)
    settings.ANYUE_NOW = NOW + timedelta(days=30)
    assert (names(cast.clerk), Handover.objects.count()) == (["石桥铺镇"], 0)


@pytest.mark.parametrize("days", [-1, 184])
def test_a_day_past_or_too_far_is_told_at_its_field(cast: Cast, days: int) -> None:
    fields = {"name": "周宁", "mobile": NUMBER, "on": f"{NOW.date() + timedelta(days=days)}"}
    answer = signed_in(cast.clerk).post(f"/people/{post_pk(cast)}/hand-over/", fields)
    page = answer.content.decode()
    assert (answer.status_code, "今天起半年以内" in page, 'value="周宁"' in page) == (422, True, True)
    assert not Handover.objects.exists()


def test_the_page_takes_a_day_and_today_is_at_once(cast: Cast) -> None:
    fields = {"name": "周宁", "mobile": NUMBER, "on": f"{DAY}"}
    page = signed_in(cast.clerk).post(f"/people/{post_pk(cast)}/hand-over/", fields).content.decode()
    assert ("6月15日起交接给周宁，此前两人都可以办理" in page, "6月15日" in page) == (True, True)
    again = signed_in(cast.clerk).post(f"/people/{post_pk(cast)}/hand-over/", fields | {"mobile": OTHER})
    assert "已经预定交接" in again.content.decode()
    held = post_of(cast.sibling, cast.sibling_town)
    hand_over(membership=held, name="吴安", typed=OTHER, on=clock.today(), by=cast.sibling)
    assert names(cast.sibling) == []


def test_to_an_account_of_others_the_day_counts_from_its_code(cast: Cast, settings: Settings) -> None:
    user, held = hijacker(cast), post_of(cast.clerk, cast.town)
    made = hand_over(membership=held, name="周宁", typed=NUMBER, on=DAY, by=cast.clerk)
    assert (made.waits, Handover.objects.count()) == (True, 0)
    accept_post(typed=made.code, by=user)
    assert ("石桥铺镇" in names(user), names(cast.clerk)) == (True, ["石桥铺镇"])
    settings.ANYUE_NOW = NOW + timedelta(days=10)
    assert names(cast.clerk) == []


@pytest.mark.parametrize("name", ["sibling", "bureau_clerk", "village_clerk", "outsider", "reviewer"])
def test_nobody_beside_plans_or_calls_off(cast: Cast, name: str) -> None:
    plan(cast)
    held, by = post_of(cast.clerk, cast.town), getattr(cast, name)
    assert refusal(lambda: call_off_handover(membership=held, by=by)) == "not_allowed"
    assert (
        refusal(lambda: hand_over(membership=held, name="吴安", typed=OTHER, on=DAY, by=by)) == "not_allowed"
    )
    assert signed_in(by).post(f"/people/{held.pk}/hand-over/call-off/").status_code == 404
    assert Handover.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_a_role_is_to_pass_on_once(cast: Cast, _round: int) -> None:
    held = post_of(cast.clerk, cast.town)

    def handing(name: str, number: str, on: date | None) -> Act:
        by = User.objects.get(pk=cast.clerk.pk)
        return lambda: hand_over(membership=held, name=name, typed=number, on=on, by=by)

    told = codes(at_once(handing("周宁", NUMBER, DAY), handing("吴安", OTHER, DAY)))
    assert told == ["done", "handover_planned"]
    assert Membership.objects.filter(unit=cast.town).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_called_off_or_carried_out_never_both(cast: Cast, settings: Settings, _round: int) -> None:
    successor = plan(cast)
    held = post_of(cast.clerk, cast.town)
    settings.ANYUE_NOW = NOW + timedelta(days=10)
    told = at_once(
        lambda: carry_out_handovers(by=None),
        lambda: carry_out_handovers(by=None),
        lambda: call_off_handover(membership=held, by=User.objects.get(pk=cast.lead.pk)),
    )
    assert [one for one in told if isinstance(one, Exception)] == []
    assert codes(told) == ["done", "done", "handover_gone"]
    assert sorted(one for one in told if isinstance(one, int)) == [0, 1]
    assert [one.user_id for one in Membership.objects.filter(unit=cast.town)] == [successor.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_called_off_while_the_office_stops_somebody(cast: Cast, _round: int) -> None:
    successor = plan(cast)
    held, next_held = post_of(cast.clerk, cast.town), post_of(successor, cast.town)
    told = codes(
        at_once(
            lambda: call_off_handover(membership=held, by=User.objects.get(pk=cast.clerk.pk)),
            lambda: stop(membership=next_held, by=User.objects.get(pk=cast.lead.pk)),
        )
    )
    assert told in (["done", "handed_over"], ["done", "handover_gone"])
    assert names(cast.clerk) == ["石桥铺镇"]
