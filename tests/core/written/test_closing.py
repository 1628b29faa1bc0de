"""The draft of an office's own summary: who is missing is named, and nothing is told of what is not there."""

from dataclasses import replace

from anyue.core.written.closing import Count, draft_closing, quota_key
from anyue.core.written.facts import Gathered
from anyue.core.written.figures import keys_in, settle
from anyue.core.written.skeleton import prompts_in
from tests.core.written.test_skeleton import FACTS

ALL_IN = Gathered(
    counts={
        Count.SENT_TO: "14",
        Count.ACKNOWLEDGED: "14",
        Count.UNITS_ASKED: "14",
        Count.UNITS_IN: "14",
        Count.ASKED: "70",
        Count.IN: "70",
    },
    names={},
)
ONE_MISSING = replace(
    ALL_IN,
    counts={**ALL_IN.counts, Count.UNITS_IN: "13", Count.UNITS_MISSING: "1", Count.IN: "69", Count.LATE: "2"},
    names={Count.UNITS_MISSING: ("柳林镇（活动总结）",)},
)


OFFICE = replace(FACTS, unit="青溪县安委会办公室", document="活动总结")


def test_who_has_not_sent_in_is_named() -> None:
    text = draft_closing(OFFICE, ONE_MISSING)
    assert (
        "应报送材料的单位{14|报送:应报单位}个，已报齐{13|报送:报齐单位}个，"
        "缺报{1|报送:缺报单位}个：柳林镇（活动总结）。\n" in text
    )
    assert (
        "各单位应报材料{70|报送:应报份数}份，已报{69|报送:已报份数}份，其中迟报{2|报送:迟报份数}份。" in text
    )
    assert "部分单位报送不够及时，迟报材料{2|报送:迟报份数}份，{1|报送:缺报单位}个单位没有报齐。" in text


def test_where_all_is_in_nothing_is_held_against_anybody() -> None:
    text = draft_closing(OFFICE, ALL_IN)
    assert "已报齐{14|报送:报齐单位}个，没有缺报。" in text
    assert "迟报" not in text
    assert "不够及时" not in text
    assert "特色活动{" not in text
    assert "典型案例" not in text


def test_many_names_are_cut_and_the_rest_is_told_as_such() -> None:
    names = tuple(f"第{at}镇" for at in range(1, 31))
    text = draft_closing(OFFICE, replace(ONE_MISSING, names={Count.UNITS_MISSING: names}))
    assert "第20镇等。" in text
    assert "第21镇" not in text


def test_cases_features_and_quotas_are_counted() -> None:
    more = {
        Count.FEATURED: "6",
        Count.ADOPTED: "2",
        Count.CASES: "3",
        Count.DUAL: "1",
        quota_key(1, "应达到"): "12",
        quota_key(1, "达到"): "11",
        quota_key(1, "未达到"): "1",
    }
    names = {quota_key(1, "未达到"): ("柳林镇",)}
    gathered = Gathered({**ALL_IN.counts, **more}, names, ("每个乡镇演练不少于 1 次",))
    text = draft_closing(OFFICE, gathered)
    assert "报来特色活动{6|特色活动:报来}条，采用{2|特色活动:采用}条。" in text
    assert "一案双罚{1|典型案例:一案双罚}件、行刑衔接{0|典型案例:行刑衔接}件。" in text
    asked, met = "{12|数量要求:1.应达到}", "{11|数量要求:1.达到}"
    assert f"对照“每个乡镇演练不少于1次”的要求，{asked}个单位中有{met}个达到。" in text
    assert "还有{1|数量要求:1.未达到}个单位没有达到：柳林镇。" in text


def test_what_only_a_person_can_say_is_asked_for() -> None:
    text = draft_closing(OFFICE, ALL_IN)
    headings = [line for line in text.split("\n") if line[:2] in {"一、", "二、", "三、", "四、", "五、"}]
    assert headings == [
        "一、基本情况",
        "二、主要做法",
        "三、取得的成效",
        "四、存在的问题",
        "五、下一步打算",
    ]
    assert len(prompts_in(text)) > len(headings)


def test_every_figure_of_a_draft_is_one_that_can_be_settled() -> None:
    text = draft_closing(OFFICE, ONE_MISSING)
    assert settle(text, dict.fromkeys(keys_in(text), "7")).count("{7|") == text.count("|")


def test_a_title_within_a_title_stands_in_single_marks() -> None:
    text = draft_closing(replace(OFFICE, notice="关于印发《活动方案》的通知"), ALL_IN)
    assert "《关于印发〈活动方案〉的通知》" in text


def test_a_blank_without_a_whole_number_is_left_to_a_person() -> None:
    (table,) = FACTS.tables
    facts = replace(OFFICE, tables=(replace(table, values={"1.1": "5"}),))
    assert "组织宣讲{5|表2:1.1}场，参与【请填写】人次" in draft_closing(facts, ALL_IN)
