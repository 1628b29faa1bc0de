"""Takes down a page: lines joined to paragraphs by their margins, tables cell by cell, from top to bottom."""

import re
from collections.abc import Iterator
from itertools import pairwise

from anyue.core.forms.form import Place
from anyue.core.notice.open.page import Glyph, Page
from anyue.core.notice.open.page_lines import Line, lines_of
from anyue.core.notice.open.page_tables import RuledCell, RuledTable, find_tables
from anyue.core.notice.open.transcript import GridCell, Transcript

_STOPS = "。；：！？;:!?"
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]|附件|第.{1,3}[章条部]"
)
# What a line may not be broken in: a Latin word, a short bracket, marks that close.
_UNBROKEN = re.compile(
    r"(?:[（(][^）)]{0,12}[）)]|[（(《“]{0,3}(?:[!-~]{1,60}|.))[，。、；：）”》？！,.;:)]{0,3}"
)
# In heights of the face: how much of the room that the next word needs a full line may still have, how far a
# paragraph's first line stands in, and how far apart the lines of one paragraph are.
_SHORT, _INDENT, _LEADING = 0.35, 0.7, 2.4
# The white space that Word leaves at both sides of a cell.
_PADDING = 1.0
_DEEPEST = 40


def show_page(page: Page, transcript: Transcript, place: Place) -> int:
    """Write the page's lines and tables; `place` is that of its first table. Returns how many it has."""
    if not page.glyphs:
        return 0
    sizes = sorted(glyph.size for glyph in page.glyphs)
    slack = sizes[len(sizes) // 2] / 4
    tables = [table for table in find_tables(page.rules, slack) if _is_table(table, page.glyphs)]
    free = [g for g in page.glyphs if not any(table.box.holds(g.middle) for table in tables)]
    inside = [table.box for table in tables]
    rules = [r for r in page.rules if not any(box.holds((r.left, r.top)) for box in inside)]
    lines = lines_of(free, rules)
    margins = _margins(lines, page.width)
    at = 0
    for count, table in enumerate(tables):
        above = [line for line in lines[at:] if line.base <= table.box.top + slack]
        _show_lines(above, margins, lines, transcript)
        at += len(above)
        transcript.table(Place(place.file, place.table + count), _cells(table, page.glyphs))
    _show_lines(lines[at:], margins, lines, transcript)
    return len(tables)


def _is_table(table: RuledTable, glyphs: list[Glyph]) -> bool:
    """More than a frame, and more than a frame with one word in it."""
    if len(table.cells) < 2:
        return False
    filled = sum(any(cell.box.holds(g.middle) for g in glyphs) for cell in table.cells[:12])
    return filled > 1 or len(table.cells) > 12


def _cells(table: RuledTable, glyphs: list[Glyph]) -> Iterator[GridCell]:
    inside = [g for g in glyphs if table.box.holds(g.middle)]
    for cell in table.cells:
        own = [g for g in inside if cell.box.holds(g.middle)]
        yield GridCell(_cell_words(cell, lines_of(own)), cell.row, cell.column, cell.rows, cell.columns)


def _cell_words(cell: RuledCell, lines: list[Line]) -> str:
    """The words of a cell; a line that left no room for the next word goes on in the next line."""
    words = lines[0].words if lines else ""
    for line, after in pairwise(lines):
        room = (cell.box.right - cell.box.left) - (line.end - line.left) - _PADDING * line.size
        goes_on = room < _needed(after) and line.words[-1] not in _STOPS
        if goes_on and not _NUMBERED.match(after.words):
            words += _spaces(line.end - line.right, line.size) + after.words
        else:
            words += f"\n{after.words}"
    return words


def _show_lines(
    lines: list[Line], margins: tuple[float, float], of_page: list[Line], transcript: Transcript
) -> None:
    """Write lines as paragraphs: a full line goes on in the next one if that begins at the margin."""
    left, _ = margins
    is_indented = any(1.4 * line.size < line.left - left < 2.7 * line.size for line in of_page)
    words = ""
    for line, after in pairwise([*lines, None]):
        if line is None:
            continue
        words += line.words if words else _spaces(line.left - left, line.size) + line.words
        if after is not None and _goes_on(line, after, margins, is_indented=is_indented):
            continue
        transcript.line(words)
        words = ""


def _goes_on(line: Line, after: Line, margins: tuple[float, float], *, is_indented: bool) -> bool:
    left, right = margins
    is_full = right - line.right < _needed(after) + _SHORT * line.size
    is_centred = abs((after.left - left) - (right - after.right)) < line.size
    fills_page = is_centred and line.left - left < line.size
    at_margin = after.left - left < _INDENT * line.size or fills_page
    is_near = after.base - line.base < _LEADING * line.size and abs(after.size - line.size) < 0.1 * line.size
    if not (is_full and at_margin and is_near):
        return False
    # Where first lines stand in, a line at the margin goes on; where they don't, a stop or a number tells.
    return is_indented or not (line.words[-1] in _STOPS or _NUMBERED.match(after.words))


def _needed(line: Line) -> float:
    """How much room the line before would have needed to take in the beginning of this one."""
    head = _UNBROKEN.match(line.words)
    return line.size * sum(0.5 if c.isascii() else 1 for c in (head[0] if head else ""))


def _margins(lines: list[Line], width: float) -> tuple[float, float]:
    """Where the lines of the page begin and end: what at least two of them share, else the outermost.

    Where all lines are short, none of them reaches the right margin, which is about as wide as the left one.
    """
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in lines), sorted((line.right for line in lines), reverse=True)
    near = 1.5 * min(line.size for line in lines)
    left = next((a for a, b in pairwise(lefts) if b - a < near / 2), lefts[0])
    right = next((a for a, b in pairwise(rights) if a - b < near), rights[0])
    return left, max(right, width - left - 3 * lines[0].size)


def _spaces(width: float, size: float) -> str:
    return " " * max(0, min(_DEEPEST, round(width / size * 2)))
