from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.collect.sent_list import SentList
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.register_rows import MOST_ROWS
from anyue.core.forms.sheet import build_xlsx
from anyue.core.forms.word import build_docx

CARD = entry_form(Form("附件1", "联络员信息表", FormKind.CARD, ("单位名称", "联络员", "手机号码", "备注")))
FIELDS = ("序号", "活动名称", "开展时间", "参与人数")
REGISTER = entry_form(
    Form(
        "附件3",
        "活动情况登记表",
        FormKind.REGISTER,
        ("序号", "活动名称", "开展时间", "参与人数"),
        ("主题宣讲", "应急演练"),
    )
)
WORDS = st.text("青岩沙坪河谷雨春分", min_size=1, max_size=8)


@settings(max_examples=20)
@given(st.sets(st.sampled_from([one.code for one in CARD.indicators]), min_size=1), st.data())
def test_a_card_reads_back_as_it_was_filled(codes: set[str], data: st.DataObject) -> None:
    values = {code: data.draw(WORDS) for code in codes}
    for write in (build_docx, build_xlsx):
        assert SentList(CARD).read(write(CARD, values, heading={}), "a")[1] == values


def test_rows_of_a_register_find_their_printed_row_or_a_free_one() -> None:
    values = {"p1c3": "6月2日", "p2c4": "40", "r1c2": "安全夜校", "r1c4": "12", "r2c2": "消防演练"}
    reading, found = SentList(REGISTER).read(build_docx(REGISTER, values, heading={}), "a.docx")
    assert (found, reading.findings) == (values, ())


def test_rows_beyond_those_that_a_unit_may_add_are_told() -> None:
    labels = tuple(f"第 {row} 次" for row in range(1, MOST_ROWS + 3))
    many = entry_form(Form("附件3", REGISTER.title, FormKind.REGISTER, FIELDS, labels))
    values = {f"p{row}c3": "6月2日" for row in range(1, MOST_ROWS + 3)}
    reading, found = SentList(REGISTER).read(build_docx(many, values, heading={}), "a.docx")
    assert len(found) == 2 * MOST_ROWS
    assert [(one.code, one.places["count"]) for one in reading.findings] == [("rows_left_out", 2)]
