"""The head of a notice, one trap a row; all places and people are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.notice import Plan, read_notice
from anyue.core.notice.header import split_names

BODY = "各村、各单位：\n为做好宣传，现将有关事项通知如下：\n一、活动内容\n（一）张贴标语。各村要张贴标语。\n"


def _read(text: str) -> Plan:
    return read_notice(text, source="x.txt")


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("青禾镇人民政府\n2025年5月20日", "青禾镇人民政府"),
        ("青禾镇人民政府（盖章）\n2025年5月20日", "青禾镇人民政府"),
        ("青禾镇人民政府\n（盖章）\n2025年5月20日", "青禾镇人民政府"),
        ("青禾镇人民政府    2025年5月20日", "青禾镇人民政府"),
        ("河湾县应急管理局  河湾县总工会\n2025年5月20日", "河湾县应急管理局、河湾县总工会"),
        ("河湾县应急管理局\n河湾县总工会\n2025年5月20日", "河湾县应急管理局、河湾县总工会"),
        ("保卫处、学生工作处\n2025年5月20日", "保卫处、学生工作处"),
        ("后勤处（后勤集团）\n2025年5月20日", "后勤处（后勤集团）"),
        ("白石县安委办\n2025年5月20日", "白石县安委办"),
        ("白石县森林防火工作领导小组办公室\n2025年5月20日", "白石县森林防火工作领导小组办公室"),
        ("云岭化工股份有限公司\n2025年5月20日", "云岭化工股份有限公司"),
        ("柳河镇中心小学\n2025年5月20日", "柳河镇中心小学"),
        ("青禾镇人民政府\n2025年X月X日", "青禾镇人民政府"),
    ],
)
def test_issuer_is_read_from_the_sign_off(signed: str, issuer: str) -> None:
    plan = _read(f"关于开展安全生产月活动的通知\n{BODY}\n{signed}\n")
    assert plan.issuer == issuer
    assert "issuer" not in plan.header_doubts


@pytest.mark.parametrize(
    ("head", "issuer", "is_doubtful"),
    [
        ("河湾县人民政府文件\n河政〔2025〕9号\n关于开展安全生产月活动的通知", "河湾县人民政府", False),
        ("河湾县应急管理局关于开展安全生产月活动的通知", "河湾县应急管理局", True),
        ("河湾县教育局 河湾县公安局关于开展安全生产月活动的通知", "河湾县教育局、河湾县公安局", True),
        (
            "发文机关：河湾县应急管理局  成文日期：2025-05-19\n关于开展安全生产月活动的通知",
            "河湾县应急管理局",
            False,
        ),
        ("河湾县2025年“安全生产月”活动方案", None, False),
    ],
)
def test_issuer_without_a_sign_off_comes_from_the_head(
    head: str, issuer: str | None, *, is_doubtful: bool
) -> None:
    plan = _read(f"{head}\n{BODY}")
    assert plan.issuer == issuer
    assert ("issuer" in plan.header_doubts) == is_doubtful


@pytest.mark.parametrize(
    ("day", "issued_on", "is_doubtful"),
    [
        ("2025年5月9日", "2025-05-09", False),
        ("二〇二五年五月九日", "2025-05-09", False),
        ("二○二五年五月二十九日", "2025-05-29", False),
        ("2025.5.9", "2025-05-09", False),
        ("2025-05-09", "2025-05-09", False),
        ("2025/5/9", "2025-05-09", False),
        ("5月9日", "2025-05-09", True),
        ("2025年5月", None, False),
    ],
)
def test_date_of_issue_is_read_in_every_spelling(
    day: str, issued_on: str | None, *, is_doubtful: bool
) -> None:
    plan = _read(f"关于开展2025年安全生产月活动的通知\n{BODY}\n青禾镇人民政府\n{day}\n")
    assert (plan.issuer, plan.issued_on) == ("青禾镇人民政府", issued_on)
    assert ("issued_on" in plan.header_doubts) == is_doubtful


def test_day_of_an_event_is_no_date_of_issue() -> None:
    plan = _read("关于开展咨询日活动的通知\n各村：\n一、活动时间\n2025年6月16日\n二、活动内容\n张贴标语。\n")
    assert plan.issued_on is None


def test_imprint_stands_in_for_the_sign_off() -> None:
    plan = _read(f"关于开展安全生产月活动的通知\n{BODY}\n白石县安委会办公室  2025年5月20日印发\n")
    assert (plan.issuer, plan.issued_on) == ("白石县安委会办公室", "2025-05-20")
    assert set(plan.header_doubts) == {"issuer", "issued_on"}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("白安办〔2025〕12号", "白安办〔2025〕12号"),
        ("白安办[2025]12号", "白安办[2025]12号"),
        ("白安办（2025）12号", "白安办（2025）12号"),
        ("（白安办函〔2025〕第12号）", "白安办函〔2025〕第12号"),
        ("白政办发电〔2025〕 3 号      签发人：林乔", "白政办发电〔2025〕3号"),
        ("文号：白应急〔2025〕7号", "白应急〔2025〕7号"),
        ("白安委（办）〔2025〕8号", "白安委（办）〔2025〕8号"),
        ("根据市安办〔2025〕12号文件", None),
        ("第二十二个安全生产月", None),
    ],
)
def test_document_number_is_read_as_printed(line: str, number: str | None) -> None:
    assert _read(f"{line}\n关于开展安全生产月活动的通知\n{BODY}").doc_number == number


def test_document_number_without_its_last_figure_is_doubtful() -> None:
    plan = _read(f"白安办〔2025〕 号\n关于开展安全生产月活动的通知\n{BODY}")
    assert plan.doc_number == "白安办〔2025〕号"
    assert "doc_number" in plan.header_doubts


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("关于开展2025年“安全生产月”活动的通知", "关于开展2025年“安全生产月”活动的通知"),
        ("关于组织开展\n2025年“安全生产月”活动的通知", "关于组织开展2025年“安全生产月”活动的通知"),
        ("关于印发《2025年“安全生产月”\n活动方案》的通知", "关于印发《2025年“安全生产月”活动方案》的通知"),
        (
            "河湾县应急管理局\n关于开展消防宣传月活动的\n通    知",
            "河湾县应急管理局关于开展消防宣传月活动的通知",
        ),
        ("河湾县水利系统防灾减灾\n宣传周实施方案", "河湾县水利系统防灾减灾宣传周实施方案"),
        ("标题：关于开展质量月活动的通知", "关于开展质量月活动的通知"),
        ("通知公告\n关于开展质量月活动的通知 |", "关于开展质量月活动的通知"),
        ("2025年“安全生产月”活动策划书", "2025年“安全生产月”活动策划书"),
        ("关于安全生产大检查的紧急通知（第二号）", "关于安全生产大检查的紧急通知（第二号）"),
    ],
)
def test_title_is_read_over_one_line_or_several(head: str, title: str) -> None:
    assert _read(f"{head}\n{BODY}").title == title


def test_letter_without_a_title_takes_that_of_its_plan() -> None:
    plan = _read(
        "各股室：\n现将方案印发给你们，请遵照执行。\n河湾县水利局\n2025年5月6日\n"
        "河湾县水利局2025年“安全生产月”活动方案\n一、活动内容\n（一）张贴标语。\n"
    )
    assert plan.title == "河湾县水利局2025年“安全生产月”活动方案"
    assert "title" in plan.header_doubts


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各村（居）、各企业", ("各村（居）", "各企业")),
        ("各乡、镇人民政府，县直各部门", ("各乡、镇人民政府", "县直各部门")),
        ("各县（市、区）人民政府，市直各委、局、办", ("各县（市、区）人民政府", "市直各委、局、办")),
        ("各科室；各分公司", ("各科室", "各分公司")),
    ],
)
def test_recipients_are_split_between_names_only(line: str, names: tuple[str, ...]) -> None:
    assert split_names(line) == names
    assert _read(f"关于开展安全生产月活动的通知\n{line}：\n现将事项通知如下。\n").recipients == names


@given(st.lists(st.sampled_from(["各村", "各企业", "县公安局", "各镇（街、园区）", "各学校"]), min_size=1))
def test_recipients_come_back_from_the_line_they_make(names: list[str]) -> None:
    assert split_names("，".join(names)) == tuple(names)


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("一、活动主题\n人人讲安全、个个会应急\n", "人人讲安全、个个会应急"),
        ("一、活动主题：人人讲安全、个个会应急——畅通生命通道\n", "人人讲安全、个个会应急——畅通生命通道"),
        ("一、活动主题\n人人讲安全、个个会应急\n——畅通生命通道\n", "人人讲安全、个个会应急——畅通生命通道"),
        (
            "一、活动时间和主题\n活动时间：6月1日至30日。\n活动主题：强化基础，守住底线。\n",
            "强化基础，守住底线",
        ),
        ("一、活动主题\n今年活动的主题为：防风险、除隐患。\n", "防风险、除隐患"),
        ("一、活动主题\n“防风险 除隐患”\n", "防风险 除隐患"),
        ("一、活动主题\n宣贯《消防法》，平安创和谐。\n", "宣贯《消防法》，平安创和谐"),
        ('今年活动以"防风险，除隐患"为主题。\n', "防风险，除隐患"),
        ("各单位要围绕“防风险、除隐患”这一主题开展宣传。\n", "防风险、除隐患"),
        ("要紧扣“防风险、除隐患”活动主题。\n", "防风险、除隐患"),
        ("要围绕“安全生产月”活动主题开展宣传。\n", None),
        ("学校要召开主题班会。\n", None),
    ],
)
def test_theme_is_read_in_every_spelling(words: str, theme: str | None) -> None:
    plan = _read(f"关于开展安全生产月活动的通知\n各村：\n{words}二、活动内容\n（一）张贴标语。\n")
    assert plan.theme == theme
    assert "theme" not in plan.header_doubts


def test_theme_of_one_activity_is_doubtful() -> None:
    plan = _read(
        "关于开展安全生产月活动的通知\n各村：\n一、活动内容\n（一）举办班会。以“平安伴我行”为主题举办班会。\n"
    )
    assert plan.theme == "平安伴我行"
    assert "theme" in plan.header_doubts


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        (
            "根据《关于做好防汛工作的通知》（白防指〔2025〕3号）要求，制定《青禾镇方案》。",
            ("《关于做好防汛工作的通知》（白防指〔2025〕3号）",),
        ),
        (
            "根据白石县安委办关于开展安全生产月活动的通知要求，现通知如下。",
            ("白石县安委办关于开展安全生产月活动的通知",),
        ),
        ("按照白安办〔2025〕12号文件精神，现通知如下。", ("白安办〔2025〕12号",)),
        ("为贯彻落实《安全生产法》，现通知如下。", ()),
    ],
)
def test_grounds_are_the_documents_cited(words: str, cited: tuple[str, ...]) -> None:
    assert _read(f"关于开展安全生产月活动的通知\n各村：\n{words}\n").based_on == cited


@given(st.text(alphabet='，,()（）:："“”12安全ab/\n', max_size=60))
def test_marks_keep_the_length_of_the_text(text: str) -> None:
    assert len(_read(text).text) <= len(text)


@pytest.mark.parametrize(
    "head",
    [
        "关于开展安全生产月活动的通知（青安办〔2024〕5号）",
        "关于开展安全生产月活动的通知 青安办〔2024〕5号",
        "关于开展安全生产月活动的通知青安办〔2024〕5号",
        "青安办〔2024〕5号 关于开展安全生产月活动的通知",
    ],
)
def test_title_and_number_may_share_a_line(head: str) -> None:
    plan = _read(f"{head}\n{BODY}")
    assert (plan.title, plan.doc_number) == ("关于开展安全生产月活动的通知", "青安办〔2024〕5号")


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("校工会\n2025年5月20日", "校工会"),
        ("县科协\n2025年5月20日", "县科协"),
        ("保卫处 2025年5月20日", "保卫处"),
        ("保卫部（处）\n2025年5月20日", "保卫部（处）"),
    ],
)
def test_short_names_sign_a_letter_without_a_title(signed: str, issuer: str) -> None:
    plan = _read(
        f"各部门: 为做好防火工作，决定组织开展灭火演练。具体事项通知如下: 时间:6月5日—6日。\n{signed}\n"
    )
    assert (plan.issuer, plan.issued_on, plan.recipients) == (issuer, "2025-05-20", ("各部门",))


def test_the_index_card_tells_who_put_the_notice_up_and_when_it_was_made() -> None:
    card = "文件编号:青教安〔2024〕5号 发布机构:县教育局\n生成日期:2024-03-20 公开日期:2024-03-22\n"
    plan = _read(f"{card}关于开展安全教育日活动的通知\n{BODY}")
    assert (plan.issuer, plan.issued_on) == ("县教育局", "2024-03-20")


@pytest.mark.parametrize(
    "head",
    [
        "【关于开展安全生产月活动的通知】",
        "关于开展安全生产月活动的通知关于开展安全生产月活动的通知",
        "1、关于开展安全生产月活动的通知",
    ],
)
def test_a_title_is_read_without_what_a_library_added(head: str) -> None:
    assert _read(f"{head}\n{BODY}").title == "关于开展安全生产月活动的通知"
