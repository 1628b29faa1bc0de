from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyue.core.due import due_text, parse_due
from anyue.core.notice import Plan, read_notice
from anyue.core.schedule import occurrences

HEAD = """柳溪县安全生产委员会办公室关于开展2023年“安全生产月”活动的通知
各镇：
活动时间：2023年6月1日至6月30日
"""
SIGNED = "\n柳溪县安全生产委员会办公室\n2023年5月20日\n"
WORDS = (
    "6月份 每周三 每周一、四 每周一至周五 每两周 每月25日、30日"
    " 每月最后一个工作日 每季度末月25日 每半年 每日 17时 12：00 前 下班前 6月5日 7日、14日"
    " 国庆节后第一个工作日 7月5日前3个工作日 活动结束后5个工作日内 当天 将 活动总结"
    " 报送 县安委办 完成 整改 ， 。 、 分别 13月 6月31日 起 至 8月 99时 每每每 次月5日"
)
SENTENCES = st.lists(st.sampled_from(WORDS.split()), max_size=16).map("".join)


def _read(sentence: str, *, head: str = HEAD, signed: str = SIGNED) -> Plan:
    return read_notice(f"{head}一、工作要求\n{sentence}\n{signed}", source="x.txt")


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("6月5日前", "2023-06-05"),
        ("六月卅日前", "2023-06-30"),
        ("6.30前", "2023-06-30"),
        ("2023.7.5前", "2023-07-05"),
        ("7月中旬前", "2023-07-20"),
        ("6月底之前", "2023-06-30"),
        ("6月5日中午12点前", "2023-06-05T12:00"),
        ("6月5日下午5点半前", "2023-06-05T17:30"),
        ("6月5日17时30分前", "2023-06-05T17:30"),
        ("6月5日24时前", "2023-06-05T23:59"),
        ("6月5日（周一）下班前", "2023-06-05"),
        ("6月每周五下班前", "weekly FRI 2023-06"),
        ("每周星期三12:00前", "weekly WED 12:00 2023-06"),
        ("每周一至周五17时前", "weekly MON,TUE,WED,THU,FRI 17:00 2023-06"),
        ("每个工作日17时前", "weekly MON,TUE,WED,THU,FRI 17:00 2023-06"),
        ("每逢周一", "weekly MON 2023-06"),
        ("每日17时前", "daily 17:00 2023-06"),
        ("每月底前", "monthly -1 2023-06"),
        ("6月至9月，每月25日前", "monthly 25 2023-06..2023-09"),
        ("6月份起每月25日前", "monthly 25 2023"),
        ("7月5日前3个工作日", "2023-06-30"),
        ("6月30日后5个工作日内", "2023-07-07"),
        ("国庆节前", "2023-09-30"),
        ("国庆节后第一个工作日", "2023-10-07"),
        ("6月第二个星期五前", "2023-06-09"),
        ("6月最后一个工作日前", "2023-06-30"),
        ("腊月二十三前", "2024-02-02"),
        ("本月底前", "2023-05-31"),
        ("下月5日前", "2023-06-05"),
        ("收到通知之日起3日内", None),
        ("活动结束后5个工作日内", None),
        ("会后两个工作日内", None),
        ("每季度末月25日前", None),
        ("每两周周五前", None),
        ("每月最后一个周五前", None),
    ],
)
def test_phrase_of_a_report_has_its_due(phrase: str, due: str | None) -> None:
    head = HEAD.replace("6月30日", "6月29日")
    found = [d for d in _read(f"请于{phrase}报送活动信息。", head=head).deadlines if d.kind == "submit"]
    if due and due.startswith("monthly -1"):
        due = "monthly -1 2023"
    assert [d.due for d in found] == [due]


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("每季度末月25日前", ["2023-06-25", "2023-09-25"]),
        ("每季度首月10日前", ["2023-07-10", "2023-10-10"]),
        ("每两周周五前", ["2023-06-02", "2023-06-16"]),
        ("每月最后一个周五前", ["2023-06-30", "2023-07-28"]),
        ("每半年", ["2023-06-30", "2023-12-31"]),
        ("每月最后一个工作日前", ["2023-06-30", "2023-07-31"]),
    ],
)
def test_rhythm_without_a_short_form_has_its_rule(phrase: str, days: list[str]) -> None:
    head = HEAD.replace("2023年6月1日至6月30日", "2023年6月1日至12月31日")
    plan = _read(f"各镇{phrase}报送工作小结。", head=head)
    deadline = plan.deadlines[0]
    assert deadline.due is None
    moments = occurrences(deadline.due, deadline.recurrence, periods=plan.periods)
    assert [str(one.due_at.date()) for one in moments[:2]] == days
    assert moments[0].starts_on.isoformat() == "2023-06-01"


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "6月7日、14日、21日前报送周报。",
            [("2023-06-07", "周报"), ("2023-06-14", "周报"), ("2023-06-21", "周报")],
        ),
        ("6月10、20日前报送周报。", [("2023-06-10", "周报"), ("2023-06-20", "周报")]),
        (
            "各镇于5月25日前将方案、7月3日前将总结报县安委会办公室。",
            [("2023-05-25", "方案"), ("2023-07-03", "总结")],
        ),
        ("每月10日、20日前报送信息。", [("monthly 10 2023", "信息"), ("monthly 20 2023", "信息")]),
        (
            "请于6月5日、6月15日、7月3日前分别将方案、小结、总结报县应急局。",
            [("2023-06-05", "方案"), ("2023-06-15", "小结"), ("2023-07-03", "总结")],
        ),
        ("2024年1月5日前报送总结，1月15日前报送台账。", [("2024-01-05", "总结"), ("2024-01-15", "台账")]),
    ],
)
def test_list_of_times_is_several_deadlines(sentence: str, asked: list[tuple[str, str]]) -> None:
    assert [(d.due, d.what) for d in _read(sentence).deadlines] == asked


@pytest.mark.parametrize(
    ("sentence", "what", "to", "kind"),
    [
        ("各镇于5月31日前将活动方案报送县安委会办公室。", "活动方案", "县安委会办公室", "submit"),
        (
            "请各镇将活动总结、统计表（附件2）于7月5日前报县应急局综合科。",
            "活动总结、统计表（附件2）",
            "县应急局综合科",
            "submit",
        ),
        ("活动总结请于7月5日前报送县安委办。", "活动总结", "县安委办", "submit"),
        ("7月5日前，各单位报送本单位活动总结。", "活动总结", None, "submit"),
        ("6月10日前完成自查，并将自查报告报送县消防救援大队。", "自查报告", "县消防救援大队", "submit"),
        ("学校在6月底前组织一次应急疏散演练。", "组织一次应急疏散演练", None, "complete"),
        ("各企业要于6月20日前完成隐患排查。", "完成隐患排查", None, "complete"),
        ("警示标志更换工作于6月20日前完成。", "警示标志更换工作", None, "complete"),
        ("各镇要明确一名联络员，于5月26日前报县安委办。", "一名联络员", "县安委办", "submit"),
        ("各镇于6月8日前制定方案并报县安委办备案。", "方案", "县安委办", "submit"),
        ("征文作品请于6月20日前发送至邮箱zw@example.com。", "征文作品", "邮箱", "submit"),
        ("请于6月25日前报送。", "有关材料", None, "submit"),
        ("请于6月8日前将隐患以清单形式报送县安委办。", "隐患", "县安委办", "submit"),
        ("6月25日至30日报送活动总结。", "活动总结", None, "submit"),
        ("报名截止时间为6月8日17:00。", "报名", None, "submit"),
        ("活动成果材料截止时间为6月8日。", "活动成果材料", None, "submit"),
        ("各镇要在6月15日前至少组织一次演练。", "至少组织一次演练", None, "complete"),
        ("各镇要在端午节前开展一次检查。", "开展一次检查", None, "complete"),
        ("6月20日前确定一名联络员，发现的问题及时上报县安委办。", "确定一名联络员", None, "complete"),
    ],
)
def test_deadline_says_what_to_whom_and_how(sentence: str, what: str, to: str | None, kind: str) -> None:
    assert [(d.what, d.to, d.kind) for d in _read(sentence).deadlines] == [(what, to, kind)]


@pytest.mark.parametrize(
    "sentence",
    [
        "截至4月底，全县共发生事故3起。",
        "4月30日前已完成第一轮检查。",
        "《柳溪县安全生产条例》自2021年9月1日起施行。",
        "6月16日开展宣传咨询日活动。",
        "到2030年底前建成平安县。",
        "各镇前期准备要充分。",
        "每周开展一次检查。",
        "深刻吸取3月15日事故教训。",
    ],
)
def test_other_dates_are_no_deadlines(sentence: str) -> None:
    assert _read(sentence).deadlines == ()


def test_notice_of_december_means_the_january_after() -> None:
    signed = "\n柳溪县安全生产委员会办公室\n2023年12月5日\n"
    deadline = _read("1月10日前报送总结。", signed=signed).deadlines[0]
    assert deadline.due == "2024-01-10"
    assert deadline.doubt is not None
    assert "2024年" in deadline.doubt


def test_working_days_of_a_year_not_arranged_are_reckoned_and_doubted() -> None:
    head = HEAD.replace("2023", "2088")
    deadline = _read(
        "2088年7月5日后3个工作日内报送总结。", head=head, signed=SIGNED.replace("2023", "2088")
    ).deadlines[0]
    assert deadline.due == "2088-07-08"
    assert "2088年的放假安排" in str(deadline.doubt)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SENTENCES)
def test_every_due_and_rule_can_be_read_back(sentence: str) -> None:
    for deadline in _read(f"{sentence}报送信息。").deadlines:
        if deadline.due and not deadline.due.startswith("X"):
            due = parse_due(deadline.due)
            assert parse_due(due_text(due)) == due
        if deadline.recurrence:
            assert rrulestr(deadline.recurrence, dtstart=datetime(2023, 1, 1)) is not None  # noqa: DTZ001  Local.
            moments = occurrences(deadline.due, deadline.recurrence)
            for before, after in pairwise(moments):
                assert after.starts_on == before.ends_on + timedelta(days=1)
