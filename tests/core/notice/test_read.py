import json
import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyue.core.notice import is_plan, plan_from_json, plan_to_json, read_notice
from anyue.core.schedule import occurrences
from tests.core.notice.samples import NAMES, SAMPLES, sample

WORDS = (
    "一、 （一） 1. (1) 五 附件 附件1 附件： “ ” 《 》 （ ） ( ) （\u3000） ____ 。 ， ； ： 、 |"
    " 6月30日前 2月29日 每周三12：00前 每月25日前 每日17时前 6月1日至 12月31日 2023年 〇"
    " 二〇二三年 13月45日前 报送 各单位要 县应急局 和 活动内容 活动时间 主题 联系人："
    " 0351-5550000 关于 通知 方案 统计表 场 人次 填报单位： 责任单位： 第一部分 ①"
    " 一是 至少 2个 或 １２ 0000年 9999年12月31日前"
)
PIECES = st.sampled_from([*WORDS.split(" "), "\n", "\n\n", "\t", "  ", "\r\n", "\x00"])


def _assert_sound(text: str) -> None:
    plan = read_notice(text, source="任意.txt")
    data = plan_to_json(plan)
    assert plan_from_json(json.loads(json.dumps(data))) == plan
    items = (plan.activities, plan.deadlines, plan.forms, plan.warnings, plan.periods, plan.contacts)
    for span in (item.span for section in items for item in section):
        if span is not None:
            assert 0 <= span[0] <= span[1] <= len(plan.text)
    for at, origin, length in plan.source_map:
        assert 0 <= origin <= origin + length <= len(text)
        assert at + length <= len(plan.text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=600))
def test_read_notice_never_raises_on_any_text(text: str) -> None:
    _assert_sound(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=80).map("".join))
def test_read_notice_never_raises_on_pieces_of_notices(text: str) -> None:
    _assert_sound(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.data())
def test_read_notice_never_raises_on_damaged_notices(name: str, data: st.DataObject) -> None:
    text = sample(name).text
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 40))
        text = text[:at] + data.draw(PIECES) + text[at + cut :]
    _assert_sound(text)


@pytest.mark.parametrize("name", NAMES)
def test_source_map_leads_back_to_the_file(name: str) -> None:
    raw = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    plan = sample(name)
    back = [" "] * len(plan.text)
    for at, origin, length in plan.source_map:
        back[at : at + length] = raw[origin : origin + length]
    # Words may come out simplified and marks in their full width; figures differ in their width only.
    figures = [
        (unicodedata.normalize("NFKC", a), b) for a, b in zip(back, plan.text, strict=True) if b.isascii()
    ]
    alike = [(a, b) for a, b in figures if b.isalnum()]
    assert sum(a == b for a, b in alike) >= len(alike) * 0.95


def test_text_that_is_no_notice_is_no_plan() -> None:
    novel = "从前有座山，山里有座庙。\n庙里有个老和尚，给小和尚讲故事。\n1.第一个故事\n2.第二个故事\n"
    assert not is_plan(read_notice(novel, source="x.txt"))
    assert not is_plan(read_notice("", source="x.txt"))


def test_notice_without_deadlines_says_so() -> None:
    plan = read_notice(
        "关于开展安全生产月活动的通知\n各村：\n一、开展安全生产月宣传活动。各村要张贴标语。\n", source="x.txt"
    )
    assert plan.deadlines == ()
    assert "no_deadlines" in [warning.code for warning in plan.warnings]


def test_table_without_blanks_has_no_indicators() -> None:
    plan = read_notice("附件1\n活动统计表\n\t项目\n\t说明\n\n\t宣讲\n\t已完成\n\n", source="x.txt")
    assert [i for form in plan.forms for i in form.indicators] == []


def test_impossible_date_is_flagged_and_not_repaired() -> None:
    plan = read_notice("关于活动的通知\n请各单位于2023年6月31日前报送总结。\n", source="x.txt")
    assert [(d.phrase, d.due) for d in plan.deadlines] == [("2023年6月31日前", None)]
    flagged = [w for w in plan.warnings if w.code == "impossible_date"]
    assert [plan.text[slice(*w.span)] for w in flagged if w.span] == ["2023年6月31日"]


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("6月5日前", "2023-06-05"),
        ("6 月 5 日前", "2023-06-05"),
        ("６月５日前", "2023-06-05"),
        ("六月五日前", "2023-06-05"),
        ("2023年6月5日之前", "2023-06-05"),
        ("6月底前", "2023-06-30"),
        ("年底前", "2023-12-31"),
        ("6月上旬前", "2023-06-10"),
        ("6月5日12时前", "2023-06-05T12:00"),
        ("6月5日下午5点前", "2023-06-05T17:00"),
        ("6月5日17：30前", "2023-06-05T17:30"),
        ("6月5日中午12:00前", "2023-06-05T12:00"),
        ("6月份每周三12：00前", "weekly WED 12:00 2023-06"),
        ("6月至8月每月25日前", "monthly 25 2023-06..2023-08"),
        ("6月每日17时前", "daily 17:00 2023-06"),
        ("6月每周一、四前", "weekly MON,THU 2023-06"),
        ("11月至12月每周五17:00前", "weekly FRI 17:00 2023-11..2023-12"),
        ("收到通知后3日内", None),
    ],
)
def test_deadline_phrase_gives_its_due(phrase: str, due: str | None) -> None:
    plan = read_notice(f"2023年关于活动的通知\n请各单位于{phrase}报送总结。\n", source="x.txt")
    assert [d.due for d in plan.deadlines] == [due]


def test_one_phrase_with_three_dates_is_three_deadlines() -> None:
    plan = read_notice("2023年关于活动的通知\n分别于6月5日、15日和7月1日前报送信息。\n", source="x.txt")
    assert [d.due for d in plan.deadlines] == ["2023-06-05", "2023-06-15", "2023-07-01"]


def test_alternatives_of_a_quota_stand_in_any_of() -> None:
    plan = read_notice(
        "关于报送典型案例的通知\n从6月至12月，各镇（街）至少向县安委办推荐2个“一案双罚”或1个行刑衔接典型案例。",
        source="x.txt",
    )
    assert [(q.who, q.at_least, q.unit, [o[1:] for o in q.any_of], q.period) for q in plan.quotas] == [
        ("各镇（街）", 2, "个", [(2, "个"), (1, "个")], "6月至12月")
    ]


def test_warnings_name_contradictions() -> None:
    assert [w.code for w in sample("xianjing-2024").warnings] == [
        "theme_differs",
        "impossible_date",
        "due_before_period_end",
        "numbering_broken",
        "numbering_broken",
        "numbering_broken",
    ]


def test_monthly_deadline_keeps_to_the_months_of_the_campaign() -> None:
    deadline = next(d for d in sample("xianjing-2024").deadlines if d.phrase == "每月25日前")
    found = occurrences(deadline.due, deadline.recurrence)
    assert [one.due_at.month for one in found] == [6, 7, 8, 9, 10, 11, 12]
    assert found[0].starts_on == date(2024, 6, 1)
