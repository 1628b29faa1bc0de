"""What every Word document shares: the faces, sizes and page of GB/T 9704-2012."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

TITLE_FACE, HEI, FANG = "方正小标宋简体", "黑体", "仿宋_GB2312"
LATIN_FACE = "Times New Roman"
SIZE_2, SIZE_3, SIZE_SMALL_4 = Pt(22), Pt(16), Pt(12)
# 22 lines in 225 mm, as clause 5.2.3 asks.
BODY_LINE = Pt(28.95)


def set_page(document: WordDocument, *, is_upright: bool) -> None:
    """A4 with the margins of GB/T 9704-2012 clause 5.2; the head margin goes left when the page lies down."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(210), Mm(297)) if is_upright else (Mm(297), Mm(210))
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = (Mm(37), Mm(35)) if is_upright else (Mm(28), Mm(26))
    section.left_margin, section.right_margin = (Mm(28), Mm(26)) if is_upright else (Mm(37), Mm(35))
    normal = document.styles["Normal"]
    normal.font.name = LATIN_FACE
    normal.font.size = SIZE_SMALL_4
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), FANG)
    # Without the language a reader that lacks the face falls back on Japanese shapes.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)


def write(paragraph: Paragraph, text: str, face: str, size: Length) -> None:
    """Add words in a Chinese face and a size; Latin ones and figures have a face of their own."""
    run = paragraph.add_run(text)
    run.font.size = size
    run.font.name = LATIN_FACE
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  The face of Chinese text has no public property.
    fonts.set(qn("w:eastAsia"), face)
    # Quotation marks and dashes belong to both scripts: they are Chinese here, and as wide as a character.
    fonts.set(qn("w:hint"), "eastAsia")
