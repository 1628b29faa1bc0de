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

    `label` is the clause of the blank with the blank itself, as “参与（ ）人次”; `unit` is the measure word
    after it (None for a name or text); `code` is stable within the form; `span` is [start, end) of the label
    in the cleaned text and `blank` that of the blank alone (from its opening to its closing mark), None where
    the form was not read from running text. `limit` is the most characters that a text may have.
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
    """One row of a statistics table: its label (first column) and the printed lines of its cell."""

    label: str
    indicators: tuple[Indicator, ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One attachment: its `number` as printed (“附件2”), title, kind, columns or card fields, printed rows.

    `fields` are the column heads of a table or the field names of a card; `rows` the pre-printed rows of a
    register (the text of their labelling column); `groups` the rows of a statistics table;
    `heading` the line of 填报单位 and the like above the table, empty where there is none.
    """

    number: str
    title: str
    kind: FormKind
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    heading: str = ""
    span: tuple[int, int] | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in reading order."""
        return tuple(indicator for group in self.groups for indicator in group.indicators)
