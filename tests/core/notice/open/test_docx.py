from io import BytesIO
from zipfile import ZipFile

import pytest

from anyue.core.forms.form import Place
from anyue.core.notice.open import Opened, Table, open_document
from tests.core.notice.open.word_files import (
    RULES,
    cell,
    level,
    lists,
    numbered,
    paragraph,
    row,
    run,
    table,
    word_file,
)


def opened(body: str, **parts: str) -> Opened:
    return open_document(word_file(body, **parts), "通知.docx")


def words(body: str, **parts: str) -> list[str]:
    return opened(body, **parts).text.split("\n")[:-1]


def cells(document: Opened, of: Table) -> list[tuple[str, int, int, int, int]]:
    return [(document.text[c.start : c.end], c.row, c.column, c.rows, c.columns) for c in of.cells]


def test_paragraphs_are_lines() -> None:
    assert words(paragraph("一、", "活动时间") + paragraph("6月1日")) == ["一、活动时间", "6月1日"]


def test_tracked_changes_show_as_if_accepted() -> None:
    deleted = "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('搬走')}</w:moveFrom><w:moveTo>{run('搬来')}</w:moveTo>"
    joined = paragraph("前半，", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半。")
    assert words(paragraph(run("6月"), deleted, f"<w:ins>{run('6')}</w:ins>", run("日前"), moved)) == [
        "6月6日前搬来"
    ]
    assert words(joined) == ["前半，后半。"]


def test_breaks_tabs_symbols_and_hidden_words() -> None:
    inner = (
        "<w:r><w:t>姓名</w:t><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    )
    assert words(paragraph(inner, run("看不见", "<w:vanish/>"), run("看得见", '<w:vanish w:val="0"/>'))) == [
        "姓名    甲",
        "乙□看得见",
    ]


def test_page_break_is_a_form_feed() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    assert opened(paragraph("前", page) + paragraph(page) + paragraph("后")).text == "前\n\f\f后\n"


def test_underlined_space_is_the_blank_that_it_prints() -> None:
    blank = run("    ", '<w:u w:val="single"/>')
    assert words(paragraph("参加", blank, "人次", run(" 重点 ", '<w:u w:val="single"/>'))) == [
        "参加____人次 重点 "
    ]


def test_field_shows_its_result_only() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    date = (mark("begin"), code.format("DATE"), run("码"), mark("separate"), run("6月1日"), mark("end"))
    assert words(paragraph("于", *date, "前")) == ["于6月1日前"]
    contents = (mark("begin"), code.format(" TOC \\o"), mark("separate"), run("一、目录\t1"))
    assert words(paragraph(*contents) + paragraph("二、目录", mark("end")) + paragraph("正文")) == [
        "",
        "",
        "正文",
    ]


def test_content_control_shows_what_was_entered_but_not_its_prompt() -> None:
    filled = f"<w:sdt><w:sdtContent>{run('云台县')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{filled[7:]}"
    block = f"<w:sdt><w:sdtContent>{paragraph('整段')}</w:sdtContent></w:sdt>"
    assert words(paragraph("填报单位：", filled, prompt) + block) == ["填报单位：云台县", "整段"]


def test_text_box_stands_once_before_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('云台县安全生产委员会办公室文件')}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    for shape in (both, old):
        assert words(paragraph(f"<w:r>{shape}</w:r>", "云安办〔2024〕1号")) == [
            "云台县安全生产委员会办公室文件",
            "云安办〔2024〕1号",
        ]


def test_heads_and_watermarks_stand_outside_the_text() -> None:
    watermark = '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>'
    document = opened(paragraph("正文"), header=paragraph("内部资料") + watermark)
    assert (document.text, document.heads) == ("正文\n", "内部资料\n机密")


@pytest.mark.parametrize(
    ("number_format", "text", "printed"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、乙"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）乙"]),
        ("japaneseCounting", "第%1部分", ["第一部分 甲", "第二部分 乙"]),
        ("decimal", "%1.", ["1.甲", "2.乙"]),
        ("decimal", "(%1)", ["(1)甲", "(2)乙"]),
        ("decimal", "%1", ["1 甲", "2 乙"]),
        ("decimalEnclosedCircleChinese", "%1", ["① 甲", "② 乙"]),
        ("chineseLegalSimplified", "%1、", ["壹、甲", "贰、乙"]),
        ("upperLetter", "%1.", ["A.甲", "B.乙"]),
        ("lowerRoman", "%1.", ["i.甲", "ii.乙"]),
        ("bullet", "\uf06c", ["● 甲", "● 乙"]),
        ("none", "附件", ["附件 甲", "附件 乙"]),
    ],
)
def test_automatic_numbers_are_printed(number_format: str, text: str, printed: list[str]) -> None:
    numbering = lists(level(0, number_format, text))
    assert words(numbered("甲") + numbered("乙"), numbering=numbering) == printed


def test_automatic_numbers_restart_below_each_heading_and_know_the_levels_above() -> None:
    numbering = lists(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
        level(2, "decimal", "%3."),
    )
    body = "".join(numbered(w, at) for w, at in (("甲", 0), ("子", 1), ("丑", 1), ("乙", 0), ("寅", 1)))
    assert words(body, numbering=numbering) == ["一、甲", "1.1 子", "1.2 丑", "二、乙", "2.1 寅"]


def test_automatic_numbers_of_two_lists_with_one_definition() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for n, more in ((1, ""), (2, ""), (3, start))
    )
    numbering = lists(level(0, "decimal", "%1."), nums=nums)
    body = "".join(numbered("项", num=n) for n in (1, 2, 3, 3, 1))
    assert words(body, numbering=numbering) == ["1.项", "2.项", "1.项", "2.项", "3.项"]


def test_automatic_number_of_a_style_can_be_taken_away() -> None:
    styles = (
        '<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="two"><w:basedOn w:val="base"/></w:style>'
    )
    numbering = lists(
        level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", more='<w:pStyle w:val="two"/>')
    )
    none = '<w:pStyle w:val="base"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph("甲", properties='<w:pStyle w:val="base"/>')
        + paragraph("无号", properties=none)
        + paragraph("乙", properties='<w:pStyle w:val="base"/>')
        + paragraph("丙", properties='<w:pStyle w:val="two"/>')
    )
    assert words(body, numbering=numbering, styles=styles) == ["一、甲", "无号", "二、乙", "1.丙"]


def test_table_keeps_cells_with_their_spans() -> None:
    document = opened(
        paragraph("统计表")
        + table(
            row(cell("类别", properties='<w:gridSpan w:val="2"/>'), "数量"),
            row(cell("宣传", properties='<w:vMerge w:val="restart"/>'), cell("讲座（场）", "线上、线下"), ""),
            row(cell("", properties="<w:vMerge/>"), "横幅（条）", ""),
        )
        + paragraph("备注")
    )
    assert document.text == (
        "统计表\n\t类别\n\t数量\n\n\t宣传\n\t讲座（场）\n线上、线下\n\t\n\n\t横幅（条）\n\t\n\n备注\n"
    )
    (found,) = document.tables
    assert found.place == Place("通知.docx", 0)
    assert cells(document, found) == [
        ("类别", 0, 0, 1, 2),
        ("数量", 0, 2, 1, 1),
        ("宣传", 1, 0, 2, 1),
        ("讲座（场）\n线上、线下", 1, 1, 1, 1),
        ("", 1, 2, 1, 1),
        ("横幅（条）", 2, 1, 1, 1),
        ("", 2, 2, 1, 1),
    ]
    assert document.text[found.start : found.end] == document.text[4:-5]


def test_table_rows_that_were_deleted_or_begin_late() -> None:
    document = opened(
        table(
            row("甲", "乙", "丙"),
            row("删", "去", "了", properties="<w:del/>"),
            row("丁", "戊", properties='<w:gridBefore w:val="1"/>'),
        )
    )
    assert [(w, r, c) for w, r, c, *_ in cells(document, document.tables[0])] == [
        ("甲", 0, 0), ("乙", 0, 1), ("丙", 0, 2), ("丁", 2, 1), ("戊", 2, 2),
    ]  # fmt: skip


def test_table_that_only_lays_out_words_is_lines() -> None:
    head = table(row("云台县安全生产委员会", "文件"), properties="")
    assert words(head + table(row("一个框")) + paragraph("正文")) == [
        "云台县安全生产委员会",
        "文件",
        "一个框",
        "正文",
    ]


def test_place_counts_every_table_of_the_body() -> None:
    inner = table(row("子", "丑"), row("寅", "卯"))
    document = opened(
        table(row("云台县安委办", "文件"), properties="")
        + table(row(cell(inner), "外"), row("下", ""))
        + table(row(cell(inner)))
    )
    assert [t.place.table for t in document.tables] == [1, 4]
    assert cells(document, document.tables[0])[0][0] == "子  丑\n寅  卯"


def test_table_borders_of_a_style_count() -> None:
    styles = (
        f'<w:style w:styleId="grid">{RULES}</w:style>'
        '<w:style w:styleId="mine"><w:basedOn w:val="grid"/></w:style>'
    )
    body = table(row("姓名", ""), properties='<w:tblPr><w:tblStyle w:val="mine"/></w:tblPr>')
    assert len(opened(body, styles=styles).tables) == 1
    assert opened(body + paragraph("完")).tables == ()


def test_strict_documents_are_read_too() -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "_rels/.rels",
            '<R><Relationship Type="http://x/officeDocument" Target="/w/main.xml"/></R>',
        )
        package.writestr(
            "w/main.xml",
            '<d xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            "<body><p><r><t>严格</t></r></p></body></d>",
        )
    assert open_document(out.getvalue(), "x.docx").text == "严格\n"
