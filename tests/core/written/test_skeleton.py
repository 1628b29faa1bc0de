"""Drafts drawn from a plan and from what was sent in."""

from dataclasses import replace

import pytest

from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, Source, ValueType
from anyue.core.written.facts import Facts, Table, Task
from anyue.core.written.figures import keys_in
from anyue.core.written.skeleton import Genre, draft, genre_of, numeral, prompts_in


def blank(code: str, kind: str = "", unit: str = "场") -> Indicator:
    source = Source(kind, "events") if kind else None
    return Indicator(label=f"（ ）{unit}", unit=unit, type=ValueType.NUMBER, code=code, source=source)


FORM = Form(
    "附件2",
    "活动统计表",
    FormKind.STATISTICS,
    groups=(
        Group(
            "1.安全宣讲",
            (blank("1.1", "lecture"), blank("1.2", "lecture", "人次")),
            (Line(("组织宣讲", "场，参与", "人次；"), ("1.1", "1.2")),),
        ),
        Group("2.应急演练", (blank("2.1", "drill"),), (Line(("组织演练", "场。"), ("2.1",)),)),
        Group("3.特色活动", (blank("3.1"),), (Line(("组织", "场。"), ("3.1",)),)),
    ),
)
FACTS = Facts(
    unit="桥东村",
    document="“安全生产月”活动总结",
    notice="关于开展2026年“安全生产月”活动的通知",
    doc_number="青安办〔2026〕7号",
    theme="人人会避险",
    periods=(("", "2026年6月1日至2026年6月30日"),),
    tasks=(
        Task(
            "开展安全宣讲",
            "开展安全宣讲。进村入户。",
            "6月底前",
            "各村",
            "lecture",
            person="谷雨",
            due="6月20日",
        ),
        Task("开展应急演练", "开展应急演练。", "", "县教育局", "drill"),
    ),
    quotas=("各村：宣讲不少于 1 场",),
    asked=(("活动统计表", "每周三12：00前"),),
    requirements=("加强领导",),
    tables=(Table(2, FORM, {"1.1": "5", "1.2": "0", "2.1": "0", "3.1": "2"}),),
)


def test_a_summary_tells_each_number_that_was_sent_in_under_its_activity() -> None:
    text = draft(FACTS)
    lines = text.split("\n")
    assert lines[0] == "桥东村“安全生产月”活动总结"
    assert "（青安办〔2026〕7号）" in lines[1]
    at = lines.index("（一）开展安全宣讲。")
    assert lines[at + 1].startswith("组织宣讲{5|表2:1.1}场，参与{0|表2:1.2}人次。【请")
    # Rows of zeros tell of nothing; a row that no activity asks for has a heading of its own.
    assert "应急演练" not in text
    assert lines[lines.index("（二）特色活动。") + 1].startswith("组织{2|表2:3.1}场。")
    assert keys_in(text) == ["2:1.1", "2:1.2", "2:3.1"]


def test_a_plan_holds_what_is_asked_in_headed_sections() -> None:
    lines = draft(replace(FACTS, document="活动实施方案")).split("\n")
    assert lines[0] == "桥东村2026年“安全生产月”活动实施方案"
    headings = [line for line in lines if line[1:2] == "、"]
    assert headings == [
        "一、活动主题",
        "二、活动时间",
        "三、组织领导",
        "四、工作任务",
        "五、数量要求",
        "六、材料报送",
        "七、工作要求",
    ]
    assert "时间：6月底前；责任单位：各村；责任人：谷雨；完成时限：6月20日。" in lines
    assert {"1. 各村：宣讲不少于 1 场。", "1. 活动统计表：每周三12：00前。", "1. 加强领导。"} <= set(lines)


@pytest.mark.parametrize(
    ("name", "genre"),
    [
        ("活动总结", Genre.SUMMARY),
        ("实施方案", Genre.PLAN),
        ("活动信息", Genre.NEWS),
        ("方案落实情况", Genre.SUMMARY),
    ],
)
def test_the_name_tells_what_sort_of_text_it_is(name: str, genre: Genre) -> None:
    assert genre_of(name) is genre
    text = draft(replace(FACTS, document=name))
    assert prompts_in(text)


def test_numerals() -> None:
    assert [numeral(n) for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
