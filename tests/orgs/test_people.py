"""Who comes to act for a unit, who ceases to, who follows whom, and who may settle that."""

import pytest
from django.test import Client

from anyue.accounts.actions import create_account, enter, set_mobile
from anyue.accounts.models import User
from anyue.accounts.queries import key_of_link, user_with_number
from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from anyue.orgs.actions import (
    Appointed,
    Entry,
    accept_post,
    admit,
    appoint,
    hand_link,
    hand_over,
    invite,
    list_people,
    reveal_mobile,
    stop,
)
from anyue.orgs.choices import RevealReason, Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.queries import manages, my_units
from anyue.reports.actions import submit_report
from anyue.reports.models import ReportVersion
from tests.cast import PASSWORD, Cast, Running, new_key
from tests.fixtures import signed_in
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db
NUMBER, OTHER, THIRD = "13900001111", "13900002222", "13900003333"


def post_of(user: User, unit: Unit) -> Membership:
    return Membership.objects.select_related("unit", "user").get(user=user, unit=unit)


def refusal(act: Act) -> str:
    with pytest.raises(AnyueError) as refused:
        act()
    return refused.value.code


def signs_in(name: str, password: str = PASSWORD) -> bool:
    return Client().post("/sign-in/", {"username": name, "password": password}).status_code == 302


def come_in(appointed: Appointed) -> User:
    key = key_of_link(appointed.link)
    assert key is not None
    return enter(key=key, password=PASSWORD, by=key.user)


def test_people_are_looked_after_from_above_and_never_from_beside(cast: Cast) -> None:
    units = list(Unit.objects.all())
    people = {name: one for name, one in vars(cast).items() if isinstance(one, User)}
    reach = {name: {unit.name for unit in units if manages(one, unit.pk)} for name, one in people.items()}
    managed = {name: names for name, names in reach.items() if names}
    villages = {"桥东村", "桥西村", "石桥水泥厂"}
    assert managed == {
        "lead": {"青溪县安委会办公室", "县教育局", "石桥铺镇", "柳林镇", *villages},
        "clerk": villages,
        "outsider": {"远山县安委会办公室", "远山镇"},
    }


def test_an_invited_person_comes_in_by_link_and_signs_in_by_number(cast: Cast) -> None:
    made = invite(unit=cast.town, role=Role.LIAISON, name="周宁", typed="139 0000 1111", by=cast.lead)
    assert not signs_in(NUMBER, "")
    user = come_in(made)
    assert (user.name, [unit.name for unit in my_units(user)]) == ("周宁", ["石桥铺镇"])
    assert signs_in(NUMBER)
    assert key_of_link(made.link) is None


def test_one_person_acts_for_several_units(cast: Cast) -> None:
    come_in(invite(unit=cast.town, role=Role.LIAISON, name="周宁", typed=NUMBER, by=cast.lead))
    second = invite(unit=cast.bureau, role=Role.LIAISON, name="周宁", typed=NUMBER, by=cast.lead)
    assert second.link == ""
    user = user_with_number(NUMBER)
    assert user is not None
    assert [unit.name for unit in my_units(user)] == ["县教育局", "石桥铺镇"]
    again = {"unit": cast.bureau, "role": Role.LIAISON, "name": "周宁", "typed": NUMBER, "by": cast.lead}
    assert refusal(lambda: invite(**again)) == "already_acts"  # type: ignore[arg-type]  # Written once.


def test_a_number_of_another_name_is_refused_without_the_name(cast: Cast) -> None:
    set_mobile(user=cast.outsider, typed=NUMBER, by=None)
    with pytest.raises(AnyueError) as refused:
        invite(unit=cast.village, role=Role.LIAISON, name="猜名", typed=NUMBER, by=cast.clerk)
    assert refused.value.code == "name_differs"
    assert cast.outsider.name not in refused.value.message
    assert not Membership.objects.filter(user=cast.outsider, unit=cast.village).exists()


@pytest.mark.parametrize("name", ["clerk", "lead"])
def test_nobody_gives_themselves_a_role(running: Running, name: str) -> None:
    cast, by = running.cast, getattr(running.cast, name)
    set_mobile(user=by, typed=NUMBER, by=None)
    entries = [Entry(1, cast.village, by.name, NUMBER)]
    held = post_of(cast.village_clerk, cast.village)
    before = AuditEntry.objects.count()
    told = [
        refusal(lambda: invite(unit=cast.village, role=Role.REVIEWER, name=by.name, typed=NUMBER, by=by)),
        refusal(lambda: list_people(entries=entries, by=by)),
        refusal(lambda: hand_over(membership=held, name=by.name, typed=NUMBER, by=by)),
        refusal(lambda: admit(unit=cast.village, name=by.name, number=NUMBER, password="", by=by)),
    ]
    assert told == ["self_appointed"] * 4
    assert (AuditEntry.objects.count(), my_units(by).filter(pk=cast.village.pk).exists()) == (before, False)
    page = signed_in(by).post("/people/list/", {"lines": f"桥东村 {by.name} {NUMBER}"})
    assert (page.status_code, "不能给自己任职" in page.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "name", ["sibling", "bureau_clerk", "village_clerk", "outsider", "reviewer", "leader"]
)
def test_nobody_beside_settles_who_acts_for_a_unit(cast: Cast, name: str) -> None:
    by, held = getattr(cast, name), post_of(cast.clerk, cast.town)
    set_mobile(user=cast.clerk, typed=OTHER, by=None)
    acts: list[Act] = [
        lambda: invite(unit=cast.town, role=Role.LIAISON, name="周宁", typed=NUMBER, by=by),
        lambda: stop(membership=held, by=by, even_if_last=True),
        lambda: hand_over(membership=held, name="周宁", typed=NUMBER, by=by),
        lambda: reveal_mobile(membership=held, reason=RevealReason.CHASE, by=by),
    ]
    before = AuditEntry.objects.count()
    assert [refusal(act) for act in acts] == ["not_allowed"] * 4
    assert refusal(lambda: hand_link(user=cast.clerk, by=by)) == "not_managed"
    assert (AuditEntry.objects.count(), User.objects.filter(name="周宁").count()) == (before, 0)


def test_a_link_never_opens_rights_beyond_the_office_that_makes_it(cast: Cast) -> None:
    assert hand_link(user=cast.village_clerk, by=cast.clerk)
    appoint(user=cast.village_clerk, unit=cast.sibling_town, role=Role.LEAD, by=None)
    assert refusal(lambda: hand_link(user=cast.village_clerk, by=cast.clerk)) == "not_managed"
    administrator = create_account(account="sys", name="系统", password=PASSWORD, by=None)
    User.objects.filter(pk=administrator.pk).update(administers="security")
    Membership(user=administrator, unit=cast.village, role=Role.LIAISON).save()
    administrator.refresh_from_db()
    assert refusal(lambda: hand_link(user=administrator, by=cast.clerk)) == "not_managed"


def test_inviting_someone_invited_elsewhere_gives_no_link_to_their_other_rights(cast: Cast) -> None:
    invite(unit=cast.far_office, role=Role.LEAD, name="周宁", typed=NUMBER, by=cast.outsider)
    made = invite(unit=cast.village, role=Role.LIAISON, name="周宁", typed=NUMBER, by=cast.clerk)
    assert made.link == ""


def test_a_reveal_is_an_act_with_its_reason(cast: Cast) -> None:
    set_mobile(user=cast.clerk, typed=NUMBER, by=None)
    held = post_of(cast.clerk, cast.town)
    assert reveal_mobile(membership=held, reason=RevealReason.CHASE, by=cast.lead) == NUMBER
    entry = AuditEntry.objects.get(action="reveal_mobile")
    assert (entry.target, entry.reason, entry.by) == (f"user:{cast.clerk.pk}", "chase", cast.lead)


def test_the_last_who_fills_in_is_not_stopped_by_mistake(cast: Cast) -> None:
    held = post_of(cast.clerk, cast.town)
    assert refusal(lambda: stop(membership=held, by=cast.lead)) == "last_liaison"
    assert Membership.objects.filter(pk=held.pk).exists()
    appoint(user=cast.sibling, unit=cast.town, role=Role.LEADER, by=None)
    assert refusal(lambda: stop(membership=held, by=cast.lead)) == "last_liaison"
    appoint(user=cast.bureau_clerk, unit=cast.town, role=Role.LIAISON, by=None)
    stop(membership=held, by=cast.lead)
    assert refusal(lambda: stop(membership=held, by=cast.lead)) == "handed_over"
    stop(membership=post_of(cast.bureau_clerk, cast.town), by=cast.lead, even_if_last=True)
    assert refusal(lambda: stop(membership=held, by=cast.sibling)) == "not_allowed"


def test_a_liaison_hands_over_and_loses_nothing_of_the_units(running: Running) -> None:
    cast = running.cast
    made = hand_over(membership=post_of(cast.clerk, cast.town), name="周宁", typed=NUMBER, by=cast.clerk)
    assert list(my_units(cast.clerk)) == []
    successor = come_in(made)
    assert [unit.name for unit in my_units(successor)] == ["石桥铺镇"]
    sent = {"participation": running.part("town"), "occurrence": running.weeks[0], "raw": {"1.1": "1"}}
    assert refusal(lambda: submit_report(**sent, revision=0, key=new_key(), by=cast.clerk)) == "not_allowed"  # type: ignore[arg-type]  # Written once.
    submit_report(**sent, revision=0, key=new_key(), by=successor)  # type: ignore[arg-type]  # Written once.
    assert AuditEntry.objects.filter(action="hand_over").count() == 1


def test_handing_over_to_a_colleague_or_back_and_never_to_oneself(cast: Cast) -> None:
    set_mobile(user=cast.clerk, typed=NUMBER, by=None)
    set_mobile(user=cast.sibling, typed=OTHER, by=None)
    held = post_of(cast.clerk, cast.town)
    own = {"membership": held, "typed": NUMBER, "name": cast.clerk.name, "by": cast.clerk}
    assert refusal(lambda: hand_over(**own)) == "successor_same"  # type: ignore[arg-type]  # Written once.
    assert (
        refusal(lambda: hand_over(membership=held, typed="12345", name="周宁", by=cast.clerk))
        == "mobile_wrong"
    )
    assert Membership.objects.filter(pk=held.pk).exists()
    made = hand_over(membership=held, typed=OTHER, name=cast.sibling.name, by=cast.clerk)
    assert (made.link, made.post.user, made.waits) == ("", cast.sibling, True)
    accept_post(typed=made.code, by=cast.sibling)
    back = post_of(cast.sibling, cast.town)
    made = hand_over(membership=back, typed=NUMBER, name=cast.clerk.name, by=cast.lead)
    accept_post(typed=made.code, by=cast.clerk)
    assert post_of(cast.clerk, cast.town).role == Role.LIAISON


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_a_post_is_handed_over_once(cast: Cast, _round: int) -> None:
    held = post_of(cast.clerk, cast.town)

    def handing(name: str, number: str, by: User) -> Act:
        return lambda: hand_over(membership=held, name=name, typed=number, by=User.objects.get(pk=by.pk))

    told = at_once(
        handing("周宁", NUMBER, cast.clerk),
        handing("吴安", OTHER, cast.clerk),
        handing("郑平", THIRD, cast.lead),
    )
    assert codes(told) == ["done", "handed_over", "handed_over"]
    assert Membership.objects.filter(unit=cast.town).count() == 1
    assert AuditEntry.objects.filter(action="hand_over").count() == 1
    assert User.objects.filter(name__in=["周宁", "吴安", "郑平"]).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_of_two_who_leave_at_once_one_stays(cast: Cast, _round: int) -> None:
    appoint(user=cast.sibling, unit=cast.town, role=Role.LIAISON, by=None)
    both = [post_of(cast.clerk, cast.town), post_of(cast.sibling, cast.town)]
    told = at_once(
        *(lambda held=held: stop(membership=held, by=User.objects.get(pk=cast.lead.pk)) for held in both)
    )
    assert codes(told) == ["done", "last_liaison"]
    assert Membership.objects.filter(unit=cast.town).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_one_number_is_invited_to_two_units_at_once(cast: Cast, _round: int) -> None:
    def inviting(unit: Unit) -> Act:
        return lambda: invite(
            unit=unit, role=Role.LIAISON, name="周宁", typed=NUMBER, by=User.objects.get(pk=cast.lead.pk)
        )

    told = at_once(inviting(cast.town), inviting(cast.bureau))
    assert codes(told) in (["done", "done"], ["done", "mobile_taken"])
    assert User.objects.filter(name="周宁").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_a_report_is_sent_in_before_the_handover_or_not_at_all(running: Running, _round: int) -> None:
    cast, held = running.cast, post_of(running.cast.clerk, running.cast.town)
    participation = running.part("town")

    def submit() -> object:
        return submit_report(
            participation=participation,
            occurrence=running.weeks[0],
            raw={"1.1": "1"},
            revision=0,
            key=new_key(),
            by=User.objects.get(pk=cast.clerk.pk),
        )

    told = at_once(submit, lambda: hand_over(membership=held, name="周宁", typed=NUMBER, by=cast.lead))
    assert codes(told) in (["done", "done"], ["done", "not_allowed"])
    acts = list(AuditEntry.objects.filter(action__in=["submit_report", "hand_over"]).order_by("pk"))
    assert acts[-1].action == "hand_over"
    assert ReportVersion.objects.count() == len(acts) - 1
