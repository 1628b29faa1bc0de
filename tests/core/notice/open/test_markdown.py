from anyue.core.notice.open import open_document


def text(*lines: str) -> str:
    return open_document("\n".join(lines).encode(), "通知.md").text


def test_marks_are_taken_off() -> None:
    assert text(
        "# 关于开展活动的**通知** #", "", "> 一、`主题`", "- *甲*", "1. 乙", "[附件](a.docx)与![图](b.png)"
    ) == ("关于开展活动的通知\n\n一、主题\n甲\n1. 乙\n附件与\n")


def test_marks_within_a_line_stay() -> None:
    assert text("时间 - 地点", "第 # 号", "甲 > 乙") == "时间 - 地点\n第 # 号\n甲 > 乙\n"


def test_rulers_fences_front_matter_and_escapes() -> None:
    assert text("---", "title: x", "---", "标题", "===", "", "---", "```", "# 原样", "```", r"3\. 丙") == (
        "标题\n\n# 原样\n3. 丙\n"
    )


def test_blanks_of_underscores_stay() -> None:
    assert text("开展____场，参加__人次，共__次") == "开展____场，参加__人次，共__次\n"


def test_table_of_bars_keeps_its_cells() -> None:
    opened = open_document("| 项目 | 数量 |\n|:--|--:|\n| 讲座<br>（场） | |\n注\n".encode(), "a.md")
    assert opened.text == "\t项目\n\t数量\n\n\t讲座\n（场）\n\t\n\n注\n\n"
    assert [(c.row, c.column) for c in opened.tables[0].cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]
