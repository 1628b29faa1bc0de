"""A written text as a Word document in the layout of GB/T 9704-2012, for signing and sealing."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from anyue.core.documents.columns import width
from anyue.core.forms.package import settle_package
from anyue.core.forms.word_page import BODY_LINE, FANG, HEI, SIZE_2, SIZE_3, TITLE_FACE, set_page, write
from anyue.core.written.outline import Level, Outline

if TYPE_CHECKING:
    from lxml.etree import _Element

_KAI, _SONG = "楷体_GB2312", "宋体"
_SIZE_4 = Pt(14)
_TITLE_LINE = Pt(36)
# 22 lines of 28 characters in 156 x 225 mm (clause 5.2.3), in twentieths of a point: the pitch of a line, and
# how much closer characters stand than their 16 points. A grid of characters would say the latter as well,
# but not every office program sets it alike.
_GRID = {"w:type": "lines", "w:linePitch": "579"}
_CLOSER = "-5"
_DATE_FROM_RIGHT = 4


def build_official(text: Outline) -> bytes:
    """Bytes of a .docx file; the same text gives the same bytes.

    The date stands four characters from the right and the signer is centred on it (clause 7.3.5), where the
    seal goes.
    """
    document = Document()
    set_page(document, is_upright=True)
    _set_grid(document)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = text.title
    if text.title:
        title = _line(document, pitch=_TITLE_LINE)
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(title, text.title, TITLE_FACE, SIZE_2)
        _line(document)
    if text.addressee:
        write(_line(document), text.addressee, FANG, SIZE_3)
    for one in text.paragraphs:
        paragraph = _line(document)
        paragraph.paragraph_format.first_line_indent = Length(2 * SIZE_3)
        if one.heading:
            write(paragraph, one.heading, HEI if one.level is Level.FIRST else _KAI, SIZE_3)
        if one.body:
            write(paragraph, one.body, FANG, SIZE_3)
    _sign(document, text)
    _number_pages(document)
    out = BytesIO()
    document.save(out)
    return settle_package(out.getvalue())


def _line(document: WordDocument, *, pitch: Length = BODY_LINE) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = pitch
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _set_grid(document: WordDocument) -> None:
    section = document.sections[0]._sectPr  # noqa: SLF001  python-docx has no public property for the grid.
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    section.append(_element("w:docGrid", _GRID))
    properties = document.styles["Normal"].element.get_or_add_rPr()
    closer = _element("w:spacing", {"w:val": _CLOSER})
    properties.insert_element_before(closer, "w:w", "w:kern", "w:position", "w:sz", "w:lang")


def _element(name: str, values: Mapping[str, str]) -> "_Element":
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    return element


def _sign(document: WordDocument, text: Outline) -> None:
    if not (text.signer or text.dated):
        return
    _line(document)
    # In halves of a character, as `width` counts.
    from_right = 2 * _DATE_FROM_RIGHT
    over = (width(text.dated) - width(text.signer)) // 2 if text.dated else 0
    for words, right in ((text.signer, max(0, from_right + over)), (text.dated, from_right)):
        if words:
            paragraph = _line(document)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Length(SIZE_3 * right // 2)
            write(paragraph, words, FANG, SIZE_3)


def _number_pages(document: WordDocument) -> None:
    """— 1 — in 4号宋体, a character from the outer edge: right on odd pages, left on even ones (7.5)."""
    section = document.sections[0]
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = _SIZE_4
    write(paragraph, "— ", _SONG, _SIZE_4)
    field = _element("w:fldSimple", {"w:instr": "PAGE"})
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no public way to add a field.
    write(paragraph, "1", _SONG, _SIZE_4)
    field.append(paragraph.runs[-1]._element)  # noqa: SLF001  The number that a reader without fields shows.
    write(paragraph, " —", _SONG, _SIZE_4)
