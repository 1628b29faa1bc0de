"""The matrix of roles against what the program does: each role tries each act, by page and by interface."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anyue import clock
from anyue.accounts.actions import create_account, make_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.choices import Result
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import issue_campaign, relay_campaign
from anyue.cases.actions import publish_case
from anyue.core.errors import NOT_ALLOWED, AnyueError
from anyue.orgs.actions import appoint, invite, rename_unit
from anyue.orgs.choices import Role
from anyue.orgs.models import Unit
from anyue.orgs.permissions import ROLE_PERMISSIONS, ROLE_SIGHT, Permission, Sight
from anyue.records.actions import keep_record
from anyue.records.models import ActivityRecord
from anyue.reports.actions import save_report, sign_off_report, submit_report
from anyue.reports.models import Report
from anyue.tokens.actions import make_token
from tests.cases.samples import approved
from tests.cast import ISSUED, NOTICE, PASSWORD, Running, import_sample, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


def record_of_the_town(running: Running) -> ActivityRecord:
    return keep_record(
        unit=running.cast.town,
        kind="lecture",
        title="镇里的宣讲",
        held_on=date(2026, 6, 2),
        measures={"events": "1"},
        key=new_key(),
        by=running.cast.clerk,
    )


def report_of(running: Running, part: str, by: User) -> Report:
    return submit_report(
        participation=running.part(part),
        occurrence=running.weeks[0],
        raw={"1.1": "1"},
        revision=0,
        key=new_key(),
        by=by,
    )


@dataclass(frozen=True)
class Try:
    """One way to do an act: for which unit, by what request, and the action that the trail then names."""

    permission: Permission
    unit: str
    action: str
    address: Callable[[Running], str]
    fields: Callable[[Running], dict[str, Any]] = field(default=lambda _running: {})
    method: str = "post"

    def __str__(self) -> str:
        return f"{self.permission}-{self.action}-{'api' if self.method != 'post' else 'page'}"

    def send(self, client: Client, running: Running) -> Any:  # noqa: ANN401  The test client's own response.
        address, fields = self.address(running), self.fields(running)
        if address.startswith("/api/"):
            body = json.dumps(fields)
            return getattr(client, self.method)(address, body, content_type="application/json")
        return client.post(address, fields)


def record_fields(running: Running) -> dict[str, Any]:
    unit = running.cast.town.pk
    return {"unit": unit, "held_on": "2026-06-02", "measure_events": "1", "key": new_key()}


def blank(_running: Running) -> dict[str, Any]:
    text = NOTICE.read_text("utf-8").encode()
    return {"file": SimpleUploadedFile("空白表.txt", text), "revision": "0"}


def notice_at(path: str) -> Callable[[Running], str]:
    return lambda running: f"/notices/{import_sample(running.cast).pk}/{path}"


def table(path: str = "", week: int = 1) -> Callable[[Running], str]:
    return lambda running: f"/reports/{running.town.pk}/{running.weeks[week].pk}/{path}"


def sent_table(path: str) -> Callable[[Running], str]:
    def address(running: Running) -> str:
        report_of(running, "town", running.cast.clerk)
        return table(path, week=0)(running)

    return address


def review(path: str) -> Callable[[Running], str]:
    return lambda running: f"/review/{report_of(running, 'village', running.cast.village_clerk).pk}/{path}"


def values(**more: str) -> Callable[[Running], dict[str, Any]]:
    return lambda _running: {"revision": "0", "key": new_key(), "1.1": "2", **more}


def unacknowledged(running: Running) -> str:
    running.campaign.participations.filter(unit=running.cast.town).update(
        acknowledged_at=None, acknowledged_by=None
    )
    return f"/participations/{running.town.pk}/acknowledge/"


P = Permission
TRIES = [
    Try(
        P.IMPORT_NOTICE,
        "office",
        "import_notice",
        lambda _running: "/notices/new/",
        lambda running: {"unit": running.cast.office.pk, "text": NOTICE.read_text("utf-8")},
    ),
    Try(
        P.IMPORT_NOTICE,
        "office",
        "correct_notice",
        notice_at("header/0/"),
        lambda _running: {"title": "新题", "revision": "0"},
    ),
    Try(
        P.IMPORT_NOTICE,
        "office",
        "correct_notice",
        notice_at("act/"),
        lambda _running: {"remove": "activities-0", "revision": "0"},
    ),
    Try(P.IMPORT_NOTICE, "office", "correct_notice", notice_at("forms/1/replace/"), blank),
    Try(
        P.IMPORT_NOTICE,
        "office",
        "archive_notice",
        notice_at("past/"),
        lambda _running: {"choice": "archive"},
    ),
    Try(P.IMPORT_NOTICE, "office", "shift_notice", notice_at("past/"), lambda _running: {"years": "1"}),
    Try(
        P.ISSUE_CAMPAIGN,
        "office",
        "issue_campaign",
        notice_at("issue/"),
        lambda running: {"units": [running.cast.town.pk], "revision": "0"},
    ),
    Try(P.ACKNOWLEDGE_NOTICE, "town", "acknowledge_notice", unacknowledged),
    Try(
        P.RELAY_CAMPAIGN,
        "town",
        "relay_campaign",
        lambda running: f"/participations/{running.town.pk}/relay/",
        lambda running: {"units": [running.cast.enterprise.pk], "hours_earlier": "0"},
    ),
    Try(P.KEEP_RECORDS, "town", "keep_record", lambda _running: "/records/new/lecture/", record_fields),
    Try(
        P.KEEP_RECORDS,
        "town",
        "change_record",
        lambda running: f"/records/{record_of_the_town(running).pk}/change/",
        record_fields,
    ),
    Try(
        P.KEEP_RECORDS,
        "town",
        "cancel_record",
        lambda running: f"/records/{record_of_the_town(running).pk}/cancel/",
        lambda _running: {"reason": "改期"},
    ),
    Try(P.SUBMIT_REPORT, "town", "save_report", table(), values()),
    Try(P.SUBMIT_REPORT, "town", "submit_report", table(), values(submit="1")),
    Try(P.SUBMIT_REPORT, "town", "take_back_report", sent_table("take-back/")),
    Try(
        P.SUBMIT_REPORT,
        "town",
        "submit_report",
        lambda running: f"/api/reports/{running.town.pk}/{running.weeks[1].pk}",
        lambda _running: {"values": {"1.1": "1"}, "key": new_key()},
        method="put",
    ),
    Try(P.WRITE_SUMMARY, "office", "save_summary", lambda r: f"/overview/{r.root.pk}/summary/", values()),
    Try(P.REVIEW_REPORT, "town", "approve_report", review("approve/"), lambda _running: {"version": "1"}),
    Try(
        P.REVIEW_REPORT,
        "town",
        "return_report",
        review("return/"),
        lambda _running: {"version": "1", "reason": "重报"},
    ),
]


def fill_in(running: Running, user: User) -> None:
    """Fill in for the enterprise, which has nobody."""
    cast = running.cast
    (joined,) = relay_campaign(
        participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk
    )
    save_report(
        participation=joined,
        occurrence=running.weeks[0],
        raw={"1.1": "1", "stand_in": "没有账号"},
        revision=0,
        by=user,
    )


Act = Callable[[Running, User], object]
# Acts at their only door, whatever pages lead to it.
ACTS: list[tuple[Permission, str, Act]] = [
    (
        P.MANAGE_PEOPLE,
        "town",
        lambda running, user: invite(
            unit=running.cast.town, role=Role.LEADER, name="新人", typed="13900000001", by=user
        ),
    ),
    (
        P.MANAGE_PEOPLE_BELOW,
        "town",
        lambda running, user: invite(
            unit=running.cast.village, role=Role.LEADER, name="新人", typed="13900000001", by=user
        ),
    ),
    (
        P.SIGN_OFF,
        "town",
        lambda running, user: sign_off_report(
            report=report_of(running, "town", running.cast.clerk), version=1, by=user
        ),
    ),
    (P.FILL_IN_FOR_BELOW, "town", fill_in),
    (
        P.PUBLISH_CASES,
        "office",
        lambda running, user: publish_case(
            item=approved(running.cast), version=1, is_named=False, more=[], by=user
        ),
    ),
    (
        P.MANAGE_TOKENS,
        "town",
        lambda _running, user: make_token(
            membership=user.memberships.get(),
            name="取数",
            scopes=["read"],
            last_day=date(2026, 7, 1),
            by=user,
        ),
    ),
    (
        P.MANAGE_UNITS,
        "office",
        lambda running, user: rename_unit(unit=running.cast.town, name="新名镇", by=user),
    ),
]


def person_in(unit: Unit, role: Role) -> User:
    """Somebody who has this one role in this one unit and nothing else."""
    user = create_account(account="someone", name="某人", password=PASSWORD, by=None)
    appoint(user=user, unit=unit, role=role, by=None)
    return user


def test_every_act_is_tried() -> None:
    assert {one.permission for one in TRIES} | {permission for permission, _, _ in ACTS} == set(Permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("way", TRIES, ids=str)
def test_a_role_does_what_the_matrix_says(running: Running, role: Role, way: Try) -> None:
    user = person_in(getattr(running.cast, way.unit), role)
    answer = way.send(signed_in(user), running)
    done = set(AuditEntry.objects.filter(by=user, result=Result.DONE).values_list("action", flat=True))
    if way.permission in ROLE_PERMISSIONS[role]:
        assert (answer.status_code in {200, 201, 302}, way.action in done) == (True, True)
    else:
        # A unit that a role may not choose is not on its page's list: that is told at the field.
        assert answer.status_code in {403, 422}
        assert done == set()


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("permission", "unit", "act"), ACTS, ids=[permission for permission, _, _ in ACTS])
def test_an_action_asks_the_matrix(
    running: Running, role: Role, permission: Permission, unit: str, act: Act
) -> None:
    user = person_in(getattr(running.cast, unit), role)
    may = permission in ROLE_PERMISSIONS[role]
    with nullcontext() if may else pytest.raises(AnyueError) as refused:
        act(running, user)
    assert refused is None or refused.value.problem is NOT_ALLOWED
    assert AuditEntry.objects.filter(by=user, result=Result.DONE).exists() == may


@pytest.mark.parametrize("kind", AdministratorKind)
@pytest.mark.parametrize("way", TRIES, ids=str)
def test_an_administrator_does_no_business(running: Running, kind: AdministratorKind, way: Try) -> None:
    user = make_administrator(account="admin", name="管理员", password=PASSWORD, kind=kind, by=None)
    answer = way.send(signed_in(user), running)
    assert answer.status_code in {302, 401, 403, 404, 422}
    assert not AuditEntry.objects.filter(by=user, result=Result.DONE).exists()


def sights(running: Running) -> dict[Sight, str]:
    """For somebody of the town, one page of each kind of what there is to see."""
    draft = record_of_the_town(running)
    village = report_of(running, "village", running.cast.village_clerk)
    return {
        Sight.OWN: f"/records/{draft.pk}/",
        Sight.ADDRESSED: f"/notices/{running.notice.pk}/text/",
        Sight.REPORTING: f"/review/{village.pk}/",
        # The village relays nothing in the sample, so the office looks two levels down.
        Sight.BELOW: f"/review/{village.pk}/",
    }


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("sight", Sight)
def test_a_role_sees_what_the_matrix_says(running: Running, role: Role, sight: Sight) -> None:
    user = person_in(running.cast.office if sight is Sight.BELOW else running.cast.town, role)
    status = signed_in(user).get(sights(running)[sight]).status_code
    assert status == (200 if sight in ROLE_SIGHT[role] else 404)


@pytest.mark.parametrize("kind", AdministratorKind)
def test_an_administrator_sees_no_business(running: Running, kind: AdministratorKind) -> None:
    user = make_administrator(account="admin", name="管理员", password=PASSWORD, kind=kind, by=None)
    client = signed_in(user)
    told = {client.get(address).status_code for address in sights(running).values()}
    assert told <= {302, 403, 404}


def test_two_lines_of_one_unit_do_not_see_each_other(running: Running) -> None:
    """The town also reports to its area; what it counts there is nothing to the office, and the other way."""
    cast = running.cast
    area = create_account(account="area", name="县里", password=PASSWORD, by=None)
    appoint(user=area, unit=cast.area, role=Role.LEAD, by=None)
    with clock.standing_at(ISSUED):
        notice = import_sample(cast)
        type(notice).objects.filter(pk=notice.pk).update(unit=cast.area)
        notice.refresh_from_db()
        other = issue_campaign(notice=notice, recipients=[cast.town], by=area)
    record = record_of_the_town(running)
    report_of(running, "town", cast.clerk)
    page = f"/records/{record.pk}/"
    assert signed_in(cast.lead).get(page).status_code == 200
    assert signed_in(area).get(page).status_code == 404
    place = other.participations.get(unit=cast.town)
    place.acknowledged_at, place.acknowledged_by = ISSUED, cast.clerk
    place.save()
    week = other.forms.get(kind="statistics").occurrences()[0]
    type(other).objects.filter(pk=other.pk).update(title="另一条线的活动")
    submit_report(
        participation=place, occurrence=week, raw={"1.1": "1"}, revision=0, key=new_key(), by=cast.clerk
    )
    assert "另一条线的活动" in signed_in(area).get(page).content.decode()
    assert "另一条线的活动" in signed_in(cast.clerk).get(page).content.decode()
    assert "另一条线的活动" not in signed_in(cast.lead).get(page).content.decode()


def test_who_received_a_notice_does_not_see_how_it_was_corrected(running: Running) -> None:
    address = f"/notices/{running.notice.pk}/"
    assert signed_in(running.cast.clerk).get(address).status_code == 404
    assert signed_in(running.cast.leader).get(address).status_code == 200


def test_an_issuer_may_look_at_the_table_it_asks_for(running: Running) -> None:
    cast = running.cast
    keep_record(
        unit=cast.office,
        kind="lecture",
        title="县里的宣讲",
        held_on=date(2026, 6, 2),
        measures={"events": "1"},
        key=new_key(),
        by=cast.lead,
    )
    page = f"/reports/{running.root.pk}/{running.weeks[0].pk}/"
    assert signed_in(cast.lead).get(page).status_code == 200
