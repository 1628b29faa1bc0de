"""A superior fills in for a unit that has nobody, marked for good; for any other unit it only returns."""

import pytest
from django.test import Client

from anyue.audit.models import AuditEntry
from anyue.core.errors import AnyueError
from anyue.orgs.actions import invite
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership
from anyue.reports.actions import submit_report
from anyue.reports.models import Report, ReportVersion
from tests.cast import PASSWORD, Running, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db
REASON = "村里无人值守，电话报数"


@pytest.fixture
def deserted(running: Running) -> Running:
    """The first village has nobody any more."""
    Membership.objects.filter(unit=running.cast.village).delete()
    return running


def address(running: Running, part: str = "village") -> str:
    return f"/reports/{getattr(running, part).pk}/{running.weeks[0].pk}/"


def send(running: Running, client: Client, part: str = "village", **changed: str) -> int:
    given = {"submit": "1", "revision": "0", "key": new_key(), "1.1": "3", "stand_in": REASON, **changed}
    return client.post(address(running, part), given).status_code


def test_what_was_filled_in_is_marked_with_who_and_why(deserted: Running) -> None:
    town = signed_in(deserted.cast.clerk)
    assert "代填原因" in town.get(address(deserted)).content.decode()
    assert send(deserted, town) == 302
    version = ReportVersion.objects.get()
    assert (version.stood_in, version.submitted_by) == (REASON, deserted.cast.clerk)
    entry = AuditEntry.objects.get(action="stand_in")
    assert (entry.by, entry.unit_id) == (deserted.cast.clerk, deserted.cast.village.pk)
    report = Report.objects.get()
    for page in (address(deserted), f"/review/{report.pk}/"):
        assert REASON in town.get(page).content.decode()


def test_a_reason_is_asked_for_and_nothing_typed_is_lost(deserted: Running) -> None:
    town = signed_in(deserted.cast.clerk)
    answer = town.post(
        address(deserted), {"submit": "1", "revision": "0", "key": new_key(), "1.1": "3", "stand_in": " "}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert ("请写明代填的原因" in text, 'value="3"' in text) == (True, True)
    assert not Report.objects.exists()


def test_nobody_fills_in_for_a_unit_that_has_somebody(running: Running) -> None:
    town = signed_in(running.cast.clerk)
    assert town.get(address(running)).status_code == 404
    assert send(running, town) == 404
    with pytest.raises(AnyueError) as refused:
        submit_report(
            participation=running.part("village"),
            occurrence=running.weeks[0],
            raw={"1.1": "3", "stand_in": REASON},
            revision=0,
            key=new_key(),
            by=running.cast.clerk,
        )
    assert (refused.value.code, Report.objects.exists()) == ("not_allowed", False)


def test_who_was_invited_and_has_not_come_in_is_nobody_yet(deserted: Running) -> None:
    cast, town = deserted.cast, signed_in(deserted.cast.clerk)
    made = invite(unit=cast.village, role=Role.LIAISON, name="周宁", typed="13900001111", by=cast.clerk)
    overview = town.get(f"/overview/{deserted.town.pk}/").content.decode()
    assert ("代填" in overview, town.get(address(deserted)).status_code) == (True, 200)
    Client().post(f"/enter/{made.link}/", {"password": PASSWORD, "again": PASSWORD})
    overview = town.get(f"/overview/{deserted.town.pk}/").content.decode()
    assert ("代填" in overview, send(deserted, town)) == (False, 404)


@pytest.mark.parametrize("name", ["lead", "reviewer", "leader", "sibling", "bureau_clerk", "outsider"])
def test_only_whom_the_unit_reports_to_fills_in(deserted: Running, name: str) -> None:
    other = signed_in(getattr(deserted.cast, name))
    assert other.get(address(deserted)).status_code == 404
    assert send(deserted, other) == 404
    assert not Report.objects.exists()
