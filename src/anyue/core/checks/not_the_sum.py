"""合计不等: a table is not the sum of the unit's own numbers and of those below it."""

from collections.abc import Iterator
from decimal import Decimal

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown
from anyue.core.errors import NOT_THE_SUM
from anyue.core.rollup.add import does_add


def check(case: Case) -> Iterator[Hint]:
    """One hint for each number that adds over units and differs from own + below."""
    if case.below is None or case.own is None:
        return
    for indicator, number in case.numbers():
        parts = [number_of(values, indicator) for values in (case.own, case.below)]
        if not does_add(indicator, "units") or all(part is None for part in parts):
            continue
        expected = sum((part for part in parts if part is not None), Decimal())
        if number != expected:
            places = {"blank": name_of(case.form, indicator), "number": shown(number), "sum": shown(expected)}
            yield Hint(NOT_THE_SUM, (indicator.code,), places)
