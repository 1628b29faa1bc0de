"""Figures within a text that stay tied to the blank they come from, whatever is written round them.

A figure stands in a draft as `{5|表2:1.1}`: its number, the place of its form in the campaign counted from 1,
and the code of the blank. What an office counted itself stands as `{13|报送:报齐单位}`: its register and what
was counted. The number is there for whoever reads and writes; what counts is the reference.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anyue.core.errors import AnyueError
from anyue.core.errors.written import BRACES_LEFT, FIGURE_UNKNOWN

_MARKER = re.compile(
    r"[{｛]([^{}｛｝|｜]*)[|｜]\s*(?:表?\s*([0-9]{1,3})|([一-鿿]{2,8}))"
    r"\s*[:：]\s*([0-9A-Za-z._一-鿿-]{1,40})\s*[}｝]"
)
# What was meant as a figure and can't be read as one: a brace or a bar was lost in typing.
_BROKEN = re.compile(
    r"[{｛][^{}｛｝\n]{0,40}[|｜][^{}｛｝\n]{0,40}[}｝]?|表[0-9]{1,3}[:：][0-9A-Za-z._-]{1,40}[}｝]"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure in a text as it is read: [start, end) of its number, and its key."""

    start: int
    end: int
    key: str


def key_of(source: int | str, code: str) -> str:
    """The key of a blank, whose source counts the campaign's forms from 1, or of what a register counts."""
    return f"{source}:{code}"


def marker(value: str, key: str) -> str:
    """A figure as it stands in a draft."""
    return f"{{{value}|{'表' if key[0].isdigit() else ''}{key}}}"


def keys_in(text: str) -> list[str]:
    """The keys of the figures of a draft, each once, in order."""
    return list(dict.fromkeys(_key(found) for found in _MARKER.finditer(text)))


def settle(text: str, values: Mapping[str, str]) -> str:
    """The draft with every figure as its value says, whatever number a person typed in it.

    Raises:
        AnyueError: a figure whose key is not among the values, or one that was damaged in typing.
    """

    def settled(found: re.Match[str]) -> str:
        key = _key(found)
        if key not in values:
            raise AnyueError(FIGURE_UNKNOWN, figure=found.group())
        return marker(values[key], key)

    if broken := _BROKEN.search(_MARKER.sub("", text)):
        raise AnyueError(BRACES_LEFT, words=broken.group())
    return _MARKER.sub(settled, text)


def as_read(text: str) -> tuple[str, list[Placed]]:
    """The draft as it is read and sent in, with plain numbers, and where each figure stands in it."""
    pieces: list[str] = []
    placed: list[Placed] = []
    length = last = 0
    for found in _MARKER.finditer(text):
        pieces += [text[last : found.start()], found[1]]
        length += found.start() - last + len(found[1])
        placed.append(Placed(length - len(found[1]), length, _key(found)))
        last = found.end()
    return "".join((*pieces, text[last:])), placed


def _key(found: re.Match[str]) -> str:
    return key_of(int(found[2]) if found[2] else found[3], found[4])
