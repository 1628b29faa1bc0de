"""The totals of a whole tree as one SQL statement that SQLite, PostgreSQL and DuckDB all run as it stands.

It reads two relations, be they tables, views or columns in memory:

- `own(unit, period, c0, c1, …)`: what each unit gave of its own for each period, in whole hundredths; NULL
  where it gave no value.
- `line(above, unit)`: the closure of who reports to whom, each unit also above itself.
"""

from collections.abc import Iterable, Mapping, Sequence

from anyue.core.forms.form import Basis, Indicator


def totals_statement(indicators: Sequence[Indicator], given: Mapping[str, str] | None = None) -> str:
    """Own + below = total for every unit that has anything at or below it, over all periods in `own`.

    Column `ci` belongs to `indicators[i]`. Rows are (unit, t0, p0, t1, p1, …): the total in hundredths, NULL
    where nobody gave a value, and how many units at or below gave one above 0. Over periods a cumulative
    number is the last that its unit gave, any other the sum. `given` holds the queries of `own` and `line`
    by name, where these are no relations of the database themselves.
    """
    columns = [(f"c{at}", one.basis is Basis.CUMULATIVE) for at, one in enumerate(indicators)]
    last = [
        f"MAX(CASE WHEN {name} IS NOT NULL THEN period END) OVER (PARTITION BY unit) AS last_{name}"
        for name, is_running in columns
        if is_running
    ]
    told = [
        f"SUM(CASE WHEN period = last_{name} THEN {name} END) AS {name}"
        if is_running
        else f"SUM({name}) AS {name}"
        for name, is_running in columns
    ]
    totals = [f"CAST(SUM({name}) AS BIGINT), COUNT(CASE WHEN {name} > 0 THEN 1 END)" for name, _ in columns]
    relations = {
        **(given or {}),
        "dated": f"SELECT {_listed('own.*', last)} FROM own",
        "settled": f"SELECT {_listed('unit', told)} FROM dated GROUP BY unit",
    }
    named = ", ".join(f"{name} AS ({query})" for name, query in relations.items())
    return (
        f"WITH {named} SELECT {_listed('line.above', totals)}"
        " FROM settled JOIN line ON line.unit = settled.unit GROUP BY line.above"
    )


def _listed(first: str, others: Iterable[str]) -> str:
    return ", ".join([first, *others])
