"""A campaign's form, printed by Anyue or in the office's own file: filled, and read back."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.collect.sent_form import SentForm
from anyue.core.errors import AnyueError
from anyue.core.forms.form import Form, FormKind, Group, ValueType
from anyue.core.forms.office.word_part import only_attachment
from anyue.core.forms.sheet import build_xlsx
from anyue.core.forms.word import build_docx
from anyue.core.notice import read_files
from tests.core.collect.tables import RUNNING, excel_table, saved, word_table
from tests.core.forms.strategies import NUMBERS, statistics_forms

GRID = (
    ("指标", "本周", "累计"),
    ("检查场所（家）", "", ""),
    ("检查企业（家）", "", ""),
    ("合计", "", ""),
)
HEADING = {"填报单位": "沙坪镇", "填报日期": "2026年6月5日"}


def form_of(data: bytes, name: str) -> Form:
    return next(form for form in read_files([(name, data)]).forms if form.indicators)


def values_for(form: Form, data: st.DataObject) -> dict[str, str]:
    words = st.text("青岩沙坪河谷雨春分", min_size=2, max_size=8)
    return {
        one.code: data.draw(NUMBERS if one.type is ValueType.NUMBER else words)
        for one in form.indicators
        if data.draw(st.booleans())
    }


def read_back(sent: SentForm, data: bytes) -> tuple[str, Mapping[str, str]]:
    reading, values = sent.read(data, "表")
    return reading.heading.unit, values


@settings(max_examples=25)
@given(statistics_forms(), st.data())
def test_a_form_without_a_file_reads_what_its_layout_was_filled_with(form: Form, data: st.DataObject) -> None:
    form = replace(form, heading="填报单位：        填报日期：")
    values = values_for(form, data)
    sent = SentForm.of(form, None)
    for write in (build_docx, build_xlsx):
        assert read_back(sent, write(form, values, heading=HEADING)) == ("沙坪镇", values)


@pytest.mark.parametrize(("name", "file"), [("附件2.docx", word_table()), ("附件2.xlsx", excel_table())])
@settings(max_examples=10)
@given(data=st.data())
def test_an_offices_own_file_reads_what_it_was_filled_with(
    name: str, file: bytes, data: st.DataObject
) -> None:
    form = form_of(file, name)
    sent = SentForm.of(form, file)
    assert sent.suffix == name[-4:]
    values = values_for(form, data)
    assert read_back(sent, sent.fill(values, HEADING)) == ("沙坪镇", values)


def test_a_row_of_totals_gets_the_sums() -> None:
    file = word_table(GRID)
    form = form_of(file, "附件2.docx")
    sent = SentForm.of(form, file)
    values = {one.code: str(number) for number, one in enumerate(form.indicators, start=1)}
    assert sum(code is None for code in sent.codes) == 2
    table = Document(BytesIO(sent.fill(values, {}))).tables[0]
    total = [sum(int(row.cells[column].text) for row in table.rows[1:3]) for column in (1, 2)]
    assert [table.rows[3].cells[column].text for column in (1, 2)] == [str(one) for one in total]
    assert read_back(sent, sent.fill(values, {}))[1] == values


@pytest.mark.parametrize(
    "file", [b"", b"PK\3\4", word_table([("序号", "名称"), ("1", "消防车")]), excel_table()]
)
def test_a_file_that_does_not_hold_the_form_gives_way_to_the_layout(file: bytes) -> None:
    sent = SentForm.of(form_of(word_table(), "附件2.docx"), file)
    assert (sent.blank, sent.suffix, len(sent.codes)) == (None, "", 11)


def test_a_form_that_people_changed_gives_way_to_the_layout() -> None:
    form = form_of(word_table(), "附件2.docx")
    groups = (replace(form.groups[0], indicators=form.groups[0].indicators[1:], lines=()), *form.groups[1:])
    sent = SentForm.of(replace(form, groups=groups), word_table())
    assert (sent.blank, len(sent.codes)) == (None, 10)


def test_a_form_without_blanks_is_refused() -> None:
    with pytest.raises(AnyueError) as error:
        SentForm.of(Form("附件1", "统计表", FormKind.STATISTICS, groups=(Group("一", ()),)), None)
    assert error.value.code == "blank_without_blanks"


def test_only_the_attachment_of_the_table_is_kept() -> None:
    document = Document()
    for number in (1, 2, 3):
        document.add_paragraph(f"附件{number}")
        document.add_paragraph(f"第{number}张表")
        document.add_table(1, 1).cell(0, 0).text = f"表{number}"
        document.add_paragraph(f"注：见附件{number}的说明。")
    cut = Document(BytesIO(only_attachment(saved(document.save), 1)))
    assert [paragraph.text for paragraph in cut.paragraphs] == ["附件2", "第2张表", "注：见附件2的说明。"]
    assert [table.cell(0, 0).text for table in cut.tables] == ["表2"]


def test_a_table_that_stands_alone_is_kept_whole() -> None:
    kept = Document(BytesIO(only_attachment(word_table(), 0)))
    assert len(kept.paragraphs) == len(Document(BytesIO(word_table())).paragraphs)
    assert len(kept.tables[0].rows) == len(RUNNING)
