"""Open .ofd (GB/T 33190-2016): text objects and paths of each page, at their places, as PDF's are read."""

import math
import re
from collections.abc import Iterator
from itertools import islice
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from anyue.core.errors import FILE_DAMAGED, FILE_HAS_TOO_MANY_PAGES, FILE_NO_TEXT_LAYER, AnyueError
from anyue.core.forms.form import Place
from anyue.core.notice.open.limits import PAGE_STROKES, PAGES
from anyue.core.notice.open.opened import Opened
from anyue.core.notice.open.package import Package
from anyue.core.notice.open.page import Glyph, Page, rules_of
from anyue.core.notice.open.page_words import show_page
from anyue.core.notice.open.transcript import Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element

_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Lengths are millimetres. A filled shape no wider than this is a rule.
_THIN = 0.9
_SLANT = 0.1
_DEPTH = 10
_STEPS = 10_000
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STROKE = re.compile(r"([A-Za-z])([^A-Za-z]*)")


def open_ofd(package: Package, name: str) -> Opened:
    """The words of an OFD document, paragraphs joined, a form feed between pages; and its tables.

    Raises AnyueError FILE_DAMAGED, FILE_HAS_TOO_MANY_PAGES, FILE_NO_TEXT_LAYER, FILE_SWELLS, FILE_TOO_LONG.
    """
    entry = package.xml("OFD.xml")
    roots = [] if entry is None else [root.text or "" for root in entry.iterfind("{*}DocBody/{*}DocRoot")]
    if not roots:
        raise AnyueError(FILE_DAMAGED, name=name)
    transcript = Transcript(name)
    tables, number, silent = 0, 0, []
    for root in roots:
        for page in _pages(package, _path("", root), name):
            if number:
                transcript.page_break()
            number += 1
            transcript.head(page.slanted)
            tables += show_page(page, transcript, Place(name, tables))
            if page.has_picture and not page.glyphs:
                silent.append(number)
    if silent and len(silent) == number:
        raise AnyueError(FILE_NO_TEXT_LAYER, name=name)
    if silent:
        listed = "、".join(map(str, silent[:20]))
        transcript.remark(f"“{name}”第{listed}页是图片，没有可读的文字，请对照原文补充。")
    return transcript.opened()


def _path(folder: str, location: str) -> str:
    """A location in the package: from its root where it begins with /, else from the folder."""
    return normpath(join("/", folder, location.strip())).lstrip("/")


def _pages(package: Package, root: str, name: str) -> Iterator[Page]:
    document = package.xml(root)
    if document is None:
        raise AnyueError(FILE_DAMAGED, name=name)
    folder = dirname(root)
    templates = {
        one.get("ID"): _path(folder, one.get("BaseLoc") or "")
        for one in document.iterfind("{*}CommonData/{*}TemplatePage")
    }
    listed = document.findall("{*}Pages/{*}Page")
    if len(listed) > PAGES:
        raise AnyueError(FILE_HAS_TOO_MANY_PAGES, name=name, count=len(listed), limit=PAGES)
    for one in listed:
        content = package.xml(_path(folder, one.get("BaseLoc") or ""))
        if content is None:
            continue
        page = Page(width=_width(content) or _width(document.find("{*}CommonData")))
        for template in content.iterfind("{*}Template"):
            shared = templates.get(template.get("TemplateID"))
            below = package.xml(shared) if shared else None
            if below is not None:
                _Content(page).read(below)
        _Content(page).read(content)
        yield page


def _width(owner: "_Element | None") -> float:
    """The width of the paper that a page, or the document for all pages, names."""
    areas = [] if owner is None else [*owner.iterfind("{*}Area"), *owner.iterfind("{*}PageArea")]
    box = _numbers(areas[0].findtext("{*}PhysicalBox") or "") if areas else []
    return box[2] if len(box) == 4 else 0.0


class _Content:
    """Collects what one page or template prints."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def read(self, root: "_Element") -> None:
        """All layers of the page."""
        for layer in root.iterfind("{*}Content/{*}Layer"):
            self._block(layer, _DEPTH)

    def _block(self, block: "_Element", depth: int) -> None:
        for one in block:
            kind = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
            if one.get("Visible") == "false":
                continue
            if kind == "TextObject":
                self._text(one)
            elif kind == "PathObject":
                self._strokes(one)
            elif kind == "ImageObject":
                self._page.has_picture = True
            elif kind == "PageBlock" and depth:
                self._block(one, depth - 1)

    def _text(self, one: "_Element") -> None:
        matrix, size = _placed(one), _numbers(one.get("Size") or "")
        if not size:
            return
        stretch = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
        scale = (_numbers(one.get("HScale") or "") or [1.0])[0]
        is_slanted = abs(math.sin(math.atan2(matrix[1], matrix[0]))) > _SLANT
        x = y = 0.0
        for code in one.iterfind("{*}TextCode"):
            words = code.text or ""
            # A piece without a place of its own stands where the one before it does.
            x, y = _first(code.get("X"), x), _first(code.get("Y"), y)
            if is_slanted:
                self._page.slanted += words.strip()
                continue
            right, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
            for at, character in enumerate(words):
                advance = size[0] * scale * (0.5 if character.isascii() else 1.0)
                left, base = _moved(x, y, matrix)
                end = _moved(x + advance, y, matrix)[0]
                if math.isfinite(left + base + end):
                    self._page.glyphs.append(
                        Glyph(character, min(left, end), max(left, end), base, size[0] * stretch)
                    )
                x += right[at] if at < len(right) else (0.0 if down else advance)
                y += down[at] if at < len(down) else 0.0

    def _strokes(self, one: "_Element") -> None:
        matrix = _placed(one)
        is_filled = one.get("Fill") == "true" and one.get("Stroke", "true") == "false"
        if one.get("Stroke") == "false" and not is_filled:
            return
        points: list[tuple[float, float]] = []
        for stroke in islice(_STROKE.finditer(one.findtext("{*}AbbreviatedData") or ""), PAGE_STROKES):
            kind, numbers = stroke[1].upper(), _numbers(stroke[2])
            if kind in {"M", "S"}:
                self._add(points, is_filled=is_filled)
                points = []
            if kind == "C" and points:
                points.append(points[0])
            elif len(numbers) >= 2:
                points.append(_moved(numbers[-2], numbers[-1], matrix))
        self._add(points, is_filled=is_filled)

    def _add(self, points: list[tuple[float, float]], *, is_filled: bool) -> None:
        if len(self._page.rules) < PAGE_STROKES and all(math.isfinite(x + y) for x, y in points):
            self._page.rules += rules_of(points, is_filled=is_filled, thin=_THIN)


def _placed(one: "_Element") -> _Matrix:
    """Where the object's own coordinates lie on the page: its matrix, then the corner of its boundary."""
    given = _numbers(one.get("CTM") or "")
    a, b, c, d, e, f = given[:6] if len(given) >= 6 else _SAME
    corner = _numbers(one.get("Boundary") or "")
    left, top = corner[:2] if len(corner) >= 2 else (0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _moved(x: float, y: float, m: _Matrix) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _numbers(words: str) -> list[float]:
    return [float(found[0]) for found in islice(_NUMBER.finditer(words), _STEPS)]


def _first(words: str | None, otherwise: float) -> float:
    numbers = _numbers(words or "")
    return numbers[0] if numbers else otherwise


def _steps(words: str | None) -> list[float]:
    """The distances between characters; “g 3 5” stands for 5 three times."""
    steps: list[float] = []
    pieces = iter((words or "").split())
    for piece in pieces:
        if piece == "g":
            count, value = _first(next(pieces, ""), 0), _first(next(pieces, ""), 0)
            steps += [value] * min(int(count), _STEPS - len(steps))
        elif _NUMBER.fullmatch(piece):
            steps.append(float(piece))
        if len(steps) >= _STEPS:
            break
    return steps
