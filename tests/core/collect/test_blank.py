import pytest

from anyue.core.collect.blank import read_blank
from anyue.core.collect.roster import read_roster
from anyue.core.errors import AnyueError
from tests.core.collect.tables import HEADING, excel_table, word_table


def test_a_form_without_blanks_is_refused() -> None:
    with pytest.raises(AnyueError) as error:
        read_blank(word_table([("序号", "名称"), ("1", "消防车")], heading=""), "a.docx")
    assert error.value.code == "blank_without_blanks"


def test_blanks_in_running_lines_are_found_where_they_stand() -> None:
    from io import BytesIO  # noqa: PLC0415

    from docx import Document  # noqa: PLC0415

    document = Document()
    for line in (
        "附件3",
        "冬季防火活动统计表",
        HEADING,
        "1.开展检查（ ）次；",
        "2.发现隐患（ ）处，整改（ ）处。",
    ):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    template = read_blank(out.getvalue(), "附件3.docx")
    assert [one.unit for one in template.indicators] == ["次", "处", "处"]
    assert template.in_lines


def test_a_list_of_units_is_read_from_text_and_from_a_workbook() -> None:
    assert read_roster("1. 青岩镇\n2、沙坪镇\n\n沙坪镇\n".encode(), "名单.txt") == ("青岩镇", "沙坪镇")
    rows = (("单位名称", ""), ("青岩镇", ""), ("沙坪镇", ""))
    names = read_roster(excel_table(rows, title="应报送单位", heading="2024年"), "名单.xlsx")
    assert names[-2:] == ("青岩镇", "沙坪镇")


def test_a_list_that_names_nobody_is_refused() -> None:
    with pytest.raises(AnyueError) as error:
        read_roster(b"1\n2\n", "n.txt")
    assert error.value.code == "roster_empty"
