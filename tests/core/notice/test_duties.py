from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.duties import with_duties
from anyue.core.notice.plan import Deadline, Plan

CARD = Form("附件1", "联络员信息表", FormKind.CARD, fields=("姓名",))
TABLE = Form("附件2", "活动进展情况统计表", FormKind.STATISTICS)
REGISTER = Form("附件3", "活动情况登记表", FormKind.REGISTER, fields=("序号", "内容"))


def plan(*deadlines: Deadline, forms: tuple[Form, ...] = (CARD, TABLE, REGISTER)) -> Plan:
    return with_duties(Plan(source="x", text="", deadlines=deadlines, forms=forms))


def weekly(what: str) -> Deadline:
    return Deadline(what, "每周三", "weekly WED 12:00 2026-06", recurrence="FREQ=WEEKLY;BYDAY=WE")


def asked(*deadlines: Deadline) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    return [(d.forms, d.documents) for d in plan(*deadlines).deadlines]


def test_words_lead_to_forms_and_the_rest_are_documents() -> None:
    once = Deadline("活动联络员信息表及活动方案", "6月1日前", "2026-06-01")
    repeated = weekly("一周活动情况（统计表、文字、图片）")
    last = Deadline("活动总结、附件3", "6月30日前", "2026-06-30")
    assert asked(once, repeated, last) == [((0,), ("活动方案",)), ((1,), ()), ((2,), ("活动总结",))]


def test_form_that_no_deadline_names_goes_with_the_repeated_one_and_is_told() -> None:
    made = plan(weekly("工作情况"), forms=(TABLE,))
    assert [(d.forms, d.documents) for d in made.deadlines] == [((0,), ("工作情况",))]
    assert [w.code for w in made.warnings] == ["form_without_deadline"]


def test_what_is_to_be_done_asks_for_nothing() -> None:
    assert asked(Deadline("疏散演练", "6月底前", "2026-06-30", kind="complete")) == [((), ())]


def test_dated_request_that_names_nothing_known_is_a_document() -> None:
    assert plan(Deadline("亮点做法", "6月5日前", "2026-06-05"), forms=()).deadlines[0].documents == (
        "亮点做法",
    )
