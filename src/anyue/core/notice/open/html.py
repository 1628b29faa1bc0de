"""Open a web page: its words as a browser sets them, data tables by cells, what only leads on left out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from anyue.core.errors import FILE_EMPTY, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice.open.limits import TABLE_COLUMNS
from anyue.core.notice.open.number_formats import numeral
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.transcript import GridCell, Transcript, cell_words

if TYPE_CHECKING:
    from lxml.etree import _Element

# Never words of the page.
_SILENT = re.compile(
    "head|script|style|noscript|template|iframe|object|embed|svg|math|canvas|audio|video|map|select|button"
    "|textarea|input|link|meta"
)
# Leads elsewhere on the site; within an article these are parts of the article.
_LEADING = frozenset({"nav", "header", "footer", "aside", "menu"})
_ARTICLE = ("article", "main")
_LEADING_ROLES = re.compile("navigation|banner|contentinfo|complementary|search|menu")
_LEADING_NAMES = re.compile(
    "nav|navbar|navigation|menu|breadcrumbs?|crumbs?|sidebar|footer|header|topbar|toolbar|share|pagination"
    "|pager|copyright"
)
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dtl]|details|dialog|dir|div|fieldset|figcaption"
    "|figure|footer|form|h[1-6r]|header|html|legend|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|t[dhr]"
    "|tfoot|thead"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
# A line end of the source between two Chinese characters is no space to a reader.
_SOURCE_LINE_END = re.compile(r"(?<=[^\x00-\x7f])[ \t\r\f]*\n[ \t\r\n\f]*(?=[^\x00-\x7f])")
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,200}>")


def open_html(text: str, name: str) -> Opened:
    """The words of a page whose characters are `text`; what its own meta element says of them is not asked.

    Navigation, page heads and feet and side bars are left out where the markup names them so, unless nothing
    else is left. Raises AnyueError FILE_EMPTY, FILE_TOO_LONG.
    """
    from lxml import etree  # noqa: PLC0415  Only web pages and packages need it.

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    data = _DECLARATION.sub("", text, count=1).replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(data, parser)
    if root is None:
        raise AnyueError(FILE_EMPTY, name=name)
    try:
        return _Reader(name, skips_leading=True).read(root)
    except AnyueError as problem:
        if problem.problem != FILE_EMPTY:
            raise
        return _Reader(name, skips_leading=False).read(root)


class _Reader:
    def __init__(self, name: str, *, skips_leading: bool) -> None:
        self._name = name
        self._skips_leading = skips_leading
        self._transcript = Transcript(name)
        self._words = ""
        self._tables = 0
        self._counts: dict[_Element, int] = {}

    def read(self, root: "_Element") -> Opened:
        """Take down the whole tree."""
        self._node(root)
        self._end_line()
        return self._transcript.opened()

    def _node(self, node: "_Element") -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        if self._is_left_out(node, tag):
            return
        if tag == "br":
            self._end_line()
            return
        if _BLOCKS.fullmatch(tag):
            self._end_line()
        if tag == "table" and _is_data(node):
            cells = [
                GridCell(_Reader(self._name, skips_leading=False).words_of(cell), row, column, rows, columns)
                for cell, row, column, rows, columns in _grid(node)
            ]
            self._transcript.table(Place(self._name, self._tables), cells)
            self._tables += 1
            return
        if tag == "li":
            self._words += self._list_number(node)
        self._take(node, tag)
        if _BLOCKS.fullmatch(tag):
            self._end_line()

    def _take(self, node: "_Element", tag: str) -> None:
        """The words of a node and of what it holds."""
        self._text(node.text, node, tag)
        for inner in node:
            self._node(inner)
            self._text(inner.tail, node, tag)

    def _text(self, words: str | None, owner: "_Element", tag: str) -> None:
        if not words:
            return
        if tag == "u" and not words.strip() and len(words) > 1:
            # A line under spaces is a blank to fill.
            self._words += "_" * min(len(words), 40)
        elif tag == "pre" or any(True for _ in owner.iterancestors("pre")):
            first, *others = words.split("\n")
            self._words += first
            for line in others:
                self._end_line()
                self._words = line
        else:
            words = _SPACE.sub(" ", _SOURCE_LINE_END.sub("", words))
            self._words += words.lstrip(" ") if not self._words or self._words.endswith(" ") else words

    def _end_line(self) -> None:
        if self._words.strip():
            self._transcript.line(self._words.rstrip(" "))
        self._words = ""

    def words_of(self, cell: "_Element") -> str:
        """The words of a cell; its paragraphs are lines."""
        self._take(cell, "td")
        self._end_line()
        return cell_words(self._transcript.words)

    def _list_number(self, item: "_Element") -> str:
        """The number that a browser prints before an item of an ordered list."""
        owner = item.getparent()
        if owner is None or owner.tag != "ol":
            return ""
        start = owner.get("start") or "1"
        first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        self._counts[owner] = number = self._counts.get(owner, first - 1) + 1
        return f"{numeral(number, _LIST_FORMATS.get(owner.get('type') or '', 'decimal'))}."

    def _is_left_out(self, node: "_Element", tag: str) -> bool:
        if not tag or _SILENT.fullmatch(tag) or node.get("hidden") is not None:
            return True
        if _HIDDEN.search(node.get("style") or ""):
            return True
        if not self._skips_leading:
            return False
        names = f"{node.get('class') or ''} {node.get('id') or ''}".lower().split()
        leads = (
            tag in _LEADING
            or _LEADING_ROLES.fullmatch(node.get("role") or "")
            or any(_LEADING_NAMES.fullmatch(name) for name in names)
        )
        return bool(leads) and next(node.iterancestors(*_ARTICLE), None) is None


def _is_data(table: "_Element") -> bool:
    """A table of data: two cells or more, and no table inside, which only pages laid out by tables have."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iterdescendants("tr")]
    return max((len(row) for row in rows), default=0) > 1


def _grid(table: "_Element") -> Iterator[tuple["_Element", int, int, int, int]]:
    """(cell, row, column, rows, columns) of each cell, as spans push them."""
    # The row from which each column is free again.
    free: dict[int, int] = {}
    for row, line in enumerate(table.iterdescendants("tr")):
        column = 0
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            while free.get(column, 0) > row:
                column += 1
            rows, columns = _span(cell.get("rowspan")), _span(cell.get("colspan"))
            if column + columns > TABLE_COLUMNS:
                break
            free.update(dict.fromkeys(range(column, column + columns), row + rows))
            yield cell, row, column, rows, columns
            column += columns


def _span(words: str | None) -> int:
    is_number = words is not None and words.isascii() and words.isdigit() and len(words) < 6
    return max(1, min(int(words), TABLE_COLUMNS)) if words and is_number else 1
