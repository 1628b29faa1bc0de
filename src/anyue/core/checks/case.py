"""What a check looks at, and what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from anyue.core.collect.printed import printed_template
from anyue.core.errors import AnyueError, Problem
from anyue.core.forms.cells import full_labels
from anyue.core.forms.form import Form, Indicator, ValueType
from anyue.core.forms.returned.agreement import Tie, ties_of
from anyue.core.forms.values import format_number

Values = Mapping[str, str]
"""Canonical values by indicator code, as in `core/forms/values.py`."""


@dataclass(frozen=True, slots=True)
class Case:
    """One report as it was sent in, and what it may be held against.

    `before` are the values of the unit's earlier periods, oldest first; `peers` those of other units of its
    kind for the same period; `below` the sums of what those below it report, by code, and `own` what it says
    that it did itself, both None where nobody reports to it. `days` are the days of the records behind each
    code, and `period` the first and last day that the report is about. `twins` are, by code, the names of an
    event that it counts and of another one with the same photo or document.
    """

    form: Form
    values: Values
    before: Sequence[Values] = ()
    peers: Sequence[Values] = ()
    below: Values | None = None
    own: Values | None = None
    period: tuple[date, date] | None = None
    days: Mapping[str, Sequence[date]] = field(default_factory=dict)
    twins: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def numbers(self) -> Iterable[tuple[Indicator, Decimal]]:
        """The indicators that have a number here, in the order of the form."""
        for indicator in self.form.indicators:
            if (number := number_of(self.values, indicator)) is not None:
                yield indicator, number


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at: the problem, the codes of the blanks, and what its words need."""

    problem: Problem
    codes: tuple[str, ...]
    places: Mapping[str, Any]

    @property
    def message(self) -> str:
        """The sentence for the unit and for its superior."""
        return self.problem.message.format(**self.places)


def number_of(values: Values, indicator: Indicator) -> Decimal | None:
    """The number at an indicator; None for a text and for an empty blank."""
    told = values.get(indicator.code)
    return Decimal(told) if told and indicator.type is ValueType.NUMBER else None


def name_of(form: Form, indicator: Indicator) -> str:
    """The indicator as a message names it: “开展演练参与”（人次）."""
    name = "".join(full_labels(form)[indicator.code].split())
    column = f"{indicator.column}，" if indicator.column else ""
    unit = f"（{column}{indicator.unit}）" if indicator.unit else ""
    return f"“{name}”{unit}"


def shown(number: Decimal) -> str:
    """The number as a message shows it."""
    return format_number(number)


@cache
def ties_in(form: Form) -> tuple[Tie, ...]:
    """The pairs of blanks that must agree; their places count the form's indicators."""
    try:
        return ties_of(printed_template(form))
    except AnyueError:
        return ()
