"""The principal officer of an enterprise reads the unit and answers for what it sends."""

import pytest
from django.test import Client

from anyue.accounts.actions import create_account
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import acknowledge_notice, relay_campaign
from anyue.campaigns.models import Participation
from anyue.orgs.actions import appoint
from anyue.orgs.choices import Role
from anyue.reports.actions import submit_report
from anyue.reports.models import SignOff
from tests.cast import PASSWORD, Running, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


class Plant:
    """The cement works in the campaign, with a liaison and its principal officer."""

    def __init__(self, running: Running) -> None:
        cast = running.cast
        self.week = running.weeks[0]
        self.principal = create_account(account="boss", name="厂长", password=PASSWORD, by=None)
        self.liaison = create_account(account="plant", name="联络", password=PASSWORD, by=None)
        appoint(user=self.principal, unit=cast.enterprise, role=Role.PRINCIPAL, by=None)
        appoint(user=self.liaison, unit=cast.enterprise, role=Role.LIAISON, by=None)
        relay_campaign(participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk)
        self.part = Participation.objects.select_related("unit").get(unit=cast.enterprise)
        acknowledge_notice(participation=self.part, by=self.liaison)
        self.part.refresh_from_db()
        self.address = f"/reports/{self.part.pk}/{self.week.pk}/"

    def send(self) -> None:
        submit_report(
            participation=self.part,
            occurrence=self.week,
            raw={"1.1": "2"},
            revision=0,
            key=new_key(),
            by=self.liaison,
        )

    def sign(self, client: Client, version: str = "1") -> int:
        return client.post(f"{self.address}sign-off/", {"version": version}).status_code


def test_what_was_sent_in_is_signed_off_once(running: Running) -> None:
    plant = Plant(running)
    principal = signed_in(plant.principal)
    assert plant.sign(principal) == 404
    plant.send()
    assert "审签第 1 版" in principal.get(plant.address).content.decode()
    assert [plant.sign(principal), plant.sign(principal), plant.sign(principal, "2")] == [302, 302, 409]
    assert SignOff.objects.get().signed_by == plant.principal
    assert AuditEntry.objects.filter(action="sign_off_report").count() == 1
    report = SignOff.objects.get().version.report
    for client, page in (
        (signed_in(plant.liaison), plant.address),
        (signed_in(running.cast.clerk), f"/review/{report.pk}/"),
    ):
        assert "审签" in client.get(page).content.decode()


def test_a_principal_officer_reads_and_sends_nothing(running: Running) -> None:
    plant = Plant(running)
    principal = signed_in(plant.principal)
    assert principal.get(plant.address).status_code == 200
    answer = principal.post(plant.address, {"submit": "1", "revision": "0", "key": new_key(), "1.1": "2"})
    assert answer.status_code == 403
    plant.send()
    assert plant.sign(signed_in(plant.liaison)) == 403
    assert plant.sign(signed_in(running.cast.clerk)) == 404
    assert not SignOff.objects.exists()
