from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from tests.core.forms.samples import CARD, REGISTER, STATISTICS, SUMMARY


def codes_and_labels(form: Form) -> list[tuple[str, str, str]]:
    return [
        (group.label, one.code, one.label) for group in entry_form(form).groups for one in group.indicators
    ]


def test_a_statistics_table_is_left_as_it_is() -> None:
    assert entry_form(STATISTICS) is STATISTICS


def test_a_card_has_one_text_a_field() -> None:
    assert [(code, label) for _, code, label in codes_and_labels(CARD)] == [
        ("f1", "单位名称"),
        ("f2", "姓名"),
        ("f3", "办公电话"),
        ("f4", "手机"),
        ("f5", "通讯地址"),
    ]


def test_a_register_asks_for_its_open_columns_and_for_rows_of_the_unit() -> None:
    asked = codes_and_labels(REGISTER)
    assert asked[:4] == [
        ("理论学习中心组专题学习", "p1c3", "时间"),
        ("理论学习中心组专题学习", "p1c4", "刊登媒体"),
        ("理论学习中心组专题学习", "p1c5", "媒体链接"),
        ("理论学习中心组专题学习", "p1c6", "备注"),
    ]
    assert asked[8:10] == [("增加第 1 行", "r1c2", "活动内容"), ("增加第 1 行", "r1c3", "时间")]
    assert len(asked) == 2 * 4 + 5 * 5


def test_a_register_without_printed_rows_asks_for_all_columns() -> None:
    form = Form("附件5", "台账", FormKind.REGISTER, fields=("序 号", "时间", "内容"))
    assert [code for _, code, _ in codes_and_labels(form)] == [
        f"r{row}c{at}" for row in range(1, 6) for at in (2, 3)
    ]


def test_a_document_has_one_long_text() -> None:
    assert [(one.code, one.limit) for one in entry_form(SUMMARY).indicators] == [("content", 20_000)]


def test_entry_form_of_an_entry_form_is_the_same() -> None:
    for form in (CARD, REGISTER, SUMMARY):
        assert entry_form(entry_form(form)) == entry_form(form)
