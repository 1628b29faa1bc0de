import pytest

from anyue.core.notice import Plan, read_notice

HEAD = "关于开展2023年“安全生产月”活动的通知\n各镇：\n"


def _read(text: str) -> Plan:
    return read_notice(HEAD + text, source="x.txt")


@pytest.mark.parametrize(
    ("sentence", "code", "words"),
    [
        ("6月31日开展演练。", "impossible_date", "6月31日"),
        ("13月5日开展演练。", "impossible_date", "13月5日"),
        ("2月29日召开会议。", "impossible_date", "2月29日"),
        ("6月14日（星期二）开展咨询日活动。", "weekday_wrong", "6月14日（星期二）"),
        ("活动时间：6月30日至6月1日。", "range_backward", "6月30日至6月1日"),
        ("活动时间：今冬明春。", "time_open", "今冬明春"),
    ],
)
def test_contradiction_is_flagged_with_its_words(sentence: str, code: str, words: str) -> None:
    plan = _read(sentence)
    flagged = [w for w in plan.warnings if w.code == code]
    assert [plan.text[slice(*w.span)].strip("）") for w in flagged if w.span] == [words.strip("）")]
    assert words.strip("）") in flagged[0].message


@pytest.mark.parametrize(
    "sentence", ["6月14日（星期三）开展咨询日活动。", "2024年2月29日召开会议。", "6月1日至30日。"]
)
def test_right_dates_are_not_flagged(sentence: str) -> None:
    codes = {w.code for w in _read(sentence).warnings}
    assert not codes & {"impossible_date", "weekday_wrong", "range_backward"}


def test_title_that_names_another_month_is_flagged() -> None:
    text = "关于做好2023年9月质量月活动的通知\n各镇：\n活动时间：2023年10月1日至31日\n"
    assert "period_differs" in [w.code for w in read_notice(text, source="x.txt").warnings]


def test_years_that_disagree_are_named() -> None:
    text = (
        "关于开展2022年“安全生产月”活动的通知\n各镇：\n6月5日前报送方案。\n柳溪县应急管理局\n2023年5月20日\n"
    )
    plan = read_notice(text, source="x.txt")
    assert "years_disagree" in [w.code for w in plan.warnings]
    assert [(d.due, bool(d.doubt)) for d in plan.deadlines] == [("2023-06-05", True)]
