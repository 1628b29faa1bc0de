import datetime as dt
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.errors import FILE_EMPTY, SHEET_TOO_LARGE, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice.open import Opened, open_document

_EDGE = Side(style="thin")
RULED = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def opened(book: Workbook, name: str = "附件2.xlsx") -> Opened:
    out = BytesIO()
    book.save(out)
    return open_document(out.getvalue(), name)


def sheet_of(book: Workbook, *rows: tuple[object, ...]) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return sheet


def rule(sheet: Worksheet, area: str) -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = RULED


def cells(document: Opened, at: int = 0) -> list[tuple[str, int, int, int, int]]:
    table = document.tables[at]
    return [(document.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in table.cells]


def test_lines_above_and_below_the_ruled_table_stay_lines() -> None:
    book = Workbook()
    sheet = sheet_of(
        book,
        ("附件2",),
        ("活动统计表",),
        ("填报单位：", None, "填报日期："),
        ("项目", "单位", "数量"),
        ("讲座", "场"),
        ("注：每周报送",),
    )
    sheet.merge_cells("A2:C2")
    rule(sheet, "A4:C5")
    document = opened(book)
    assert document.text == (
        "附件2\n活动统计表\n填报单位：    填报日期：\n"
        "\t项目\n\t单位\n\t数量\n\n\t讲座\n\t场\n\t\n\n注：每周报送\n"
    )
    assert document.tables[0].place == Place("附件2.xlsx", 0, "Sheet")
    assert cells(document)[-2:] == [("场", 4, 1, 1, 1), ("", 4, 2, 1, 1)]


def test_merged_cells_stand_once_with_their_spans() -> None:
    book = Workbook()
    sheet = sheet_of(book, ("类别", "数量", None), (None, "本周", "累计"), ("讲座", None, None))
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    rule(sheet, "A1:C3")
    assert cells(opened(book))[:4] == [
        ("类别", 0, 0, 2, 1),
        ("数量", 0, 1, 1, 2),
        ("本周", 1, 1, 1, 1),
        ("累计", 1, 2, 1, 1),
    ]


def test_sheet_without_rules_is_a_table_from_its_first_row_of_several_cells() -> None:
    document = opened_rows("联络员", ("单位", "姓名", "电话"), ("云台县", None, "0551-5550136"))
    assert document.text.startswith("联络员\n\t单位\n\t姓名\n\t电话\n\n\t云台县\n")


def opened_rows(title: str, *rows: tuple[object, ...]) -> Opened:
    book = Workbook()
    sheet_of(book, *rows).title = title
    return opened(book)


def test_values_are_shown_as_stored() -> None:
    book = Workbook()
    day = dt.date(2024, 6, 1)
    sheet = sheet_of(
        book, ("日期", "比例", "数", "式"), (day, 0.25, 12.0, "=1+1"), (0.1 + 0.2, True, "两\n行", " x ")
    )
    sheet["B2"].number_format = "0%"
    assert [words for words, *_ in cells(opened(book))[4:]] == [
        "2024年6月1日", "25%", "12", "", "0.3", "TRUE", "两\n行", "x",
    ]  # fmt: skip


def test_hidden_sheets_rows_and_columns_stay_out_but_are_counted() -> None:
    book = Workbook()
    hidden = sheet_of(book, ("看", "不见"))
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("回执")
    for row in (("姓名", "密", "电话"), ("藏", "藏", "藏"), ("柳", "x", "1")):
        shown.append(row)
    shown.column_dimensions["B"].hidden = True
    shown.row_dimensions[2].hidden = True
    document = opened(book)
    assert document.tables[0].place == Place("附件2.xlsx", 1, "回执")
    assert [words for words, *_ in cells(document)] == ["姓名", "电话", "柳", "1"]


def test_few_of_many_blank_ruled_rows_are_kept() -> None:
    book = Workbook()
    sheet = sheet_of(book, ("序号", "姓名"))
    rule(sheet, "A1:B900")
    sheet["A901"] = "注：可加页"
    document = opened(book)
    assert max(cell.row for cell in document.tables[0].cells) == 10
    assert document.text.endswith("\n注：可加页\n")


def test_page_head_of_a_sheet_is_a_head() -> None:
    book = Workbook()
    sheet = sheet_of(book, ("姓名", "电话"))
    sheet.oddHeader = HeaderFooterItem(center=_HeaderFooterPart("机密"))
    assert opened(book).heads.split() == ["机密"]


@pytest.mark.parametrize("wide", [True, False])
def test_sheet_of_data_is_refused(wide: bool) -> None:  # noqa: FBT001  A case, not a switch.
    rows = [range(10_000)] if wide else [range(100)] * 501
    with pytest.raises(AnyueError) as caught:
        opened_rows("数据", *(tuple(row) for row in rows))
    assert caught.value.problem == SHEET_TOO_LARGE
    assert "“数据”" in caught.value.message


def test_workbook_without_words_is_empty() -> None:
    with pytest.raises(AnyueError) as caught:
        opened(Workbook())
    assert caught.value.problem == FILE_EMPTY
