"""A notice's text cut at the borders of its marks, so that overlapping marks become a flat run of pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

MarkKind = Literal["activity", "deadline", "unit", "form", "plain"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text that something was read from: `key` names the plan's item, [start, end) the words."""

    key: str
    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks.

    `kind` is that of the shortest mark, `keys` has the shortest first, `opens` those that begin here.
    """

    text: str
    kind: MarkKind | None = None
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text, from offset `start`; `opens` says that a blank line or nothing is before it."""

    start: int
    pieces: tuple[Piece, ...]
    opens: bool = False

    @property
    def is_cell(self) -> bool:
        """Whether it begins a cell of a table, which a tab does."""
        return self.pieces[0].text.startswith("\t")


def cut(text: str, marks: Iterable[Mark]) -> list[Paragraph]:
    """Return the lines of `text` in pieces; blank lines are left out.

    Marks outside the text are clipped to it and empty ones ignored. Cost is linear in the text, plus for each
    border the marks that lie over it.
    """
    within = [mark for mark in marks if max(mark.start, 0) < min(mark.end, len(text))]
    opening, closing = _ends(within, len(text))
    borders = sorted({*opening, *closing})
    over: dict[int, Mark] = {}
    seen: set[str] = set()
    lines: list[Paragraph] = []
    start, at, is_after_blank = 0, 0, True
    for line in text.split("\n"):
        end = start + len(line)
        # Borders before the line belong to blank lines or to a line's end.
        inside = []
        while at < len(borders) and borders[at] < end:
            inside.append(borders[at])
            at += 1
        pieces = []
        early = [border for border in inside if border <= start]
        for border in early:
            _pass(border, opening, closing, over)
        for low, high in pairwise([start, *inside[len(early) :], end]):
            if low != start:
                _pass(low, opening, closing, over)
            if low < high:
                pieces.append(_piece(text[low:high], over.values(), seen))
        if line.strip():
            lines.append(Paragraph(start, tuple(pieces), opens=is_after_blank))
        is_after_blank = not line.strip()
        start = end + 1
    return lines


Ends = dict[int, list[tuple[int, Mark]]]


def _ends(marks: Sequence[Mark], length: int) -> tuple[Ends, Ends]:
    """The marks by the offsets at which they begin and end, each with its place in the list."""
    opening: Ends = {}
    closing: Ends = {}
    for place, mark in enumerate(marks):
        opening.setdefault(max(mark.start, 0), []).append((place, mark))
        closing.setdefault(min(mark.end, length), []).append((place, mark))
    return opening, closing


def _pass(border: int, opening: Ends, closing: Ends, over: dict[int, Mark]) -> None:
    for place, _ in closing.get(border, ()):
        del over[place]
    over.update(opening.get(border, ()))


def _piece(text: str, over: Iterable[Mark], seen: set[str]) -> Piece:
    shortest_first = sorted(over, key=lambda mark: mark.end - mark.start)
    keys = tuple(dict.fromkeys(mark.key for mark in shortest_first))
    opens = tuple(key for key in keys if key not in seen)
    seen.update(opens)
    return Piece(text, shortest_first[0].kind if shortest_first else None, keys, opens)


Row = list[list[Paragraph]]
"""One row of a table: its cells, each of one or more lines."""


def blocks(lines: Iterable[Paragraph]) -> list[Paragraph | Row]:
    """The paragraphs, those of a table put into rows: a blank line ends a row, a tab begins a cell."""
    found: list[Paragraph | Row] = []
    row: Row | None = None
    for line in lines:
        if line.opens:
            row = None
        if line.is_cell and row is None:
            row = []
            found.append(row)
        if row is None:
            found.append(line)
        elif line.is_cell:
            row.append([line])
        else:
            row[-1].append(line)
    return found
