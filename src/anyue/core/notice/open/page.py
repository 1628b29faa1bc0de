"""A printed page as PDF and OFD describe it: characters at places, and straight rules."""

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; `left`, `right` and the baseline `base` count from the top left corner, downwards.

    `size` is the height of the face. All lengths of a page are in one unit, which may be any.
    """

    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the character's square."""
        return (self.left + self.right) / 2, self.base - 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; a rule is one that is flat in one direction."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_flat(self) -> bool:
        """Whether it lies, as a rule, rather than stands."""
        return self.right - self.left >= self.bottom - self.top

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether the point is inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


@dataclass(slots=True)
class Page:
    """What one page prints; `width` is that of the paper, 0 where it is not known.

    `slanted` are the words of watermarks, which stand across the text.
    """

    width: float = 0.0
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    slanted: str = ""
    has_picture: bool = False


def rules_of(points: list[tuple[float, float]], *, is_filled: bool, thin: float) -> list[Box]:
    """The rules that one stroke from point to point draws, or a filled shape no wider than `thin`."""
    if len(points) < 2:
        return []
    if is_filled:
        across, down = [x for x, _ in points], [y for _, y in points]
        box = Box(min(across), min(down), max(across), max(down))
        is_thin = min(box.right - box.left, box.bottom - box.top) <= thin
        return [box] if is_thin else []
    found = []
    for (x, y), (u, v) in pairwise(points):
        if abs(x - u) <= thin / 4 or abs(y - v) <= thin / 4:
            found.append(Box(min(x, u), min(y, v), max(x, u), max(y, v)))
    return found
