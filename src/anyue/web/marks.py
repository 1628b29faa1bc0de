"""A notice's text cut at the borders of its marks, so that overlapping marks become a flat run of pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

MarkKind = Literal["activity", "deadline", "unit", "form"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the text that something was read from: `key` names the item of the plan, [start, end) the words."""

    key: str
    kind: MarkKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks: `kind` of the shortest one, `keys` shortest first, `opens` marks begun here."""

    text: str
    kind: MarkKind | None = None
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


def cut(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """Return the lines of `text`, each a list of pieces; blank lines are left out.

    Marks outside the text are clipped to it and empty ones ignored. Cost grows with the marks over each piece.
    """
    clipped = [
        mark for mark in sorted(marks, key=lambda mark: mark.end - mark.start) if max(mark.start, 0) < min(mark.end, len(text))
    ]
    borders = {0, len(text)} | {edge for mark in clipped for edge in (max(mark.start, 0), min(mark.end, len(text)))}
    borders |= {at for at, char in enumerate(text) if char == "\n"} | {at + 1 for at, char in enumerate(text) if char == "\n"}
    lines: list[list[Piece]] = [[]]
    seen: set[str] = set()
    for start, end in pairwise(sorted(borders)):
        if text[start:end] == "\n":
            lines.append([])
            continue
        lines[-1].append(_piece(text, start, end, clipped, seen))
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def _piece(text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]) -> Piece:
    over = [mark for mark in marks if mark.start < end and start < mark.end]
    keys = tuple(dict.fromkeys(mark.key for mark in over))
    opens = tuple(key for key in keys if key not in seen)
    seen.update(opens)
    return Piece(text[start:end], over[0].kind if over else None, keys, opens)
