import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.notice import read_notice
from anyue.core.notice.mend import mend, one_for_one
from anyue.core.notice.simplified import simplified
from tests.timing import is_linear

PIECES = st.sampled_from(
    [
        *(
            "各单位",
            "开展安全生产月活动",
            "动產會開關於與為",
            "一、",
            "1\\.",
            "**",
            "## ",
            "&nbsp;",
            "<br>",
            "(chǎn)",
        ),
        *(
            "— 3 —",
            "第3页",
            "\f",
            "2023年",
            "２",
            "０",
            " ",
            "　",
            "。",
            "，",
            "（",
            "）",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
        ),
        *("首页>", "上一篇：", "打印", "\u200b", "「", "」", "12"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES, max_size=60).map("".join))
def test_every_mended_character_leads_back_to_its_own(text: str) -> None:
    draft = mend(text)
    read = one_for_one(text)
    assert list(draft.origins) == sorted(draft.origins)
    assert len(draft.origins) == len(draft.text)
    for character, origin in zip(draft.text, draft.origins, strict=True):
        # What was put in, a line end or what an entity stands for, points at what it replaces.
        assert character == read[origin] or character in "\n " or read[origin] == "&"


_SENTENCE = (
    "各乡镇人民政府、街道办事处要把活动摆上重要位置",
    "县教育局要指导各学校组织一次疏散演练并认真总结",
    "各生产经营单位主要负责人要为全体员工讲一次安全",
    "新闻媒体要开设专题专栏，广泛宣传安全生产法律法",
)
_REST = ("，精心组织", "经验，形成长效机制", "课，签订承诺书", "规和先进典型")


@pytest.mark.parametrize(
    "mark",
    [
        "— {} —",
        "- {} -",
        "第{}页",
        "{}",
        "第 {} 页 共 12 页",
        "{} / 12",
        "－{}－",
        "—{}—",
        "第{}页，共12页",
        "\f",
    ],
)
@pytest.mark.parametrize("head", ["", "青岚县应急管理局文件汇编"])
def test_pages_are_taken_out_in_mid_sentence(mark: str, head: str) -> None:
    rows = [f"第{n}项工作由各村分别落实到人。" for n in range(10)]
    pages = "".join(
        "\n".join(
            [
                *rows,
                _SENTENCE[page],
                "",
                mark.format(page + 1),
                "",
                *filter(None, [head]),
                _REST[page] + "。\n",
            ]
        )
        for page in range(4)
    )
    assert mend(pages).text.split("\n")[:-1] == [
        row for page in range(4) for row in [*rows, _SENTENCE[page] + _REST[page] + "。"]
    ]


def test_numbers_of_items_are_no_page_numbers() -> None:
    text = "序号\n1\n甲村\n2\n乙村\n3\n丙村\n"
    assert mend(text).text == text


@pytest.mark.parametrize(
    ("mangled", "read"),
    [
        ("２０２３年６月", "2023年6月"),
        ("２ ０ ２ ３ 年 ６ 月 １ ２ 日", "2023年6月12日"),
        ("2023 年 6 月 5 日", "2023年6月5日"),
        ("通　　知", "通知"),
        ("安 全 生 产 月 活 动 方 案", "安全生产月活动方案"),
        ("安全\u200b生产\ufeff月", "安全生产月"),
        ("## 一、活动主题", "一、活动主题"),
        ("**（一）开展宣传。**", "（一）开展宣传。"),
        ("1\\. 开展宣传", "1. 开展宣传"),
        ("> 各单位要加强领导。", "各单位要加强领导。"),
        ("- （一）开展宣传", "（一）开展宣传"),
        ("见[活动方案](https://example.cn/a.html)。", "见活动方案。"),
        ("&nbsp;&nbsp;各单位：", "  各单位："),
        ("一、主题<br/>二、时间", "一、主题\n二、时间"),
        ("⽉⽇", "月日"),
        ("〔一〕开展咨询日活动", "（一）开展咨询日活动"),
        ("「安全生產月」活動由縣應急局組織開展", "“安全生产月”活动由县应急局组织开展"),
        ("安全生產(chǎn)月活動(dòng)會(huì)議開展", "安全生产月活动会议开展"),
        (
            "聯系人：李喆，電話：13900000000，請於本月報縣應急局",
            "联系人：李喆，电话：13900000000，请于本月报县应急局",
        ),
        ("联系人：張开来，请各单位于本月报送", "联系人：張开来，请各单位于本月报送"),
    ],
)
def test_mangled_words_are_read_as_meant(mangled: str, read: str) -> None:
    assert mend(mangled).text == read


def test_words_of_two_readings_keep_theirs() -> None:
    text = "縣應急管理局負責開展著作展覽，圍繞著安全，乾燥天氣，幹部職工"
    assert simplified(text) == "县应急管理局负责开展著作展览，围绕着安全，干燥天气，干部职工"


def test_paragraph_that_swallowed_its_line_ends_gets_them_back() -> None:
    swallowed = (
        "1青岚县水利系统安全生产月活动方案一、活动主题人人讲安全、个个会应急2二、活动时间6月1日至30日三、活动内容"
        "（一）动员部署阶段（5月）召开动员会。（二）组织实施阶段（6月）1、开展咨询日活动活动时间：6月16日责任单位：办公室"
        "2、开展应急演练。四、工作要求各单位要落实责任。青岚县水利局2023年5月20日"
    )
    assert mend(swallowed).text.split("\n") == [
        "1青岚县水利系统安全生产月活动方案",
        "一、活动主题",
        "人人讲安全、个个会应急",
        "二、活动时间",
        "6月1日至30日",
        "三、活动内容",
        "（一）动员部署阶段（5月）",
        "召开动员会。",
        "（二）组织实施阶段（6月）",
        "1、开展咨询日活动",
        "活动时间：6月16日",
        "责任单位：办公室",
        "2、开展应急演练。",
        "四、工作要求",
        "各单位要落实责任。",
        "青岚县水利局",
        "2023年5月20日",
    ]


def test_numbers_that_do_not_count_on_break_no_paragraph() -> None:
    text = (
        "各单位要按照方案第二、三部分和通知第（一）项的要求，结合一、二级重大危险源企业的实际，完成3.5万人次的宣传，"
        "并在2.0版平台上登记，认真总结第三、四季度的做法，切实抓好各项工作的落实。"
    )
    assert mend(text).text == text


def test_strokes_at_line_ends_make_cells_where_rows_are_numbered() -> None:
    text = "安排如下：\n序号 |\n活动 |\n地点 |\n1 |\n消防讲座 |\n礼堂 |\n2 |\n|\n操场 |\n特此通知。 |\n"
    assert mend(text).text == (
        "安排如下：\n\t序号\n\t活动\n\t地点\n\n\t1\n\t消防讲座\n\t礼堂\n\n\t2\n\t\n\t操场\n\n特此通知。\n"
    )


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("关于开展安全生产月活动的通知 |", "关于开展安全生产月活动的通知"),
        (
            "各单位要加强领 导，落 实责任，认真组 织开展，及时报送。",
            "各单位要加强领 导，落实责任，认真组织开展，及时报送。",
        ),
        ("责任单位：县应急局 县教育局 县住建局，各乡镇", "责任单位：县应急局 县教育局 县住建局，各乡镇"),
        ("一、活动主题 人人讲安全", "一、活动主题 人人讲安全"),
        ("联系人：张三 李四", "联系人：张三 李四"),
    ],
)
def test_only_spaces_and_strokes_that_mean_nothing_go(line: str, read: str) -> None:
    assert mend(line).text == read


def test_spaces_strewn_over_a_text_go() -> None:
    lines = [
        "各单 位要加强领导，落实责任，认真组织开展安全生产 月活动，及时报送总结。",
        "县教育局要指导 各学校开展应急疏散演练，6 月 1 0 日前完 成，并做好记录。",
        "各企业 主要负责人要带头宣讲安全生产法律法规，组织员工观看 警示教育片。",
        "新闻媒 体要开设专栏，广泛宣 传先进典型，曝光一批违法违规行为和案例。",
    ]
    assert mend("\n".join(lines)).text == "\n".join(line.replace(" ", "") for line in lines)


FURNISHED = """首页 > 政务公开 > 通知公告
青岚县水务局关于开展节约用水宣传周活动的通知
发布时间：2023-05-08 09:30 来源：县水务局 浏览次数：88 字体：[大 中 小]
各乡镇人民政府：
一、活动时间
5月15日至21日。
二、有关要求
各乡镇要认真组织，5月25日前报送总结。
联系人：白露，联系电话：0777-5550100
青岚县水务局
2023年5月8日
【打印】【关闭】
上一篇：关于报送防汛值班表的通知（6月1日前报送）
主办：青岚县人民政府 地址：青岚县文昌路1号
国ICP备05000000号
"""


def test_furniture_of_a_web_page_goes_and_the_notice_stays() -> None:
    lines = FURNISHED.split("\n")
    assert [line for line in mend(FURNISHED).text.split("\n") if line] == [lines[1], *lines[3:11]]


def test_hosts_and_sources_inside_a_notice_stay() -> None:
    text = (
        "关于举办安全知识竞赛的通知\n各单位：\n一、竞赛时间\n6月20日上午\n二、组织单位\n主办：县安委办\n承办：县总工会\n"
        "三、题目来源\n来源：安全生产法律法规\n四、有关要求\n请各单位认真组织，6月10日前报名。\n"
    )
    assert mend(text).text == text


def test_chapters_without_numbers_are_read() -> None:
    plan = read_notice(
        "青岚县水务局安全生产月活动方案\n活动主题\n人人讲安全、个个会应急\n活动时间\n2023年6月1日至30日\n活动内容\n"
        "（一）举办一次讲座。各科室参加。\n（二）开展一次演练。各站所参加。\n工作要求\n（一）加强领导。各科室要重视。\n",
        source="x.txt",
    )
    assert plan.theme == "人人讲安全、个个会应急"
    assert [(a.heading, a.path) for a in plan.activities] == [
        ("举办一次讲座", ("活动内容",)),
        ("开展一次演练", ("活动内容",)),
    ]
    assert "numbering_broken" not in {warning.code for warning in plan.warnings}


def test_chapters_whose_numbers_lost_their_marks_are_read() -> None:
    plan = read_notice(
        "青岚县水务局安全生产月活动方案\n一活动主题\n人人讲安全、个个会应急\n二活动内容\n1举办一次讲座。各科室参加。\n"
        "2开展一次演练。各站所参加。\n三工作要求\n各科室要重视。\n",
        source="x.txt",
    )
    assert [(a.number, a.heading) for a in plan.activities] == [("1", "举办一次讲座"), ("2", "开展一次演练")]


@pytest.mark.parametrize(
    "piece",
    [
        "— 3 —\n各单位要\n",
        "打印\n一、\n",
        "a |\n1 |\n",
        "一、活动主题",
        "（一）",
        "活动主题\n各单位\n",
        "一开展活动\n",
        "单 ",
        "1\n",
        "\fabc\n",
        "（开展活动各单位要\n",
        "[a](",
        "動產會開",
    ],
)
def test_mending_takes_linear_time_on_adverse_text(piece: str) -> None:
    assert is_linear(lambda times: mend(piece * times), 32_000, slack=0.5)


def test_page_that_says_when_it_was_put_up_gives_the_year() -> None:
    plan = read_notice(
        "关于开展安全生产月活动的通知\n发布时间：2023-05-08 浏览次数：88\n"
        "各村：\n请各村于6月25日前报送总结。\n",
        source="x.txt",
    )
    assert [(d.due, d.doubt) for d in plan.deadlines] == [
        ("2023-06-25", "没有写年份，按网页发布时间理解为2023年")
    ]
