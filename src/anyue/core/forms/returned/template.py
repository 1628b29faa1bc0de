"""`Template`: a blank form as returned files are held against it, cell by cell and word by word."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Indicator, ValueType
from anyue.core.forms.returned.wording import folded

_MOST_NAMED = 6
_INNER = str.maketrans("“”", "‘’")
HOLE = "\x00"
"""Stands for a blank where words are compared; no document holds this character."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell with blanks in its words: the folded words before, between and after them.

    `pieces` is one longer than `blanks`, whose items count the form's indicators from 0. A cell that is one
    blank has two empty pieces. `is_bracketed` says that each blank is printed between brackets; `printed`
    are the pieces without white space but with their own width, by which most files are read.
    """

    pieces: tuple[str, ...]
    blanks: tuple[int, ...]
    is_bracketed: bool = False
    printed: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the whole cell is the blank."""
        return self.pieces == ("", "")

    @property
    def words(self) -> str:
        """The words with `HOLE` at each blank."""
        return HOLE.join(self.pieces)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a blank stands in the office's own file: its indicator from 0, and the place as in `Fill`."""

    index: int
    row: int
    column: int
    start: int
    end: int
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row: its folded labels and its cells with blanks, both by column; sums, where it is a total.

    `sums[column]` are the indicators that a total row's cell adds up; `printed` are the labels without white
    space but with their own width.
    """

    labels: dict[int, str]
    gaps: dict[int, Gap]
    sums: dict[int, tuple[int, ...]]
    printed: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """The rows of a blank form that have labels or blanks; `head` holds the columns' names.

    `in_lines` says that the blanks stand in running lines outside any table, one row a line.
    """

    title: str
    indicators: tuple[Indicator, ...]
    rows: tuple[TemplateRow, ...]
    head: dict[int, str]
    in_lines: bool = False
    spots: tuple[Spot, ...] = ()
    sheet: int | None = None

    @cached_property
    def asked(self) -> tuple[TemplateRow, ...]:
        """The rows that hold blanks."""
        return tuple(row for row in self.rows if row.gaps)

    @cached_property
    def texts(self) -> frozenset[int]:
        """The blanks that hold words, not numbers."""
        return frozenset(i for i, one in enumerate(self.indicators) if one.type is ValueType.TEXT)

    @cached_property
    def label_columns(self) -> frozenset[int]:
        """The columns that name rows: those that hold labels and never a blank."""
        labels = {column for row in self.rows for column in row.labels}
        return frozenset(labels - {column for row in self.rows for column in row.gaps})

    @cached_property
    def printed(self) -> list[tuple[tuple[int, str], ...]]:
        """The labels of each row in the columns that name rows, as they are printed."""
        return [
            tuple((column, label) for column, label in row.printed.items() if column in self.label_columns)
            for row in self.rows
        ]

    @cached_property
    def keys(self) -> list[str]:
        """What tells each row from others, headings of sections included."""
        return [
            self.key_of({**row.labels, **{c: gap.words for c, gap in row.gaps.items()}}) for row in self.rows
        ]

    def key_of(self, row: dict[int, str]) -> str:
        """What tells a row of folded words from others: its labels, or its first words where it has none."""
        named = [
            words
            for column, words in sorted(row.items())
            if column in self.label_columns and words and not words.isdigit()
        ]
        return "|".join(named) or next((words.split(HOLE)[0][:40] for words in row.values()), "")

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The columns whose cells are blanks as a whole."""
        return tuple(
            sorted({column for row in self.asked for column, gap in row.gaps.items() if gap.is_whole})
        )

    def is_head(self, row: dict[int, str]) -> bool:
        """Whether a file's row only repeats the columns' names."""
        names = set(self.head.values())
        return bool(names) and all(folded(words) in names for words in row.values())

    def name(self, index: int) -> str:
        """The indicator as a message names it: “开展宣讲活动”（场）, or “开展宣讲活动”的“参与”（人次）."""
        return self._names[index]

    def names(self, where: Iterable[int]) -> str:
        """Several indicators in one sentence; of a long list the first few and the count."""
        found = [self.name(index) for index in where]
        shown = "、".join(found[:_MOST_NAMED])
        return shown if len(found) <= _MOST_NAMED else f"{shown}等 {len(found)} 处"

    @cached_property
    def _names(self) -> tuple[str, ...]:
        bare_names = [re.sub(r"\s", "", bare_label(one)) for one in self.indicators]
        counts = Counter(zip(bare_names, (one.column for one in self.indicators), strict=True))
        before, out = "", []
        for one, name in zip(self.indicators, bare_names, strict=True):
            qualities = "，".join(part for part in (one.unit, one.column) if part)
            shown = _quoted(name) + (f"（{qualities}）" if qualities else "")
            # “参与（ ）人次” stands in many rows; the blank before it says which one is meant.
            is_vague = counts[name, one.column] > 1 or not name
            out.append(f"{_quoted(before)}的{shown}" if is_vague and before else shown)
            before = before if is_vague else name
        return tuple(out)


def _quoted(name: str) -> str:
    """The name in quotation marks, those within it made the inner ones of GB/T 15834-2011."""
    return f"“{name.translate(_INNER)}”"


def gap_of(words: str, blanks: list[tuple[int, int, int]]) -> Gap:
    """The gap of a cell: `blanks` are (start, end, indicator) in its words, ascending."""
    pieces, at = [], 0
    for start, end, _ in blanks:
        pieces.append("".join(words[at:start].split()))
        at = end
    pieces.append("".join(words[at:].split()))
    return Gap(
        pieces=tuple(folded(piece) for piece in pieces),
        blanks=tuple(index for _, _, index in blanks),
        is_bracketed=all(words[start] in "（(" for start, _, _ in blanks),
        printed=tuple(pieces),
    )
