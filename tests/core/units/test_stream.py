"""The rows of a worksheet as a stream: what openpyxl reads is read here too, and no entity is opened."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from anyue.core.notice.open.package import Package
from anyue.core.notice.open.sheet_values import Values
from anyue.core.units.stream import SheetBrokenError, SheetRow, column_of, rows_and_merges

PART = "xl/worksheets/sheet1.xml"
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(
    lambda one: " ".join(one.split())
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def stream(data: bytes) -> list[SheetRow | str]:
    package = Package(data, "单位.xlsx")
    return list(rows_and_merges(package.read(PART), Values(package)))


def with_part(part: str) -> bytes:
    """A workbook whose sheet is these words."""
    made, out = BytesIO(), BytesIO()
    Workbook().save(made)
    with ZipFile(made) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, part if name == PART else old.read(name))
    return out.getvalue()


def sheet(rows: str, prefix: str = "") -> bytes:
    at, space = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    return with_part(
        f'<{at}worksheet xmlns{space}="{MAIN}"><{at}sheetData>{rows}</{at}sheetData></{at}worksheet>'
    )


def cells(data: bytes) -> list[tuple[int, bool, str]]:
    return [cell for row in stream(data) if isinstance(row, SheetRow) for cell in row.cells]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(words, min_size=1, max_size=5), min_size=1, max_size=5))
def test_what_openpyxl_reads_is_read(rows: list[list[str]]) -> None:
    book, out = Workbook(), BytesIO()
    for number, row in enumerate(rows, 1):
        for column, one in enumerate(row, 1):
            cell = book.worksheets[0].cell(number, column, one)
            cell.data_type = "s"
    book.save(out)
    read = load_workbook(out).worksheets[0]
    expected = {(cell.row, cell.column): str(cell.value) for line in read for cell in line if cell.value}
    found = {
        (row.number, column): one
        for row in stream(out.getvalue())
        if isinstance(row, SheetRow)
        for column, _, one in row.cells
        if one
    }
    assert found == {place: " ".join(one.split()) for place, one in expected.items() if one.split()}


def test_inline_words_come_without_reading_aids_and_prefixes_do_not_matter() -> None:
    inline = (
        "<is><r><t>石</t></r><r><t>桥</t></r><rPh sb='0' eb='1'><t>shi</t></rPh><phoneticPr fontId='1'/></is>"
    )
    first = f'<c r="B3" t="inlineStr">{inline}<v>7</v></c>'
    row = f'<row r="3" hidden="1">{first}<c><f>1+1</f><v>2</v></c><c r="F3"/></row>'
    (told,) = stream(sheet(row))
    assert told == SheetRow(3, is_hidden=True, cells=[(2, False, "石桥"), (3, True, "2")], widest=3)
    prefixed = row.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    assert cells(sheet(prefixed, "x")) == told.cells


def test_cells_without_a_name_follow_one_another() -> None:
    row = '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c r="?"><v>3</v></c></row><row><c><v>4</v></c></row>'
    assert [(row.number, row.cells) for row in stream(sheet(row)) if isinstance(row, SheetRow)] == [
        (1, [(1, False, "1"), (4, False, "2"), (5, False, "3")]),
        (2, [(1, False, "4")]),
    ]


def test_words_of_any_length_come_whole() -> None:
    assert cells(sheet(f'<row><c t="str"><v>{"甲" * 300_000}</v></c></row>')) == [(1, False, "甲" * 300_000)]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE worksheet [<!ENTITY a "甲">]>',
        '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE worksheet SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_a_sheet_that_declares_entities_is_broken(declared: str) -> None:
    row = "<worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData></worksheet>"
    with pytest.raises(SheetBrokenError):
        stream(with_part(declared + row))


@pytest.mark.parametrize("part", ["", "甲", "<a>", "<a></b>", "<worksheet><row>\x00</row></worksheet>"])
def test_what_is_no_xml_is_broken(part: str) -> None:
    with pytest.raises(SheetBrokenError):
        stream(with_part(part))


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("Z", 26), ("$AB$", 28), ("XFD", 16384), ("", None), ("甲", None)]
)
def test_columns_by_their_letters(letters: str, number: int | None) -> None:
    assert column_of(letters) == number
