"""Joining by the link of a work group, which a hostile crowd has too."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from anyue.accounts.actions import set_mobile
from anyue.accounts.models import Mobile, User
from anyue.accounts.queries import user_with_number
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import clear_requests, let_join, open_join_link, turn_away
from anyue.campaigns.models import JoinLink, JoinRequest
from anyue.core.errors import AnyueError
from anyue.orgs.actions import Entry, invite, list_people
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership, Unit
from anyue.orgs.queries import my_units
from tests.cast import PASSWORD, Cast, Running
from tests.conftest import NOW
from tests.fixtures import signed_in
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "13900001111", "13900002222"
NEW = "other-2026-pass"


@pytest.fixture
def link(running: Running) -> JoinLink:
    return open_join_link(participation=running.root, by=running.cast.lead)


def fields(unit: Unit, **changed: object) -> dict[str, object]:
    given = {"unit": unit.pk, "name": "周宁", "mobile": NUMBER, "code": "", "password": NEW, "again": NEW}
    return {**given, **changed}


def ask(link: JoinLink, unit: Unit, client: Client | None = None, **changed: object) -> HttpResponse:
    answer = (client or Client()).post(f"/join/{link.secret}/", fields(unit, **changed))
    assert isinstance(answer, HttpResponse)
    return answer


def signs_in(name: str, password: str) -> bool:
    return Client().post("/sign-in/", {"username": name, "password": password}).status_code == 302


def decide(running: Running, act: str, by: User | None = None) -> HttpResponse:
    asked = JoinRequest.objects.get()
    answer = signed_in(by or running.cast.lead).post(f"/joining/{asked.pk}/", {"act": act})
    assert isinstance(answer, HttpResponse)
    return answer


def listed(cast: Cast, number: str = NUMBER) -> str:
    """The code of a liaison on the office's list."""
    return list_people(entries=[Entry(1, cast.town, "周宁", number)], by=cast.lead)[0].code


def test_who_asks_waits_and_enters_after_a_yes(running: Running, link: JoinLink) -> None:
    cast, phone = running.cast, Client()
    assert ask(link, cast.town, phone)["Location"] == f"/join/{link.secret}/asked/"
    waiting = phone.get(f"/join/{link.secret}/asked/").content.decode()
    assert JoinRequest.objects.get().check_code in waiting
    assert not signs_in(NUMBER, NEW)
    shown = signed_in(cast.lead).get(f"/participations/{running.root.pk}/joining/").content.decode()
    assert ("139****1111" in shown, NUMBER in shown, "周宁" in shown) == (True, False, True)
    assert decide(running, "yes").status_code == 302
    assert signs_in(NUMBER, NEW)
    user = user_with_number(NUMBER)
    assert user is not None
    assert [unit.name for unit in my_units(user)] == ["石桥铺镇"]
    assert "申请已办理" in phone.get(f"/join/{link.secret}/asked/").content.decode()
    assert JoinRequest.objects.count() == 0


def test_a_no_leaves_nothing_behind(running: Running, link: JoinLink) -> None:
    ask(link, running.cast.town)
    decide(running, "no")
    assert (JoinRequest.objects.count(), User.objects.filter(name="周宁").count()) == (0, 0)
    assert not signs_in(NUMBER, NEW)


def test_only_units_that_the_campaign_asks_are_offered_in_official_order(
    running: Running, link: JoinLink
) -> None:
    page = Client().get(f"/join/{link.secret}/").content.decode()
    assert re.findall(r'<option value="\d+">(.*?)</option>', page) == ["县教育局", "石桥铺镇", "柳林镇"]
    sought = Client().get(f"/join/{link.secret}/?q=柳").content.decode()
    assert re.findall(r'<option value="\d+">(.*?)</option>', sought) == ["柳林镇"]
    for unit in (running.cast.office, running.cast.village, running.cast.far_office):
        assert ask(link, unit).status_code == 422
    assert JoinRequest.objects.count() == 0


def blurred(answer: HttpResponse, link: JoinLink) -> tuple[int, str, str]:
    text = re.sub(r"\w{64}", "", answer.content.decode())
    return answer.status_code, answer.get("Location", ""), text.replace(link.secret, "")


def test_answers_do_not_tell_whose_number_is_known_or_listed(running: Running, link: JoinLink) -> None:
    cast = running.cast
    numbers = {"known": "13900000001", "listed": "13900000002", "nobody": "13900000003"}
    set_mobile(user=cast.sibling, typed=numbers["known"], by=None)
    listed(cast, numbers["listed"])
    for code in ("", "K7MF2QXW"):
        told = {}
        for kind, number in numbers.items():
            phone = Client()
            answer = ask(link, cast.town, phone, mobile=number, code=code)
            told[kind] = [blurred(answer, link)]
            if not code:
                page = phone.get(answer["Location"])
                told[kind] += [(page.status_code, "", re.sub(r"\d{4}</p>|\w{64}", "", page.content.decode()))]
        shown = [repr(one).replace(numbers[kind], "") for kind, one in told.items()]
        assert len(set(shown)) == 1, code


def test_a_listed_number_enters_with_its_code_alone(running: Running, link: JoinLink) -> None:
    cast = running.cast
    code = listed(cast)
    assert ask(link, cast.town, mobile=OTHER, code=code).status_code == 422
    assert ask(link, cast.town, code="22222222").status_code == 422
    phone = Client()
    typed = f"{code[:4].lower()} {code[4:]}"
    answer = ask(link, cast.town, phone, code=typed)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert phone.get("/").status_code == 200
    assert signs_in(NUMBER, NEW)
    assert ask(link, cast.town, code=code, password="again-2026", again="again-2026").status_code == 422
    assert signs_in(NUMBER, NEW)


def test_guessing_codes_locks_the_number(running: Running, link: JoinLink) -> None:
    code = listed(running.cast)
    told = [ask(link, running.cast.town, code=f"2222222{at}").status_code for at in range(6)]
    assert (told[0], told[-1]) == (422, 429)
    assert ask(link, running.cast.town, code=code).status_code == 429


def test_a_colleagues_number_gives_none_of_the_colleagues_rights(running: Running, link: JoinLink) -> None:
    cast = running.cast
    set_mobile(user=cast.sibling, typed=NUMBER, by=None)
    ask(link, cast.town, name=cast.sibling.name)
    decide(running, "yes")
    assert signs_in(NUMBER, PASSWORD)
    assert not signs_in(NUMBER, NEW)
    # Invited and not entered yet: a yes makes a link, which the office hands to the person it knows.
    invite(unit=cast.bureau, role=Role.LIAISON, name="周宁", typed=OTHER, by=cast.lead)
    ask(link, cast.town, mobile=OTHER)
    answer = decide(running, "yes")
    assert "/enter/" in answer.content.decode()
    assert not signs_in(OTHER, NEW)


def test_a_number_under_another_name_is_not_let_in_and_its_name_not_told(
    running: Running, link: JoinLink
) -> None:
    set_mobile(user=running.cast.outsider, typed=NUMBER, by=None)
    ask(link, running.cast.town)
    page = decide(running, "yes").content.decode()
    assert ("另一个姓名" in page, running.cast.outsider.name in page) == (True, False)
    assert JoinRequest.objects.count() == 1


def test_the_link_is_renewed_closed_and_ends_with_the_campaign(
    running: Running, link: JoinLink, settings: Settings
) -> None:
    cast, address = running.cast, f"/participations/{running.root.pk}/joining/link/"
    lead = signed_in(cast.lead)
    lead.post(address, {"act": "open"})
    renewed = JoinLink.objects.get()
    assert Client().get(f"/join/{link.secret}/").status_code == 404
    assert Client().get(f"/join/{renewed.secret}/").status_code == 200
    settings.ANYUE_NOW = NOW.replace(year=2027)
    assert Client().get(f"/join/{renewed.secret}/").status_code == 404
    assert ask(renewed, cast.town).status_code == 404
    settings.ANYUE_NOW = NOW
    assert renewed.expires_on >= date(2026, 6, 30)
    lead.post(address, {"act": "close"})
    assert ask(renewed, cast.town).status_code == 404


def test_a_crowd_with_the_link_fills_no_more_than_a_list(
    running: Running, link: JoinLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anyue.campaigns.actions.joining.MOST_WAITING", 3)
    told = [ask(link, running.cast.town, mobile=f"1390000{at:04}").status_code for at in range(5)]
    assert told == [302, 302, 302, 422, 422]
    signed_in(running.cast.lead).post(
        f"/participations/{running.root.pk}/joining/link/", {"act": "turn-all-away"}
    )
    assert JoinRequest.objects.count() == 0


def test_a_request_without_an_answer_is_not_kept(
    running: Running, link: JoinLink, settings: Settings
) -> None:
    JoinLink.objects.update(expires_on=date(2027, 1, 1))
    for days, waiting in ((0, [NUMBER]), (29, [NUMBER, OTHER]), (31, [OTHER, OTHER])):
        settings.ANYUE_NOW = NOW + timedelta(days=days)
        ask(link, running.cast.town, mobile=OTHER if days else NUMBER)
        assert [asked.number for asked in JoinRequest.objects.all()] == waiting


def test_tidying_removes_requests_without_an_answer(
    running: Running, link: JoinLink, settings: Settings
) -> None:
    settings.KEEP_REQUEST_DAYS = 10
    ask(link, running.cast.town)
    settings.ANYUE_NOW = NOW + timedelta(days=9)
    assert clear_requests(by=None) == 0
    ask(link, running.cast.town, mobile=OTHER)
    settings.ANYUE_NOW = NOW + timedelta(days=11)
    assert clear_requests(by=None) == 1
    assert [asked.number for asked in JoinRequest.objects.all()] == [OTHER]
    assert AuditEntry.objects.filter(action="clear_requests").count() == 2


def test_two_who_ask_with_one_number_both_wait(running: Running, link: JoinLink) -> None:
    ask(link, running.cast.town)
    ask(link, running.cast.town, password="other-2026-x", again="other-2026-x")
    assert JoinRequest.objects.count() == 2


@pytest.mark.parametrize("name", ["reviewer", "leader", "clerk", "sibling", "bureau_clerk", "outsider"])
def test_nobody_else_sees_or_decides_who_joins(running: Running, link: JoinLink, name: str) -> None:
    ask(link, running.cast.town)
    client, root = signed_in(getattr(running.cast, name)), running.root.pk
    pk = JoinRequest.objects.get().pk
    told = [
        client.get(f"/participations/{root}/joining/").status_code,
        client.get(f"/participations/{root}/joining/link.svg").status_code,
        client.post(f"/participations/{root}/joining/link/", {"act": "open"}).status_code,
        client.post(f"/joining/{pk}/", {"act": "yes"}).status_code,
        client.post(f"/joining/{pk}/", {"act": "no"}).status_code,
    ]
    assert set(told) <= {403, 404}
    assert JoinRequest.objects.count() == 1


def test_the_code_of_the_link_is_a_picture_of_ours(running: Running, link: JoinLink) -> None:
    answer = signed_in(running.cast.lead).get(f"/participations/{running.root.pk}/joining/link.svg")
    assert (answer["Content-Type"], link.secret in answer.content.decode()) == ("image/svg+xml", False)
    assert answer.content.startswith(b"<?xml")


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": ""},
        {"unit": "9" * 30},
        {"unit": "x"},
        {"name": ""},
        {"name": "\0"},
        {"mobile": "0357-2099000"},
        {"mobile": "1" * 10_000},
        {"password": "short", "again": "short"},
        {"again": "different"},
        {"code": "…" * 50},
    ],
)
def test_bad_input_keeps_what_was_typed(running: Running, link: JoinLink, changed: dict[str, str]) -> None:
    answer = Client().post(f"/join/{link.secret}/", {**fields(running.cast.town), **changed})
    assert answer.status_code == 422
    if "name" not in changed:
        assert 'value="周宁"' in answer.content.decode()
    assert JoinRequest.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(4))
def test_who_waits_is_let_in_or_turned_away_once(running: Running, _round: int) -> None:
    link = open_join_link(participation=running.root, by=running.cast.lead)
    ask(link, running.cast.town)
    asked = JoinRequest.objects.select_related("participation", "unit").get()

    def deciding(act: str) -> Act:
        by = User.objects.get(pk=running.cast.lead.pk)
        if act == "yes":
            return lambda: let_join(request=asked, by=by)
        return lambda: turn_away(request=asked, by=by)

    told = at_once(deciding("yes"), deciding("no"), deciding("yes"))
    assert codes(told) == ["done", "join_decided", "join_decided"]
    entries = AuditEntry.objects.filter(action__in=["let_join", "turn_away"])
    assert entries.count() == 1
    is_in = Membership.objects.filter(user__name="周宁", unit=running.cast.town).exists()
    assert is_in == (entries.get().action == "let_join") == Mobile.objects.exists()


def test_the_list_is_taken_whole_or_not_at_all(running: Running) -> None:
    lead = signed_in(running.cast.lead)
    good = "石桥铺镇 周宁 139 0000 1111\n\n柳林镇，吴安，13900002222\n县教育局\t郑 平\t+86-139-0000-3333"
    wrong = lead.post("/people/list/", {"lines": f"{good}\n远山镇 王五 13900004444\n柳林镇 没有号码"})
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert all(words in text for words in ("第 5 行", "第 6 行", "周宁"))
    assert not User.objects.filter(name="周宁").exists()
    answer = lead.post("/people/list/", {"lines": good})
    page = answer.content.decode()
    assert re.findall(r"139\*\*\*\*\d{4}", page) == ["139****1111", "139****2222", "139****3333"]
    assert len(re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page)) == 3
    assert User.objects.filter(name__in=["周宁", "吴安", "郑平"]).count() == 3


def test_opening_is_refused_to_whom_no_unit_below_is_given(running: Running) -> None:
    with pytest.raises(AnyueError) as refused:
        open_join_link(participation=running.root, by=running.cast.leader)
    assert refused.value.code == "not_allowed"
