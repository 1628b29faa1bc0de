"""A content is kept once, is whole or not there at all, and goes when nothing refers to it."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import Settings

from anyue import clock
from anyue.accounts.models import User
from anyue.core.errors import AnyueError
from anyue.core.uploads import PICTURES, Prepared, UploadKind
from anyue.files.actions import clear_files
from anyue.files.fields import UploadField, UploadsField
from anyue.files.models import StoredFile
from anyue.files.serving import serve
from anyue.files.storing import look_at, storing
from tests.cast import Cast
from tests.media import photo, video
from tests.race import at_once


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def on_disk() -> list[Path]:
    return sorted(path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file())


def upload(data: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def content(answer: Any) -> bytes:  # noqa: ANN401  A streamed answer.
    with closing(answer):
        return b"".join(answer.streaming_content)


def prepared(seed: int = 0) -> Prepared:
    return look_at(upload(photo(seed=seed)))


def stored(one: Prepared, by: User) -> StoredFile:
    with storing(by=by) as store, transaction.atomic():
        return store(one)


@pytest.mark.django_db
def test_content_is_kept_once_with_its_thumbnail(cast: Cast) -> None:
    first, again = stored(prepared(), cast.lead), stored(prepared(), cast.clerk)
    assert first == again
    assert (first.stored_by, first.kind, first.size) == (cast.lead, UploadKind.JPEG, len(prepared().data))
    assert [path.read_bytes() for path in on_disk()] == [prepared().data, prepared().thumbnail]
    # Nothing of the name that it was sent under is on the disk.
    assert {path.parent.name for path in on_disk()} == {"stored"}


@pytest.mark.django_db
def test_nothing_is_left_where_the_transaction_fails(cast: Cast) -> None:
    kept = stored(prepared(), cast.lead)
    before = on_disk()

    def fail() -> None:
        with storing(by=cast.lead) as store, transaction.atomic():
            assert store(prepared()) == kept
            store(prepared(seed=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (on_disk(), StoredFile.objects.count()) == (before, 1)


@pytest.mark.django_db
def test_nothing_is_left_where_the_disk_fails(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        stored(prepared(), cast.lead)
    assert (on_disk(), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_the_same_at_once_keep_it_once(cast: Cast) -> None:
    one = prepared()
    found = at_once(lambda: stored(one, cast.lead), lambda: stored(one, cast.clerk))
    assert found == [StoredFile.objects.get()] * 2
    assert len(on_disk()) == 2


@pytest.mark.django_db
def test_file_goes_out_as_what_it_is_and_as_nothing_else(cast: Cast) -> None:
    file = stored(prepared(), cast.lead)
    answer = serve(file, "危险“名字”\r\n.html")
    assert content(answer) == prepared().data
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".jpg" in answer["Content-Disposition"]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert content(serve(file, "现场", part="thumbnail")) == prepared().thumbnail


@pytest.mark.django_db
def test_what_nothing_refers_to_goes_a_day_later_and_so_do_strays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, sent_again = stored(prepared(), cast.lead), stored(prepared(seed=1), cast.lead)
    stray = on_disk()[0].with_name("of-a-lost-machine")
    stray.write_bytes(b"x")
    assert clear_files(by=None) == 0
    later = clock.running() + timedelta(days=2)
    monkeypatch.setattr("anyue.clock.running", lambda: later)
    stored(prepared(seed=1), cast.lead)
    assert clear_files(by=None) == 2
    assert list(StoredFile.objects.all()) == [sent_again]
    assert not any(str(old.content) in str(path) for path in [*on_disk(), stray] if path.exists())
    assert len(on_disk()) == 2


@pytest.mark.django_db
def test_setting_says_how_large_a_file_may_be(settings: Settings) -> None:
    settings.FILE_MEGABYTES = 1
    with pytest.raises(AnyueError) as told:
        look_at(upload(photo() + bytes(1024 * 1024)))
    assert told.value.code == "upload_over_limit"


def test_field_tells_of_each_wrong_file_by_its_name() -> None:
    field = UploadsField(most=3, kinds=PICTURES, required=False)
    assert field.clean([]) == []
    assert [one.name for one in field.clean([upload(photo()), upload(photo(seed=1), "b.png")])] == [
        "现场.jpg",
        "b.jpg",
    ]
    with pytest.raises(Exception, match=r"视频\.mov.*空\.jpg") as told:
        field.clean([upload(photo()), upload(video(), "视频.mov"), upload(b"", "空.jpg")])
    assert "现场" not in str(told.value)
    with pytest.raises(Exception, match="最多选 3 个文件，现在有 4 个"):
        field.clean([upload(photo())] * 4)


def test_field_of_one_file_may_be_left_empty() -> None:
    assert UploadField(required=False).clean(None) is None
    with pytest.raises(Exception, match="这里不收"):
        UploadField(kinds={UploadKind.PDF}).clean(upload(photo()))
