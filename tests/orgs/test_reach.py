"""Nobody reaches anything beside or above: a sibling and an outsider try every address of a campaign."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from anyue.campaigns.models import Campaign, Participation
from anyue.notify.models import Message
from anyue.records.actions import keep_record
from anyue.records.models import ActivityRecord
from anyue.reports.actions import submit_report
from anyue.reports.models import Report
from tests.cast import Running, new_key
from tests.fixtures import signed_in


@dataclass
class Place:
    """Objects of the town, as addresses name them."""

    running: Running
    record: ActivityRecord
    report: Report

    def addresses(self) -> list[str]:
        town, week, form = self.running.town.pk, self.running.weeks[0].pk, self.running.table.pk
        return [
            f"/participations/{town}/",
            f"/records/{self.record.pk}/",
            f"/review/{self.report.pk}/",
            f"/overview/{town}/",
            f"/overview/{town}/units/?what=missing",
            f"/reports/{town}/{week}/table.docx",
            f"/reports/{town}/{week}/table.xlsx",
            f"/totals/{town}/{form}/",
            f"/totals/{town}/{form}/table.docx",
            f"/totals/{town}/{form}/1.2/",
            f"/api/overview/{town}",
        ]

    def acts(self) -> list[tuple[str, dict[str, str]]]:
        town, week = self.running.town.pk, self.running.weeks[1].pk
        return [
            (f"/participations/{town}/acknowledge/", {}),
            (f"/participations/{town}/relay/", {"units": str(self.running.cast.enterprise.pk)}),
            (f"/records/{self.record.pk}/change/", {"title": "改名"}),
            (f"/records/{self.record.pk}/cancel/", {}),
            (f"/reports/{town}/{week}/", {"submit": "1", "revision": "0", "key": new_key()}),
            (f"/reports/{town}/{self.running.weeks[0].pk}/take-back/", {}),
            (f"/review/{self.report.pk}/approve/", {"version": "1"}),
            (f"/review/{self.report.pk}/return/", {"version": "1", "reason": "重报"}),
            (f"/notices/{self.running.notice.pk}/issue/", {"units": str(self.running.cast.town.pk)}),
            (f"/notices/{self.running.notice.pk}/past/", {"choice": "archive"}),
            (f"/notices/{self.running.notice.pk}/header/0/", {"title": "改题", "revision": "0"}),
            (f"/notices/{self.running.notice.pk}/act/", {"remove": "activities-0", "revision": "0"}),
        ]


@pytest.fixture
def place(running: Running) -> Place:
    cast = running.cast
    record = keep_record(
        unit=cast.town,
        kind="lecture",
        title="镇里的宣讲",
        held_on=date(2026, 6, 2),
        measures={"events": "1"},
        key=new_key(),
        by=cast.clerk,
    )
    report = submit_report(
        participation=running.part("town"),
        occurrence=running.weeks[0],
        raw={"1.1": "1"},
        revision=0,
        key=new_key(),
        by=cast.clerk,
    )
    return Place(running, record, report)


def statuses(client: Client, place: Place) -> dict[str, int]:
    told = {address: client.get(address).status_code for address in place.addresses()}
    return {
        **told,
        **{f"POST {address}": client.post(address, data).status_code for address, data in place.acts()},
    }


@pytest.mark.parametrize("name", ["sibling", "outsider", "bureau_clerk"])
def test_who_stands_beside_finds_nothing(place: Place, name: str) -> None:
    user = getattr(place.running.cast, name)
    found = {address: status for address, status in statuses(signed_in(user), place).items() if status != 404}
    if name != "outsider":
        # The notice was addressed to them too: they may read it, and may do nothing with it.
        notices = {address: status for address, status in found.items() if "/notices/" in address}
        assert set(notices.values()) == {403}
        found = {address: status for address, status in found.items() if "/notices/" not in address}
    assert found == {}


def test_village_does_not_see_its_town(place: Place) -> None:
    found = statuses(signed_in(place.running.cast.village_clerk), place)
    assert {a: s for a, s in found.items() if s != 404 and "/notices/" not in a} == {}


def test_leader_reads_downwards_and_does_nothing(place: Place) -> None:
    client = signed_in(place.running.cast.leader)
    assert {client.get(address).status_code for address in place.addresses()} == {200}
    review = f"/review/{place.report.pk}/"
    assert client.post(review + "approve/", {"version": "1"}).status_code == 403
    assert client.post(review + "return/", {"version": "1", "reason": "重报"}).status_code == 403
    place.report.refresh_from_db()
    assert (place.report.opened_at, place.report.approved_at, place.report.returned_at) == (None, None, None)


def test_office_reads_two_levels_down_and_reviews_only_its_own_level(place: Place) -> None:
    running, cast = place.running, place.running.cast
    report = submit_report(
        participation=running.part("village"),
        occurrence=running.weeks[0],
        raw={},
        revision=0,
        key=new_key(),
        by=cast.village_clerk,
    )
    client = signed_in(cast.lead)
    assert client.get(f"/review/{report.pk}/").status_code == 200
    assert client.post(f"/review/{report.pk}/approve/", {"version": "1"}).status_code == 403


def test_lists_hold_exactly_what_the_rule_allows(place: Place) -> None:
    running, cast = place.running, place.running.cast
    everyone = {
        "lead": {"root", "bureau", "town", "sibling_town", "village", "other_village"},
        "clerk": {"town", "village", "other_village"},
        "sibling": {"sibling_town"},
        "bureau_clerk": {"bureau"},
        "village_clerk": {"village"},
        "outsider": set(),
    }
    for name, parts in everyone.items():
        user = getattr(cast, name)
        seen = set(Participation.objects.visible_to(user).values_list("pk", flat=True))
        assert seen == {getattr(running, part).pk for part in parts}, name
        assert Campaign.objects.visible_to(user).exists() == bool(parts), name
        records = set(ActivityRecord.objects.visible_to(user))
        assert records == ({place.record} if name in {"lead", "clerk"} else set()), name
        assert Report.objects.visible_to(user).exists() == (name in {"lead", "clerk"}), name


def test_messages_go_to_the_unit_only(running: Running) -> None:
    cast = running.cast
    Message.objects.create(unit=cast.town, text="退回修改", url="/", posted_at=running.campaign.issued_at)
    seen = {
        u.account
        for u in (cast.clerk, cast.sibling, cast.lead, cast.outsider)
        if Message.objects.visible_to(u)
    }
    assert seen == {"clerk"}


def test_without_signing_in_every_page_leads_to_the_sign_in(place: Place) -> None:
    client = Client()
    for address in [*place.addresses(), "/", "/owed/", "/records/", "/notices/", "/messages/", "/review/"]:
        answer = client.get(address)
        assert answer.status_code == (401 if address.startswith("/api/") else 302), address
