import pytest

from anyue.core.notice import read_notice, read_opened
from anyue.core.notice.markings import find_markings
from anyue.core.notice.open import Opened

BODY = "\n云台县安全生产委员会办公室文件\n关于开展“安全生产月”活动的通知\n"


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("机密★1年", "机密"),
        ("机 密", "机密"),
        ("秘\u3000密★10年", "秘密"),
        ("绝密★启封前", "绝密"),
        ("工作秘密★长期", "工作秘密"),
        ("000012  秘密★10年   特急", "秘密"),
        ("密级：内部", "内部"),
        ("内 部", "内部"),
        ("内部资料  注意保存", "内部"),
        ("（内部文件，请勿外传）", "内部"),
        ("机密★1年 云安办", "机密"),
    ],
)
def test_marking_is_found(words: str, level: str) -> None:
    assert find_markings(words + BODY) == (level,)
    assert find_markings(BODY, heads=f"云台县\n{words}") == (level,)


@pytest.mark.parametrize(
    "words",
    [
        "要加强内部管理。",
        "内部资料室",
        "各单位不得泄露国家秘密",
        "密级：公开",
        "\t内部",
        "\t秘密",
        "注意保守秘密",
        "开展“机密★”标志培训",
    ],
)
def test_word_in_a_sentence_or_a_table_marks_nothing(words: str) -> None:
    assert find_markings(BODY + words + "\n") == ()


def test_marked_document_gets_a_warning_at_its_marking() -> None:
    plan = read_notice("秘密★1年" + BODY, source="通知.txt")
    (warning,) = [w for w in plan.warnings if w.code == "marked"]
    assert plan.markings == ("秘密",)
    assert warning.span is not None
    assert plan.text[slice(*warning.span)] == "秘密"


def test_marking_in_a_page_head_is_found_and_told_once() -> None:
    for text, heads in ((BODY, "机密"), ("机密" + BODY, "机密")):
        plan = read_opened(Opened("通知.docx", text, heads=heads))
        assert plan.markings == ("机密",)
        assert [w.code for w in plan.warnings].count("marked") == 1
