"""Files made to cost far more than they weigh: small on disk, and hours or gigabytes to whoever opens them.

None of these tests measures time; without the limits they would run for hours or fill the memory.
"""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from anyue.core.errors import FILE_DAMAGED, FILE_SWELLS, SHEET_TOO_LARGE, AnyueError, Problem
from anyue.core.notice.open import Opened, open_document
from anyue.core.notice.open.limits import MAIL_PARTS, PART_NODES
from anyue.core.notice.open.package import parse_xml

_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORDS = "<w:p><w:r><w:t>关于开展活动的通知</w:t></w:r></w:p>"


def packed(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, words in parts.items():
            package.writestr(name, words)
    return out.getvalue()


def workbook(sheet: str, styles: str = "") -> bytes:
    return packed(
        {
            "xl/workbook.xml": f'<book {_S} {_R}><sheets><sheet name="表" r:id="r1"/></sheets></book>',
            "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Target="sheet.xml"/></R>',
            "xl/sheet.xml": f"<worksheet {_S}>{sheet}</worksheet>",
            "xl/styles.xml": f"<styleSheet {_S}>{styles}</styleSheet>",
        }
    )


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def document(body: str, **parts: str) -> bytes:
    others = {f"word/{name}.xml": f"<w:{name} {_W}>{words}</w:{name}>" for name, words in parts.items()}
    return packed({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>", **others})


def read(data: bytes, name: str = "附件.bin") -> Opened:
    return open_document(data, name)


def refused(data: bytes, name: str = "附件.bin") -> Problem:
    with pytest.raises(AnyueError) as caught:
        read(data, name)
    return caught.value.problem


def test_a_format_code_of_open_brackets_takes_no_time() -> None:
    formats = f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 2_000_000}"/></numFmts>'
    data = workbook(f'<sheetData><row r="1">{cell("A1", "通知")}</row></sheetData>', formats)
    assert "通知" in read(data).text


def test_a_cell_merged_over_ten_million_rows_is_left_apart() -> None:
    rows = "".join(f'<row r="{row}">{cell(f"A{row}", "通知")}</row>' for row in (1, 9_999_999))
    data = workbook(f'<sheetData>{rows}</sheetData><mergeCell ref="A1:GR9999999"/>')
    assert read(data).text.count("通知") == 2


def test_many_merged_cells_in_a_long_sheet_take_no_time() -> None:
    rows = "".join(f'<row r="{row}">{cell(f"A{row}", "字")}</row>' for row in range(1, 30_000))
    data = workbook(f"<sheetData>{rows}</sheetData>" + '<mergeCell ref="B1:C1"/>' * 5_000)
    assert "字" in read(data).text


def test_a_sheet_of_few_words_far_apart_is_refused() -> None:
    rows = "".join(
        f'<row r="{row}">{cell(f"A{row}", "字")}{cell(f"B{row}", "字")}</row>' for row in range(1, 20_000)
    )
    data = workbook(f'<sheetData>{rows}<row r="20000">{cell("GQ20000", "字")}</row></sheetData>')
    assert refused(data) == SHEET_TOO_LARGE


def test_tables_look_up_their_style_at_once() -> None:
    styles = "".join(f'<w:style w:styleId="s{number}"/>' for number in range(80_000))
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="other"/></w:tblPr>'
        "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert "通知" in read(document(_WORDS + table * 10_000, styles=styles)).text


def test_a_list_of_many_overrides_is_read_once() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/>'
        + '<w:lvlOverride w:ilvl="1"/>' * 100_000
        + "</w:num>"
    )
    line = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>通知</w:t></w:r></w:p>'
    assert read(document(line * 5_000, numbering=numbering)).text.endswith("5000、通知\n")


def test_a_part_whose_tree_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(AnyueError) as caught:
        parse_xml(b"<a>" + b"<b/>" * PART_NODES + b"</a>", "附件.docx")
    assert caught.value.problem == FILE_SWELLS


def test_a_mail_of_parts_within_parts_is_refused() -> None:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b0"\n\n'
    for depth in range(MAIL_PARTS):
        head += f'--b{depth}\nContent-Type: multipart/mixed; boundary="b{depth + 1}"\n\n'
    assert refused((head + "通知\n" * 100).encode(), "通知.mht") == FILE_DAMAGED


def test_what_libreoffice_would_unpack_is_measured_first() -> None:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": " " * 6_000_000}
    assert refused(packed(parts), "通知.odt") == FILE_SWELLS
