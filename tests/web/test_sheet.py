from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, ValueType
from anyue.web.sheet import Blank, Known, SheetGroup, SheetLine, sheet_groups

NOTHING = Known({}, {}, {}, {})


def form(*groups: Group) -> Form:
    return Form("附件2", "统计表", FormKind.STATISTICS, groups=groups)


def number(code: str, label: str, unit: str | None) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, code)


def test_printed_line_is_split_into_clause_unit_and_stop() -> None:
    group = Group(
        "1.宣讲",
        (number("a", "组织宣讲（ ）场", "场"), number("b", "参与（ ）人次", "人次")),
        (Line(("组织宣讲", "场，参与", "人次；其中线上为主。"), ("a", "b")),),
    )
    known = Known({"a": 0, "b": 1200}, {"b": "请核对。"}, {"a": "来自 1 条活动记录"}, {"b": "与附件不符。"})

    assert sheet_groups(form(group), known) == [
        SheetGroup(
            "1.宣讲",
            (
                SheetLine(
                    (
                        Blank(
                            "a",
                            "组织宣讲场",
                            "组织宣讲",
                            "场",
                            "，",
                            True,
                            value="0",
                            note="来自 1 条活动记录",
                        ),
                        Blank(
                            "b",
                            "参与人次",
                            "参与",
                            "人次",
                            "；",
                            True,
                            "1200",
                            error="请核对。",
                            returned="与附件不符。",
                        ),
                    ),
                    "其中线上为主。",
                ),
            ),
        )
    ]


def test_group_without_printed_lines_has_one_line_a_blank() -> None:
    group = Group(
        "演练", (number("a", "演练（ ）场", "场"), Indicator("名称（ ）", None, ValueType.TEXT, "b"))
    )

    assert sheet_groups(form(group), NOTHING) == [
        SheetGroup(
            "演练",
            (
                SheetLine((Blank("a", "演练场", "演练", "场", "", True),), ""),
                SheetLine((Blank("b", "名称", "名称", "", "", False),), ""),
            ),
        )
    ]


def test_blank_without_words_before_it_keeps_those_after_it() -> None:
    group = Group(
        "直播",
        (number("a", "直播（ ）场", "场"), number("b", "（ ）人观看", "人")),
        (Line(("直播", "场，", "人观看。"), ("a", "b")),),
    )

    [row] = sheet_groups(form(group), NOTHING)
    assert row.lines[0].blanks[1] == Blank("b", "人观看", "", "人观看", "。", True)
    assert row.lines[0].tail == ""


def test_words_after_a_blank_that_are_not_its_unit_stay_words() -> None:
    group = Group("其他", (number("a", "组织（ ）次", "次"),), (Line(("组织", "场/次，计入总数"), ("a",)),))

    [row] = sheet_groups(form(group), NOTHING)
    assert row.lines[0] == SheetLine((Blank("a", "组织次", "组织", "", "", True),), "场/次，计入总数")
