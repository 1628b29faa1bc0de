"""One page of a PDF as PDFium sees it: its characters and its straight rules, turned as they are read."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anyue.core.notice.open.limits import PAGE_STROKES
from anyue.core.notice.open.page import Glyph, Page, rules_of

if TYPE_CHECKING:
    import pypdfium2

# A filled shape no wider than this many points is a rule.
_THIN = 2.5
_SLANT = 0.1
_DEPTH = 8
_PICTURE_PATHS = 100

_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Printed:
    """One character in PDF's own coordinates, which rise: its box, its origin, its size and direction."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    size: float
    angle: float


def read_page(document: "pypdfium2.PdfDocument", number: int) -> Page:
    """What a page prints; a broken page prints nothing."""
    import pypdfium2  # noqa: PLC0415  Only PDF needs it.

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return Page()
    try:
        text = page.get_textpage()
        try:
            printed = list(_printed(text))
        finally:
            text.close()
        # Whichever way most words run is the way the page is read: wide tables are often printed sideways.
        quarters = Counter(round(one.angle / (math.pi / 2)) % 4 for one in printed)
        turn = _Turn(page, quarters.most_common(1)[0][0] if quarters else 0)
        found = Page(width=turn.width)
        _place(printed, turn, found)
        _Strokes(turn, found).read(page.raw)
    finally:
        page.close()
    return found


class _Turn:
    """Leads from PDF's coordinates, which rise, to those of the page as it is read, which fall."""

    def __init__(self, page: "pypdfium2.PdfPage", quarter: int) -> None:
        self.quarter = quarter
        self._left, self._bottom, self._right, self._top = page.get_mediabox()

    @property
    def width(self) -> float:
        """That of the paper as it is read."""
        return float(self._top - self._bottom if self.quarter % 2 else self._right - self._left)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarter == 1:
            return y - self._bottom, x - self._left
        if self.quarter == 2:
            return self._right - x, y - self._bottom
        if self.quarter == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _printed(text: "pypdfium2.PdfTextPage") -> Iterator[_Printed]:
    from pypdfium2 import raw  # noqa: PLC0415  Only PDF needs it.

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at) == 1 or not (
            raw.FPDFText_GetLooseCharBox(text, at, box)
            and raw.FPDFText_GetCharOrigin(text, at, x, y)
            and raw.FPDFText_GetMatrix(text, at, matrix)
        ):
            continue
        code = raw.FPDFText_GetUnicode(text, at)
        stretch = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        size = raw.FPDFText_GetFontSize(text, at) * stretch
        if size > 0 and math.isfinite(box.left + box.bottom + box.right + box.top + x.value + y.value + size):
            yield _Printed(
                chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd",
                (box.left, box.bottom, box.right, box.top),
                (x.value, y.value),
                size,
                math.atan2(matrix.b, matrix.a),
            )


def _place(printed: list[_Printed], turn: _Turn, page: Page) -> None:
    for one in printed:
        if abs(math.sin(one.angle - turn.quarter * math.pi / 2)) > _SLANT:
            page.slanted += one.text
            continue
        (a, _), (b, _) = turn.point(*one.box[:2]), turn.point(*one.box[2:])
        page.glyphs.append(Glyph(one.text, min(a, b), max(a, b), turn.point(*one.origin)[1], one.size))


class _Strokes:
    """Collects the rules of a page, those of the drawings inside it too."""

    def __init__(self, turn: _Turn, page: Page) -> None:
        self._turn, self._page, self._paths = turn, page, 0

    def read(self, page: Any) -> None:  # noqa: ANN401  A handle of PDFium.
        """All objects of the page."""
        from pypdfium2 import raw  # noqa: PLC0415  Only PDF needs it.

        objects = (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))
        self._objects(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), _DEPTH)

    def _objects(self, objects: Iterator[Any], outer: "_Matrix", depth: int) -> None:
        from pypdfium2 import raw  # noqa: PLC0415  Only PDF needs it.

        for one in objects:
            if len(self._page.rules) >= PAGE_STROKES:
                return
            kind = raw.FPDFPageObj_GetType(one)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._page.has_picture = True
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._paths += 1
                # A page of so many shapes shows something, be it words turned into outlines.
                self._page.has_picture |= self._paths > _PICTURE_PATHS
                self._path(one, _times(_matrix(one), outer))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth:
                inner = (
                    raw.FPDFFormObj_GetObject(one, at) for at in range(raw.FPDFFormObj_CountObjects(one))
                )
                self._objects(inner, _times(_matrix(one), outer), depth - 1)

    def _path(self, path: Any, matrix: "_Matrix") -> None:  # noqa: ANN401  A handle of PDFium.
        from pypdfium2 import raw  # noqa: PLC0415  Only PDF needs it.

        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
            return
        points: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(min(raw.FPDFPath_CountSegments(path), PAGE_STROKES)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            kind = raw.FPDFPathSegment_GetType(segment)
            if not raw.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            if kind == raw.FPDF_SEGMENT_MOVETO:
                self._add(points, is_filled=not stroke.value)
                points = []
            points.append(self._turn.point(*_moved(x.value, y.value, matrix)))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        self._add(points, is_filled=not stroke.value)

    def _add(self, points: list[tuple[float, float]], *, is_filled: bool) -> None:
        if all(math.isfinite(x) and math.isfinite(y) for x, y in points):
            self._page.rules += rules_of(points, is_filled=is_filled, thin=_THIN)


def _matrix(one: Any) -> _Matrix:  # noqa: ANN401  A handle of PDFium.
    from pypdfium2 import raw  # noqa: PLC0415  Only PDF needs it.

    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """First one, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(x: float, y: float, m: _Matrix) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]
