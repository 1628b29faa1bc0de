"""Rectangles of a picture that nobody is to see, as a person writes or draws them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from unicodedata import normalize

from anyue.core.errors import AnyueError, uploads

MOST_BOXES = 40
"""Of one picture."""
_WHOLE = 100
_BETWEEN = re.compile(r"[\s,、;]+")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in per cent of the width and the height of the picture."""

    left: float
    top: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """(left, top, right, bottom), the last two inside it: every pixel that it touches, one at least."""
        left = min(floor(self.left * width / _WHOLE), width - 1)
        top = min(floor(self.top * height / _WHOLE), height - 1)
        right = min(ceil((self.left + self.width) * width / _WHOLE), width) - 1
        bottom = min(ceil((self.top + self.height) * height / _WHOLE), height) - 1
        return left, top, max(left, right), max(top, bottom)

    def __str__(self) -> str:
        return " ".join(f"{one:g}" for one in (self.left, self.top, self.width, self.height))


def boxes_in(text: str) -> list[Box]:
    """One rectangle a line: left, top, width and height in per cent.

    Raises:
        AnyueError: BOX_UNREADABLE with the line, BOXES_TOO_MANY.
    """
    lines = [line.strip() for line in normalize("NFKC", text).splitlines()]
    return checked_boxes(_box(number, line) for number, line in enumerate(lines, 1) if line)


def checked_boxes(boxes: Iterable[Box]) -> list[Box]:
    """The same rectangles, if there are not too many; raises BOXES_TOO_MANY."""
    found: list[Box] = []
    for box in boxes:
        if len(found) == MOST_BOXES:
            raise AnyueError(uploads.BOXES_TOO_MANY, limit=MOST_BOXES)
        found.append(box)
    return found


def _box(number: int, line: str) -> Box:
    parts = _BETWEEN.split(line)
    if len(parts) == _PARTS and all(map(_NUMBER.fullmatch, parts)):
        left, top, width, height = map(float, parts)
        if left < _WHOLE and top < _WHOLE and 0 < width <= _WHOLE and 0 < height <= _WHOLE:
            return Box(left, top, width, height)
    raise AnyueError(uploads.BOX_UNREADABLE, number=number, line=line[:40])
