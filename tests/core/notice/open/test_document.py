"""What every kind of file has in common: told by content, refused in one line, never an exception."""

import subprocess
import sys
import zlib
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from anyue.core.errors import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_ENCRYPTED,
    FILE_HAS_TOO_MANY_PARTS,
    FILE_SWELLS,
    FILE_TOO_LARGE,
    FILE_TOO_LONG,
    FILE_UNKNOWN,
    AnyueError,
    Problem,
)
from anyue.core.notice.open import open_document
from tests.core.notice.open.page_files import Sheet, ofd_file, pdf_file
from tests.core.notice.open.word_files import numbered, paragraph, row, table, word_file

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, data in parts:
            target.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same zip with every part marked as encrypted."""
    return data.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    )


def problem_of(data: bytes, name: str) -> Problem:
    with pytest.raises(AnyueError) as caught:
        open_document(data, name)
    assert name in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value.problem


@cache
def a_file(ending: str) -> bytes:
    """A small sound file of each kind."""
    if ending == "docx":
        return word_file(paragraph("通知") + numbered("一") + table(row("姓名", ""), row("电话", "")))
    if ending == "xlsx":
        book, out = Workbook(), BytesIO()
        book.worksheets[0].append(("姓名", "电话"))
        book.save(out)
        return out.getvalue()
    if ending in {"pdf", "ofd"}:
        sheet = (
            Sheet().write(80, 100, "通知").grid([80, 200, 300], [120, 150, 180]).write(84, 140, "姓名", 12)
        )
        sheet.write(204, 140, "电话", 12)
        return pdf_file(sheet, sheet) if ending == "pdf" else ofd_file(sheet, sheet)
    if ending == "zip":
        return zipped(("通知.txt", "通知".encode()), ("附件1.docx", a_file("docx")))
    if ending == "html":
        return "<table><tr><th>姓名<th>电话<tr><td>柳<td></table><ol><li>一</ol>".encode()
    return "# 通知\n| 姓名 | 电话 |\n|--|--|\n| 柳 | |\n".encode()


ENDINGS = ("docx", "xlsx", "pdf", "ofd", "zip", "html", "md")


@pytest.mark.parametrize("ending", ENDINGS)
def test_kind_is_told_by_content(ending: str) -> None:
    right = open_document(a_file(ending), f"通知.{ending}")
    if ending == "md":
        return
    wrong = open_document(a_file(ending), "通知.doc")
    assert wrong.text == right.text
    assert right.remarks == ()
    assert "“通知.doc”的内容其实是" in wrong.remarks[0]


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "空.docx", FILE_EMPTY),
        (word_file(paragraph("  ")), "空.docx", FILE_EMPTY),
        (pdf_file(Sheet().write(1, 1, " ")), "空.pdf", FILE_EMPTY),
        (b"\xff\xd8\xff\xe0" + bytes(100), "图.docx", FILE_UNKNOWN),
        (b"MZ" + bytes(100), "程序.docx", FILE_UNKNOWN),
        (b"Rar!\x1a\x07" + bytes(100), "材料.zip", FILE_UNKNOWN),
        (zipped(("ppt/presentation.xml", b"<x/>")), "片.docx", FILE_UNKNOWN),
        (COMPOUND + "EncryptedPackage\0".encode("utf-16-le"), "密.docx", FILE_ENCRYPTED),
        (COMPOUND + "PowerPoint Document\0".encode("utf-16-le"), "片.doc", FILE_UNKNOWN),
        (locked(word_file(paragraph("一"))), "密.docx", FILE_ENCRYPTED),
        (a_file("docx")[:-300], "断.docx", FILE_DAMAGED),
        (a_file("pdf")[:40], "断.pdf", FILE_DAMAGED),
        (zipped(("word/document.xml", b"<w:document")), "断.docx", FILE_DAMAGED),
        (zipped(("word/document.xml", b"<x/>")), "空.docx", FILE_DAMAGED),
        (zipped(("word/document.xml", bytes(50_000_000))), "弹.docx", FILE_SWELLS),
        (zipped(*((f"{i}", b"") for i in range(5001))), "多.docx", FILE_HAS_TOO_MANY_PARTS),
        (b"x" * (50 * 1024 * 1024 + 1), "大.pdf", FILE_TOO_LARGE),
        (word_file(paragraph("".join(map(chr, range(0x4E00, 0x9E00))) * 43) * 6), "长.docx", FILE_TOO_LONG),
    ],
)
def test_what_can_not_be_read_is_refused_in_one_line(data: bytes, name: str, problem: Problem) -> None:
    assert problem_of(data, name) == problem


def test_many_parts_that_swell_together_are_refused() -> None:
    noise = zlib.compress(b"".join(i.to_bytes(4, "big") for i in range(200_000)), 1)
    half = b"<w:hdr>" + b"".join(noise[:100] * 10 + bytes([i % 251]) * 200 for i in range(75_000))
    parts = [(f"word/header{i}.xml", half) for i in range(3)]
    assert problem_of(zipped(("word/document.xml", b"<x/>"), *parts), "弹.docx") in {
        FILE_SWELLS,
        FILE_DAMAGED,
    }


def test_entities_are_not_opened() -> None:
    inside = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    main = b'<d xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><r><t>'
    data = zipped(("word/document.xml", inside + main + "通知&b;&c;</t></r></p></body></d>".encode()))
    assert open_document(data, "通知.docx").text == "通知\n"


def outcome_of(data: bytes, name: str) -> object:
    """Whether there are words, or the code of the problem; anything else raised fails the test."""
    try:
        return bool(open_document(data, name).text.strip())
    except AnyueError as problem:
        return problem.code.startswith(("file_", "sheet_", "archive_"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ENDINGS), st.data())
def test_damaged_bytes_are_read_or_refused(ending: str, data: st.DataObject) -> None:
    file = bytearray(a_file(ending))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(file) - 1))
        file[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=20))
        if not file:
            break
    assert outcome_of(bytes(file[: data.draw(st.integers(0, len(file)))]), f"a.{ending}") is True


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(("docx", "xlsx", "ofd")), st.data())
def test_damaged_parts_are_read_or_refused(ending: str, data: st.DataObject) -> None:
    """Parts are damaged inside a sound zip, or stand under each other's names."""
    with ZipFile(BytesIO(a_file(ending))) as source:
        parts = {name: bytearray(source.read(name)) for name in source.namelist()}
    names = st.sampled_from(sorted(parts))
    one, other = data.draw(names), data.draw(names)
    if data.draw(st.booleans()):
        parts[one], parts[other] = parts[other], parts[one]
    for _ in range(data.draw(st.integers(0, 6))):
        part = parts[data.draw(names)]
        at = data.draw(st.integers(0, len(part)))
        digits = st.sampled_from([b"-1", b"99999999999", b"", b"1e999", b"nan", b"A", b'"', b"</", b"<w:p>"])
        part[at : at + data.draw(st.integers(0, 6))] = data.draw(digits)
    packed = zipped(*((name, bytes(part)) for name, part in parts.items()))
    assert outcome_of(packed, f"a.{ending}") is True


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ENDINGS), st.sampled_from((0, 8, 200)), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(ending: str, head: int, data: bytes) -> None:
    assert outcome_of(a_file(ending)[:head] + data, f"a.{ending}") is True


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(("html", "md", "txt")))
def test_any_text_is_read_or_refused(text: str, ending: str) -> None:
    assert outcome_of(text.encode("utf-8", "replace"), f"a.{ending}") is True


def test_text_is_read_without_the_libraries_of_other_kinds() -> None:
    program = (
        "import sys; from anyue.core.notice import read_files; read_files([('a.txt', '通知'.encode())]);"
        "print(*sorted({'lxml', 'docx', 'openpyxl', 'pypdfium2', 'email', 'subprocess'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
