"""The rows of a worksheet one after another, since no tree of a whole county is made.

A parser of events rather than of elements: a sheet of units has a million cells, and each would be an object.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from re import compile as pattern
from xml.parsers import expat

from anyue.core.notice.open.sheet_values import Values

_PIECE = 1 << 16
_LETTERS = pattern(r"\$?([A-Z]{1,3})\$?")
_INLINE = "inlineStr"
_DIGITS = "0123456789"


class SheetBrokenError(ValueError):
    """The part is no XML, or declares what no worksheet declares."""


@dataclass(slots=True)
class SheetRow:
    """A row by its number from 1: column from 1, whether it is a formula, and words of each cell with either.

    `widest` is the last column with words.
    """

    number: int
    is_hidden: bool
    cells: list[tuple[int, bool, str]] = field(default_factory=list)
    widest: int = 0


def rows_and_merges(data: bytes, values: Values) -> Iterator[SheetRow | str]:
    """Each row as it ends, and each reference of merged cells, in the order of the part.

    Raises SheetBrokenError, some rows later than the fault.
    """
    events = _Events(values)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = events.start, events.end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = _refuse
    for at in range(0, max(len(data), 1), _PIECE):
        try:
            parser.Parse(data[at : at + _PIECE], at + _PIECE >= len(data))
        except (expat.ExpatError, ValueError) as fault:
            raise SheetBrokenError from fault
        yield from events.done
        events.done.clear()


def _refuse(*_declared: object) -> None:
    raise SheetBrokenError


class _Events:
    """Puts rows together out of what the parser tells."""

    def __init__(self, values: Values) -> None:
        self.done: list[SheetRow | str] = []
        self._values = values
        self._row = SheetRow(0, is_hidden=False)
        self._column = 0
        self._cell: dict[str, str] = {}
        self._wanted = ""
        self._words: list[str] = []
        self._is_formula = self._has_parts = self._is_listening = False
        # How deep the parser stands within a cell, and within the reading aids of Japanese.
        self._depth = self._aids = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag[tag.rfind(":") + 1 :] if ":" in tag else tag
        if self._depth:
            self._depth += 1
            self._has_parts = True
            if name == self._wanted:
                self._is_listening = not self._aids
            elif name == "f":
                self._is_formula = True
            if self._aids or name == "rPh":
                self._aids += 1
        elif name == "c":
            self._depth, self._cell, self._words = 1, attributes, []
            self._wanted = "t" if attributes.get("t") == _INLINE else "v"
            self._is_formula = self._has_parts = False
            letters = (reference := attributes.get("r", "")).rstrip(_DIGITS)
            found = column_of(letters) if letters != reference else None
            self._column = found or self._column + 1
        elif name == "row":
            number = whole(attributes.get("r"), self._row.number + 1)
            self._row, self._column = SheetRow(number, attributes.get("hidden") in {"1", "true"}), 0
        elif name == "mergeCell":
            self.done.append(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._depth:
            self._depth -= 1
            self._is_listening = False
            if self._aids:
                self._aids -= 1
            if not self._depth and self._has_parts:
                self._keep()
        elif tag[tag.rfind(":") + 1 :] == "row":
            self.done.append(self._row)

    def text(self, words: str) -> None:
        """Words of a cell or between elements."""
        if self._is_listening:
            self._words.append(words)

    def _keep(self) -> None:
        kind, shown = self._cell.get("t", "n"), "".join(self._words)
        if kind != _INLINE:
            shown = self._values.shown(kind, shown, self._cell.get("s", "0"))
        words = " ".join(shown.split())
        self._row.cells.append((self._column, self._is_formula, words))
        if words and self._column > self._row.widest:
            self._row.widest = self._column


def whole(words: str | None, otherwise: int) -> int:
    """A number of a row as it is written, or another where it is none."""
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 8 else otherwise


@cache
def column_of(letters: str) -> int | None:
    """The number of a column from 1 by its letters, of which some carry a $; None where these are none."""
    found = _LETTERS.fullmatch(letters)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number or None
