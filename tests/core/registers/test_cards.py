from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind
from anyue.core.registers import CardFacts, card_values, is_of_people

OLD = entry_form(
    Form("附件1", "联络员表", FormKind.CARD, ("单位", "联络员", "职务", "办公电话", "手机号码", "通讯地址"))
)
NEW = entry_form(
    Form("附件1", "联络员表", FormKind.CARD, ("单位名称", "姓名", "职务", "手机", "座机", "通讯地址", "备注"))
)
SENT = {
    "f1": "柳林镇政府",
    "f2": "高原",
    "f3": "站长",
    "f4": "0359-2200117",
    "f5": "13900000007",
    "f6": "柳林镇东街 1 号",
}


def test_the_same_person_finds_everything_that_they_sent_before() -> None:
    facts = CardFacts("柳林镇", "高原")
    assert card_values(NEW, facts, [(OLD, SENT)]) == {
        "f1": "柳林镇",
        "f2": "高原",
        "f3": "站长",
        "f4": "13900000007",
        "f5": "0359-2200117",
        "f6": "柳林镇东街 1 号",
    }


def test_a_successor_finds_the_office_and_nothing_of_the_person_before() -> None:
    facts = CardFacts("柳林镇", "许宁", "13900000008")
    assert card_values(NEW, facts, [(OLD, SENT)]) == {
        "f1": "柳林镇",
        "f2": "许宁",
        "f4": "13900000008",
        "f5": "0359-2200117",
        "f6": "柳林镇东街 1 号",
    }


def test_a_list_of_liaisons_has_its_first_row_filled() -> None:
    roll = entry_form(Form("附件2", "联络员名单", FormKind.REGISTER, ("序号", "单位", "姓名", "手机号码")))
    assert is_of_people(roll)
    assert card_values(roll, CardFacts("柳林镇", "许宁")) == {"r1c2": "柳林镇", "r1c3": "许宁"}


def test_a_register_of_activities_is_none_of_people() -> None:
    form = Form("附件3", "活动登记表", FormKind.REGISTER, ("序号", "活动内容", "时间", "联系人"))
    assert card_values(form, CardFacts("柳林镇", "许宁")) == {}
