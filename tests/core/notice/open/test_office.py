"""Older files go through LibreOffice; where it is not installed the tests of that are skipped and say so."""

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from anyue.core.errors import FILE_NEEDS_OFFICE, FILE_NOT_CONVERTED, AnyueError
from anyue.core.notice.open import Opened, open_document
from anyue.core.notice.open.office import find_office
from tests.core.notice.open.test_document import COMPOUND, a_file

OLD_WORD = COMPOUND + "WordDocument\0".encode("utf-16-le")
with_office = pytest.mark.skipif(
    find_office() is None, reason="LibreOffice is not installed (Debian: libreoffice-writer libreoffice-calc)"
)


def old_file(data: bytes, new: str, old: str, folder: Path) -> bytes:
    """The same document as an older program would have written it."""
    given = folder / f"given.{new}"
    given.write_bytes(data)
    command = [find_office() or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", old, "--outdir", folder, given],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return (folder / f"given.{old}").read_bytes()


def cells(opened: Opened) -> list[str]:
    return [opened.text[c.start : c.end] for table in opened.tables for c in table.cells]


@with_office
@pytest.mark.parametrize(("old", "name"), [("doc", "通知.doc"), ("doc", "通知.wps"), ("rtf", "通知.rtf")])
def test_old_word_file_is_read_as_the_new_one(old: str, name: str, tmp_path: Path) -> None:
    document, out = Document(), BytesIO()
    document.add_paragraph("关于开展活动的通知")
    document.add_paragraph("活动主题", style="List Number")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    all_cells = [cell for line in table.rows for cell in line.cells]
    for cell, words in zip(all_cells, ("项目", "数量", "讲座（场）", ""), strict=True):
        cell.text = words
    document.add_paragraph("联系人：柳青禾")
    document.save(out)
    opened = open_document(old_file(out.getvalue(), "docx", old, tmp_path), name)
    assert [line for line in opened.text.split("\n") if line and line[0] != "\t"] == [
        "关于开展活动的通知",
        "1.活动主题",
        "联系人：柳青禾",
    ]
    assert cells(opened) == ["项目", "数量", "讲座（场）", ""]
    assert opened.tables[0].place.file == name
    assert opened.remarks == ()


@with_office
def test_old_workbook_is_read_as_the_new_one(tmp_path: Path) -> None:
    opened = open_document(old_file(a_file("xlsx"), "xlsx", "xls", tmp_path), "附件1.et")
    assert cells(opened) == ["姓名", "电话"]


@with_office
def test_broken_old_file_is_refused_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    with pytest.raises(AnyueError) as caught:
        open_document(OLD_WORD, "通知.doc")
    assert caught.value.problem == FILE_NOT_CONVERTED
    assert list(tmp_path.iterdir()) == []


def test_old_file_asks_for_another_where_there_is_no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    if find_office() is not None:
        pytest.skip("LibreOffice stands where it is found without PATH")
    with pytest.raises(AnyueError) as caught:
        open_document(OLD_WORD, "通知.wps")
    assert caught.value.problem == FILE_NEEDS_OFFICE
    assert ".docx" in caught.value.message
