"""Open .docx: the words of the body as printed, with automatic numbers, text boxes and real tables."""

from collections.abc import Iterator, Mapping
from posixpath import normpath
from typing import TYPE_CHECKING

from anyue.core.errors import FILE_DAMAGED, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice.open.docx_names import W, child, local, styles_of
from anyue.core.notice.open.docx_numbers import Numbers
from anyue.core.notice.open.docx_tables import Grid, is_ruled
from anyue.core.notice.open.docx_text import Fields, Paragraph, chosen, is_placeholder
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.package import Package
from anyue.core.notice.open.transcript import GridCell, Transcript, cell_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_RELATION = "/officeDocument"
_HEADS = ("header", "footer")
_WRAPPERS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})


def open_docx(package: Package, name: str) -> Opened:
    """The words and tables of a Word document; `name` is that of the file.

    `Place.table` counts the `w:tbl` of the body in document order, those inside cells and text boxes too,
    without those of `mc:Fallback`. Footnotes and comments are left out; page heads and feet go to
    `Opened.heads`. Raises AnyueError FILE_DAMAGED, FILE_EMPTY, FILE_SWELLS, FILE_TOO_LONG.
    """
    main = main_part(package)
    folder = main.rpartition("/")[0]
    document = package.xml(main)
    body = child(document, "body")
    if body is None:
        raise AnyueError(FILE_DAMAGED, name=name)
    transcript = Transcript(name)
    styles = styles_of(package.xml(f"{folder}/styles.xml"))
    reader = _Reader(name, body, transcript, styles, package.xml(f"{folder}/numbering.xml"))
    reader.show(body)
    for part in package.names:
        if part.startswith(tuple(f"{folder}/{kind}" for kind in _HEADS)) and part.endswith(".xml"):
            root = package.xml(part)
            transcript.head("" if root is None else _head_words(root))
    return transcript.opened()


def main_part(package: Package) -> str:
    """The name of the part that holds the document itself, which is nearly always word/document.xml."""
    relations = None if _MAIN in package.names else package.xml("_rels/.rels")
    for relation in () if relations is None else relations:
        if (relation.get("Type") or "").endswith(_RELATION):
            return normpath((relation.get("Target") or "").lstrip("/"))
    return _MAIN


class _Reader:
    def __init__(
        self,
        name: str,
        body: "_Element",
        transcript: Transcript,
        styles: Mapping[str, "_Element"],
        numbering: "_Element | None",
    ) -> None:
        self._name = name
        self._transcript = transcript
        self._styles = styles
        self._numbers = Numbers(numbering, styles)
        self._fields = Fields()
        # A paragraph whose end was deleted runs on into the next one.
        self._unended = ""
        tables = (t for t in body.iter(f"{W}tbl") if next(t.iterancestors("{*}Fallback"), None) is None)
        self._places = {table: Place(name, at) for at, table in enumerate(tables)}

    def show(self, parent: "_Element") -> None:
        """Take down paragraphs and tables one after the other."""
        for block in _blocks(parent):
            if local(block) == "tbl":
                self._table(block)
            else:
                self._paragraph(block)
        if self._unended:
            self._transcript.line(self._unended)
            self._unended = ""

    def _paragraph(self, element: "_Element") -> None:
        paragraph = Paragraph(element, self._fields)
        for box in paragraph.boxes:
            if isinstance(box, str):
                self._transcript.line(box)
            else:
                self.show(box)
        words = self._ended(element, paragraph)
        if words is None:
            return
        for at, stretch in enumerate(words.split("\f")):
            if at:
                self._transcript.page_break()
            if stretch.strip() or "\f" not in words:
                self._transcript.line(stretch)

    def _ended(self, element: "_Element", paragraph: Paragraph) -> str | None:
        """The words with their number; None where the next paragraph goes on with them."""
        words = self._unended + paragraph.words
        mark = child(child(element, "pPr"), "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._unended = words
            return None
        self._unended = ""
        number = self._numbers.printed(element)
        is_counted = any(character.isalnum() for character in number)
        return number + words if words.strip() or is_counted else words

    def _table(self, table: "_Element") -> None:
        grid = Grid(table)
        if _is_layout(grid, is_ruled=is_ruled(table, self._styles)):
            for cell in grid.cells:
                self.show(cell.element)
            return
        self._transcript.table(
            self._places.get(table) or Place(self._name, 0),
            [GridCell(self._words(c.element), c.row, c.column, c.rows, c.columns) for c in grid.cells],
        )

    def _words(self, parent: "_Element") -> str:
        """The words of a cell; a table inside it gives one line a row."""
        found: list[str] = []
        for block in _blocks(parent):
            if local(block) == "tbl":
                rows: dict[int, list[str]] = {}
                for cell in Grid(block).cells:
                    rows.setdefault(cell.row, []).append(self._words(cell.element).replace("\n", " "))
                found += ["  ".join(row) for row in rows.values()]
                continue
            paragraph = Paragraph(block, self._fields)
            found += [box if isinstance(box, str) else self._words(box) for box in paragraph.boxes]
            found.append(self._ended(block, paragraph) or "")
        found.append(self._unended)
        self._unended = ""
        return cell_words("\n".join(found))


def _is_layout(grid: Grid, *, is_ruled: bool) -> bool:
    """A table that only sets words side by side, as red heads do, or frames them, and asks for nothing."""
    if len(grid.cells) <= 1:
        return True
    return not is_ruled and (grid.width == 1 or (grid.height <= 2 and grid.width <= 3))


def _blocks(parent: "_Element") -> Iterator["_Element"]:
    """Paragraphs and tables in order, content controls and the like opened."""
    for node in parent:
        name = local(node)
        if name in {"p", "tbl"}:
            yield node
        elif name in _WRAPPERS or (name == "sdt" and not is_placeholder(node)):
            yield from _blocks(node)
        elif name == "AlternateContent":
            yield from _blocks(chosen(node))


def _head_words(root: "_Element") -> str:
    """All words of a page's head or foot, one paragraph a line, a watermark's too."""
    lines: list[str] = []
    for node in root.iter(f"{W}p", "{*}textpath"):
        if local(node) == "textpath":
            lines.append(node.get("string") or "")
        else:
            paragraph = Paragraph(node, Fields())
            lines.append(paragraph.words.strip())
    return "\n".join(line for line in lines if line)
