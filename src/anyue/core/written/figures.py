"""Figures within a text that stay tied to the blank they come from, whatever is written round them.

A figure stands in a draft as `{5|表2:1.1}`: its number, the place of its form in the campaign counted from 1,
and the code of the blank. The number is there for whoever reads and writes; what counts is the reference.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from anyue.core.errors import AnyueError
from anyue.core.errors.written import BRACES_LEFT, FIGURE_UNKNOWN

_MARKER = re.compile(
    r"[{｛]([^{}｛｝|｜]*)[|｜]\s*表?\s*([0-9]{1,3})\s*[:：]\s*([0-9A-Za-z._-]{1,40})\s*[}｝]"
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


def key_of(form: int, code: str) -> str:
    """The key of a blank: `form` counts the campaign's forms from 1."""
    return f"{form}:{code}"


def marker(value: str, key: str) -> str:
    """A figure as it stands in a draft."""
    return f"{{{value}|表{key}}}"


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
    return key_of(int(found[2]), found[3])
