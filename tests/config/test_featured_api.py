"""Featured activities and packs through the interface."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from anyue.records.models import FeaturedActivity
from tests.cast import Running
from tests.config.test_people_api import post
from tests.config.test_tokens import bearer, code_of, token_for
from tests.records.test_packs import held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_activity_is_sent_opened_adopted_and_packed(running: Running) -> None:
    cast = running.cast
    record = held(cast.office, cast.lead, "县里的课", 0, 1)
    office = bearer(token_for(cast.lead, cast.office, "read", "submit_report", "review_report")[1])
    # The office itself asks nobody: it has no superior to send to.
    body = {"participation": running.root.pk, "title": "题", "text": "文", "photos": [0]}
    assert code_of(post(office, f"/api/records/{record.pk}/feature", **body)) == (422, "featured_nowhere")

    town = held(cast.town, cast.clerk, "镇里的课", 2, 3)
    sent = FeaturedActivity.objects.create(
        record=town,
        participation=running.part("town"),
        title="题",
        text="文",
        sent_at=town.created_at,
        sent_by=cast.clerk,
    )
    sent.photos.set(town.evidence.all()[:1])
    below = f"/api/participations/{running.root.pk}"
    (one,) = office.get(f"{below}/featured").json()["items"]
    assert (one["id"], one["state"], one["photos"], one["days_after"]) == (sent.pk, "waiting", [0], 3)
    assert office.get(f"/api/featured/{sent.pk}").json()["state"] == "waiting"
    assert post(office, f"/api/featured/{sent.pk}/open").json()["state"] == "opened"
    said = {"adopted_in": "简报第3期", "seen": 0}
    assert post(office, f"/api/featured/{sent.pk}/adopt", **said).json()["state"] == "adopted"
    assert code_of(post(office, f"/api/featured/{sent.pk}/adopt", **said)) == (409, "featured_decided")
    no = {"reason": "thin", "seen": 1}
    assert post(office, f"/api/featured/{sent.pk}/decline", **no).json()["state"] == "not-adopted"
    assert post(office, f"/api/featured/{sent.pk}/withdraw").status_code == 403
    assert office.get(f"{below}/pack?units={cast.town.pk}").json()["photos"] == 1
    assert code_of(office.get(f"{below}/pack.zip?adopted=true")) == (409, "pack_empty")
    packed = b"".join(office.get(f"{below}/pack.zip"))
    with ZipFile(BytesIO(packed)) as package:
        assert len(package.namelist()) == 4


def test_program_that_may_only_look_does_nothing_and_a_stranger_sees_nothing(running: Running) -> None:
    cast = running.cast
    record = held(cast.office, cast.lead, "县里的课", 0)
    looking = bearer(token_for(cast.lead, cast.office, "read")[1])
    body = {"participation": running.root.pk, "title": "题", "text": "文"}
    assert post(looking, f"/api/records/{record.pk}/feature", **body).status_code == 403
    stranger = bearer(token_for(cast.outsider, cast.far_office, "read", "submit_report")[1])
    assert post(stranger, f"/api/records/{record.pk}/feature", **body).status_code == 404
    for path in ("featured", "pack", "pack.zip"):
        assert stranger.get(f"/api/participations/{running.root.pk}/{path}").status_code == 404
