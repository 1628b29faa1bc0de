"""Every door for files looks at what a file is, not at what it is called."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anyue.campaigns.models import Notice, NoticeFile
from anyue.orgs.models import Unit, UnitImport
from anyue.reports.models import Report
from tests.cast import Cast, Running, import_sample
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


def archive(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr(name, data)
    return out.getvalue()


DISGUISED = {
    "program": b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 400,
    "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 400,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 400,
    "nothing": b"",
    "zip of a program": archive("run.exe", b"MZ\x90\x00" + b"\0" * 400),
    "empty Office file": archive("[Content_Types].xml", b"<Types/>"),
}
each_disguise = pytest.mark.parametrize("data", DISGUISED.values(), ids=DISGUISED)
each_ending = pytest.mark.parametrize("ending", ["docx", "xlsx"])


def upload(ending: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"通知.{ending}", data)


@each_disguise
@each_ending
def test_the_import_of_a_notice_keeps_nothing_of_it(cast: Cast, ending: str, data: bytes) -> None:
    fields = {"unit": cast.office.pk, "file": upload(ending, data)}
    assert signed_in(cast.lead).post("/notices/new/", fields).status_code == 422
    assert (Notice.objects.count(), NoticeFile.objects.count()) == (0, 0)


@each_disguise
@each_ending
def test_no_blank_form_is_replaced_by_it(cast: Cast, ending: str, data: bytes) -> None:
    notice = import_sample(cast)
    before = NoticeFile.objects.count()
    answer = signed_in(cast.lead).post(
        f"/notices/{notice.pk}/forms/0/replace/", {"file": upload(ending, data)}
    )
    assert answer.status_code in {404, 422}
    assert NoticeFile.objects.count() == before


@each_disguise
@each_ending
def test_collecting_makes_no_draft_of_it(running: Running, ending: str, data: bytes) -> None:
    client = signed_in(running.cast.lead)
    fields = {"occurrence": running.weeks[0].pk, "returned": [upload(ending, data)]}
    assert client.post(f"/overview/{running.root.pk}/collect/", fields).status_code in {200, 422}
    assert not Report.objects.exists()


@each_disguise
@each_ending
def test_the_interface_reads_no_plan_from_it(cast: Cast, ending: str, data: bytes) -> None:
    answer = signed_in(cast.lead).post("/api/read", {"files": [upload(ending, data)]})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")


@each_disguise
@each_ending
def test_no_unit_comes_from_it(cast: Cast, ending: str, data: bytes) -> None:
    before = Unit.objects.count()
    fields = {"on": "2026-06-01", "sheet": upload(ending, data)}
    assert signed_in(cast.lead).post("/units/import/", fields).status_code == 422
    assert (UnitImport.objects.exists(), Unit.objects.count()) == (False, before)
