"""Forms written for the tests, in the manner of a county's notice."""

from anyue.core.forms.form import Adds, Form, FormKind, Group, Indicator, Line, ValueType

HEADING = "填报单位（盖章）：               联系人：               电话：               填报日期："


def number(code: str, label: str, unit: str, adds: Adds = Adds.BOTH, column: str | None = None) -> Indicator:
    return Indicator(label=label, unit=unit, type=ValueType.NUMBER, code=code, adds=adds, column=column)


STATISTICS = Form(
    number="附件2",
    title="“安全生产月”活动情况统计表",
    kind=FormKind.STATISTICS,
    fields=("活动项目", "活动进展情况"),
    heading=HEADING,
    groups=(
        Group(
            "1.学习宣讲",
            (
                number("a1", "组织开展宣讲活动（ ）场", "场"),
                number("a2", "参与（ ）人次", "人次"),
                number("a3", "撰写心得体会（ ）篇", "篇"),
            ),
            (
                Line(("组织开展宣讲活动", "场，参与", "人次；"), ("a1", "a2")),
                Line(("撰写心得体会", "篇。"), ("a3",)),
            ),
        ),
        Group(
            "2.发动群众参与，\n开展网上竞赛",
            (
                number("b1", "参加网络知识竞赛（ ）人", "人", Adds.UNITS),
                number("b2", "答题（ ）人次", "人次"),
            ),
            (Line(("参加网络知识竞赛", "人，答题", "人次。"), ("b1", "b2")),),
        ),
        Group(
            "3.其他特色活动",
            (
                Indicator("活动名称（ ）", None, ValueType.TEXT, "c1", adds=Adds.NONE),
                number("c2", "投入经费（ ）万元", "万元"),
            ),
            (Line(("活动名称", "，投入经费", "万元。"), ("c1", "c2")),),
        ),
    ),
)

GRID = Form(
    number="附件3",
    title="周报表",
    kind=FormKind.STATISTICS,
    fields=("指标", "计量单位", "本周", "累计"),
    groups=(
        Group(
            "一、宣讲",
            (
                number("g1", "组织宣讲", "场", column="本周"),
                number("g2", "组织宣讲", "场", column="累计"),
                number("g3", "参与宣讲", "人次", column="本周"),
                number("g4", "参与宣讲", "人次", column="累计"),
            ),
        ),
    ),
)

CARD = Form(
    number="附件1",
    title="活动联络员表",
    kind=FormKind.CARD,
    fields=("单位名称", "姓名", "办公电话", "手机", "通讯地址"),
)

REGISTER = Form(
    number="附件4",
    title="媒体报道登记表",
    kind=FormKind.REGISTER,
    fields=("序号", "活动内容", "时间", "刊登媒体", "媒体链接", "备注"),
    rows=("理论学习中心组专题学习", "企业主要负责人讲安全课"),
    heading=HEADING,
)

SUMMARY = Form(number="", title="活动总结", kind=FormKind.OTHER)
