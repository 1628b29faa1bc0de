"""Changing blanks by hand: codes stay, and the printed line says what the blank says."""

from dataclasses import replace

from anyue.core.forms.edit import PRINTED_BLANK, with_added_blank, with_blank_as, without_blank
from anyue.core.forms.form import Form, FormKind, Group, Indicator, Line, ValueType


def blank(code: str, label: str, unit: str) -> Indicator:
    return Indicator(label, unit, ValueType.NUMBER, code)


EVENTS, PEOPLE = blank("1.1", "开展宣讲（ ）场", "场"), blank("1.2", "参与（ ）人次", "人次")
LINE = Line(("组织开展宣讲", "场，参与", "人次；"), ("1.1", "1.2"))
FORM = Form("附件2", "统计表", FormKind.STATISTICS, groups=(Group("宣讲", (EVENTS, PEOPLE), (LINE,)),))


def test_deleted_blank_stays_printed_and_is_asked_no_more() -> None:
    form = without_blank(FORM, "1.2")
    assert form.indicators == (EVENTS,)
    assert form.groups[0].lines == (Line(("组织开展宣讲", f"场，参与{PRINTED_BLANK}人次；"), ("1.1",)),)


def test_row_without_blanks_goes_with_its_last() -> None:
    assert without_blank(without_blank(FORM, "1.1"), "1.2").groups == ()


def test_line_says_the_new_words_of_a_blank() -> None:
    form = with_blank_as(FORM, replace(PEOPLE, label="参加职工（ ）人", unit="人"))
    assert form.groups[0].lines[0].pieces == ("组织开展宣讲", "场，参加职工", "人；")
    form = with_blank_as(FORM, replace(EVENTS, label="开展专题宣讲（ ）次", unit="次"))
    assert form.groups[0].lines[0].pieces == ("组织开展专题宣讲", "次，参与", "人次；")


def test_added_blank_has_a_code_of_its_own_and_a_line() -> None:
    form = with_added_blank(without_blank(FORM, "1.1"), "宣讲", blank("", "发放资料（ ）份", "份"))
    assert [one.code for one in form.indicators] == ["1.2", "1.1"]
    assert form.groups[0].lines[-1] == Line(("发放资料", "份"), ("1.1",))
    form = with_added_blank(FORM, "演练", blank("", "开展演练", "场"))
    assert (form.groups[1].label, form.indicators[-1].code) == ("演练", "2.1")
    assert form.groups[1].lines == (Line(("开展演练", "场"), ("2.1",)),)
