"""Open .pdf: characters and rules of each page through PDFium, which does the drawing in Chromium."""

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from anyue.core.errors import (
    FILE_DAMAGED,
    FILE_ENCRYPTED,
    FILE_HAS_TOO_MANY_PAGES,
    FILE_NO_TEXT_LAYER,
    AnyueError,
)
from anyue.core.forms.form import Place
from anyue.core.notice.open.limits import PAGES
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.page_words import show_page
from anyue.core.notice.open.pdf_page import read_page
from anyue.core.notice.open.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

# PDFium keeps state of its own and must not be entered by two threads.
_LOCK = Lock()
# Without the table that leads from shapes to characters a page gives private or broken ones.
_UNREADABLE_SHARE = 0.3


def open_pdf(data: bytes, name: str) -> Opened:
    """The words of a PDF with a text layer, paragraphs joined, a form feed between pages; and its tables.

    `Place.table` counts the tables that rules draw. Raises AnyueError FILE_DAMAGED, FILE_ENCRYPTED,
    FILE_HAS_TOO_MANY_PAGES, FILE_NO_TEXT_LAYER, FILE_TOO_LONG.
    """
    with _opened(data, name) as document:
        return _read(document, name)


def check_pdf(data: bytes, name: str) -> None:
    """Open a PDF without reading it. Raises AnyueError FILE_DAMAGED, FILE_ENCRYPTED."""
    with _opened(data, name):
        pass


@contextmanager
def _opened(data: bytes, name: str) -> "Iterator[pypdfium2.PdfDocument]":
    import pypdfium2  # noqa: PLC0415  Only PDF needs it.

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
            raise AnyueError(FILE_ENCRYPTED if is_locked else FILE_DAMAGED, name=name) from error
        try:
            yield document
        finally:
            document.close()


def _read(document: "pypdfium2.PdfDocument", name: str) -> Opened:
    count = len(document)
    if count > PAGES:
        raise AnyueError(FILE_HAS_TOO_MANY_PAGES, name=name, count=count, limit=PAGES)
    transcript = Transcript(name)
    tables, silent, unreadable, glyphs = 0, [], 0, 0
    for number in range(count):
        page = read_page(document, number)
        if number:
            transcript.page_break()
        if not page.glyphs:
            silent += [number + 1] if page.has_picture else []
            continue
        glyphs += len(page.glyphs)
        unreadable += sum(_is_unreadable(glyph.text) for glyph in page.glyphs)
        transcript.head(page.slanted)
        tables += show_page(page, transcript, Place(name, tables))
    if (silent and not glyphs) or unreadable > _UNREADABLE_SHARE * glyphs:
        raise AnyueError(FILE_NO_TEXT_LAYER, name=name)
    if silent:
        listed = "、".join(map(str, silent[:20]))
        transcript.remark(f"“{name}”第{listed}页是图片，没有可读的文字，请对照原文补充。")
    return transcript.opened()


def _is_unreadable(text: str) -> bool:
    return text == "\ufffd" or "\ue000" <= text <= "\uf8ff" or text < " "
