"""Fill the blanks of a Word document straight in its XML, so that all else stays as it was."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from anyue.core.forms.office.archive import Archive, DamagedError
from anyue.core.forms.office.grid import LINE, Fill, ranked
from anyue.core.forms.office.pieces import Piece, replace_words, set_words
from anyue.core.forms.office.word import BODY, DOCUMENT, MC, W, count_of, tree_of

TABLE, _ROW, _CELL, PARAGRAPH = W + "tbl", W + "tr", W + "tc", W + "p"
_TEXT, _TAB, _BREAK, _CARRIAGE = W + "t", W + "tab", W + "br", W + "cr"
_SPAN, _MERGE, _VALUE = W + "gridSpan", W + "vMerge", W + "val"
_CELL_SETTINGS, SECTION = W + "tcPr", W + "sectPr"
_MOVED, _FALLBACK = W + "moveFrom", MC + "Fallback"
_LINE_END, _TAB_MARK = Piece("\n"), Piece("\t")


def fill_word(data: bytes, fills: Sequence[Fill]) -> bytes:
    """The document with words in its blanks, all else as it was; the same words give the same bytes.

    Raises DamagedError where the document is none, IndexError for a blank that it doesn't have.
    """
    archive = Archive(data)
    root = tree_to_fill(archive)
    lines, rows = grid_of(root)
    # From the last blank of a cell to its first, so that the places of those before stay true.
    for fill in sorted(fills, key=lambda fill: (fill.row, fill.column, fill.start), reverse=True):
        paragraphs = (
            [lines[fill.row]] if fill.column == LINE else list(rows[fill.row][fill.column].iter(PARAGRAPH))
        )
        pieces = _of_paragraphs(paragraphs)
        if not replace_words(pieces, fill.start, fill.end, fill.words):
            paragraphs[0].append(_run(paragraphs[0], fill.words))
    xml = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return archive.with_members({DOCUMENT: xml})


def _run(paragraph: etree._Element, words: str) -> etree._Element:
    """A run that looks as the empty paragraph would have made what is typed into it."""
    run = paragraph.makeelement(W + "r")
    looks = paragraph.find(f"{W}pPr/{W}rPr")
    if looks is not None:
        run.append(deepcopy(looks))
    text = run.makeelement(_TEXT)
    set_words(text, words)
    run.append(text)
    return run


def tree_to_fill(archive: Archive) -> etree._Element:
    """The document's XML without what it holds twice; DamagedError where it has none."""
    root, data = tree_of(archive)
    if b"moveFrom" in data or b"Fallback" in data:
        for twice in list(root.iter(_MOVED, _FALLBACK)):
            parent = twice.getparent()
            if parent is not None:
                parent.remove(twice)
    return root


def grid_of(root: etree._Element) -> tuple[list[etree._Element], list[dict[int, etree._Element]]]:
    """The paragraphs outside tables, and the rows of all tables with their cells by column."""
    body = root.find(BODY)
    if body is None:
        raise DamagedError
    lines: list[etree._Element] = []
    rows: list[dict[int, etree._Element]] = []
    for block in _blocks(body, TABLE, PARAGRAPH):
        if block.tag == PARAGRAPH:
            lines.append(block)
        else:
            rows += ranked([_cells(row) for row in _blocks(block, _ROW)])
    return lines, rows


def _blocks(parent: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The children with these tags, also where content controls or tracked changes wrap them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in {TABLE, PARAGRAPH, _ROW, _CELL}:
            yield from _blocks(child, *tags)


def _cells(row: etree._Element) -> dict[int, etree._Element]:
    cells = {}
    column = 0
    for cell in _blocks(row, _CELL):
        settings = cell.find(_CELL_SETTINGS)
        span = merge = None
        if settings is not None:
            span, merge = settings.find(_SPAN), settings.find(_MERGE)
        if merge is None or merge.get(_VALUE) == "restart":
            cells[column] = cell
        column += count_of(span.get(_VALUE)) if span is not None else 1
    return cells


def words_of(block: etree._Element) -> str:
    """The words of a paragraph or a cell."""
    words: list[str] = []
    for mark in block.iter(_TEXT, PARAGRAPH, _TAB, _BREAK, _CARRIAGE):
        tag = mark.tag
        if tag == _TEXT:
            words.append(mark.text or "")
        # A tab that is a setting of the paragraph has a position; one in the text has none.
        elif tag != _TAB or not mark.attrib:
            words.append("\t" if tag == _TAB else "\n")
    # The block's first paragraph, or the block itself, begins no new line.
    return "".join(words[1:])


def _of_paragraphs(paragraphs: list[etree._Element]) -> list[Piece]:
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        if pieces or paragraph is not paragraphs[0]:
            pieces.append(_LINE_END)
        pieces += _pieces(paragraph)
    return pieces


def _pieces(paragraph: etree._Element) -> list[Piece]:
    pieces = []
    for mark in paragraph.iter(_TEXT, _TAB, _BREAK, _CARRIAGE):
        if mark.tag == _TEXT:
            pieces.append(Piece(mark.text or "", mark))
        # A tab that is a setting of the paragraph has a position; one in the text has none.
        elif mark.tag != _TAB or not mark.attrib:
            pieces.append(_TAB_MARK if mark.tag == _TAB else _LINE_END)
    return pieces
