from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from anyue.core.forms.form import Form
from anyue.core.forms.sheet import build_xlsx
from anyue.core.forms.total_sheet import build_total_xlsx
from tests.core.forms.samples import CARD, GRID, REGISTER, STATISTICS, SUMMARY
from tests.core.forms.strategies import LINES

HEADING = {"填报单位": "云岭镇", "联系人": "陈小满", "电话": "0999-1234567", "填报日期": "2026-06-10"}
ROWS = [
    ("甲镇", {"a1": "12", "a2": "340", "b1": "5", "c1": "灯谜", "c2": "1.5"}),
    ("乙镇", {"a1": "3", "b1": "7", "c1": "=1+1"}),
    ("丙村", {}),
]


def opened(data: bytes) -> Worksheet:
    return load_workbook(BytesIO(data)).worksheets[0]


def grid(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_statistics_table_looks_like_the_word_one() -> None:
    sheet = opened(build_xlsx(STATISTICS, {"a1": "12", "a2": "340"}, heading=HEADING))
    assert grid(sheet)[:6] == [
        ["附件2", None],
        ["“安全生产月”活动情况统计表", None],
        ["填报单位（盖章）：云岭镇        联系人：陈小满", None],
        ["电话：0999-1234567        填报日期：2026-06-10", None],
        ["活动项目", "活动进展情况"],
        ["1.学习宣讲", "组织开展宣讲活动（12）场，参与（340）人次；\n撰写心得体会（ ）篇。"],
    ]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2", "A3:B3", "A4:B4"}
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.print_title_rows) == (
        9,
        1,
        "$5:$5",
    )


def test_a_grid_holds_numbers_as_numbers() -> None:
    rows = grid(opened(build_xlsx(GRID, {"g1": "3", "g4": "900"}, heading={})))
    assert rows[-2:] == [["组织宣讲", "场", 3, None], ["参与宣讲", "人次", None, 900]]


@pytest.mark.parametrize("text", ["=1+1", "+86 10", "-无", "@SUM(A1)", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(text: str) -> None:
    for sheet in (
        opened(build_xlsx(CARD, {"f2": text}, heading={})),
        opened(build_total_xlsx(CARD, [(text, {"f2": text})])),
    ):
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
        assert found
        assert {(cell.data_type, cell.quotePrefix) for cell in found} == {("s", True)}


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_what_is_written_reads_back(text: str) -> None:
    assert opened(build_xlsx(CARD, {"f2": text}, heading={}))["B4"].value == text


@pytest.mark.parametrize("form", [STATISTICS, GRID, CARD, REGISTER, SUMMARY])
def test_the_same_input_gives_the_same_bytes(form: Form) -> None:
    assert build_xlsx(form, {"a1": "1"}, heading=HEADING) == build_xlsx(form, {"a1": "1"}, heading=HEADING)
    assert build_total_xlsx(form, ROWS) == build_total_xlsx(form, ROWS)


def test_the_total_has_a_row_a_unit_and_the_sum_at_the_foot() -> None:
    sheet = opened(build_total_xlsx(STATISTICS, ROWS))
    assert grid(sheet)[1:] == [
        [
            "序号",
            "单位",
            "1.学习宣讲",
            None,
            None,
            "2.发动群众参与，开展网上竞赛",
            None,
            "3.其他特色活动",
            None,
        ],
        [
            *(None, None, "组织开展宣讲活动（场）", "参与（人次）", "撰写心得体会（篇）"),
            *("参加网络知识竞赛（人）", "答题（人次）", "活动名称", "投入经费（万元）"),
        ],
        ["1", "甲镇", 12, 340, None, 5, None, "灯谜", 1.5],
        ["2", "乙镇", 3, None, None, 7, None, "=1+1", None],
        ["3", "丙村", *[None] * 7],
        [None, "合计", 15, 340, "—", 12, "—", "—", 1.5],
        ["注：参加网络知识竞赛（人）按人数相加，同一人可能被不同单位重复计入。", *[None] * 8],
    ]
    assert sheet.freeze_panes == "C4"


def test_the_total_of_cards_lists_the_units() -> None:
    sheet = opened(build_total_xlsx(CARD, [("甲镇", {"f2": "陈小满", "f4": "13800000000"})]))
    assert grid(sheet)[3] == ["1", "甲镇", "陈小满", None, "13800000000", None]
    assert len(grid(sheet)) == 4


def test_the_total_of_registers_has_a_row_a_line() -> None:
    values = {"p1c3": "6月3日", "r1c2": "安全课", "r2c2": "演练", "r2c5": "https://example.org/2"}
    sheet = opened(build_total_xlsx(REGISTER, [("甲镇", values), ("乙镇", {})]))
    first, second = REGISTER.rows
    assert grid(sheet)[1:] == [
        ["序号", "单位", "媒体报道登记表", *[None] * 4],
        [None, None, "活动内容", "时间", "刊登媒体", "媒体链接", "备注"],
        ["1", "甲镇", first, "6月3日", None, None, None],
        ["2", "甲镇", second, *[None] * 4],
        ["3", "甲镇", "安全课", *[None] * 4],
        ["4", "甲镇", "演练", None, None, "https://example.org/2", None],
        ["5", "乙镇", first, *[None] * 4],
        ["6", "乙镇", second, *[None] * 4],
    ]


def test_the_total_of_a_register_without_lines_names_the_unit() -> None:
    sheet = opened(build_total_xlsx(replace(REGISTER, rows=()), [("甲镇", {})]))
    assert grid(sheet)[3:] == [["1", "甲镇", *[None] * 5]]
