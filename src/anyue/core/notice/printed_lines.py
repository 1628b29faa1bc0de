"""The lines of a stretch of text that hold words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

NUMERAL = r"[一二三四五六七八九十]"
_WORDS = re.compile(r"\S(?:[^\n]*\S)?")


class Line(NamedTuple):
    """One line that is not blank: offsets of its content without the white space around it."""

    start: int
    end: int
    text: str


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a stretch that are not blank, in order."""
    for found in _WORDS.finditer(text, start, len(text) if end is None else end):
        yield Line(found.start(), found.end(), found[0])
