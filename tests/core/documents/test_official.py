"""A text as a Word file in the layout of GB/T 9704-2012."""

from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from anyue.core.documents.official import build_official
from anyue.core.written.outline import outline

TEXT = """桥东村“安全生产月”活动总结
石桥铺镇人民政府：
现将情况总结如下。
一、活动开展情况
（一）开展宣讲。共组织5场。
桥东村村民委员会
2026年7月2日"""


def faces(paragraph: Paragraph) -> list[tuple[str, str]]:
    fonts = [run._element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in paragraph.runs]  # noqa: SLF001
    told = ["" if one is None else str(one.get(qn("w:eastAsia"))) for one in fonts]
    return list(zip([run.text for run in paragraph.runs], told, strict=True))


def test_each_part_has_its_face_and_place() -> None:
    data = build_official(outline(TEXT))
    assert data == build_official(outline(TEXT))
    document = Document(BytesIO(data))
    told = [one for one in document.paragraphs if one.text]
    assert [one.text for one in told] == TEXT.split("\n")
    assert faces(told[0]) == [(told[0].text, "方正小标宋简体")]
    assert faces(told[3]) == [("一、活动开展情况", "黑体")]
    assert faces(told[4]) == [("（一）开展宣讲。", "楷体_GB2312"), ("共组织5场。", "仿宋_GB2312")]
    assert told[0].runs[0].font.size == Pt(22)
    assert {run.font.size for one in told[1:] for run in one.runs} == {Pt(16)}
    assert told[1].paragraph_format.first_line_indent is None
    assert told[2].paragraph_format.first_line_indent == Pt(32)
    # The date is 11 half characters wide, the longer signer is centred on it.
    assert told[-1].paragraph_format.right_indent == Pt(64)
    assert told[-2].paragraph_format.right_indent == Pt(64 - 16)


def test_the_page_is_that_of_the_standard() -> None:
    document = Document(BytesIO(build_official(outline(TEXT))))
    section = document.sections[0]
    margins = (section.top_margin, section.left_margin)
    assert [round(one / Mm(1)) for one in margins if one] == [37, 28]
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    assert grid is not None
    assert grid.get(qn("w:linePitch")) == "579"
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert "PAGE" in footer.paragraphs[0]._p.xml  # noqa: SLF001
