"""The editable file and the sealed scan of a text: with its draft, with each version, for whom they are."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pytest_django import Settings

from anyue.campaigns.models import Occurrence
from anyue.files.models import StoredFile
from anyue.reports.actions import return_report, take_back_report
from anyue.reports.choices import FilePart
from anyue.reports.models import Report, ReportFile
from tests.cast import Running, new_key
from tests.fixtures import signed_in
from tests.media import photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def word(text: str = "总结") -> SimpleUploadedFile:
    document, out = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return SimpleUploadedFile("总结.docx", out.getvalue())


def scan(seed: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile("扫描件.jpg", photo(seed=seed))


class Text:
    """The town's summary as its page is used."""

    def __init__(self, running: Running) -> None:
        self.running = running
        form = running.campaign.forms.get(kind="document")
        self.when = Occurrence.objects.select_related("deadline__form").get(deadline__form=form)
        self.client = signed_in(running.cast.clerk)
        self.reviewer = signed_in(running.cast.reviewer)
        self.address = f"/reports/{running.town.pk}/{self.when.pk}/"

    def report(self) -> Report:
        return Report.objects.get(occurrence=self.when)

    def post(self, button: str, content: str = "", **fields: object) -> int:
        found = Report.objects.filter(occurrence=self.when).first()
        data = {"revision": str(found.revision if found else 0), "key": new_key(), "content": content}
        self.answer = self.client.post(self.address, {**data, button: "1", **fields})
        return self.answer.status_code

    def page(self, client: Client | None = None) -> str:
        return (client or self.client).get(self.address).content.decode()

    def content(self, client: Client, number: int, part: FilePart) -> bytes | None:
        """What is given out, read to its end; None where it is not there for this person."""
        answer: Any = client.get(f"{self.address}files/{number}/{part}/")
        return bytes(answer.getvalue()) if answer.status_code == 200 else None


@pytest.fixture
def text(running: Running) -> Text:
    return Text(running)


def test_files_alone_are_sent_and_both_sides_have_them(text: Text) -> None:
    assert text.post("submit") == 422
    given = word()
    assert text.post("submit", editable=given, scan=scan()) == 302
    report = text.report()
    assert report.version == 1
    rows = ReportFile.objects.filter(report=report, number=1)
    assert [(row.part, row.name) for row in rows] == [("editable", "总结.docx"), ("scan", "扫描件.jpg")]
    assert all(row.added_at and row.added_by == text.running.cast.clerk for row in rows)
    given.seek(0)
    for client in (text.client, text.reviewer):
        assert text.content(client, 1, FilePart.EDITABLE) == given.read()
        given.seek(0)
    page = text.reviewer.get(f"/review/{report.pk}/").content.decode()
    assert f"{text.address}files/1/scan/" in page
    assert "正文见所附文件" in page


def test_a_draft_s_files_are_its_unit_s_alone_and_can_be_exchanged(text: Text) -> None:
    text.post("save", "正文。", editable=word("一稿"))
    text.post("save", "正文。", editable=word("二稿"))
    assert ReportFile.objects.count() == 1
    cast = text.running.cast
    assert text.content(text.client, 0, FilePart.EDITABLE)
    for user in (cast.reviewer, cast.sibling, cast.village_clerk, cast.outsider):
        assert text.content(signed_in(user), 0, FilePart.EDITABLE) is None
    assert text.post("save", "正文。", remove="editable") == 302
    assert not ReportFile.objects.exists()
    assert text.content(text.client, 0, FilePart.EDITABLE) is None


def test_each_version_keeps_the_files_it_went_up_with(text: Text) -> None:
    text.post("submit", "一版。", scan=scan(1))
    report, cast = text.report(), text.running.cast
    first = text.content(text.reviewer, 1, FilePart.SCAN)
    return_report(report=report, version=1, reason="印章不清", by=cast.reviewer)
    assert text.post("submit", "二版。", scan=scan(2)) == 302
    assert text.content(text.reviewer, 1, FilePart.SCAN) == first
    assert text.content(text.reviewer, 2, FilePart.SCAN) != first
    digests = [version.digest for version in text.report().versions.all()]
    assert len(set(digests)) == 2
    take_back_report(report=text.report(), by=cast.clerk)
    assert text.content(text.reviewer, 2, FilePart.SCAN) is None
    assert text.content(text.client, 2, FilePart.SCAN)


def test_the_digest_of_a_version_covers_its_files(text: Text) -> None:
    text.post("submit", "同一段话。", scan=scan(1))
    one = text.report().versions.get().digest
    take_back_report(report=text.report(), by=text.running.cast.clerk)
    text.post("submit", "同一段话。", scan=scan(2))
    assert text.report().versions.get(number=2).digest != one


def test_a_file_chosen_with_a_text_that_is_refused_is_kept_with_the_draft(text: Text) -> None:
    assert text.post("submit", "【请写明成效。】", scan=scan()) == 422
    page = text.answer.content.decode()
    assert "【请写明成效。】" in page
    assert "扫描件.jpg" in page
    assert text.report().files.get(number=0).part == FilePart.SCAN
    assert text.report().version == 0


@pytest.mark.parametrize(
    ("part", "data"), [("editable", b"%PDF-1.4 x"), ("scan", b"MZ\x90\x00"), ("editable", b"")]
)
def test_a_wrong_file_is_told_at_its_field_and_the_text_stays(text: Text, part: str, data: bytes) -> None:
    assert text.post("save", "写好的正文", **{part: SimpleUploadedFile("坏.docx", data)}) == 422
    page = text.answer.content.decode()
    assert "写好的正文" in page
    assert f'id="file-{part}-error"' in page
    assert not StoredFile.objects.exists()


def test_a_table_takes_no_files(text: Text) -> None:
    week = text.running.weeks[0]
    address = f"/reports/{text.running.town.pk}/{week.pk}/"
    data = {"revision": "0", "key": new_key(), "1.1": "2", "save": "1", "scan": scan()}
    assert text.client.post(address, data).status_code == 302
    assert not ReportFile.objects.exists()
    assert 'type="file"' not in text.client.get(address).content.decode()
