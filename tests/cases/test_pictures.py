"""The pictures of an item: with its draft and its versions, for whom they are, what everybody may have."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from anyue.accounts.models import User
from anyue.cases import actions
from anyue.cases.attached import MOST_PICTURES, PictureChanges
from anyue.cases.models import CaseItem, CasePicture, PublicRegister, PublishedPicture
from anyue.core.errors import AnyueError
from anyue.core.uploads import prepare
from anyue.core.uploads.boxes import Box
from anyue.files.models import StoredFile
from tests.cases.samples import CASE, enter
from tests.cases.samples import send as send_item
from tests.cases.test_pages import fields
from tests.cast import Cast, new_key
from tests.core.uploads.test_boxes import brightest
from tests.fixtures import signed_in
from tests.media import MAKER, PLACE, photo

pytestmark = pytest.mark.django_db
RED = Box(0, 0, 50, 50)
"""What `tests.media` paints red, where a face would be."""


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def upload(seed: int = 0, **how: Any) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"王小明家门口{seed}.jpg", photo(seed=seed, orientation=1, **how))


def content_at(client: Client, address: str) -> bytes | None:
    """What is given out, read to its end; None where it is not there for this person."""
    answer: Any = client.get(address)
    return bytes(answer.getvalue()) if answer.status_code == 200 else None


def typed(**changes: object) -> dict[str, object]:
    """What the page of a draft sends."""
    return {**CASE, "kinds": CASE["kinds"].split(), "key": new_key(), **changes}


def with_pictures(cast: Cast, *seeds: int) -> CaseItem:
    """A draft of the town with pictures."""
    item = enter(cast.town, cast.office, cast.clerk)
    added = [prepare(photo(seed=seed, orientation=1), "现场.jpg", megabytes=50) for seed in seeds]
    changes = PictureChanges(added)
    actions.save_case(item=item, raw=item.content, revision=0, by=cast.clerk, pictures=changes)
    return item


def approved(cast: Cast, *seeds: int) -> CaseItem:
    item = with_pictures(cast, *seeds)
    send_item(item, cast.clerk)
    actions.approve_case(item=item, version=1, by=cast.lead)
    item.refresh_from_db()
    return item


def published(cast: Cast, item: CaseItem, chosen: dict[int, Sequence[Box]]) -> str:
    """Its public address."""
    actions.publish_case(item=item, version=1, is_named=False, more=(), by=cast.lead, pictures=chosen)
    return f"{PublicRegister.objects.get().get_absolute_url()}{item.code}/"


def test_pictures_are_sent_with_a_new_item_and_shown_to_who_approves_it(cast: Cast) -> None:
    client, office = signed_in(cast.clerk), signed_in(cast.lead)
    given = fields(cast, pictures=[upload(1), upload(2), upload(1)])
    assert client.post("/cases/new/case/", given).status_code == 302
    item = CaseItem.objects.get()
    assert item.state() == "submitted"
    assert list(item.pictures.values_list("number", "position")) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    for address in (f"/cases/{item.pk}/pictures/1/1/", f"/cases/{item.pk}/thumbnails/1/2/"):
        assert address in office.get(f"/cases/{item.pk}/").content.decode()
        kept = content_at(office, address)
        assert kept
        assert PLACE not in kept
        assert MAKER.encode() not in kept


def test_a_version_keeps_the_digests_of_its_pictures_whatever_the_draft_becomes(cast: Cast) -> None:
    item = with_pictures(cast, 1, 2)
    send_item(item, cast.clerk)
    version = item.versions.get()
    rows = item.pictures.filter(number=1)
    assert version.pictures == [[row.position, row.file.sha256, ""] for row in rows]
    actions.take_back_case(item=item, by=cast.clerk)
    item.refresh_from_db()
    changes = PictureChanges(captions={2: "整改后"}, removed=[1])
    actions.save_case(item=item, raw=CASE, revision=item.revision, by=cast.clerk, pictures=changes)
    send_item(item, cast.clerk)
    again = item.versions.get(number=2)
    assert [one[0] for one in again.pictures] == [2]
    assert again.pictures[0][2] == "整改后"
    assert again.digest != version.digest
    assert item.pictures.filter(number=1).count() == 2


def test_the_page_of_a_draft_adds_captions_and_removes(cast: Cast) -> None:
    item = with_pictures(cast, 1, 2)
    client, address = signed_in(cast.clerk), f"/cases/{item.pk}/edit/"
    page = client.get(address).content.decode()
    assert 'name="remove_2"' in page
    given = typed(revision=item.revision, caption_1="整改前", caption_2="", remove_2="on", save="1")
    assert client.post(address, {**given, "pictures": [upload(3)]}).status_code == 302
    assert list(item.pictures.values_list("position", "caption")) == [(1, "整改前"), (2, "")]
    # A page that sends no field of a picture leaves it as it is.
    item.refresh_from_db()
    assert client.post(address, typed(revision=item.revision, save="1")).status_code == 302
    assert item.pictures.get(position=1).caption == "整改前"


def test_a_picture_stays_with_the_draft_where_the_words_are_not_complete(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk)
    client, address = signed_in(cast.clerk), f"/cases/{item.pk}/edit/"
    given = typed(revision=0, on_person="", send="1", pictures=[upload(1)])
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "没有上传" not in answer.content.decode()
    assert f"/cases/{item.pk}/thumbnails/0/1/" in answer.content.decode()
    item.refresh_from_db()
    assert client.post(address, typed(revision=item.revision, send="1")).status_code == 302
    assert len(item.versions.get().pictures) == 1


def test_what_is_no_picture_is_told_and_loses_nothing_that_was_typed(cast: Cast) -> None:
    client = signed_in(cast.clerk)
    given = fields(cast, facts="写了很久", pictures=[SimpleUploadedFile("现场.jpg", b"%PDF-1.7 x")])
    answer = client.post("/cases/new/case/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "写了很久" in page
    assert "这里不收" in page
    assert not CaseItem.objects.exists()
    assert not StoredFile.objects.exists()


def test_there_are_not_too_many(cast: Cast) -> None:
    item = with_pictures(cast, *range(MOST_PICTURES))
    more = PictureChanges([prepare(photo(seed=99), "现场.jpg", megabytes=50)])
    with pytest.raises(AnyueError) as wrong:
        actions.save_case(item=item, raw=CASE, revision=item.revision, by=cast.clerk, pictures=more)
    assert wrong.value.code == "case_pictures_too_many"
    assert StoredFile.objects.count() == MOST_PICTURES


def test_a_second_tap_sends_the_pictures_once(cast: Cast) -> None:
    item = enter(cast.town, cast.office, cast.clerk)
    client, key = signed_in(cast.clerk), new_key()
    for _ in range(2):
        given = typed(revision=0, key=key, send="1", pictures=[upload(1)])
        assert client.post(f"/cases/{item.pk}/edit/", given).status_code == 302
    assert item.versions.count() == 1
    assert item.pictures.filter(number=1).count() == 1


def reaches(users: Sequence[User], address: str) -> list[bool]:
    return [content_at(signed_in(user), address) is not None for user in users]


def test_pictures_are_for_who_reads_the_version(cast: Cast) -> None:
    item = with_pictures(cast, 1)
    draft, sent = (f"/cases/{item.pk}/pictures/{number}/1/" for number in (0, 1))
    above, others = (cast.lead, cast.reviewer, cast.leader), (cast.sibling, cast.outsider, cast.bureau_clerk)
    assert reaches([cast.clerk, *above, *others], draft) == [True, *[False] * 6]
    send_item(item, cast.clerk)
    assert reaches([cast.clerk, *above, *others], sent) == [*[True] * 4, *[False] * 3]
    assert reaches(above, draft) == [False] * 3
    actions.take_back_case(item=item, by=cast.clerk)
    assert reaches(above, sent) == [False] * 3
    assert Client().get(sent).status_code == 302


def test_nothing_is_public_that_nobody_has_picked(cast: Cast) -> None:
    item = approved(cast, 1, 2)
    page = signed_in(cast.lead).get(f"/cases/{item.pk}/publish/").content.decode()
    assert "人脸、车牌、门牌先遮挡" in page
    assert "checked" not in page
    given = {"version": 1, "more": "", "boxes_1": "0 0 50 50", "publish": "1"}
    assert signed_in(cast.lead).post(f"/cases/{item.pk}/publish/", given).status_code == 302
    address = f"{PublicRegister.objects.get().get_absolute_url()}{item.code}/"
    assert "<img" not in Client().get(address).content.decode()
    assert not PublishedPicture.objects.exists()


def test_what_is_public_is_made_anew_black_where_it_was_drawn_and_tells_nothing(cast: Cast) -> None:
    item = approved(cast, 1, 2)
    given = {"version": 1, "more": "", "show_2": "on", "boxes_2": "０，0、50 50\n", "publish": "1"}
    assert signed_in(cast.lead).post(f"/cases/{item.pk}/publish/", given).status_code == 302
    address = f"{PublicRegister.objects.get().get_absolute_url()}{item.code}/"
    assert f'src="{address}pictures/1/"' in Client().get(address).content.decode()
    public = content_at(Client(), f"{address}pictures/1/")
    kept = content_at(signed_in(cast.clerk), f"/cases/{item.pk}/pictures/1/2/")
    assert public
    assert kept
    assert public != kept
    with Image.open(BytesIO(public)) as shown, Image.open(BytesIO(kept)) as was:
        assert (shown.format, dict(shown.getexif())) == ("JPEG", {})
        assert "icc_profile" not in shown.info
        assert brightest(was.crop((5, 5, 10, 10))) > 150
        assert brightest(shown.crop((5, 5, 10, 10))) < 30
        assert brightest(shown.crop((45, 30, 55, 35))) > 100
    row = PublishedPicture.objects.get()
    assert row.source == item.pictures.get(number=1, position=2).file.sha256 != row.file.sha256
    assert row.boxes == [[0, 0, 50, 50]]


def test_no_guess_leads_from_the_public_address_to_an_original(cast: Cast) -> None:
    item = approved(cast, 1, 2)
    other = approved(cast, 3)
    address = published(cast, item, {2: [RED]})
    public = content_at(Client(), f"{address}pictures/1/")
    register = PublicRegister.objects.get().get_absolute_url()
    guesses = [f"{address}pictures/{number}/" for number in (0, 2, 3, item.pk, *_ids())]
    guesses += [f"{register}{other.code}/pictures/1/", f"{register}{item.pk}/pictures/1/"]
    guesses += [f"{address}pictures/1/1/", f"{address}thumbnails/1/", f"/cases/{item.pk}/pictures/1/1/"]
    guesses += [f"/{row.content}" for row in StoredFile.objects.all()]
    for guess in guesses:
        found = content_at(Client(), guess)
        assert found is None or found == public, guess
    actions.unpublish_case(item=item, reason="当事人申请", by=cast.lead)
    assert content_at(Client(), f"{address}pictures/1/") is None


def _ids() -> list[int]:
    files = StoredFile.objects.values_list("pk", flat=True)
    return [*files, *CasePicture.objects.values_list("pk", flat=True)]


def test_only_the_pictures_of_the_approved_version_can_be_published(cast: Cast) -> None:
    item = approved(cast, 1)
    with pytest.raises(AnyueError) as wrong:
        published(cast, item, {2: [RED]})
    assert wrong.value.code == "case_picture_not_sent"
    with pytest.raises(AnyueError) as wrong:
        actions.publish_case(
            item=item, version=1, is_named=False, more=(), by=cast.clerk, pictures={1: [RED]}
        )
    assert wrong.value.code == "not_allowed"
    assert not PublishedPicture.objects.exists()


def test_a_rectangle_that_is_none_is_told_at_its_picture_and_what_was_typed_stays(cast: Cast) -> None:
    item = approved(cast, 1)
    given = {"version": 1, "more": "霁岚", "show_1": "on", "boxes_1": "10 10 20 20\n左上角", "publish": "1"}
    answer = signed_in(cast.lead).post(f"/cases/{item.pk}/publish/", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 行“左上角”不是一个遮挡框" in page
    assert "10 10 20 20\n左上角" in page
    assert "霁岚</textarea>" in page
    assert not PublishedPicture.objects.exists()


def test_what_is_public_now_is_offered_again_when_it_is_renewed(cast: Cast) -> None:
    item = approved(cast, 1, 2)
    published(cast, item, {2: [RED]})
    page = signed_in(cast.lead).get(f"/cases/{item.pk}/publish/").content.decode()
    assert page.count("checked") == 1
    assert "0 0 50 50</textarea>" in page
    actions.unpublish_case(item=item, reason="当事人申请", by=cast.lead)
    assert "checked" not in signed_in(cast.lead).get(f"/cases/{item.pk}/publish/").content.decode()


def test_a_page_costs_the_same_for_one_picture_and_for_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    one, three = approved(cast, 1), approved(cast, 2, 3, 4)
    office = signed_in(cast.lead)
    office.get(f"/cases/{three.pk}/")
    for page in ("", "publish/"):
        office.get(f"/cases/{one.pk}/{page}")
        with CaptureQueriesContext(connection) as asked:
            office.get(f"/cases/{one.pk}/{page}")
        with django_assert_num_queries(len(asked)):
            office.get(f"/cases/{three.pk}/{page}")
