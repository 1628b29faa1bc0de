"""One statement on the program's own database and on DuckDB: both must say what plain adding says."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.form import Adds, Basis, Form, FormKind, Group, Indicator, ValueType
from anyue.core.forms.values import format_number
from anyue.core.rollup import add_values
from anyue.core.rollup.columns import HUNDREDTHS
from anyue.core.rollup.statement import totals_statement
from anyue.core.rollup.tree import NOBODY

SESSIONS = Indicator("场次", "场", ValueType.NUMBER, "1.1", adds=Adds.BOTH)
RUNNING = Indicator("累计", "次", ValueType.NUMBER, "1.2", adds=Adds.BOTH, basis=Basis.CUMULATIVE)
FORM = Form("", "", FormKind.STATISTICS, groups=(Group("", (SESSIONS, RUNNING)),))

ENGINE = duckdb.connect()
Told = dict[int, dict[int, tuple[int | None, int | None]]]
Execute = Callable[[str], list[Any]]
number = st.none() | st.integers(0, 10**11)


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[int], Told]:
    """The superior of each unit, and what some units gave in hundredths, by unit and period."""
    size = draw(st.integers(1, 12))
    superiors = [draw(st.integers(NOBODY, unit - 1)) for unit in range(size)]
    periods = st.dictionaries(st.integers(1, 4), st.tuples(number, number), max_size=3)
    return superiors, draw(st.dictionaries(st.integers(0, size - 1), periods))


def line_up(superiors: list[int], unit: int) -> Iterator[int]:
    while unit != NOBODY:
        yield unit
        unit = superiors[unit]


def by_adding(superiors: list[int], told: Told) -> dict[int, dict[str, str]]:
    """The totals of every unit with any, added up in plain Python."""

    def own(unit: int) -> dict[str, str]:
        periods = sorted(told.get(unit, {}).items())
        given = [
            {
                one.code: str(Decimal(n) / HUNDREDTHS)
                for one, n in zip((SESSIONS, RUNNING), pair, strict=True)
                if n is not None
            }
            for _, pair in periods
        ]
        sums = add_values(FORM, [("", part) for part in given], over="periods").values
        last = [part[RUNNING.code] for part in given if RUNNING.code in part]
        return {**sums, **({RUNNING.code: format_number(Decimal(last[-1]))} if last else {})}

    found = {}
    for unit in range(len(superiors)):
        parts = [own(one) for one in range(len(superiors)) if unit in line_up(superiors, one)]
        if values := add_values(FORM, [("", part) for part in parts], over="units").values:
            found[unit] = values
    return found


def by_statement(execute: Execute, superiors: list[int], told: Told) -> dict[int, dict[str, str]]:
    """The same by the statement, over rows written into it."""
    own = [
        f"SELECT {unit}, {period}, {_sql(a)}, {_sql(b)}"
        for unit, periods in told.items()
        for period, (a, b) in periods.items()
    ]
    line = [f"SELECT {up}, {unit}" for unit in range(len(superiors)) for up in line_up(superiors, unit)]
    nobody = f"SELECT 0, 0, {_sql(None)}, {_sql(None)} WHERE 1 = 0"
    given = {
        "own(unit, period, c0, c1)": " UNION ALL ".join([nobody, *own]),
        "line(above, unit)": " UNION ALL ".join(line),
    }
    rows = execute(totals_statement([SESSIONS, RUNNING], given))
    totals = {
        unit: {
            one.code: format_number(Decimal(n) / HUNDREDTHS)
            for one, n in zip((SESSIONS, RUNNING), (first, second), strict=True)
            if n is not None
        }
        for unit, first, _, second, _ in rows
    }
    return {unit: values for unit, values in totals.items() if values}


def _sql(number: int | None) -> str:
    return f"CAST({'NULL' if number is None else number} AS BIGINT)"


@pytest.mark.django_db
@given(forests())
def test_the_programs_database_says_what_adding_says(drawn: tuple[list[int], Told]) -> None:
    def execute(statement: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return list(cursor.fetchall())

    assert by_statement(execute, *drawn) == by_adding(*drawn)


@given(forests())
def test_duckdb_says_what_adding_says(drawn: tuple[list[int], Told]) -> None:
    assert by_statement(lambda statement: ENGINE.execute(statement).fetchall(), *drawn) == by_adding(*drawn)
