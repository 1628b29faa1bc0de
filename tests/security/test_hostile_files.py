"""Whatever stands in a file, every door answers in words: no file of the host comes out, none is put there.

None of these tests measures time; without the limits they would run for hours or fill the memory.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from pytest_django import Settings

from anyue.campaigns.models import Notice, NoticeFile
from anyue.core.uploads import UploadKind
from anyue.files.storing import look_at
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord
from tests.cast import Running, import_sample
from tests.fixtures import signed_in
from tests.media import photo

pytestmark = pytest.mark.django_db
SECRET = "of-the-host-alone"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HEADS = ("单位代码", "单位名称", "类别", "种类", "日期", "场次")
_BOMB = 64 << 20


def packed(parts: dict[str, bytes], *, also: bytes = b"") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return also + out.getvalue()


def word(body: str, declared: str = "") -> dict[str, bytes]:
    text = f"{declared}<w:document {_W}><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>"
    return {"[Content_Types].xml": b"<Types/>", "word/document.xml": text.encode()}


def excel(declared: str, words: str) -> dict[str, bytes]:
    """A workbook with the headings of both imports, and these words in a row of its sheet."""
    made = BytesIO()
    book = Workbook()
    book.worksheets[0].append([*_HEADS])
    book.save(made)
    with zipfile.ZipFile(made) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    row = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{words}</t></is></c></row></sheetData>'
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("</sheetData>", row)
    return {**parts, "xl/worksheets/sheet1.xml": f"{declared}{sheet}".encode()}


def entity(path: Path, kind: str) -> str:
    """A declaration after which &x; means a file of the host, a page elsewhere, or far too much."""
    means = {
        "file": f'SYSTEM "file://{path}"',
        "page": 'SYSTEM "http://127.0.0.1:9/x"',
        "bomb": '"' + "&y;" * 50_000 + f'"><!ENTITY y "{"甲" * 50_000}"',
    }[kind]
    return f"<!DOCTYPE a [<!ENTITY x {means}>]>"


def hostile(path: Path) -> dict[str, tuple[str, bytes]]:
    """Files by what is wrong with them, each with the name under which it comes."""
    made = {}
    for kind in ("file", "page", "bomb"):
        declared = entity(path, kind)
        made[f"{kind}.docx"] = packed(word("关于开展活动的通知 &x;", declared))
        made[f"{kind}.xlsx"] = packed(excel(declared, "&x;"))
        made[f"{kind}.html"] = f"{declared}<p>关于开展活动的通知 &x;</p>".encode()
    made["swells.docx"] = packed({**word("通知"), "word/styles.xml": b" " * _BOMB})
    made["swells.xlsx"] = packed({**excel("", "甲"), "xl/sharedStrings.xml": b"<sst>" + b" " * _BOMB})
    made["within.zip"] = packed({"a.zip": packed({"b.zip": packed({"c.docx": b"\0" * _BOMB})})})
    made["up.zip"] = packed(
        {"../../up.docx": packed(word("通知")), str(path.parent / "up.txt"): b"up", "C:\\up.txt": b"up"}
    )
    made["link.zip"] = link_to(path)
    made["program.docx"] = packed(word("关于开展活动的通知"), also=b"MZ\x90\0" + b"\0" * 60)
    made["page.pdf"] = b"%PDF-1.4\n<script>alert(1)</script>\n" + packed(word("通知"))
    made["picture.xlsx"] = photo() + packed(excel("", "甲"))
    return {name: (name, data) for name, data in made.items()}


def link_to(path: Path) -> bytes:
    """An archive with a symbolic link to a file of the host."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        info = zipfile.ZipInfo("通知.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        package.writestr(info, str(path))
    return out.getvalue()


Door = Callable[[Running, SimpleUploadedFile], Any]


def by_lead(address: str, field: str, **fields: object) -> Door:
    return lambda running, file: signed_in(running.cast.lead).post(
        address.format(root=running.root.pk),
        {
            field: file,
            **{name: given(running) if callable(given) else given for name, given in fields.items()},
        },
    )


def blank_form(running: Running, file: SimpleUploadedFile) -> Any:  # noqa: ANN401  The test client tells no type.
    """In the place of a form of a notice that is not issued yet."""
    notice = import_sample(running.cast)
    address = f"/notices/{notice.pk}/forms/0/replace/"
    return signed_in(running.cast.lead).post(address, {"file": file, "revision": notice.revision})


DOORS: dict[str, Door] = {
    "notice": by_lead("/notices/new/", "file", unit=lambda running: running.cast.office.pk),
    "blank form": blank_form,
    "returned": by_lead(
        "/overview/{root}/collect/", "returned", occurrence=lambda running: running.weeks[0].pk
    ),
    "reading": by_lead("/api/read", "files"),
    "units": by_lead("/units/import/", "sheet", on="2026-06-01"),
    "records": lambda running, file: signed_in(running.cast.clerk).post(
        "/records/import/", {"unit": running.cast.town.pk, "workbook": file}
    ),
}


@pytest.fixture
def host(tmp_path: Path, settings: Settings) -> Path:
    """A file that nobody may read from outside, beside the folder of what people sent."""
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    settings.RATE_LIMITS = ()
    path = tmp_path / "secret.txt"
    path.write_text(SECRET, "ascii")
    return path


@pytest.mark.parametrize("door", DOORS)
def test_no_file_of_the_host_comes_out_and_none_is_put_there(running: Running, host: Path, door: str) -> None:
    units, records = Unit.objects.count(), ActivityRecord.objects.count()
    for name, data in hostile(host).values():
        answer = DOORS[door](running, SimpleUploadedFile(name, data))
        assert answer.status_code in {200, 302, 404, 413, 415, 422}, (name, answer.status_code)
        assert SECRET not in answer.text, name
        if answer.status_code == 302:
            assert SECRET not in signed_in(running.cast.lead).get(answer["Location"]).text, name
    assert (Unit.objects.count(), ActivityRecord.objects.count()) == (units, records)
    files = [path for path in host.parent.rglob("*") if path.is_file() and path != host]
    assert all(path.is_relative_to(host.parent / "var" / "files") for path in files)
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
    assert not [*host.parent.rglob("*up.*")]


def test_what_a_notice_kept_is_named_by_us_and_says_nothing_of_the_host(running: Running, host: Path) -> None:
    for name, data in hostile(host).values():
        DOORS["notice"](running, SimpleUploadedFile(f"../../{name}", data))
    for notice in Notice.objects.all():
        assert SECRET not in str((notice.plan_read, notice.plan))
    for file in NoticeFile.objects.exclude(notice=running.notice):
        assert ".." not in file.name
        assert "/" not in file.name


def test_of_a_photo_that_is_a_program_too_only_the_photo_is_kept() -> None:
    for tail in (
        packed(word("通知")),
        b"<script>alert(1)</script>",
        b"<?php system('id');",
        b"MZ\x90\0" + b"\0" * 60,
    ):
        kept = look_at(SimpleUploadedFile("现场.jpg", photo() + tail))
        assert kept.kind is UploadKind.JPEG
        assert tail not in kept.data
