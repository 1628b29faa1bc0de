"""Forms with their values as pages print them."""

from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form, FormKind, Group, Indicator, ValueType
from anyue.reports.layout import Cell, Change, changes_between, listing_of, markable

REGISTER = entry_form(
    Form("附件3", "登记表", FormKind.REGISTER, fields=("序号", "内容", "时间"), rows=("甲", "乙"))
)
TABLE = Form(
    "附件2",
    "统计表",
    FormKind.STATISTICS,
    groups=(
        Group(
            "演练",
            (
                Indicator("组织（ ）场", "场", ValueType.NUMBER, "1.1"),
                Indicator("参与（ ）人次", "人次", ValueType.NUMBER, "1.2"),
            ),
        ),
    ),
)


def test_register_keeps_printed_rows_and_drops_unused_ones() -> None:
    added = next(group for group in REGISTER.groups if group.label not in REGISTER.rows)
    codes = [indicator.code for indicator in added.indicators]
    listing = listing_of(REGISTER, {"p1c3": "6月3日", codes[0]: "丙"})
    assert listing.heads == ["内容", "时间"]
    assert listing.rows == [
        ("甲", [Cell("p1c3", "6月3日")]),
        ("乙", [Cell("p2c3", "")]),
        ("", [Cell(codes[0], "丙"), Cell(codes[1], "")]),
    ]
    assert [label for label, _ in markable(REGISTER, {})] == ["甲", "乙"]


def test_card_is_one_row() -> None:
    card = entry_form(Form("附件1", "联络员表", FormKind.CARD, fields=("姓名", "手机")))
    listing = listing_of(card, {"f1": "林晓"})
    assert (listing.heads, listing.rows) == (["姓名", "手机"], [("", [Cell("f1", "林晓"), Cell("f2", "")])])


def test_changes_name_group_and_both_values() -> None:
    before, after = {"1.1": "1", "1.2": "30"}, {"1.1": "1", "1.2": "45"}
    changed = Change("1.2", "演练", "参与", "人次", "30", "45", is_marked=False)
    assert changes_between(TABLE, before, after) == [changed]


def test_what_was_marked_and_left_is_named_too() -> None:
    said = {"1.1": "1", "1.2": "30"}
    left = Change("1.2", "演练", "参与", "人次", "30", "30", is_marked=True)
    assert changes_between(TABLE, said, said, ["1.2"]) == [left]
