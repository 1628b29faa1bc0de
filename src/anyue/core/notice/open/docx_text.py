"""The words of one Word paragraph as printed: insertions in, deletions, hidden text and field codes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from anyue.core.notice.open.docx_names import W, child, is_on, local, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_FALLBACK = "Fallback"
_CHOICE = "Choice"
_THROUGH = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "dir", "bdo", "customXml", "ruby", "rubyBase"}
)
_FIXED = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DRAWN = frozenset({"AlternateContent", "drawing", "pict", "object"})
# Boxes, ticks and dots of Wingdings, which forms use; other private characters have no meaning as text.
_SYMBOLS = {
    0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□", 0xA3: "□", 0x52: "☑", 0x54: "☒", 0xFE: "☑", 0xFD: "☒",
    0xFC: "√", 0xFB: "×", 0x6C: "●", 0x9F: "•", 0x6E: "■", 0x75: "◆", 0xD8: "➢", 0xE0: "→", 0xAB: "★",
    0xB6: "☆",
}  # fmt: skip
_WIDE_SPACE = "\u3000"


@dataclass(slots=True)
class _Field:
    code: str = ""
    is_code: bool = True

    @property
    def is_hiding(self) -> bool:
        """While its code runs, and all through a table of contents, whose words stand elsewhere too."""
        return self.is_code or is_contents(self.code)


class Fields:
    """Where the walk stands in the document's fields, which may run over several paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._hiding = 0

    @property
    def is_hiding(self) -> bool:
        """Whether words at this place do not show."""
        return self._hiding > 0

    def mark(self, kind: str) -> None:
        """A fldChar: begin, separate or end."""
        if kind == "begin":
            self._open.append(_Field())
            self._hiding += 1
        elif kind in {"separate", "end"} and self._open:
            field = self._open[-1]
            self._hiding -= field.is_hiding
            if kind == "end":
                self._open.pop()
            else:
                field.is_code = False
                self._hiding += field.is_hiding

    def code(self, words: str) -> None:
        """A piece of the innermost field's code."""
        if self._open and self._open[-1].is_code:
            self._open[-1].code += words


def is_contents(code: str) -> bool:
    """Whether a field's code is that of a table of contents."""
    return code.split(None, 1)[:1] == ["TOC"]


class Paragraph:
    """Reads one paragraph: `words` without its number, and the text `boxes` anchored in it."""

    def __init__(self, element: "_Element", fields: Fields) -> None:
        self._fields = fields
        self.boxes: list[_Element | str] = []
        pieces = list(self._walk(element))
        self.words = "".join(_blanks(pieces))

    def _walk(self, parent: "_Element") -> Iterator[tuple[bool, str]]:
        """(whether underlined, words) piece by piece."""
        for node in parent:
            name = local(node)
            if name == "r":
                yield from self._run(node)
            elif name in _THROUGH:
                yield from self._walk(node)
            elif name == "sdt":
                if not is_placeholder(node):
                    yield from self._walk(node)
            elif name == "fldSimple":
                if not is_contents(node.get(f"{W}instr") or ""):
                    yield from self._walk(node)
            elif name == "AlternateContent":
                yield from self._walk(chosen(node))
            elif name in {"oMath", "oMathPara"}:
                yield False, "".join(t.text or "" for t in node.iter("{*}t"))

    def _run(self, run: "_Element") -> Iterator[tuple[bool, str]]:
        properties = child(run, "rPr")
        is_hidden = is_on(child(properties, "vanish"))
        is_underlined = is_on(child(properties, "u"))
        for piece in self._pieces(run):
            if piece and not is_hidden and not self._fields.is_hiding:
                yield is_underlined, piece

    def _pieces(self, run: "_Element") -> Iterator[str]:
        for node in run:
            name = local(node)
            if name == "fldChar":
                yield _tick(node)
                self._fields.mark(node.get(f"{W}fldCharType") or "")
            elif name == "instrText":
                self._fields.code(node.text or "")
            elif name in _DRAWN:
                if not self._fields.is_hiding:
                    self.boxes += _boxes(chosen(node) if name == "AlternateContent" else node)
            elif name == "ruby":
                yield "".join(words for _, words in self._walk(node))
            else:
                yield _printed(node, name)


def _printed(node: "_Element", name: str) -> str:
    """What a child of a run prints by itself."""
    if name == "t":
        return node.text or ""
    if name == "br":
        return "\f" if node.get(f"{W}type") == "page" else "\n"
    if name == "sym":
        code = node.get(f"{W}char") or ""
        return _SYMBOLS.get(int(code[-2:], 16), "") if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""
    return _FIXED.get(name, "")


def is_placeholder(sdt: "_Element") -> bool:
    """Whether a content control shows its prompt only (“单击此处输入文字”) or holds a table of contents."""
    properties = child(sdt, "sdtPr")
    gallery = None if properties is None else properties.find(f".//{W}docPartGallery")
    return is_on(child(properties, "showingPlcHdr")) or value_of(gallery) == "Table of Contents"


def chosen(alternate: "_Element") -> "_Element":
    """The content that Word shows of two that say the same."""
    found = alternate.find(f"{{*}}{_CHOICE}")
    found = alternate.find(f"{{*}}{_FALLBACK}") if found is None else found
    return alternate if found is None else found


def _boxes(node: "_Element") -> Iterator["_Element | str"]:
    """The contents of text boxes, and the words of WordArt."""
    for inner in node:
        name = local(inner)
        if name == "txbxContent":
            yield inner
        elif name == "textpath":
            yield inner.get("string") or ""
        elif name == "AlternateContent":
            yield from _boxes(chosen(inner))
        else:
            yield from _boxes(inner)


def _tick(field: "_Element") -> str:
    """The box of a form field that is ticked or not."""
    box = field.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    state = child(box, "checked")
    state = child(box, "default") if state is None else state
    return "☑" if is_on(state) else "□"


def _blanks(pieces: list[tuple[bool, str]]) -> Iterator[str]:
    """The words, with underlined white space as the line of the blank that it prints."""
    for is_underlined, group in groupby(pieces, key=lambda piece: piece[0]):
        words = "".join(piece for _, piece in group)
        columns = sum({"\t": 4, _WIDE_SPACE: 2}.get(c, 1) for c in words)
        is_blank = is_underlined and not words.strip() and "\n" not in words and columns > 1
        yield "_" * min(columns, 40) if is_blank else words
