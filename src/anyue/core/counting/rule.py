"""Which records a table counts: through one line, in the first period that is still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Held:
    """What a table needs to know of a record that was held; `line` is the one its host named, None for none.

    Lines are told by the ids of their participations.
    """

    pk: int
    kind: str
    held_on: date
    measures: Mapping[str, str]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The days of one table, both included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Table:
    """One form of one line for one period, as its host fills it in.

    `lines` are all lines along which its unit is asked within the root campaign, in the order in which it was
    asked; `open_before` the periods before this one that were not sent in yet. Activities count from `since`.
    """

    line: int
    lines: Sequence[int]
    period: Period
    open_before: Sequence[Period] = ()
    since: date = date.min


def counting_line(named: int | None, lines: Sequence[int]) -> int:
    """The line that counts a record: the one its host named, or the one along which it was asked first."""
    return named if named is not None and named in lines else lines[0]


def first_open(held_on: date, periods: Iterable[Period]) -> Period | None:
    """Of the open periods, the first that ends on that day or later; None where all of those are sent."""
    return min(
        (period for period in periods if period.ends_on >= held_on),
        key=lambda period: period.ends_on,
        default=None,
    )


def counted_by(table: Table, records: Iterable[Held]) -> list[Held]:
    """Those of a unit's records, none of them counted by the table's form yet, that the table counts."""
    periods = [*table.open_before, table.period]
    return [
        record
        for record in records
        if record.held_on >= table.since
        and counting_line(record.line, table.lines) == table.line
        and first_open(record.held_on, periods) == table.period
    ]
