"""A text as its letters and digits alone, so that spaces, brackets and full-width forms hide nothing."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

STOPS = "、，。；：！？,;:!?\n"
"""Marks that end a clause, over which no number is read where a stream keeps them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, what stands there in public, and the rule that says so."""

    start: int
    end: int
    put: str
    rule: str


@dataclass(frozen=True, slots=True)
class Stream:
    """Normalised characters, and for each the place in the text that it came from."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int, put: str, rule: str) -> Span:
        """The part of the text from which these characters came."""
        return Span(self.at[start], self.at[end - 1] + 1, put, rule)

    def spans(self, words: str, put: str, rule: str) -> Iterator[Span]:
        """Everywhere that the words occur, however they are spaced."""
        wanted = letters(words)
        found = self.text.find(wanted) if wanted else -1
        while found >= 0:
            yield self.span(found, found + len(wanted), put, rule)
            found = self.text.find(wanted, found + 1)


def stream_of(text: str, keep: str = "") -> Stream:
    """The letters and digits of a text, full-width ones and capitals alike; marks in `keep` stay."""
    found = [
        (same, at)
        for at, char in enumerate(text)
        for same in (char if char in keep else _normal(char))
        if same.isalnum() or char in keep
    ]
    return Stream("".join(same for same, _ in found), tuple(at for _, at in found))


def letters(text: str) -> str:
    """The letters and digits alone."""
    return stream_of(text).text


def _normal(char: str) -> str:
    number = unicodedata.decimal(char, None)
    return str(number) if number is not None else unicodedata.normalize("NFKC", char).upper()
