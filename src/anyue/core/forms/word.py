"""Writes a filled form as a Word document in the faces and measures of GB/T 9704-2012."""

from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row

from anyue.core.forms.cells import Cell
from anyue.core.forms.form import Form
from anyue.core.forms.layout import Layout, lay_out
from anyue.core.forms.package import settle_package
from anyue.core.forms.word_page import (
    BODY_LINE,
    FANG,
    HEI,
    SIZE_2,
    SIZE_3,
    SIZE_SMALL_4,
    TITLE_FACE,
    set_page,
    write,
)

# More columns than this don't fit upright at 小四.
_UPRIGHT_COLUMNS = 6


def build_docx(form: Form, values: Mapping[str, str], *, heading: Mapping[str, str]) -> bytes:
    """The attachment in the notice's own table layout, blanks filled: bytes of a .docx file.

    `values` are canonical values by indicator code (of `entry_form(form)`); `heading` answers the line above
    the table: 填报单位, 联系人, 电话, 填报日期. The same input gives the same bytes.
    """
    layout = lay_out(form, values, heading)
    document = Document()
    set_page(document, is_upright=len(layout.widths) <= _UPRIGHT_COLUMNS)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = form.title
    _write_above(document, layout)
    if layout.is_bordered:
        _write_table(document, layout)
    else:
        _write_paragraphs(document, layout)
    out = BytesIO()
    document.save(out)
    return settle_package(out.getvalue())


def _text_width(document: WordDocument) -> Length:
    section = document.sections[0]
    return Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _write_above(document: WordDocument, layout: Layout) -> None:
    """附件N top left, the title on the third line, then the line of 填报单位 and the like."""
    if layout.number:
        write(document.add_paragraph(), layout.number, HEI, SIZE_3)
        write(document.add_paragraph(), "", FANG, SIZE_3)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(14)
    write(title, layout.title, TITLE_FACE, SIZE_2)
    for parts in layout.heading:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(4)
        for at in range(1, len(parts)):
            line.paragraph_format.tab_stops.add_tab_stop(Length(_text_width(document) * at // len(parts)))
        write(line, "\t".join(parts), FANG, SIZE_SMALL_4)


def _write_paragraphs(document: WordDocument, layout: Layout) -> None:
    """A written document: body text of 3号 仿宋, first lines indented by two characters."""
    for cell in (cell for cells in layout.rows for cell in cells):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Length(2 * SIZE_3)
        paragraph.paragraph_format.line_spacing = BODY_LINE
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, cell.text.strip(), FANG, SIZE_3)


def _write_table(document: WordDocument, layout: Layout) -> None:
    heads = 1 if layout.head else 0
    table = document.add_table(rows=heads + len(layout.rows), cols=len(layout.widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table.style = document.styles["Table Grid"]
    _set_widths(table, layout.widths, _text_width(document))
    rows = iter(table.rows)
    if layout.head:
        head = next(rows)
        _mark(head, "w:tblHeader")
        for word_cell, name in zip(head.cells, layout.head, strict=True):
            _write_cell(word_cell, name, HEI, WD_ALIGN_PARAGRAPH.CENTER)
    for row, cells in zip(rows, layout.rows, strict=True):
        _mark(row, "w:cantSplit")
        _write_row(row, cells)


def _set_widths(table: Table, widths: tuple[float, ...], whole: Length) -> None:
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Length(round(whole * share))
    for row in table.rows:
        for cell, share in zip(row.cells, widths, strict=True):
            cell.width = Length(round(whole * share))


def _write_row(row: _Row, cells: tuple[Cell, ...]) -> None:
    places = row.cells
    at = 0
    for cell in cells:
        place = places[at] if cell.span == 1 else places[at].merge(places[at + cell.span - 1])
        alignment = WD_ALIGN_PARAGRAPH.CENTER if cell.is_centred else WD_ALIGN_PARAGRAPH.LEFT
        _write_cell(place, cell.text, FANG, alignment)
        at += cell.span


def _write_cell(cell: _Cell, text: str, face: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """One paragraph a line; a merged cell keeps only the first of the paragraphs that the merge left."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for left_over in cell.paragraphs[1:]:
        cell._element.remove(left_over._element)  # noqa: SLF001  python-docx has no public way to drop a paragraph.
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = alignment
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.paragraph_format.space_after = Pt(3)
        write(paragraph, line, face, SIZE_SMALL_4)


def _mark(row: _Row, name: str) -> None:
    """Repeats a head row on each page (w:tblHeader), or keeps a row on one (w:cantSplit)."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  python-docx has no public property for it.
