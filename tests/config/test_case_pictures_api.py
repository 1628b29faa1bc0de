"""The pictures of cases over the interface: the same way as on the pages."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from anyue.cases.models import PublicRegister, PublishedPicture
from tests.cases.samples import enter, send
from tests.cases.test_pictures import content_at
from tests.cast import Cast
from tests.config.test_cases_api import call
from tests.fixtures import signed_in
from tests.media import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def listed(client: Client, path: str) -> list[tuple[int, int, str]]:
    rows = client.get(f"/api/cases{path}/pictures").json()
    return [(row["version"], row["position"], row["caption"]) for row in rows]


def test_pictures_are_added_captioned_removed_and_made_public(cast: Cast) -> None:
    clerk, lead = signed_in(cast.clerk), signed_in(cast.lead)
    item = enter(cast.town, cast.office, cast.clerk)
    path = f"/{item.pk}"
    files = [SimpleUploadedFile(f"{seed}.jpg", photo(seed=seed)) for seed in (1, 2, 3)]
    added: Any = clerk.post(f"/api/cases{path}/pictures", {"revision": 0, "files": files})
    assert (added.status_code, added.json()["revision"]) == (200, 1)
    assert call(clerk, "post", f"{path}/pictures/1/caption", caption="整改前", revision=0).status_code == 409
    call(clerk, "post", f"{path}/pictures/1/caption", caption="整改前", revision=1)
    call(clerk, "post", f"{path}/pictures/3/remove", revision=2)
    drafted = [(0, 1, "整改前"), (0, 2, "")]
    assert listed(clerk, path) == drafted
    send(item, cast.clerk)
    sent = [(1, 1, "整改前"), (1, 2, "")]
    assert (listed(clerk, path), listed(lead, path)) == (drafted + sent, sent)
    assert content_at(lead, f"/api/cases{path}/pictures/1/1")
    assert content_at(lead, f"/api/cases{path}/pictures/0/1") is None
    assert content_at(signed_in(cast.sibling), f"/api/cases{path}/pictures/1/1") is None
    assert call(clerk, "post", f"{path}/pictures/1/remove", revision=4).status_code == 409

    call(lead, "post", f"{path}/approve", version=1)
    box = {"left": 0, "top": 0, "width": 50, "height": 50}
    wrong = [{"position": 1, "boxes": [{**box, "width": 0}]}]
    assert call(lead, "post", f"{path}/publish", version=1, pictures=wrong).status_code == 422
    chosen = [{"position": 2, "boxes": [box]}]
    assert call(lead, "post", f"{path}/publish", version=1, pictures=chosen).status_code == 200
    assert PublishedPicture.objects.get().boxes == [[0, 0, 50, 50]]
    item.refresh_from_db()
    public = f"{PublicRegister.objects.get().get_absolute_url()}{item.code}/pictures/"
    assert content_at(Client(), f"{public}1/")
    assert content_at(Client(), f"{public}2/") is None


def test_what_is_no_picture_is_refused(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk)
    given = {"revision": 0, "files": [SimpleUploadedFile("1.jpg", b"%PDF-1.7")]}
    answer: Any = signed_in(cast.clerk).post(f"/api/cases/{item.pk}/pictures", given)
    assert (answer.status_code, answer.json()["code"]) == (422, "upload_not_taken")
