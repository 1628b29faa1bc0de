from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.forms.form import Form, FormKind, Place
from anyue.core.notice import read_notice
from anyue.core.notice.read import read_opened
from tests.core.notice.tables import RENDERINGS, Asked, Sheet, opened, sheets

ABOVE = "附件2\n“安全月”活动情况统计表\n填报单位：          填报日期：\n"


def asked(form: Form) -> tuple[Asked, ...]:
    return tuple(
        (group.label, one.label, one.unit or "", one.column or "")
        for group in form.groups
        for one in group.indicators
    )


@settings(deadline=None)
@given(sheets())
def test_table_of_a_file_asks_what_its_empty_cells_ask(sheet: Sheet) -> None:
    (form,) = read_opened(opened(ABOVE, sheet)).forms
    assert (form.number, form.title, form.kind) == ("附件2", "“安全月”活动情况统计表", FormKind.STATISTICS)
    assert asked(form) == sheet.asked
    assert form.place == Place("表.docx", 0)
    assert form.doubt is None
    assert len({one.code for one in form.indicators}) == len(sheet.asked)


@settings(deadline=None)
@given(sheets(), st.sampled_from(sorted(RENDERINGS)))
def test_table_copied_as_text_asks_the_same(sheet: Sheet, rendering: str) -> None:
    (form,) = read_notice(ABOVE + RENDERINGS[rendering](sheet), source="x.txt").forms
    (own,) = read_opened(opened(ABOVE, sheet)).forms
    assert asked(form) == sheet.asked
    assert [one.code for one in form.indicators] == [one.code for one in own.indicators]
    assert (form.title, form.fields, form.heading) == (own.title, own.fields, own.heading)


@settings(deadline=None)
@given(sheets(), st.integers(1, 4))
def test_codes_do_not_change_with_white_space_in_labels(sheet: Sheet, width: int) -> None:
    spaced = Sheet(
        tuple(
            tuple(
                type(cell)(f"{' ' * width}".join(cell.words[:2]) + cell.words[2:], cell.rows, cell.columns)
                for cell in row
            )
            for row in sheet.rows
        ),
        sheet.asked,
    )
    (form,), (same,) = (read_opened(opened(ABOVE, one)).forms for one in (sheet, spaced))
    assert [(one.code, one.label, one.unit) for one in form.indicators] == [
        (one.code, one.label, one.unit) for one in same.indicators
    ]


@settings(deadline=None)
@given(sheets(), st.data())
def test_table_with_any_damage_gives_codes_of_its_own(sheet: Sheet, data: st.DataObject) -> None:
    text = ABOVE + data.draw(st.sampled_from(list(RENDERINGS.values())))(sheet)
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(("", "\n", "\t", "|", "（ ）", "合计", "□")))
            + text[at + 2 :]
        )
    for form in read_notice(text, source="x.txt").forms:
        codes = [one.code for one in form.indicators]
        assert len(set(codes)) == len(codes)
