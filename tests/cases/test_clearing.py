"""What goes with time: items that were never approved, and the pictures; what stays of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from anyue.audit.models import AuditEntry
from anyue.cases import actions, queries
from anyue.cases.actions import clear_cases
from anyue.cases.models import CaseItem, CasePicture, CaseVersion
from anyue.core.cases import Register
from anyue.files.actions import clear_files
from anyue.files.models import StoredFile
from tests.cases.samples import CASE, enter, send, sent
from tests.cases.test_pictures import approved, content_at, published, with_pictures
from tests.cast import Cast, Running, new_key
from tests.conftest import NOW
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.KEEP_CASE_MONTHS = 36


def after(settings: Settings, days: int) -> None:
    settings.ANYUE_NOW = NOW + timedelta(days=days)


def test_drafts_and_refused_ones_go_and_what_waits_or_was_approved_stays(
    cast: Cast, settings: Settings
) -> None:
    enter(cast.town, cast.office, cast.clerk)
    refused, taken_back = sent(cast), sent(cast)
    actions.return_case(item=refused, version=1, reason="不属实", marks={}, by=cast.lead)
    actions.take_back_case(item=taken_back, by=cast.clerk)
    waits, kept = sent(cast), approved(cast)
    after(settings, 3 * 365)
    assert clear_cases(by=None) == 0
    after(settings, 3 * 366)
    assert clear_cases(by=None) == 3
    assert set(CaseItem.objects.all()) == {waits, kept}
    assert set(CaseVersion.objects.values_list("item", flat=True)) == {waits.pk, kept.pk}
    said = AuditEntry.objects.filter(action="clear_cases").order_by("pk").values_list("reason", flat=True)
    assert list(said) == ["drafts=0 refused=0 pictures=0", "drafts=1 refused=2 pictures=0"]
    assert clear_cases(by=None) == 0


def test_what_was_touched_since_stays(cast: Cast, settings: Settings) -> None:
    item = sent(cast)
    after(settings, 3 * 365)
    actions.return_case(item=item, version=1, reason="请补充", marks={}, by=cast.lead)
    after(settings, 3 * 366)
    assert clear_cases(by=None) == 0
    send(item, cast.clerk)
    assert CaseItem.objects.get() == item


def test_originals_go_and_their_digests_and_what_is_public_stay(cast: Cast, settings: Settings) -> None:
    item = approved(cast, 1, 2)
    address = f"{published(cast, item, {2: []})}pictures/1/"
    public = content_at(Client(), address)
    after(settings, 3 * 366)
    assert clear_cases(by=None) == 4
    StoredFile.objects.update(given_at=NOW - timedelta(days=2))
    assert clear_files(by=None) == 2
    assert not CasePicture.objects.exists()
    assert len(item.versions.get().pictures) == 2
    assert content_at(Client(), address) == public is not None
    assert "照片已超过保存期，按规定清除" in signed_in(cast.lead).get(f"/cases/{item.pk}/").content.decode()


def test_the_end_of_the_campaign_counts(running: Running, settings: Settings) -> None:
    cast = running.cast
    line = next(one for one in queries.lines_of([cast.town]) if one.participation)
    actions.enter_case(register=Register.CASE, line=line, raw=CASE, key=new_key(), by=cast.clerk)
    running.campaign.ends_on = (NOW + timedelta(days=100)).date()
    running.campaign.save()
    after(settings, 3 * 366 + 50)
    assert clear_cases(by=None) == 0
    after(settings, 3 * 366 + 101)
    assert clear_cases(by=None) == 1


def test_nothing_goes_where_the_time_is_0(cast: Cast, settings: Settings) -> None:
    with_pictures(cast, 1)
    settings.KEEP_CASE_MONTHS = 0
    after(settings, 20 * 365)
    assert clear_cases(by=None) == 0
    assert not AuditEntry.objects.filter(action="clear_cases").exists()
