"""Totals of a nation at every level: 600,000 villages, 20 indicators, 5 weeks.

The baselines hold the same numbers in memory as columns, in the layout that suits each best, and go from
level to level: numpy's bincount, DuckDB's, polars' and pandas' GROUP BY. Then the statement that the
program's database runs, on DuckDB's columns; what one village's change costs in a county and in the nation,
and what reading the numbers of one week out of a database adds.
`python -m bench.rollup [VILLAGES]`.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import psycopg
from numpy.typing import NDArray

from anyue.core.forms.form import Indicator, ValueType
from anyue.core.rollup.columns import Column, change_own, roll_up
from anyue.core.rollup.statement import totals_statement
from anyue.core.rollup.tree import NOBODY, Tree, lay_out

VILLAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 600_000
INDICATORS, WEEKS = 20, 5
LEVELS = [1, *(max(1, count * VILLAGES // 600_000) for count in (31, 340, 2850, 38_600)), VILLAGES]
"""Nation, provinces, prefectures, counties, towns, villages."""
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
Numbers = NDArray[np.int64]
NAMES = [f"i{number}" for number in range(INDICATORS)]


def superiors(levels: list[int]) -> Numbers:
    """Who reports to whom, each level shared out evenly over the one above."""
    parts = [np.array([NOBODY])]
    first = 0
    for above, here in pairwise(levels):
        parts.append(first + np.arange(here) * above // here)
        first += above
    return np.concatenate(parts).astype(np.int64)


def best(work: Callable[[], object]) -> float:
    """Seconds of the best of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def ours(tree: Tree, villages: Numbers) -> tuple[Callable[[], Numbers], Column]:
    """Our own way: columns in the tree's order, a value or none for each unit."""
    size = len(tree.order)
    numbers = np.zeros((INDICATORS, WEEKS, size), np.int64)
    is_given = np.zeros_like(numbers, np.bool_)
    numbers[..., -VILLAGES:] = villages[..., tree.order[-VILLAGES:] - (size - VILLAGES)]
    is_given[..., -VILLAGES:] = True
    own = Column(numbers, is_given)
    return lambda: roll_up(tree, own).numbers[..., 0], own


def by_bincount(superior: Numbers, villages: Numbers) -> Callable[[], Numbers]:
    """Numpy, level by level."""
    ends = np.cumsum(LEVELS)
    above = [
        superior[start:end] - (start - count)
        for (start, end), count in zip(pairwise(ends), LEVELS, strict=False)
    ]

    def one(column: Numbers) -> float:
        found: NDArray[Any] = column
        for places, count in zip(reversed(above), reversed(LEVELS[:-1]), strict=True):
            found = np.bincount(places, weights=found, minlength=count)
        return float(found[0])

    return lambda: np.array([[one(week) for week in weeks] for weeks in villages])


def _frame(superior: Numbers, villages: Numbers) -> dict[str, Numbers]:
    """One row a village and week."""
    units = np.arange(len(superior) - VILLAGES, len(superior))
    columns = {
        name: np.ascontiguousarray(weeks.T).ravel() for name, weeks in zip(NAMES, villages, strict=True)
    }
    return {"unit": np.repeat(units, WEEKS), "week": np.tile(np.arange(WEEKS), VILLAGES), **columns}


def by_duckdb(superior: Numbers, villages: Numbers) -> Callable[[], Numbers]:
    """DuckDB, a GROUP BY for each level."""
    connection = duckdb.connect()
    connection.register("frame_given", pd.DataFrame(_frame(superior, villages)))
    connection.register("line_given", pd.DataFrame({"unit": np.arange(len(superior)), "superior": superior}))
    connection.execute("CREATE TABLE frame AS FROM frame_given; CREATE TABLE line AS FROM line_given")
    tree = connection.table("line")
    sums = ", ".join(f"sum({name})::BIGINT AS {name}" for name in NAMES)

    def work() -> Numbers:
        found = connection.table("frame")
        for _ in LEVELS[1:]:
            below = found.join(tree, "unit")
            found = below.aggregate(f"superior AS unit, week, {sums}").materialize()
        rows = found.order("week").select(*NAMES)
        return np.array(rows.fetchall()).T

    return work


def by_statement(superior: Numbers, villages: Numbers) -> Callable[[], Numbers]:
    """The statement of totals as the program's database runs it, on DuckDB's columns: all weeks at once."""
    connection = duckdb.connect()
    frame = _frame(superior, villages)
    own = {"unit": frame["unit"], "period": frame["week"]}
    own |= {f"c{at}": frame[name] for at, name in enumerate(NAMES)}
    lines = [np.arange(len(superior))]
    while (lines[-1] != NOBODY).any():
        lines.append(np.where(lines[-1] == NOBODY, NOBODY, superior[lines[-1]]))
    pairs = pd.DataFrame(
        {"above": np.concatenate(lines), "unit": np.tile(np.arange(len(superior)), len(lines))}
    )
    connection.register("own_given", pd.DataFrame(own))
    connection.register("line_given", pairs[pairs["above"] != NOBODY])
    connection.execute("CREATE TABLE own AS FROM own_given; CREATE TABLE line AS FROM line_given")
    statement = totals_statement([Indicator(name, "次", ValueType.NUMBER, name) for name in NAMES])

    def work() -> Numbers:
        connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE total AS {statement}")
        (root,) = connection.execute("SELECT * FROM total WHERE above = 0").fetchall()
        return np.array(root[1::2])

    return work


def by_polars(superior: Numbers, villages: Numbers) -> Callable[[], Numbers]:
    """Polars, a group_by for each level."""
    frame = pl.DataFrame(_frame(superior, villages))
    tree = pl.DataFrame({"unit": np.arange(len(superior)), "superior": superior})

    def work() -> Numbers:
        found = frame
        for _ in LEVELS[1:]:
            found = (
                found.join(tree, on="unit").group_by("superior", "week").agg(pl.col(NAMES).sum())
            ).rename({"superior": "unit"})
        totals: Numbers = found.sort("week").select(NAMES).to_numpy().T
        return totals

    return work


def by_pandas(superior: Numbers, villages: Numbers) -> Callable[[], Numbers]:
    """Pandas, a groupby for each level."""
    frame = pd.DataFrame(_frame(superior, villages))

    def work() -> Numbers:
        found = frame
        for _ in LEVELS[1:]:
            above = superior[found["unit"].to_numpy()]
            found = found.assign(unit=above).groupby(["unit", "week"], sort=False).sum().reset_index()
        totals: Numbers = found.sort_values("week")[NAMES].to_numpy().T
        return totals

    return work


def change_cost(superior: Numbers) -> float:
    """Seconds of a change of one village's number, mean of many."""
    tree = lay_out(superior)
    own = Column(np.ones(len(superior), np.int64), np.ones(len(superior), np.bool_))
    total = roll_up(tree, own)
    times = 2000
    start = time.perf_counter()
    for number in range(times):
        change_own(tree, own, total, len(superior) - 1 - number % 100, number)
    return (time.perf_counter() - start) / times


def read_cost(connection: sqlite3.Connection | psycopg.Connection, villages: Numbers) -> float:
    """Seconds to read one week's numbers out of a table that keeps each report's values as JSON."""
    rows = [
        (unit, json.dumps(dict(zip(NAMES, map(str, numbers), strict=True))))
        for unit, numbers in enumerate(villages[:, 0, :].T.tolist())
    ]
    cursor = connection.cursor()
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    cursor.execute("CREATE TEMPORARY TABLE version (unit BIGINT PRIMARY KEY, body TEXT)")
    cursor.executemany(f"INSERT INTO version VALUES ({mark}, {mark})", rows)  # noqa: S608

    def read() -> Numbers:
        found = np.zeros((INDICATORS, len(rows)), np.int64)
        cursor.execute("SELECT unit, body FROM version")
        while some := cursor.fetchmany(20_000):
            values = [json.loads(body) for _, body in some]
            places = [unit for unit, _ in some]
            for number, name in enumerate(NAMES):
                found[number, places] = [int(one[name]) for one in values]
        return found

    return best(read)


def main() -> None:
    """Print the figures."""
    superior = superiors(LEVELS)
    villages = np.random.default_rng(1).integers(0, 400, (INDICATORS, WEEKS, VILLAGES))
    tree = lay_out(superior)
    work, _ = ours(tree, villages)
    expected = villages.sum(axis=-1)
    own_time = best(work)
    rivals = {
        "numpy bincount": by_bincount(superior, villages),
        "DuckDB GROUP BY": by_duckdb(superior, villages),
        "polars group_by": by_polars(superior, villages),
        "pandas groupby": by_pandas(superior, villages),
    }
    laying = best(lambda: lay_out(superior))
    print(f"{VILLAGES:,} villages, {INDICATORS} indicators, {WEEKS} weeks: totals of {len(superior):,} units")
    print(f"  anyue roll_up {own_time:.3f} s; laying out the tree, once, {laying:.3f} s")
    if not np.array_equal(work(), expected):
        sys.exit("roll_up is wrong")
    for name, rival in rivals.items():
        taken = best(rival)
        if not np.array_equal(rival(), expected):
            sys.exit(f"{name} is wrong")
        print(f"  {name} {taken:.3f} s, {taken / own_time:.1f} times that of roll_up")

    statement = by_statement(superior, villages)
    if not np.array_equal(statement(), expected.sum(axis=-1)):
        sys.exit("the statement is wrong")
    print(f"  the database's statement on DuckDB: {best(statement) / own_time:.1f} times roll_up")

    county = change_cost(superiors([1, 14, 210]))
    nation = change_cost(superior)
    print(
        f"a change of one village: {nation * 1e6:.0f} µs in the nation, six levels of {len(superior):,} units"
    )
    print(f"  {nation / county:.1f} times that in a county, three levels of 225 units")
    with closing(sqlite3.connect(":memory:")) as connection:
        print(f"reading a week out of SQLite: {read_cost(connection, villages) / own_time:.1f} times roll_up")
    with closing(psycopg.connect(POSTGRES)) as server:
        print(f"reading a week out of PostgreSQL: {read_cost(server, villages) / own_time:.1f} times roll_up")


if __name__ == "__main__":
    main()
