"""A text as an official document: nothing of it is lost, and its parts are found."""

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.written.outline import Level, outline

TEXT = """桥东村“安全生产月”活动总结
石桥铺镇人民政府：
按照要求，现将情况总结如下。
一、活动开展情况
（一）开展宣讲。共组织 5 场。
二、下一步打算
桥东村村民委员会
2026年7月2日
"""


def test_the_parts_of_a_text_are_found() -> None:
    parts = outline(TEXT)
    assert (parts.title, parts.addressee) == ("桥东村“安全生产月”活动总结", "石桥铺镇人民政府：")
    assert (parts.signer, parts.dated) == ("桥东村村民委员会", "2026年7月2日")
    assert [(one.level, one.heading, one.body) for one in parts.paragraphs] == [
        (Level.BODY, "", "按照要求，现将情况总结如下。"),
        (Level.FIRST, "一、活动开展情况", ""),
        (Level.SECOND, "（一）开展宣讲。", "共组织 5 场。"),
        (Level.FIRST, "二、下一步打算", ""),
    ]


def test_a_sentence_is_no_title_and_a_heading_no_signature() -> None:
    assert outline("本月开展宣讲 5 场。").title == ""
    assert outline("一、情况").title == ""
    assert outline("标题\n一、情况\n2026年7月2日").signer == ""


@given(st.text(st.sampled_from("一二（）、。：\n 文年月日2026"), max_size=80))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    parts = outline(text)
    body = [one.heading + one.body for one in parts.paragraphs]
    told = [parts.title, parts.addressee, *body, parts.signer, parts.dated]
    assert [line for line in told if line] == [line.strip() for line in text.split("\n") if line.strip()]
