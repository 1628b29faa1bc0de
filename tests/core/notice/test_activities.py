"""What is to be done, by whom, when and where; one trap a row, all places invented."""

import pytest

from anyue.core.notice import Plan, read_notice


def _read(body: str) -> Plan:
    return read_notice(f"关于开展2025年安全生产月活动的通知\n各村、各单位：\n{body}\n", source="x.txt")


def _headings(body: str) -> list[str]:
    return [activity.heading for activity in _read(body).activities]


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        (
            "一、指导思想\n以人为本。\n二、活动内容\n（一）张贴标语。各村张贴。\n（二）举办演练。\n三、工作要求\n（一）加强领导。\n",
            ["张贴标语", "举办演练"],
        ),
        (
            "一、充分认识活动的重要意义\n意义重大。\n\n二、认真组织开展宣传活动\n\n各村要广泛宣传。\n",
            ["认真组织开展宣传活动"],
        ),
        (
            "一、活动主题\n平安你我\n二、活动形式\n1.“每日一题”\n每日发布一题。\n2.知识竞赛\n线上答题。\n三、活动要求\n1.加强领导。\n",
            ["“每日一题”", "知识竞赛"],
        ),
        (
            "1、今年的主题为：平安你我。\n2、举办短视频大赛，时间6月1日至30日，各村至少报送一部。\n",
            ["举办短视频大赛"],
        ),
        (
            (
                "一、活动安排\n序号 | 活动名称 | 主要内容 | 主办单位 |\n"
                "1 | 启动仪式 | 1、部署工作; 2、领导讲话; 3、应急演练。 | 安监站 |\n"
                "2 | 专项检查 | 排查隐患。 | 派出所 |\n"
            ),
            ["启动仪式", "专项检查"],
        ),
        (
            "一、今年活动的主题是“平安你我”。\n二、活动内容：\n1.张贴标语。\n2.举办演练。\n",
            ["张贴标语", "举办演练"],
        ),
        (
            "一、开展标识征集活动\n（一）作品要求\n简洁。\n（二）投稿要求\n清晰。\n（三）评选和奖励办法\n由镇政府评选。\n",
            ["开展标识征集活动"],
        ),
        ("一、县级活动安排\n举办启动仪式；\n组织健走活动。\n", ["举办启动仪式", "组织健走活动"]),
        ("一、活动内容\n各村悬挂横幅；组织一次演练。\n二、工作要求\n各村要重视。\n", ["各村悬挂横幅"]),
        (
            "一、活动内容\n各村悬挂横幅。\n各企业组织演练。\n二、工作要求\n各村要重视。\n",
            ["各村悬挂横幅", "各企业组织演练"],
        ),
        (
            "一、宣传内容\n防火、防汛知识。\n二、主要活动\n（一）张贴标语。\n（二）举办演练。\n",
            ["张贴标语", "举办演练"],
        ),
        (
            "一、主要活动\n（一）举办咨询日活动\n1.活动时间：6月16日\n2.活动地点：镇文化广场\n3.参加单位：安监站、派出所\n（二）举办演练。\n",
            ["举办咨询日活动", "举办演练"],
        ),
        (
            "一、检查时间\n6月1日至30日\n二、检查方式\n1.各单位开展自查。\n2.县局组织抽查。\n",
            ["各单位开展自查", "县局组织抽查"],
        ),
    ],
)
def test_activities_are_the_leaves_of_what_is_to_be_done(body: str, headings: list[str]) -> None:
    assert _headings(body) == headings


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("各村悬挂横幅。", ("各村",)),
        ("各企业、各学校召开动员会。", ("各企业", "各学校")),
        ("6月1日至6月30日，各站所张贴标语。", ("各站所",)),
        ("请各单位于6月5日前开展自查。", ("各单位",)),
        ("由县应急局牵头，县公安局、县总工会配合，开展检查。", ("县应急局", "县公安局", "县总工会")),
        ("开展检查。（县应急局、各乡镇负责）", ("县应急局", "各乡镇")),
        ("开展检查。牵头单位：县应急局；配合单位：县公安局、各乡镇", ("县应急局", "县公安局", "各乡镇")),
        ("县应急局、县公安局等有关部门要开展检查。", ("县应急局", "县公安局")),
        ("督促企业落实责任。", ()),
        ("各单位主要负责人要讲一次课。", ()),
        ("企业负责人落实安全责任。", ()),
        ("国务院安委会将举办启动仪式。", ()),
    ],
)
def test_responsible_units_are_those_that_are_told(words: str, units: tuple[str, ...]) -> None:
    (activity,) = _read(f"一、活动内容\n（一）集中行动。{words}").activities
    assert activity.responsible == units


@pytest.mark.parametrize(
    ("words", "when", "where"),
    [
        ("6月16日上午，在县文化广场举行咨询日活动。", "6月16日", "县文化广场"),
        ("在校园主干道设置咨询台。", None, "校园主干道"),
        ("时间：6月5日上午9：00；地点：镇政府二楼会议室。", "6月5日上午9：00", "镇政府二楼会议室"),
        ("在做好防控的基础上开展培训（在网络平台报名）。", None, None),
        ("11月9日前后开展演练。", "11月9日前后", None),
    ],
)
def test_time_and_place_are_told_in_the_notice_s_words(
    words: str, when: str | None, where: str | None
) -> None:
    (activity,) = _read(f"一、活动内容\n（一）集中行动。{words}").activities
    assert (activity.when, activity.where) == (when, where)


def test_unit_named_late_in_the_text_is_doubtful() -> None:
    near = _read("一、活动内容\n（一）集中行动。各村开展宣传。").activities[0]
    far = _read("一、活动内容\n（一）集中行动。广泛宣传。形式多样。讲求实效。各村开展宣传。").activities[0]
    assert near.doubt is None
    assert far.responsible == ("各村",)
    assert far.doubt


def test_requirements_are_the_items_that_say_how() -> None:
    plan = _read(
        "一、活动内容\n（一）张贴标语。\n二、工作要求\n（一）加强领导。要重视。\n（二）严肃纪律。要守纪。\n"
    )
    assert [(one.heading, one.text) for one in plan.requirements] == [
        ("加强领导", "加强领导。要重视。"),
        ("严肃纪律", "严肃纪律。要守纪。"),
    ]
    assert all(one.span and plan.text[slice(*one.span)] == one.text for one in plan.requirements)
