"""Characters on a page become lines: spaces where there is room, blanks where a rule runs under it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from anyue.core.notice.open.page import Box, Glyph

# In heights of the face. Words of Latin letters are parted by a quarter; between Chinese and figures Word
# leaves as much without a space.
_WORD_GAP, _GAP, _SPACE = 0.15, 0.45, 0.5
_SAME_LINE, _SAME_PLACE = 0.35, 0.3
_LONGEST = 40
# A face may have one shape for two of these, so that both stand at one place.
_PAIRED = frozenset("—…")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed: its words, from `left` to `right`, and to `end` with the spaces after them."""

    words: str
    left: float
    right: float
    end: float
    base: float
    size: float


def lines_of(glyphs: Iterable[Glyph], rules: Iterable[Box] = ()) -> list[Line]:
    """The lines from top to bottom. `rules` are those that may underline a blank."""
    lying = [rule for rule in rules if rule.is_flat]
    found = (_line(row, lying) for row in _rows(glyphs))
    return [line for line in found if line]


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters of one baseline, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if row and glyph.base - row[0].base > _SAME_LINE * max(glyph.size, row[0].size):
            yield sorted(row, key=lambda g: g.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda g: g.left)


def _line(row: list[Glyph], rules: list[Box]) -> Line | None:
    shown = _once([glyph for glyph in row if glyph.text.strip()])
    if not shown:
        return None
    sizes = sorted(glyph.size for glyph in shown)
    size, base = sizes[len(sizes) // 2], shown[0].base
    under = [rule for rule in rules if -0.15 * size <= rule.top - base <= 0.4 * size]
    first, last = shown[0], shown[-1]
    words = _blank_before(first, under, size) + first.text
    for before, after in pairwise(shown):
        words += _between(before, after, under) + after.text
    end = max([last.right, *(glyph.right for glyph in row if glyph.left >= last.left)])
    tail = _blank(last.right, _end_of(under, last.right, size), size)
    return Line(words + tail, first.left, last.right, end, base, size)


def _once(row: list[Glyph]) -> list[Glyph]:
    """The characters without those that were printed twice to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        near = kept[-3:]
        is_twice = any(g.text == glyph.text and glyph.left - g.left < _SAME_PLACE * g.size for g in near)
        if not is_twice or glyph.text in _PAIRED:
            kept.append(glyph)
    return kept


def _between(before: Glyph, after: Glyph, under: list[Box]) -> str:
    size = max(before.size, after.size)
    gap = after.left - before.right
    is_latin = (before.text + after.text).isascii() and before.text.isalnum() and after.text.isalnum()
    if gap <= (_WORD_GAP if is_latin else _GAP) * size:
        return ""
    if any(min(rule.right, after.left) - max(rule.left, before.right) > 0.6 * gap for rule in under):
        return _blank(before.right, after.left, size)
    return " " * min(_LONGEST, max(1, round(gap / size / _SPACE)))


def _blank(left: float, right: float, size: float) -> str:
    count = round((right - left) / size / _SPACE)
    return "_" * min(_LONGEST, count) if count > 1 else ""


def _end_of(under: list[Box], left: float, size: float) -> float:
    """Where a rule ends that goes on behind the last character."""
    return max((rule.right for rule in under if rule.left <= left + size), default=left)


def _blank_before(first: Glyph, under: list[Box], size: float) -> str:
    starts = [rule.left for rule in under if rule.left < first.left <= rule.right + size]
    return _blank(min(starts), first.left, size) if starts else ""
