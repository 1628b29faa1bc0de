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


def cut(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """Return the lines of `text`, each a list of pieces; blank lines are left out.

    Marks outside the text are clipped to it and empty ones ignored. Cost is borders times marks.
    """
    shortest_first = sorted(marks, key=lambda mark: mark.end - mark.start)
    within = [mark for mark in shortest_first if max(mark.start, 0) < min(mark.end, len(text))]
    lines: list[list[Piece]] = [[]]
    seen: set[str] = set()
    for start, end in pairwise(sorted(_borders(text, within))):
        if text[start] == "\n":
            lines.append([])
        else:
            lines[-1].append(_piece(text, start, end, within, seen))
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _borders(text: str, marks: Sequence[Mark]) -> set[int]:
    breaks = [at for at, char in enumerate(text) if char == "\n"]
    edges = [edge for mark in marks for edge in (max(mark.start, 0), min(mark.end, len(text)))]
    return {0, len(text), *breaks, *(at + 1 for at in breaks), *edges}


def _piece(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> Piece:
    over = [mark for mark in marks if mark.start < end and start < mark.end]
    keys = tuple(dict.fromkeys(mark.key for mark in over))
    opens = tuple(key for key in keys if key not in seen)
    seen.update(opens)
    return Piece(text[start:end], over[0].kind if over else None, keys, opens)
