import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.markup import BLOCK, CELL, FIELD, ROW, TABLE
from anyue.core.forms.office.word import read_word
from tests.core.collect.tables import reading, saved, word_table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(members: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return out.getvalue()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = package({"word/document.xml": b"\0" * (200 * 1024 * 1024)})
    with pytest.raises(DamagedError):
        read_word(Archive(bomb))
    assert [finding.code for finding in reading(bomb).findings] == ["unreadable"]


def test_a_crowd_of_members_is_refused() -> None:
    with pytest.raises(DamagedError):
        Archive(package({f"m{n}": b"" for n in range(5000)}))


def test_no_entity_is_expanded_and_no_file_is_read() -> None:
    body = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "本机内容">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>前&a;&b;后</w:t></w:r></w:p></w:body></w:document>'
    )
    with pytest.raises(DamagedError):
        read_word(Archive(package({"word/document.xml": body.encode()})))


def test_a_sheet_of_ten_thousand_columns_is_refused() -> None:
    book = Workbook()
    book.worksheets[0].cell(1, 10_000).value = "远"
    with pytest.raises(DamagedError):
        list(read_excel(Archive(saved(book.save))))


def test_a_formula_is_not_run_and_its_stored_value_is_its_value() -> None:
    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["B1"] = "合计", "=1+1"
    whole = Archive(saved(book.save))
    (sheet,) = read_excel(whole)
    assert sheet.rows[0] == {0: "合计", 1: ""}
    xml = (
        whole.read("xl/worksheets/sheet1.xml").replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    (stored,) = read_excel(Archive(whole.with_members({"xl/worksheets/sheet1.xml": xml})))
    assert stored.rows[0] == {0: "合计", 1: "2"}


def test_what_a_tracked_change_inserts_counts_and_what_it_strikes_out_does_not() -> None:
    words = (
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>开展（</w:t></w:r>'
        '<w:del w:id="1"><w:r><w:delText>3</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t>）场</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    sheet = read_word(Archive(package({"word/document.xml": words.encode()})))
    assert sheet.lines == ("开展（5）场",)
    assert sheet.is_revised


@pytest.mark.parametrize("place", ["²", "9" * 5000, "-1"])
def test_a_shared_string_that_is_none_is_an_empty_cell(place: str) -> None:
    """One such file must not end the run over all others."""
    book = Workbook()
    book.worksheets[0].append(["词", 5])
    whole = Archive(saved(book.save))
    name = "xl/worksheets/sheet1.xml"
    xml = whole.read(name).replace(b"<v>5</v>", f"<v>{place}</v>".encode()).replace(b't="n"', b't="s"')
    (sheet,) = read_excel(Archive(whole.with_members({name: xml})))
    assert sheet.rows == ({0: "词", 1: ""},)


def test_signs_that_part_the_words_of_a_file_do_no_harm_inside_them() -> None:
    marks = f"{BLOCK}{TABLE}{ROW}{CELL}{FIELD}"
    book = Workbook()
    book.worksheets[0].append([marks, f"{CELL}A1{marks}"])
    for data in (saved(book.save), word_table([("项目", marks), (f"{CELL}{FIELD}9", f"{ROW}{marks}")])):
        assert reading(data).file


def test_merged_cells_over_one_another_are_refused() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 500):
        sheet.cell(row, 1).value = "词"
        sheet.cell(row, 900).border = Border(left=Side(style="thin"))
    whole = Archive(saved(book.save))
    merges = b'<mergeCells><mergeCell ref="A1:AHO499"/>' + b'<mergeCell ref="B1:AHO499"/>' * 19_000
    name = "xl/worksheets/sheet1.xml"
    xml = whole.read(name).replace(b"</sheetData>", b"</sheetData>" + merges + b"</mergeCells>")
    with pytest.raises(DamagedError):
        list(read_excel(Archive(whole.with_members({name: xml}))))
