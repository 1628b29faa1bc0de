"""Photos and text of a campaign as one file: what is in it, for whom, and what is not."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from docx import Document
from pytest_django import DjangoAssertNumQueries, Settings

from anyue.accounts.models import User
from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Participation
from anyue.core.errors import AnyueError
from anyue.files.models import FOLDER
from anyue.orgs.models import Unit
from anyue.records.actions import (
    add_evidence,
    adopt_featured,
    cancel_record,
    caption_evidence,
    keep_record,
    send_featured,
)
from anyue.records.models import ActivityRecord
from anyue.records.queries import pack_of, packs
from tests.cast import Running, new_key
from tests.fixtures import signed_in
from tests.media import MAKER, PLACE
from tests.records.test_evidence import prepared
from tests.records.test_pages import words
from tests.reports.test_journey import hold, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def held(unit: Unit, by: User, title: str, *seeds: int, day: int = 2, **more: Any) -> ActivityRecord:
    record = keep_record(
        unit=unit,
        kind="lecture",
        title=title,
        held_on=date(2026, 6, day),
        measures={"events": "1", "attendances": "120"},
        key=new_key(),
        by=by,
        **more,
    )
    if seeds:
        add_evidence(record=record, files=prepared(*seeds), by=by)
    return record


def answered(user: User, part: Participation, query: str = "") -> Any:  # noqa: ANN401  The test client's own.
    address = reverse("records:pack-download", args=[part.pk])
    return signed_in(user).get(address + query)


def taken(user: User, part: Participation, query: str = "") -> dict[str, bytes]:
    """The files of a pack by their names."""
    answer = answered(user, part, query)
    assert answer.status_code == 200, answer.content.decode()
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(files: dict[str, bytes]) -> str:
    return "\n".join(one.text for one in Document(BytesIO(files["图片说明.docx"])).paragraphs)


def photos(files: dict[str, bytes]) -> list[str]:
    return sorted(name for name in files if name != "图片说明.docx")


def test_unit_takes_its_own_photos_and_text(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "安全宣传咨询日", 0, 1)
    caption_evidence(evidence=record.evidence.all()[1], caption="群众咨询", by=cast.clerk)
    files = taken(cast.clerk, running.part("town"))
    names = ["01_石桥铺镇_6月2日_安全宣传咨询日_1.jpg", "01_石桥铺镇_6月2日_安全宣传咨询日_2.jpg"]
    assert photos(files) == names
    assert [files[name] for name in names] == [one.data for one in prepared(0, 1)]
    assert not [told for told in (PLACE, MAKER.encode(), b"Exif") for data in files.values() if told in data]
    text = document(files)
    said = "6月2日，石桥铺镇开展安全宣传咨询日活动，参与120人次"
    assert f"{said}。" in text
    assert f"图1：{said}（{names[0]}）" in text
    assert f"图2：群众咨询（{names[1]}）" in text
    entry = AuditEntry.objects.get(action="export_pack")
    assert (entry.by_id, entry.unit_id, entry.reason) == (cast.clerk.pk, cast.town.pk, "photos=2")


def test_names_are_marked_as_unicode_and_open_without_this_program(running: Running) -> None:
    held(running.cast.town, running.cast.clerk, "CON/..\\咨询:日?", 0)
    answer = answered(running.cast.clerk, running.part("town"))
    assert "%E7%85%A7%E7%89%87" in answer["Content-Disposition"]
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as package:
        assert [one.flag_bits & 0x800 for one in package.infolist()] == [0x800, 0x800]
        assert package.testzip() is None
        assert package.infolist()[0].filename == "01_石桥铺镇_6月2日_CON-..-咨询-日-_1.jpg"


def test_office_takes_what_was_sent_in_and_nothing_else(running: Running) -> None:
    cast = running.cast
    held(cast.town, cast.clerk, "镇里的课", 0)
    held(cast.sibling_town, cast.sibling, "柳林的课", 1)
    held(cast.office, cast.lead, "县里的课", 2)
    assert photos(taken(cast.lead, running.root)) == ["01_青溪县安委会办公室_6月2日_县里的课_1.jpg"]
    send(running.part("town"), running.weeks[0], cast.clerk)
    send(running.part("sibling_town"), running.weeks[0], cast.sibling)
    assert photos(taken(cast.lead, running.root)) == [
        "01_青溪县安委会办公室_6月2日_县里的课_1.jpg",
        "03_石桥铺镇_6月2日_镇里的课_1.jpg",
        "04_柳林镇_6月2日_柳林的课_1.jpg",
    ]
    # A choice of units keeps the numbers.
    one = taken(cast.lead, running.root, f"?units={cast.sibling_town.pk}")
    assert photos(one) == ["04_柳林镇_6月2日_柳林的课_1.jpg"]
    assert "镇里的课" not in document(one)
    assert photos(taken(cast.lead, running.part("town"))) == ["01_石桥铺镇_6月2日_镇里的课_1.jpg"]


def test_others_take_nothing(running: Running) -> None:
    cast = running.cast
    held(cast.town, cast.clerk, "镇里的课", 0)
    for user in (cast.sibling, cast.outsider, cast.village_clerk):
        assert answered(user, running.part("town")).status_code == 404
        assert signed_in(user).get(reverse("records:pack", args=[running.town.pk])).status_code == 404
    # Whose unit is not among those below gets no more by naming it.
    held(cast.sibling_town, cast.sibling, "柳林的课", 1)
    send(running.part("sibling_town"), running.weeks[0], cast.sibling)
    answer = answered(cast.clerk, running.part("town"), f"?units={cast.sibling_town.pk}&units=x&units=-1")
    assert answer.status_code == 409
    assert not AuditEntry.objects.filter(action="export_pack").exists()


def test_co_host_takes_what_it_held_together_with_others(running: Running) -> None:
    cast = running.cast
    held(cast.town, cast.clerk, "联合演练", 0, co_hosts=[cast.sibling_town])
    files = taken(cast.sibling, running.part("sibling_town"))
    assert photos(files) == ["01_石桥铺镇_6月2日_联合演练_1.jpg"]
    assert "石桥铺镇会同柳林镇开展联合演练活动" in document(files)


def test_only_what_was_held_on_the_days_of_the_campaign_and_stands(running: Running) -> None:
    cast = running.cast
    hold(cast.town, cast.clerk, people=9, day=date(2026, 5, 20))
    gone = held(cast.town, cast.clerk, "作废", 0)
    cancel_record(record=gone, reason="重复", by=cast.clerk)
    page = signed_in(cast.clerk).get(reverse("records:pack", args=[running.town.pk]))
    assert "还没有可打包的活动" in words(page.content)
    assert answered(cast.clerk, running.part("town")).status_code == 409


def test_page_says_how_much_it_is_and_what_is_too_much(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = running.cast
    held(cast.town, cast.clerk, "镇里的课", 0, 1)
    held(cast.town, cast.clerk, "又一课", day=3)
    client, address = signed_in(cast.clerk), reverse("records:pack", args=[running.town.pk])
    page = words(client.get(address).content)
    assert "活动2项照片2张" in page
    assert "下载照片与文字" in page
    monkeypatch.setattr(packs, "MOST_PHOTOS", 1)
    page = words(client.get(address).content)
    assert "有2项活动、2张照片" in page
    assert "请少选几个单位" in page
    answer = answered(cast.clerk, running.part("town"))
    assert answer.status_code == 413
    with pytest.raises(AnyueError) as told:
        pack_of(cast.clerk, running.part("town")).check()
    assert told.value.code == "pack_too_large"


def test_photo_that_is_gone_from_the_disk_stops_nothing(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "镇里的课", 0, 1)
    first = record.evidence.select_related("file").all()[0].file
    (Path(django_settings.MEDIA_ROOT) / FOLDER / Path(str(first.content)).name).unlink()
    files = taken(cast.clerk, running.part("town"))
    assert photos(files) == ["01_石桥铺镇_6月2日_镇里的课_2.jpg"]
    assert "（文件已不在）" in document(files)


def test_adopted_ones_alone_come_with_the_photos_that_were_sent(running: Running) -> None:
    cast = running.cast
    record = held(cast.town, cast.clerk, "镇里的课", 0, 1)
    held(cast.town, cast.clerk, "平常的课", 2)
    featured = send_featured(
        record=record,
        participation=running.part("town"),
        title="课堂搬进集市",
        text="把安全课搬进集市。",
        photos=[record.evidence.all()[1].pk],
        by=cast.clerk,
    )
    # The office sees a featured activity before any table counts it, with the photos that came along.
    early = taken(cast.lead, running.root)
    assert len(photos(early)) == 1
    assert "6月2日，石桥铺镇开展镇里的课活动。" in document(early)
    assert "120人次" not in document(early)
    assert answered(cast.lead, running.root, "?adopted=1").status_code == 409
    adopt_featured(featured=featured, adopted_in="简报第3期", seen=0, by=cast.lead)
    files = taken(cast.lead, running.root, "?adopted=1")
    assert photos(files) == ["03_石桥铺镇_6月2日_镇里的课_1.jpg"]
    text = document(files)
    assert [part for part in ("课堂搬进集市", "把安全课搬进集市。", "简报第3期") if part not in text] == []
    assert "平常的课" not in text
    send(running.part("town"), running.weeks[0], cast.clerk)
    later = taken(cast.lead, running.root)
    assert len(photos(later)) == 3
    assert "开展镇里的课活动，参与120人次。" in document(later)
    assert len(photos(taken(cast.lead, running.root, "?adopted=1"))) == 1


def test_cost_does_not_grow_with_what_is_in_it(
    running: Running, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cast, part = running.cast, running.part("town")
    for days in ((1,), (2, 3)):
        for day in days:
            held(cast.town, cast.clerk, f"第{day}课", day, day=day, co_hosts=[cast.sibling_town])
        with django_assert_num_queries(11):
            packed = pack_of(cast.clerk, part).packed()
            told = [(len(one.record.evidence.all()), len(one.record.co_hosts.all())) for one in packed]
        assert told == [(1, 1)] * days[-1]
