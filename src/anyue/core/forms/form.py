"""`Form` and `Indicator`: the shape of one attachment of a notice."""

from dataclasses import dataclass
from enum import StrEnum


class FormKind(StrEnum):
    """What sort of table it is: numbers in blanks, rows of events, one card, or a written document."""

    STATISTICS = "statistics"
    REGISTER = "register"
    CARD = "card"
    OTHER = "other"


class ValueType(StrEnum):
    """What goes into a blank."""

    NUMBER = "number"
    TEXT = "text"


class Adds(StrEnum):
    """What a value may be summed over.

    场 and 人次 count events and attendances and add over units and periods; 人 counts distinct heads, which
    do not add over periods (and over units only with a warning); text does not add at all.
    """

    BOTH = "both"
    UNITS = "units"
    PERIODS = "periods"
    NONE = "none"


class Basis(StrEnum):
    """Whether a value is that of the period or runs from the start of the campaign."""

    PERIOD = "period"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from without typing: a kind of activity of the vocabulary and a measure of it."""

    kind: str
    measure: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One blank of a form.

    `label` is the clause of the blank with the blank itself, as “参与（ ）人次”, or the name of an empty
    cell's row; `unit` is the measure word after it (None for a name or text); `code` is stable within the
    form, row and blank counted from 1 (“3.2”); `column` is the head over an empty cell, with the one above it
    where two are alike. `span` is [start, end) of the label in the cleaned text and `blank` that of the blank
    alone (from its opening to its closing mark), None where the form was not read from running text. `cell`
    is (row, column) of an empty cell in its table's grid, None for a blank in running words. `limit` is the
    most characters that a text may have.
    """

    label: str
    unit: str | None
    type: ValueType
    code: str
    column: str | None = None
    source: Source | None = None
    basis: Basis = Basis.PERIOD
    adds: Adds = Adds.BOTH
    span: tuple[int, int] | None = None
    blank: tuple[int, int] | None = None
    cell: tuple[int, int] | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a group's cell: pieces of text and indicator codes, in printing order.

    A piece is the text before the next blank; `codes[i]` is the blank after `pieces[i]`, so that there is one
    more piece than codes. “开展宣讲（ ）场，参与（ ）人次；” is pieces ("开展宣讲", "场，参与", "人次；").
    """

    pieces: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One row of a statistics table: its label (first column) and the printed lines of its cell.

    Where the blanks are empty cells it is the rows of one section: `label` names them, empty where nothing
    does, each indicator is named by its row, and there are no `lines`.
    """

    label: str
    indicators: tuple[Indicator, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form stands in an office's own file, so that it can be filled there.

    `file` is the file's name; `table` counts its tables from 0 in reading order, or its sheets in a workbook,
    where `sheet` is the sheet's name.
    """

    file: str
    table: int
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One attachment: its `number` as printed (“附件2”), title, kind, columns or card fields, printed rows.

    `fields` are the column heads of a table or the field names of a card; `rows` the pre-printed rows of a
    register (the text of their labelling column); `groups` the rows of a statistics table;
    `heading` the line of 填报单位 and the like above the table, empty where there is none; `place` where it
    stands in a Word or Excel file, None where it was read from running text. `doubt` says in Chinese why the
    reading is unsure, None where it is not.
    """

    number: str
    title: str
    kind: FormKind
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    heading: str = ""
    span: tuple[int, int] | None = None
    place: Place | None = None
    doubt: str | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in reading order."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)
