"""Mend a text before it is read: widths, spaces inside dates, page furniture, lost and stray line ends.

`mend` gives the cleaned text and a map back to the file's own characters. Each stage proposes edits
(start, end, replacement) on the text so far; `Draft.edited` applies them and carries the map along.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from anyue.core.notice import lines

Edit = tuple[int, int, str]

# One character for one character, so that the map is not touched.
_WIDE = {code: chr(code - 0xFEE0) for a, z in ("０９", "ＡＺ", "ａｚ") for code in range(ord(a), ord(z) + 1)}
_SPACES = dict.fromkeys((0, 0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_TRANSLATION: dict[int, str] = {**_WIDE, **_SPACES, **_LINE_ENDS, ord("％"): "%"}
_INVISIBLE = re.compile("\r|[\u200b-\u200f\u2060\ufeff\x1a\xad]|\\*\\*|^#{1,6} +", re.MULTILINE)
_DATE_SPACE = re.compile(
    r"(?<=\d) {1,4}(?=[年月日号时点届])|(?<=[年月]) {1,4}(?=\d{1,2} {0,4}[月日号])"
    r"|(?<=\d) (?=\d(?: \d){0,2} ?年)|(?<=通) {1,6}(?=知[ \t]*$)"
    r"|(?<=[第为于至到年今]) {1,4}(?=\d{1,4} {0,4}[年月日届个号])",
    re.MULTILINE,
)
_SPREAD_LINE = re.compile(
    r"^[ \t]*(?:[\u4e00-\u9fff] {1,6}){2,}[\u4e00-\u9fff][ \t]*$|^ *通 {1,6}知 *$", re.MULTILINE
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under repair; `origins[i]` is the offset in the file of character i."""

    text: str
    origins: "array[int]"

    def edited(self, edits: Iterable[Edit]) -> "Draft":
        """The draft with ascending edits applied; new characters point at what they replace."""
        pieces, origins, at = [], array("l"), 0
        for start, end, new in edits:
            if start < at:
                continue
            pieces += [self.text[at:start], new]
            origins.extend(self.origins[at:start])
            origins.extend([self.origins[min(start, len(self.origins) - 1)]] * len(new))
            at = end
        if not pieces:
            return self
        pieces.append(self.text[at:])
        origins.extend(self.origins[at:])
        return Draft("".join(pieces), origins)

    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """(offset in text, offset in file, length) runs, ascending."""
        found: list[tuple[int, int, int]] = []
        start = 0
        origins = self.origins
        for i in range(1, len(origins) + 1):
            if i == len(origins) or origins[i] != origins[i - 1] + 1:
                found.append((start, origins[start], i - start))
                start = i
        return tuple(found)


def mend(text: str) -> Draft:
    """The cleaned text and its map. Linear in the length; never raises."""
    draft = Draft(text.translate(_TRANSLATION), array("l", range(len(text))))
    stages: tuple[Callable[[str], Iterator[Edit]], ...] = (
        _invisible,
        lines.page_furniture,
        lines.tab_indents,
        lines.numbered_pages,
        lines.lost_line_ends,
        _spaces,
        lines.hard_wraps,
        lines.wrapped_titles,
    )
    for stage in stages:
        draft = draft.edited(stage(draft.text))
    return draft


def _invisible(text: str) -> Iterator[Edit]:
    for found in _INVISIBLE.finditer(text):
        is_old_line_end = found[0] == "\r" and not text.startswith("\n", found.end())
        yield found.start(), found.end(), "\n" if is_old_line_end else ""


def _spaces(text: str) -> Iterator[Edit]:
    cuts = [found.span() for found in _DATE_SPACE.finditer(text)]
    for line in _SPREAD_LINE.finditer(text):
        cuts += [gap.span() for gap in _GAP.finditer(text, line.start(), line.end())]
    yield from ((start, end, "") for start, end in sorted(cuts))
