"""Words on a terminal: filled up, cut and wrapped to its columns, in colours where they are welcome."""

import os
import sys
from collections.abc import Iterator
from typing import TextIO

from anyue.core.documents.columns import character_width, plain, width


def padded(words: str, columns: int) -> str:
    """The words filled up with spaces, one at least behind them."""
    return words + " " * max(1, columns - width(words))


def cut(words: str, columns: int) -> str:
    """The words on one line, with … where they are too wide."""
    words = plain(words)
    if width(words) <= columns:
        return words
    return next(_lines(words, columns - 2), "") + "…"


def wrapped(words: str, columns: int, most: int = 99) -> list[str]:
    """The words on lines of so many columns; … ends the last of `most` lines where there is more."""
    lines = list(_lines(plain(words), columns))
    if len(lines) > most:
        lines[most - 1 :] = [cut("".join(lines[most - 1 :]), columns)]
    return lines


def _lines(words: str, columns: int) -> Iterator[str]:
    """Cuts at any character, as Chinese is set; a closing mark stays with its word."""
    start = used = 0
    for at, character in enumerate(words):
        needs = character_width(character)
        if used + needs > columns and character not in "，。；：、！？）》”":
            yield words[start:at]
            start, used = at, 0
        used += needs
    if start < len(words):
        yield words[start:]


def shows_colours(stream: TextIO) -> bool:
    """Whether colours are welcome: on a terminal that knows them, and NO_COLOR is unset."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    # The old console of Windows prints the codes; its newer terminal sets this variable.
    return sys.platform != "win32" or "WT_SESSION" in os.environ
