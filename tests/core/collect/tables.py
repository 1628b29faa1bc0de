"""Blank tables of an invented campaign as Word and Excel files, and copies of them as units fill them."""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO

from docx import Document
from openpyxl import Workbook

from anyue.core.collect.blank import read_blank
from anyue.core.forms.book import BORDER
from anyue.core.forms.office.excel_fill import fill_excel
from anyue.core.forms.office.grid import Fill
from anyue.core.forms.office.word_fill import fill_word
from anyue.core.forms.returned.agreement import ties_of
from anyue.core.forms.returned.reading import Reading, read_returned
from anyue.core.forms.returned.template import Template

TITLE = "“消防宣传月”活动情况统计表"
HEADING = "填报单位（盖章）：　　　　　　　　填报日期：　　　　　"
RUNNING = (
    ("活动项目", "开展情况"),
    ("一、宣传进社区", "组织宣讲（ ）场，参与（ ）人次；\n发放资料（ ）份。"),
    ("二、隐患排查", "检查场所____家，发现隐患____处；\n督促整改（　）处。"),
    ("三、应急演练", "企业演练（ ）场，参与（ ）人次，参演人员（ ）人。"),
    ("四、特色活动", "活动名称（ ），举办（ ）场。"),
)
INDICATORS = 11
UNITS = ("青岩镇", "沙坪镇", "临江街道", "望山县教育局", "望山县文化和旅游局", "望山县住房和城乡建设局")


def word_table(
    rows: Sequence[Sequence[str]] = RUNNING, *, title: str = TITLE, heading: str = HEADING
) -> bytes:
    """A Word file with the title, the line of the unit, and a table."""
    document = Document()
    document.add_paragraph("附件2")
    document.add_paragraph(title)
    document.add_paragraph(heading)
    table = document.add_table(len(rows), max(map(len, rows)), "Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=False):
            cell.text = text
    return saved(document.save)


def excel_table(
    rows: Sequence[Sequence[str]] = RUNNING, *, title: str = TITLE, heading: str = HEADING
) -> bytes:
    """The same as an Excel file, whose first column goes over two of the sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    for words in (["附件2"], [title], [heading]):
        sheet.append(words)
    for row in rows:
        sheet.append([row[0], None, *row[1:]])
        for column in range(1, len(row) + 2):
            sheet.cell(sheet.max_row, column).border = BORDER
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=2)
    return saved(book.save)


def saved(save: Callable[[BytesIO], None]) -> bytes:
    """The bytes that a library writes."""
    out = BytesIO()
    save(out)
    return out.getvalue()


@cache
def template(*, is_excel: bool = False) -> Template:
    """The template of the running table."""
    return read_blank(excel_table(), "附件2.xlsx") if is_excel else read_blank(word_table(), "附件2.docx")


def typed(
    words: Sequence[str], *, unit: str = "青岩镇", day: str = "2024年11月20日", is_excel: bool = False
) -> bytes:
    """A copy of the table with these words in its blanks and this unit in its heading."""
    heading = f"填报单位（盖章）：{unit}　　　　填报日期：{day}"
    spots = template(is_excel=is_excel).spots
    fills = [
        Fill(spot.row, spot.column, spot.start, spot.end, said)
        for spot, said in zip(spots, words, strict=True)
    ]
    if is_excel:
        return fill_excel(excel_table(heading=heading), fills)
    return fill_word(word_table(heading=heading), fills)


def reading(data: bytes, name: str = "青岩镇.docx") -> Reading:
    """A file read against the running table."""
    form = template()
    return read_returned(form, ties_of(form), data, name)


PLAIN = ("3", "120", "500", "12", "7", "5", "2", "90", "60", "消防夜市", "1")
"""Words for each blank that hold nothing odd."""
