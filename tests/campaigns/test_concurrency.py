"""Two people at one notice at once: one is done, the other is told; nobody is asked twice."""

import pytest

from anyue import clock
from anyue.audit.models import AuditEntry
from anyue.campaigns.actions import (
    acknowledge_notice,
    archive_notice,
    issue_campaign,
    relay_campaign,
)
from anyue.campaigns.models import Campaign, Notice, Participation, ReportingLine
from tests.cast import ISSUED, THEME, Cast, Running, import_sample, say
from tests.race import Act, at_once, codes

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(4)
"""One round may miss the moment that matters."""


def issuing(cast: Cast, notice: Notice) -> Act:
    def issue() -> Campaign:
        found = Notice.objects.select_related("unit").get(pk=notice.pk)
        with clock.standing_at(ISSUED):
            return issue_campaign(notice=found, recipients=[cast.town, cast.bureau], by=cast.lead)

    return issue


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_notice_is_issued_once(cast: Cast, _round: int) -> None:
    notice = import_sample(cast)
    told = at_once(*[issuing(cast, notice)] * 3)
    assert codes(told) in (
        ["done", "notice_closed", "notice_closed"],
        ["done", "notice_changed", "notice_closed"],
    )
    assert (Campaign.objects.count(), Participation.objects.count()) == (1, 3)
    assert AuditEntry.objects.filter(action="issue_campaign").count() == 1


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_notice_is_not_issued_without_a_correction_that_was_saved(cast: Cast, _round: int) -> None:
    notice = import_sample(cast)

    def correct() -> None:
        found = Notice.objects.select_related("unit").get(pk=notice.pk)
        say(found, "header", THEME, value="人人会应急", revision=found.revision, by=cast.lead)

    told = at_once(correct, issuing(cast, notice))
    notice = Notice.objects.get(pk=notice.pk)
    campaign = Campaign.objects.filter(notice=notice).first()
    assert codes(told) in (["done", "done"], ["done", "notice_changed"], ["done", "notice_closed"])
    assert campaign is None or campaign.theme == notice.read_plan().theme


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_notice_is_archived_or_issued(cast: Cast, _round: int) -> None:
    notice = import_sample(cast)

    def archive() -> None:
        archive_notice(notice=Notice.objects.select_related("unit").get(pk=notice.pk), by=cast.lead)

    told = at_once(archive, issuing(cast, notice))
    assert codes(told) == ["done", "notice_closed"]
    notice.refresh_from_db()
    assert (notice.archived_at is None) == Campaign.objects.filter(notice=notice).exists()


@pytest.mark.parametrize("_round", ROUNDS)
def test_two_corrections_do_not_overwrite_each_other(cast: Cast, _round: int) -> None:
    notice = import_sample(cast)

    def correct(theme: str) -> None:
        found = Notice.objects.select_related("unit").get(pk=notice.pk)
        say(found, "header", THEME, value=theme, by=cast.lead)

    told = at_once(lambda: correct("甲"), lambda: correct("乙"))
    assert codes(told) == ["done", "notice_changed"]
    notice.refresh_from_db()
    assert (notice.revision, notice.read_plan().theme in {"甲", "乙"}) == (1, True)


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_unit_is_relayed_to_once(running: Running, _round: int) -> None:
    cast = running.cast

    def relay() -> list[Participation]:
        return relay_campaign(participation=running.part("town"), recipients=[cast.enterprise], by=cast.clerk)

    told = at_once(relay, relay, relay)
    assert codes(told) == ["already_takes_part", "already_takes_part", "done"]
    joined = Participation.objects.get(campaign=running.campaign, unit=cast.enterprise)
    assert ReportingLine.objects.filter(participation=joined).count() == 3
    # One from the start of the campaign, one from here.
    assert AuditEntry.objects.filter(action="relay_campaign").count() == 2


@pytest.mark.parametrize("_round", ROUNDS)
def test_a_notice_is_acknowledged_once(running: Running, _round: int) -> None:
    cast, before = running.cast, AuditEntry.objects.filter(action="acknowledge_notice").count()

    def acknowledge() -> None:
        acknowledge_notice(participation=running.part("bureau"), by=cast.bureau_clerk)

    assert codes(at_once(acknowledge, acknowledge, acknowledge)) == ["done"] * 3
    assert AuditEntry.objects.filter(action="acknowledge_notice").count() == before + 1
