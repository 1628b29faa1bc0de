"""Who does what as a workbook: what goes in is what stands there."""

from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from anyue.core.documents.assignment_book import AssignmentRow, build_assignment_book

words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=12)
rows = st.lists(st.builds(AssignmentRow, words, words, words, words, words, words), max_size=4)


@given(rows)
def test_every_word_stands_in_its_cell(some: list[AssignmentRow]) -> None:
    sheet = load_workbook(BytesIO(build_assignment_book("活动方案", some))).active
    assert sheet is not None
    found = [[cell.value or "" for cell in row[1:]] for row in sheet.iter_rows(min_row=3)]
    told = [[one.heading, one.unit, one.person, one.due, one.least, one.state] for one in some]
    assert found == told


def test_what_looks_like_a_formula_stays_text() -> None:
    data = build_assignment_book("方案", [AssignmentRow("=1+1", "@SUM(A1)", "+1", "-1", "", "")])
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert [cell.data_type for cell in sheet[3][1:5]] == ["s"] * 4
    assert sheet["A3"].value == "1"
