from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.forms.form import Form, FormKind, Group
from anyue.core.forms.word import build_docx
from tests.core.forms.samples import CARD, GRID, REGISTER, STATISTICS, SUMMARY, number
from tests.core.forms.strategies import LINES

HEADING = {"填报单位": "云岭镇", "联系人": "陈小满", "电话": "0999-1234567", "填报日期": "2026-06-10"}


def opened(form: Form, values: dict[str, str], heading: dict[str, str] | None = None) -> WordDocument:
    return Document(BytesIO(build_docx(form, values, heading=heading or {})))


def grid(document: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def test_a_statistics_table_has_each_blank_filled_in_its_place() -> None:
    document = opened(STATISTICS, {"a1": "12", "a2": "340", "b2": "0", "c1": "灯谜", "c2": "1.5"}, HEADING)
    assert grid(document) == [
        ["活动项目", "活动进展情况"],
        ["1.学习宣讲", "组织开展宣讲活动（12）场，参与（340）人次；\n撰写心得体会（ ）篇。"],
        ["2.发动群众参与，开展网上竞赛", "参加网络知识竞赛（ ）人，答题（0）人次。"],
        ["3.其他特色活动", "活动名称（灯谜），投入经费（1.5）万元。"],
    ]
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "附件2",
        "",
        "“安全生产月”活动情况统计表",
        "填报单位（盖章）：云岭镇\t联系人：陈小满",
        "电话：0999-1234567\t填报日期：2026-06-10",
    ]


def test_an_empty_heading_stays_on_one_line() -> None:
    heading = opened(STATISTICS, {}).paragraphs[3]
    assert heading.text == "填报单位（盖章）：\t联系人：\t电话：\t填报日期："


def test_a_grid_has_its_values_in_cells() -> None:
    assert grid(opened(GRID, {"g1": "3", "g4": "900"})) == [
        ["指标", "计量单位", "本周", "累计"],
        ["一、宣讲"] * 4,
        ["组织宣讲", "场", "3", ""],
        ["参与宣讲", "人次", "", "900"],
    ]


def test_a_grid_keeps_the_heads_of_the_notice() -> None:
    form = Form(
        "附件3",
        "演练情况统计表",
        FormKind.STATISTICS,
        ("序号", "类别", "演练类型", "场次（场）", "参加人数", "备注"),
        groups=tuple(
            Group(
                label,
                tuple(
                    number(f"{name}{at}", name, unit, column=column)
                    for name in names
                    for at, (unit, column) in enumerate((("场", "场次（场）"), ("人次", "参加人数")))
                ),
            )
            for label, names in (("企业", ("综合演练", "桌面推演")), ("学校", ("疏散演练",)))
        ),
    )
    assert grid(opened(form, {"综合演练0": "3", "疏散演练1": "900"})) == [
        ["序号", "类别", "演练类型", "场次（场）", "参加人数", "备注"],
        ["1", "企业", "综合演练", "3", "", ""],
        ["2", "", "桌面推演", "", "", ""],
        ["3", "学校", "疏散演练", "", "900", ""],
    ]


def test_a_card_is_a_table_of_four_columns() -> None:
    assert grid(opened(CARD, {"f1": "云岭镇", "f2": "陈小满", "f3": "0999-1234567"})) == [
        ["单位名称", "云岭镇", "云岭镇", "云岭镇"],
        ["姓名", "陈小满", "办公电话", "0999-1234567"],
        ["手机", "", "", ""],
        ["通讯地址", "", "", ""],
    ]


def test_a_register_keeps_its_printed_rows_and_adds_the_units_own() -> None:
    assert grid(opened(REGISTER, {"p1c3": "6月3日", "r2c2": "进村演练"}))[1:] == [
        ["1", "理论学习中心组专题学习", "6月3日", "", "", ""],
        ["2", "企业主要负责人讲安全课", "", "", "", ""],
        ["3", "进村演练", "", "", "", ""],
    ]


def test_a_document_is_set_in_paragraphs() -> None:
    document = opened(SUMMARY, {"content": "一、总体情况\n宣讲 12 场。"})
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "活动总结",
        "一、总体情况",
        "宣讲 12 场。",
    ]
    assert document.tables == []


def test_the_page_follows_the_standard() -> None:
    document = opened(STATISTICS, {})
    section = document.sections[0]
    # Word measures in twentieths of a point, so that millimetres come back rounded.
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(length.mm) for length in lengths if length] == [210, 297, 37, 28]
    fonts = document.element.body.xpath("./w:p/w:r/w:rPr/w:rFonts")
    assert [font.get(qn("w:eastAsia")) for font in fonts] == [
        "黑体",
        "仿宋_GB2312",
        "方正小标宋简体",
        "仿宋_GB2312",
    ]
    head = document.tables[0].rows[0]._tr.trPr  # noqa: SLF001  No public property.
    assert head is not None
    assert head.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("form", [STATISTICS, GRID, CARD, REGISTER, SUMMARY])
def test_the_same_input_gives_the_same_bytes(form: Form) -> None:
    assert build_docx(form, {"a1": "1"}, heading=HEADING) == build_docx(form, {"a1": "1"}, heading=HEADING)


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({"f2": LINES, "f5": LINES}))
def test_what_is_written_reads_back(values: dict[str, str]) -> None:
    rows = grid(opened(CARD, values))
    assert {"f2": rows[1][1], "f5": rows[3][1]} == values


@given(LINES)
@settings(max_examples=25, deadline=None)
def test_any_heading_can_be_written(name: str) -> None:
    assert "填报单位" in opened(STATISTICS, {}, {"填报单位": f"{name}\x00\ud800"}).paragraphs[3].text
