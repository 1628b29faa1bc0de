"""What was typed into the blanks of one cell, also where its words were changed, moved or added to."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from anyue.core.forms.returned.template import HOLE, Gap
from anyue.core.forms.returned.wording import bare, folded, places

_TYPED = re.compile(
    r"\((?:[^()\n]|\([^()\n]{0,40}\)){0,60}\)|_{1,40}[^_\W]{0,12}_{0,40}"
    r"|(?:约|近)?\d[\d,.]{0,14}(?:[余多万亿]{1,2}|左右)?|(?<![\u4e00-\u9fff])[一二三四五六七八九十百千万两零]{1,8}(?=[场次人篇个条])"
)
_LONGEST = 60
_CLAUSE_ENDS = ".;:,"
# Words that stand between two others count as added when they begin and end with a clause.
_LEAST_ADDED = 6
_MOST_WORDS = 20_000


@dataclass(slots=True)
class Typed:
    """The words in each blank of a cell, None where its place is gone, and what else isn't the form's.

    `changed` are the blanks whose wording is not the form's, `added` words that the form doesn't have.
    """

    words: list[str | None]
    changed: list[int]
    added: list[str]


def typed_in(gap: Gap, words: str) -> Typed:
    """The blanks of one cell with the words of a returned file. Linear where the wording is the form's."""
    if gap.is_whole:
        return Typed([words], [], [])
    text = "".join(words[:_MOST_WORDS].replace(HOLE, "").split())
    spans = _exact(gap.printed, text)
    if spans is None:
        text = folded(text)
        spans = _exact(gap.pieces, text)
    if spans is None:
        return _aligned(gap, text)
    return Typed([text[start:end] for start, end in spans], [], [])


def _exact(pieces: tuple[str, ...], text: str) -> list[tuple[int, int]] | None:
    """Where the blanks' words stand if all printed words are there in order, and nothing else."""
    first, last = pieces[0], pieces[-1]
    if not text.startswith(first) or not text.endswith(last):
        return None
    at, spans = len(first), []
    for piece in pieces[1:-1]:
        found = text.find(piece, at) if piece else -1
        if found < 0 or found - at > _LONGEST:
            return None
        spans.append((at, found))
        at = found + len(piece)
    end = len(text) - len(last)
    if end < at or end - at > _LONGEST:
        return None
    return [*spans, (at, end)]


def _aligned(gap: Gap, text: str) -> Typed:
    """The blanks by the words that stand around them, whatever else changed."""
    blank_form, holes = _holed(gap.words)
    filled, values = _holed(text)
    matcher = SequenceMatcher(None, blank_form, filled, autojunk=False)
    partner: dict[int, int] = {}
    for a, b, size in matcher.get_matching_blocks():
        partner.update(zip(range(a, a + size), range(b, b + size), strict=True))
    out = Typed([], [], [])
    own = [i for i, c in enumerate(blank_form) if c == HOLE and i in holes]
    for n, at in enumerate(own):
        low = own[n - 1] + 1 if n else 0
        high = own[n + 1] if n + 1 < len(own) else len(blank_form)
        left = next((partner[i] + 1 for i in range(at - 1, low - 1, -1) if i in partner), None)
        right = next((partner[i] for i in range(at + 1, high) if i in partner), None)
        if at in partner:
            typed: str | None = values[partner[at]]
        elif not any(i in partner for i in _clause(blank_form, low, high, at)):
            typed = None
        else:
            start = left if left is not None else max(0, (right or 0) - 1)
            stop = right if right is not None else min(len(filled), start + 1)
            typed = "".join(values.get(i, filled[i]) for i in range(start, max(start, stop)))
            typed = typed if len(typed) <= _LONGEST else None
        out.words.append(typed)
        if _differs(blank_form, filled, partner, _clause(blank_form, low, high, at), at):
            out.changed.append(n)
    out.added = _added(filled, values, set(partner.values()))
    return out


def _holed(text: str) -> tuple[str, dict[int, str]]:
    """The text with `HOLE` for all that may have been typed, and by place what each stands for.

    A hole of the form itself stands for nothing; brackets that the form prints are holes on both sides.
    """
    pieces, values = [], {}
    at = length = 0
    for found in re.finditer(rf"{HOLE}|{_TYPED.pattern}", text):
        pieces += [text[at : found.start()], HOLE]
        length += found.start() - at
        if text[found.start()] == HOLE or HOLE not in text:
            values[length] = found[0].replace(HOLE, "")
        length += 1
        at = found.end()
    return "".join([*pieces, text[at:]]), values


def _differs(form: str, filled: str, partner: dict[int, int], clause: range, at: int) -> bool:
    """Whether words of the clause around `at` are missing from the file, or others stand among them."""
    printed = [i for i in clause if form[i] != HOLE and bare(form[i])]
    if any(i not in partner for i in printed):
        return True
    before = [partner[i] for i in printed if i < at]
    return bool(before) and any(
        bare(filled[j]) for j in set(range(before[0], before[-1])) - set(partner.values())
    )


def _clause(form: str, low: int, high: int, at: int) -> range:
    """The words around the blank at `at` between the stops nearest to it, within [low, high)."""
    start = max(low, *(form.rfind(mark, low, at) + 1 for mark in _CLAUSE_ENDS))
    return range(
        start, min([end for mark in _CLAUSE_ENDS if (end := form.find(mark, at, high)) >= 0], default=high)
    )


def _added(filled: str, values: dict[int, str], taken: set[int]) -> list[str]:
    """Runs of words that stand for nothing in the form, long enough to say something of their own."""
    found, run = [], ""
    for i in range(len(filled) + 1):
        if i < len(filled) and i not in taken:
            run += values.get(i, filled[i])
            continue
        if len(bare(run)) >= _LEAST_ADDED:
            found.append(run)
        run = ""
    return found


def original(typed: str, words: str) -> str:
    """A typed text as it stands in the cell, with the width and white space that folding took."""
    text = folded(words)
    at = text.find(folded(typed))
    if at < 0 or not typed:
        return typed
    where = places(words)
    return words[where[at] : where[at + len(typed) - 1] + 1]
