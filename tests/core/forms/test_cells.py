"""What blanks are called away from their sentence."""

from anyue.core.forms.cells import full_labels
from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, ValueType


def number(label: str, unit: str, code: str) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, code)


def test_words_of_several_blanks_follow_those_of_their_sentence() -> None:
    form = Form(
        "附件1",
        "统计表",
        FormKind.STATISTICS,
        groups=(
            Group(
                "宣讲",
                (
                    number("开展宣讲（ ）场", "场", "1.1"),
                    number("参与（ ）人次", "人次", "1.2"),
                    number("组织学习（ ）场", "场", "1.3"),
                    number("参与（ ）人次", "人次", "1.4"),
                    number("答题（ ）人次", "人次", "1.5"),
                ),
                (
                    Line(("开展宣讲", "场，参与", "人次；"), ("1.1", "1.2")),
                    Line(("组织学习", "场，参与", "人次，答题", "人次。"), ("1.3", "1.4", "1.5")),
                ),
            ),
        ),
    )
    assert full_labels(form) == {
        "1.1": "开展宣讲",
        "1.2": "开展宣讲参与",
        "1.3": "组织学习",
        "1.4": "组织学习参与",
        "1.5": "答题",
    }
