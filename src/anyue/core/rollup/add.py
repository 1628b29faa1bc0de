"""Adds the values of one form over units or over periods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from anyue.core.forms.form import Adds, Basis, Form, Indicator, ValueType
from anyue.core.forms.values import format_number

Over = Literal["units", "periods"]


@dataclass(frozen=True, slots=True)
class Total:
    """What several reports of one form come to.

    `values` holds canonical sums by indicator code; `texts` what can't be added, each with the name of its
    part, in the order of the parts; `overlapping` the codes whose sum may count the same head more than once.
    """

    values: dict[str, str]
    texts: dict[str, list[tuple[str, str]]]
    overlapping: frozenset[str]


def add_values(form: Form, parts: Sequence[tuple[str, Mapping[str, str]]], *, over: Over) -> Total:
    """The total of `parts`, each a name (of a unit or a period) with the canonical values of its report.

    场 and 人次 add over both; 人 adds over units, flagged once two parts name heads, and never over periods;
    a cumulative number never adds over periods, where its last value is the total. An indicator that no part
    has a value for is left out, so that an empty total and a total of 0 stay different.
    """
    values: dict[str, str] = {}
    texts: dict[str, list[tuple[str, str]]] = {}
    overlapping: set[str] = set()
    for indicator in form.indicators:
        given = [(name, part[indicator.code]) for name, part in parts if indicator.code in part]
        if not given:
            continue
        if indicator.type is ValueType.TEXT:
            texts[indicator.code] = given
        elif does_add(indicator, over):
            numbers = [Decimal(value) for _, value in given]
            values[indicator.code] = format_number(sum(numbers, Decimal()))
            if indicator.adds is Adds.UNITS and sum(number > 0 for number in numbers) > 1:
                overlapping.add(indicator.code)
    return Total(values, texts, frozenset(overlapping))


def does_add(indicator: Indicator, over: Over) -> bool:
    """Whether values of this indicator may be summed over units, or over periods."""
    if indicator.type is ValueType.TEXT:
        return False
    if over == "units":
        return indicator.adds in {Adds.BOTH, Adds.UNITS}
    return indicator.adds in {Adds.BOTH, Adds.PERIODS} and indicator.basis is Basis.PERIOD


def has_whole(indicator: Indicator, periods: int) -> bool:
    """Whether a number has one value over so many periods: of several, where it adds or its last one counts.

    Heads (人) of two weeks have none; nor has, beside them, a unit that reported one week only: what it said
    would pass for a part of a sum that nobody can make.
    """
    return periods == 1 or indicator.basis is Basis.CUMULATIVE or does_add(indicator, "periods")
