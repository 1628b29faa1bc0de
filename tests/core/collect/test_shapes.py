"""Forms of other shapes: each is filled in Word and Excel and read back against the other."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.collect.blank import read_blank
from anyue.core.forms.returned.agreement import ties_of
from anyue.core.forms.returned.fill import fill_form
from anyue.core.forms.returned.reading import Reading, read_returned
from anyue.core.forms.returned.template import Template
from tests.core.collect.tables import excel_table, word_table

Rows = Sequence[Sequence[str]]
SHAPES: dict[str, tuple[Rows, int]] = {
    "this week and so far": (
        (
            ("指标", "计量单位", "本周", "累计"),
            ("一、宣传活动", "", "", ""),
            ("组织宣讲", "场", "", ""),
            ("参与宣讲", "人次", "", ""),
            ("二、应急演练", "", "", ""),
            ("组织演练", "场", "", ""),
            ("参与演练", "人次", "", ""),
        ),
        8,
    ),
    "numbered": (
        (
            ("序号", "指标名称", "单位", "数值", "备注"),
            ("1", "悬挂横幅", "条", "", ""),
            ("2", "发放资料", "份", "", ""),
            ("3", "开展培训", "场", "", ""),
        ),
        3,
    ),
    "measures in the head, a total row": (
        (
            ("活动项目", "场次（场）", "参与（人次）"),
            ("安全宣讲", "", ""),
            ("应急演练", "", ""),
            ("合计", "", ""),
        ),
        6,
    ),
    "names beside blanks": (
        (("培训场次（场）", "", "培训人数（人）", ""), ("悬挂横幅（条）", "", "发放资料（份）", "")),
        4,
    ),
    "brackets in cells": (
        (("项目", "数量"), ("开展宣讲", "（ ）场"), ("参与", "（ ）人次"), ("发放资料", "____份")),
        3,
    ),
    "spaces": ((("活动项目", "开展情况"), ("一、宣讲", "开展宣讲    场，参与     人次；")), 2),
    "boxes": ((("活动项目", "开展情况"), ("一、宣讲", "开展宣讲[  ]场，参与【  】人次，发放□份；")), 3),
}
KINDS = {"docx": word_table, "xlsx": excel_table}


@cache
def _blank(shape: str, kind: str) -> tuple[bytes, Template]:
    data = KINDS[kind](SHAPES[shape][0])
    return data, read_blank(data, f"附件2.{kind}")


def _read(shape: str, kind: str, data: bytes) -> Reading:
    _, template = _blank(shape, kind)
    return read_returned(template, ties_of(template), data, "青岩镇.docx")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("asked", KINDS)
@pytest.mark.parametrize("returned", KINDS)
@settings(max_examples=20)
@given(st.data())
def test_what_is_filled_in_one_kind_of_file_is_read_against_the_other(
    shape: str, asked: str, returned: str, data: st.DataObject
) -> None:
    blank, template = _blank(shape, returned)
    assert len(template.indicators) == SHAPES[shape][1]
    values = data.draw(
        st.lists(st.integers(1, 9999), min_size=len(template.indicators), max_size=len(template.indicators))
    )
    found = _read(shape, asked, fill_form(template, blank, values))
    assert list(found.values) == values
    assert {finding.code for finding in found.findings} <= {"inconsistent"}


def test_a_total_row_that_isn_t_the_sum_is_told() -> None:
    shape = "measures in the head, a total row"
    blank, template = _blank(shape, "docx")
    found = _read(shape, "docx", fill_form(template, blank, [1, 20, 2, 30, 3, 50]))
    assert not found.findings
    wrong = _read(shape, "docx", fill_form(template, blank, [1, 20, 2, 30, 4, 50]))
    assert [finding.code for finding in wrong.findings] == ["inconsistent"]
    assert "各行相加是 3" in wrong.findings[0].message


def test_people_without_an_event_are_told_across_rows() -> None:
    shape = "this week and so far"
    blank, template = _blank(shape, "xlsx")
    found = _read(shape, "xlsx", fill_form(template, blank, [0, 5, 40, 200, 1, 2, 30, 60]))
    assert [(finding.code, finding.where) for finding in found.findings] == [("inconsistent", (0, 2))]


def test_columns_in_another_order_are_read_by_their_heads() -> None:
    rows = [[a, b, d, c] for a, b, c, d in SHAPES["this week and so far"][0]]
    blank = word_table(rows)
    template = read_blank(blank, "a.docx")
    found = _read("this week and so far", "docx", fill_form(template, blank, [10, 1, 20, 2, 30, 3, 40, 4]))
    assert found.values == (1, 10, 2, 20, 3, 30, 4, 40)
