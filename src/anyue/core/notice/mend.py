"""Mend a text before it is read: widths, spaces inside dates, page furniture, lost and stray line ends.

`mend` gives the cleaned text and a map back to the file's own characters. Each stage proposes edits
(start, end, replacement) on the text so far; `Draft.edited` applies them and carries the map along.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import sub
from unicodedata import normalize

from anyue.core.notice import lines, markup, pages, runons, spaces, wraps
from anyue.core.notice.bars import barred_cells
from anyue.core.notice.furniture import web_furniture
from anyue.core.notice.lines import Edit
from anyue.core.notice.marks import full_width_marks
from anyue.core.notice.simplified import simplified

# One character for one character, so that the map is not touched.
_WIDE = {code: chr(code - 0xFEE0) for a, z in ("０９", "ＡＺ", "ａｚ") for code in range(ord(a), ord(z) + 1)}
_SPACES = dict.fromkeys((0, 0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), " ")
_LINE_ENDS = dict.fromkeys((0x0B, 0x85, 0x2028, 0x2029), "\n")
_QUOTES = dict(zip(map(ord, "「」『』〝〞"), "“”‘’“”", strict=True))
# Radicals and doubles that PDF programs write for the characters themselves: ⽉ for 月.
_DOUBLES = {code: normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA2E))}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_TRANSLATION = {
    chr(code): known
    for table in (_WIDE, _SPACES, _LINE_ENDS, _QUOTES, _DOUBLES, _HALVES, {ord("％"): "%"})
    for code, known in table.items()
}
_ITEM_BRACKETS = re.compile(r"[〔【\[]([一二三四五六七八九十]{1,3})[〕】\]]")


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

    def cleaned(self, offset: int) -> int:
        """Where the file's character at `offset` stands in the text, or the first after it that is kept."""
        return bisect_left(self.origins, offset)

    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """(offset in text, offset in file, length) runs, ascending."""
        breaks = map((1).__ne__, map(sub, self.origins[1:], self.origins))
        starts = [0, *compress(count(1), breaks), len(self.origins)]
        return tuple(
            (start, self.origins[start], end - start) for start, end in pairwise(starts) if end > start
        )


def one_for_one(text: str) -> str:
    """The text with each character in the one spelling that the reader knows; as long as before."""
    for old in _TRANSLATION.keys() & set(text):
        text = text.replace(old, _TRANSLATION[old])
    text = _ITEM_BRACKETS.sub(r"（\1）", text)
    return full_width_marks(simplified(text))


def mend(text: str) -> Draft:
    """The cleaned text and its map. Linear in the length; never raises."""
    draft = Draft(one_for_one(text), array("l", range(len(text))))
    stages: tuple[Callable[[str], Iterator[Edit]], ...] = (
        markup.invisible,
        markup.hypertext,
        markup.readings,
        markup.markdown,
        barred_cells,
        markup.trailing_spaces,
        web_furniture,
        pages.page_furniture,
        lines.tab_indents,
        lines.numbered_pages,
        spaces.strewn_spaces,
        lines.lost_line_ends,
        spaces.inner_spaces,
        runons.run_ons,
        runons.head_in_one_line,
        runons.numbered_titles,
        wraps.hard_wraps,
        wraps.wrapped_titles,
    )
    for stage in stages:
        draft = draft.edited(stage(draft.text))
    return draft
