import zipfile
from io import BytesIO

from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from anyue.core.forms.office.archive import Archive
from anyue.core.forms.office.excel import read_excel
from anyue.core.forms.office.excel_fill import fill_excel
from anyue.core.forms.office.grid import LINE, Fill
from anyue.core.forms.office.word import read_word
from anyue.core.forms.office.word_fill import fill_word
from tests.core.collect.tables import PLAIN, excel_table, saved, template, typed, word_table


def test_filling_changes_no_other_part_of_a_word_file() -> None:
    blank, full = zipfile.ZipFile(BytesIO(word_table())), zipfile.ZipFile(BytesIO(typed(PLAIN)))
    assert blank.namelist() == full.namelist()
    assert all(
        blank.read(name) == full.read(name) for name in blank.namelist() if name != "word/document.xml"
    )


def test_filling_keeps_runs_and_their_looks() -> None:
    document = Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    paragraph = cell.paragraphs[0]
    paragraph.add_run("开展").bold = True
    paragraph.add_run("（ ")
    paragraph.add_run("  ）").italic = True
    paragraph.add_run("场")
    out = Document(BytesIO(fill_word(saved(document.save), [Fill(0, 0, 3, 6, "12")])))
    runs = out.tables[0].rows[0].cells[0].paragraphs[0].runs
    assert [run.text for run in runs] == ["开展", "（12", "）", "场"]
    assert runs[0].bold
    assert runs[2].italic


def test_an_empty_cell_and_a_line_outside_tables_are_filled() -> None:
    document = Document()
    document.add_paragraph("共开展（ ）场")
    document.add_table(1, 2).rows[0].cells[0].text = "场次"
    full = fill_word(saved(document.save), [Fill(0, LINE, 4, 5, "3"), Fill(0, 1, 0, 0, "8")])
    sheet = read_word(Archive(full))
    assert sheet.lines[0] == "共开展（3）场"
    assert sheet.rows[0] == {0: "场次", 1: "8"}


def test_the_same_words_give_the_same_bytes() -> None:
    fills = [Fill(4, 1, 0, 0, "8")]
    word, excel = word_table(), excel_table()
    assert fill_word(word, fills) == fill_word(word, fills)
    assert fill_excel(excel, fills) == fill_excel(excel, fills)


def test_filling_keeps_merges_styles_and_rich_text_of_a_workbook() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = CellRichText("开展", TextBlock(InlineFont(b=True), "（ ）"), "场")
    sheet["A2"], sheet["B2"].font = "场次", Font(size=20)
    sheet.merge_cells("A1:B1")
    full = fill_excel(saved(book.save), [Fill(0, 0, 3, 4, "12"), Fill(1, 1, 0, 0, "8", 8)])
    out = load_workbook(BytesIO(full), rich_text=True).worksheets[0]
    rich = out["A1"].value
    assert isinstance(rich, CellRichText)
    assert str(rich) == "开展（12）场"
    assert any(isinstance(part, TextBlock) and part.font.b for part in rich)
    assert out["B2"].value == 8
    assert out["B2"].font.size == 20
    assert [str(area) for area in out.merged_cells.ranges] == ["A1:B1"]


def test_two_cells_that_share_a_string_are_filled_apart() -> None:
    book = Workbook()
    for row in (1, 2):
        book.worksheets[0].cell(row, 1).value = "（ ）场"
    full = fill_excel(saved(book.save), [Fill(0, 0, 1, 2, "3")])
    sheets = list(read_excel(Archive(full)))
    assert [row[0] for row in sheets[0].rows] == ["（3）场", "（ ）场"]


def test_word_and_excel_have_the_same_columns() -> None:
    word, excel = template(), template(is_excel=True)
    assert [(spot.column, spot.start, spot.end) for spot in word.spots] == [
        (spot.column, spot.start, spot.end) for spot in excel.spots
    ]
