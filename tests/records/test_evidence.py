"""The files of a record: kept with it, seen by whoever sees it, and by nobody else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.core.errors import SAME_FILE, AnyueError
from anyue.core.uploads import Prepared
from anyue.files.models import FOLDER, StoredFile
from anyue.files.storing import look_at
from anyue.records.actions import add_evidence, cancel_record
from anyue.records.actions.evidence import MOST_EVIDENCE
from anyue.records.models import ActivityRecord, Evidence
from anyue.reports.models import Report
from anyue.reports.queries import hints_on
from tests.cast import Running
from tests.fixtures import signed_in
from tests.media import MAKER, PLACE, photo
from tests.race import at_once
from tests.records.test_pages import KEEP, typed, words
from tests.reports.test_journey import hold, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def upload(seed: int = 0, name: str = "IMG_0605.JPG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(seed=seed))


def prepared(*seeds: int) -> list[Prepared]:
    return [look_at(upload(seed)) for seed in seeds]


def held(running: Running) -> ActivityRecord:
    return hold(running.cast.town, running.cast.clerk, people=40)


def shown(user: User, record: ActivityRecord, part: str = "evidence", position: int = 0) -> tuple[int, bytes]:
    answer: Any = signed_in(user).get(reverse(f"records:{part}", args=[record.pk, position]))
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


def on_disk() -> bytes:
    folder = Path(django_settings.MEDIA_ROOT) / FOLDER
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_photos_come_with_the_record_and_nothing_of_their_place_is_kept(running: Running) -> None:
    client = signed_in(running.cast.clerk)
    data = typed(running, evidence=[upload(), upload(1), upload()])
    page = client.post(KEEP, data, follow=True)
    record = ActivityRecord.objects.get()
    # The same photo chosen twice is there once; the same page sent twice adds nothing.
    data["evidence"] = [upload(), upload(1)]
    client.post(KEEP, data)
    assert [one.position for one in record.evidence.all()] == [0, 1]
    assert (ActivityRecord.objects.count(), StoredFile.objects.count()) == (1, 2)
    assert page.content.count(b"<img") == 2
    assert b"IMG_0605.jpg" in page.content
    assert not [told for told in (PLACE, MAKER.encode(), b"Exif") if told in on_disk()]


def test_wrong_file_is_told_by_name_and_what_was_typed_stays(running: Running) -> None:
    wrong = SimpleUploadedFile("宣讲.heic", b"\0\0\0\x18ftypheic" + bytes(12))
    data = typed(running, place="村口凉亭", evidence=[upload(), wrong])
    answer = signed_in(running.cast.clerk).post(KEEP, data)
    assert answer.status_code == 422
    assert "“宣讲.heic”是HEIC照片" in words(answer.content)
    assert 'value="村口凉亭"' in answer.content.decode()
    assert (ActivityRecord.objects.count(), on_disk()) == (0, b"")


def test_nothing_stays_of_a_record_that_is_refused(running: Running) -> None:
    data = typed(running, unit=running.cast.sibling_town.pk, evidence=[upload()])
    assert signed_in(running.cast.clerk).post(KEEP, data).status_code == 422
    assert (Evidence.objects.count(), on_disk()) == (0, b"")


def test_files_are_added_captioned_and_removed_on_the_page_of_the_record(running: Running) -> None:
    record, client = held(running), signed_in(running.cast.clerk)
    add = reverse("records:add-evidence", args=[record.pk])
    assert client.post(add, {}).status_code == 422
    wrong = SimpleUploadedFile("木马.exe", b"MZ" + bytes(99))
    assert "“木马.exe”是" in words(client.post(add, {"evidence": [wrong]}).content)
    page = client.post(add, {"evidence": [upload(), upload(1)]}, follow=True)
    assert "已添加2个文件" in words(page.content)
    client.post(reverse("records:caption", args=[record.pk, 1]), {"caption": "村民 听讲\0"})
    client.post(reverse("records:remove-evidence", args=[record.pk, 0]))
    (left,) = record.evidence.all()
    assert (left.position, left.caption) == (1, "村民 听讲")
    done = AuditEntry.objects.filter(action__endswith="evidence").order_by("number")
    assert list(done.values_list("action", "unit_id").distinct()) == [
        (action, running.cast.town.pk) for action in ("add_evidence", "caption_evidence", "remove_evidence")
    ]
    # A place that was used is not used again, so that an old address never shows another photo.
    add_evidence(record=record, files=prepared(2), by=running.cast.clerk)
    assert [one.position for one in record.evidence.all()] == [1, 2]


def test_file_is_seen_by_whoever_sees_the_record_and_by_nobody_else(running: Running) -> None:
    cast, record = running.cast, held(running)
    add_evidence(record=record, files=prepared(0), by=cast.clerk)
    for part in ("evidence", "thumbnail"):
        assert shown(cast.clerk, record, part)[0] == 200
        assert [shown(user, record, part)[0] for user in (cast.lead, cast.sibling, cast.outsider)] == [
            404
        ] * 3
    send(running.part("town"), running.weeks[0], cast.clerk)
    assert shown(cast.lead, record)[1] == prepared(0)[0].data
    assert [shown(user, record)[0] for user in (cast.sibling, cast.village_clerk, cast.outsider)] == [404] * 3
    assert shown(cast.clerk, record, position=7)[0] == 404


def test_who_may_look_may_not_touch(running: Running) -> None:
    cast, record = running.cast, held(running)
    add_evidence(record=record, files=prepared(0), by=cast.clerk)
    send(running.part("town"), running.weeks[0], cast.clerk)
    for user, status in ((cast.lead, 403), (cast.sibling, 404)):
        client = signed_in(user)
        for act, place in (("add-evidence", ()), ("caption", (0,)), ("remove-evidence", (0,))):
            address = reverse(f"records:{act}", args=[record.pk, *place])
            assert client.post(address, {"evidence": [upload(3)], "caption": "x"}).status_code == status
    assert record.evidence.get().caption == ""
    page = signed_in(cast.lead).get(reverse("records:record", args=[record.pk])).content
    assert b"<img" in page
    assert b'type="file"' not in page


def test_record_that_a_table_counts_takes_more_and_one_called_off_takes_none(running: Running) -> None:
    record = held(running)
    add_evidence(record=record, files=prepared(0), by=running.cast.clerk)
    other = hold(running.cast.town, running.cast.clerk, people=9)
    cancel_record(record=other, reason="重复", by=running.cast.clerk)
    send(running.part("town"), running.weeks[0], running.cast.clerk)
    assert add_evidence(record=record, files=prepared(0, 1), by=running.cast.clerk) == 1
    with pytest.raises(AnyueError) as told:
        add_evidence(record=other, files=prepared(2), by=running.cast.clerk)
    assert told.value.code == "record_cancelled"


def test_there_is_an_end_to_it(running: Running) -> None:
    record = held(running)
    (one,) = prepared(0)
    many = [
        Prepared(one.name, one.kind, one.data, one.sha256, f"{number:064}", one.thumbnail)
        for number in range(MOST_EVIDENCE + 1)
    ]
    with pytest.raises(AnyueError) as told:
        add_evidence(record=record, files=many, by=running.cast.clerk)
    assert told.value.code == "evidence_too_much"
    assert add_evidence(record=record, files=many[1:], by=running.cast.clerk) == MOST_EVIDENCE


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_lose_nothing(running: Running) -> None:
    record, (one, other) = held(running), prepared(0, 1)
    by = running.cast.clerk
    assert at_once(
        lambda: add_evidence(record=record, files=[one], by=by),
        lambda: add_evidence(record=record, files=[other, one], by=by),
    ) in ([1, 1], [0, 2])
    assert [each.position for each in record.evidence.all()] == [0, 1]


def test_same_file_for_two_events_is_a_hint_to_the_reviewer(running: Running) -> None:
    cast = running.cast
    mine = held(running)
    own = hold(cast.town, cast.clerk, people=9, day=date(2026, 6, 1))
    theirs = hold(cast.sibling_town, cast.sibling, people=20)
    add_evidence(record=mine, files=prepared(0, 1), by=cast.clerk)
    add_evidence(record=own, files=prepared(1), by=cast.clerk)
    add_evidence(record=theirs, files=prepared(0), by=cast.sibling)
    report = send(running.part("town"), running.weeks[0], cast.clerk)

    def said() -> set[str]:
        known = Report.objects.select_related("occurrence__deadline", "participation__unit").get(pk=report.pk)
        return {hint.message for hint in hints_on([known])[known.pk] if hint.problem is SAME_FILE}

    # What another town has not sent in yet is nothing to its superior.
    assert said() == {"“6月1日宣讲”与“6月2日宣讲”用了同一个佐证文件。请核对是否为同一次活动。"}
    send(running.part("sibling_town"), running.weeks[0], cast.sibling)
    assert any(f"与“{cast.sibling_town.name}6月2日宣讲”" in one for one in said())
    assert len(said()) == 2
