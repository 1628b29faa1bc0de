"""The words of a cell as the elements of its XML that hold them, so that some can be replaced in place."""

from dataclasses import dataclass

from lxml import etree

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the element that holds them; None for a line end or a tab that an element stands for."""

    words: str
    element: etree._Element | None = None


def replace_words(pieces: list[Piece], start: int, end: int, words: str) -> bool:
    """Put words in the place of [start, end); False where no element is there to hold them.

    The first element that is touched takes them all and gives them its looks; those after it lose theirs.
    """
    at, holder = 0, None
    for piece in pieces:
        stop = at + len(piece.words)
        if piece.element is not None and at <= end and stop >= start:
            keep_before = piece.words[: max(0, start - at)]
            keep_after = piece.words[max(0, end - at) :]
            if holder is None and (stop > start or start == end or piece is pieces[-1]):
                holder = piece
                set_words(piece.element, keep_before + words + keep_after)
            elif holder is not None and at < end:
                set_words(piece.element, keep_after)
        at = stop
    return holder is not None


def set_words(element: etree._Element, words: str) -> None:
    """Let an element hold these words, white space at their ends included."""
    element.text = words
    element.set(_SPACE, "preserve")
