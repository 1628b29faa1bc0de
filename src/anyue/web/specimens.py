"""Invented data for the page of components; it is imported by nothing else."""

from datetime import UTC, date, datetime, timedelta

from django import forms
from django.http import QueryDict

from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, ValueType
from anyue.web.fields import CountField
from anyue.web.frame import Frame, NavItem, UnitChoice
from anyue.web.marks import Mark, MarkKind
from anyue.web.states import STATES

_NOW = datetime(2024, 6, 5, 1, 0, tzinfo=UTC)


class _RecordForm(forms.Form):
    kind = forms.ChoiceField(label="活动类别", choices=[("lecture", "宣讲活动"), ("drill", "应急演练")])
    held_on = forms.DateField(label="日期", help_text="例如 2024-06-05。")
    place = forms.CharField(label="地点", required=False)
    people = CountField(label="参与人次", unit="人次", help_text="没有参与的请填 0。")
    setting = forms.ChoiceField(
        label="面向", widget=forms.RadioSelect, choices=[("village", "进农村"), ("school", "进学校")]
    )
    is_joint = forms.BooleanField(label="与其他单位联合开展", required=False)
    story = forms.CharField(label="活动情况", required=False, widget=forms.Textarea(attrs={"rows": 3}))


_TEXT = """各镇人民政府，县直有关部门：
请各单位于5月31日前报送联络员表及活动方案，6月份每周三12:00前报送进展情况统计表（附件2），特色活动当天报送。
（一）开展安全宣讲活动。6月10日前，各镇组织村（社区）干部集中学习安全生产重要论述，由镇应急办牵头，每村不少于1场。
（二）开展应急演练。县教育局会同各镇，在中小学组织一次疏散演练，检验预案，查找不足，演练后一周内完善预案。"""


def _mark(key: str, kind: MarkKind, words: str) -> Mark:
    start = _TEXT.index(words)
    return Mark(key, kind, start, start + len(words))


_MARKS = [
    _mark("a1", "activity", _TEXT.split("\n")[2]),
    _mark("a2", "activity", _TEXT.split("\n")[3]),
    _mark("d1", "deadline", "5月31日前报送联络员表及活动方案"),
    _mark("d2", "deadline", "6月份每周三12:00前报送进展情况统计表"),
    _mark("d3", "deadline", "6月10日前"),
    _mark("u1", "unit", "镇应急办"),
    _mark("u2", "unit", "县教育局会同各镇"),
    _mark("f2", "form", "进展情况统计表（附件2）"),
]


def _number(code: str, label: str, unit: str) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, code)


_FORM = Form(
    "附件2",
    "“安全生产月”活动进展情况统计表",
    FormKind.STATISTICS,
    groups=(
        Group(
            "1．开展安全生产重要论述宣讲活动",
            (
                _number("b1", "组织开展宣讲活动（ ）场", "场"),
                _number("b2", "参与（ ）人次", "人次"),
                _number("b3", "发表评论文章或心得体会（ ）篇", "篇"),
            ),
            (
                Line(("组织开展宣讲活动", "场，参与", "人次；"), ("b1", "b2")),
                Line(("发表评论文章或心得体会", "篇。"), ("b3",)),
            ),
        ),
        Group(
            "2．其他特色活动",
            (
                Indicator("活动名称（ ）", None, ValueType.TEXT, "b4"),
                _number("b5", "组织（ ）场", "场"),
                _number("b6", "参与（ ）人次", "人次"),
            ),
            (Line(("活动名称", "，组织", "场，参与", "人次。"), ("b4", "b5", "b6")),),
        ),
    ),
)

_FRAME = Frame(
    account="specimen",
    person="林晓",
    unit="青石县安委办",
    nav=(
        NavItem("总览", "#", is_current=True),
        NavItem("通知", "#"),
        NavItem("审核", "#", count=3),
        NavItem("活动台账", "#"),
        NavItem("单位", "#"),
    ),
    units=(UnitChoice("1", "青石县安委办", is_current=True), UnitChoice("2", "青石县应急管理局综合协调股")),
    account_nav=(NavItem("我的账号", "#"),),
    switch_url="#",
    sign_out_url="#",
)

_UNITS = (
    "石桥镇",
    "云溪镇",
    "东坪乡",
    "县教育局",
    "县住房和城乡建设局",
    "县文化广电和旅游局",
    "青石经济开发区",
)


def _row(at: int, name: str) -> dict[str, object]:
    codes = list(STATES)
    figures = [None, 0, 12 * at, 1280 * at]
    weeks = [codes[(at * 3 + week) % len(codes)] for week in range(4)]
    return {"name": name, "figures": [figures[(at + n) % 4] for n in range(4)], "weeks": weeks}


def context(posted: QueryDict) -> dict[str, object]:
    """Return everything the page of components shows; a query makes its form a bound one with errors."""
    return {
        "frame": _FRAME,
        "now": _NOW,
        "states": list(STATES),
        "moments": [_NOW + timedelta(hours=3), _NOW + timedelta(days=2, hours=4), _NOW - timedelta(days=2)],
        "whole_day": date(2024, 6, 5),
        "rows": [_row(at, name) for at, name in enumerate(_UNITS)],
        "truth_items": [
            {"label": "应报", "value": 50, "url": "#"},
            {"label": "已报", "value": 47, "url": "#"},
            {"label": "迟报", "value": 2, "url": "#", "is_alarm": True},
            {"label": "逾期", "value": 1, "url": "#", "is_alarm": True},
        ],
        "form": _RecordForm(posted or None),
        "wrong_form": _RecordForm({"people": "-3", "held_on": "2024-06-31"}),
        "notice_text": _TEXT,
        "marks": _MARKS,
        "plan_items": [
            ("a1", "活动", "开展安全宣讲活动", "6月10日前 · 镇应急办"),
            ("a2", "活动", "开展应急演练", "县教育局、各镇"),
            ("d1", "时点", "联络员表、活动方案", "5月31日（周五）"),
            ("d2", "时点", "进展情况统计表", "6月每周三 12:00，共 4 次"),
            ("f2", "表格", "附件2 进展情况统计表", "36 项"),
        ],
        "sheet_form": _FORM,
        "sheet_values": {"b1": 3, "b2": 1240, "b4": "安全大篷车进夜市"},
        "sheet_errors": {"b5": "不能是负数。没有发生的请填 0。"},
        "sheet_notes": {"b1": "来自 3 条活动记录", "b2": "来自 3 条活动记录"},
        "sheet_returned": {"b3": "与附件不符，请核对。"},
    }
