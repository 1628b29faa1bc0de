"""What is said under a photo and in the list: sentences as an official report has them."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.packs import Deed, Section, Told, build_captions, caption_of, sentence_of

JUNE = date(2026, 6, 16)
HELD = ("活动场次", "1", "场")
PEOPLE = ("参与人次", "120", "人次")


def deed(title: str = "安全宣传咨询日", **more: object) -> Deed:
    return Deed(unit="青石镇", title=title, held_on=JUNE, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            deed(places=("镇政府广场",), measures=(HELD, PEOPLE)),
            "6月16日，青石镇在镇政府广场开展安全宣传咨询日活动，参与120人次",
        ),
        (deed("开展应急演练活动"), "6月16日，青石镇开展应急演练活动"),
        (
            deed("青石镇组织安全宣讲", measures=(("宣讲场次", "3", "场"),)),
            "6月16日，青石镇开展安全宣讲活动，宣讲3场",
        ),
        (deed("开展"), "6月16日，青石镇开展活动"),
        (
            deed(places=("甲村", "乙村", "丙村", "丁村"), beside=("柳林镇",)),
            "6月16日，青石镇会同柳林镇在甲村、乙村、丙村等4处开展安全宣传咨询日活动",
        ),
        (
            deed(
                "隐患排查",
                measures=(("排查次数", "1", "次"), ("发现隐患", "5", "处"), ("整改隐患", "0", "处")),
            ),
            "6月16日，青石镇开展隐患排查活动，发现隐患5处",
        ),
    ],
)
def test_caption_says_when_who_where_what_and_how_many(given: Deed, said: str) -> None:
    assert caption_of(given) == said


def test_sentence_ends_and_tells_what_was_noted() -> None:
    assert (
        sentence_of(deed(note="现场设\n展板 12 块"))
        == "6月16日，青石镇开展安全宣传咨询日活动。现场设 展板 12 块。"
    )
    assert sentence_of(deed(note="效果好。")) == "6月16日，青石镇开展安全宣传咨询日活动。效果好。"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_document_takes_any_words_and_opens(unit: str, words: str, caption: str) -> None:
    told = Told(words, (words,), (("01_a_1.jpg", caption),))
    data = build_captions(unit, "截至6月16日", [Section(1, unit, (told,))])
    text = "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)
    assert "01_a_1.jpg" in text
    assert data == build_captions(unit, "截至6月16日", [Section(1, unit, (told,))])
