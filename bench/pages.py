"""Requests a second of three pages, beside a bare hello and a bare Django path, on SQLite and PostgreSQL.

`python -m bench.pages [seconds]`. All servers run on this machine at once and are measured in turn, several
rounds of some seconds each, so that a change of the machine's pace meets all of them; medians are printed.
PostgreSQL is measured where ANYUE_TEST_POSTGRES_URL or 127.0.0.1:5432 answers.
"""

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from psycopg import sql

from bench.serving.load import Measured, Request, measure, wait_for

ROUNDS = 5
CSRF = "b" * 32
POSTGRES = os.environ.get("ANYUE_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
PORTS = itertools.count(8710)
SETTINGS = {"ANYUE_NOW": "2026-02-10T09:00:00+08:00", "ANYUE_SECRET_KEY": "bench" * 12}


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    """A server for the length of the block."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def prepare(environment: dict[str, str]) -> dict[str, Any]:
    """Make a database with the bench's data, and count the queries of each page."""
    command = [sys.executable, "-m", "bench.serving.prepare"]
    done = subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True, text=True
    )
    data: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return data


@contextmanager
def postgres_database(name: str) -> Iterator[str]:
    """A new database for the length of the block; its address."""
    with psycopg.connect(POSTGRES, dbname="postgres", autocommit=True) as admin:
        database = sql.Identifier(name)
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(database))
        admin.execute(sql.SQL("CREATE DATABASE {}").format(database))
        try:
            yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def cookies(session: str) -> str:
    """What a signed-in browser sends."""
    return f"sessionid={session}; csrftoken={CSRF}"


def submissions(data: dict[str, Any]) -> Iterator[Request]:
    """One submission for each unit and day, each only once."""
    places, codes = data["places"], data["codes"]
    values = {code: str(at * 7 % 90) for at, code in enumerate(codes)}
    for at, (part, occurrence, session) in enumerate(places):
        key = f"{at:032d}"
        body = {**values, "submit": "1", "revision": "0", "key": key, "csrfmiddlewaretoken": CSRF}
        yield Request(f"/reports/{part}/{occurrence}/", cookies(session), urlencode(body).encode())


class Database:
    """The program and the bare path, each with a database of its own and the same data."""

    def __init__(self, name: str, stack: ExitStack) -> None:
        self.name = name
        self.ports: dict[str, int] = {}
        self.data: dict[str, dict[str, Any]] = {}
        for served in ("program", "bare"):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="anyue-bench-"))
            environment = {**SETTINGS, "ANYUE_VAR": folder}
            if name == "PostgreSQL":
                environment["ANYUE_DATABASE_URL"] = stack.enter_context(
                    postgres_database(f"anyue_bench_{served}")
                )
            self.data[served] = prepare(environment)
            port = self.ports[served] = next(PORTS)
            target = (
                "anyue.config.wsgi:application"
                if served == "program"
                else "bench.serving.bare_wsgi:application"
            )
            module = "anyue.config.settings" if served == "program" else "bench.serving.bare_settings"
            stack.enter_context(
                running(
                    granian(target, port),
                    {**environment, "DJANGO_SETTINGS_MODULE": module},
                )
            )
            wait_for(port)
        program = self.data["program"]
        self.sent = submissions(program)
        self.bare = submissions(self.data["bare"])
        self.home = itertools.cycle([Request("/", cookies(session)) for session in program["liaisons"]])
        self.overview = itertools.repeat(Request(f"/overview/{program['root']}/", cookies(program["lead"])))

    def round(self, seconds: float) -> dict[str, Measured]:
        """Measure everything once."""
        program, bare = self.ports["program"], self.ports["bare"]
        return {
            "submission": measure(program, self.sent, seconds=seconds, expected=302),
            "bare path": measure(bare, self.bare, seconds=seconds, expected=302),
            "liaison's home": measure(program, self.home, seconds=seconds),
            "overview of 200 units": measure(program, self.overview, seconds=seconds),
        }


def granian(target: str, port: int) -> list[str]:
    """The command that serves a WSGI application as `anyue serve` does."""
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    return [
        str(Path(sys.executable).with_name("granian")),
        *options,
        "--blocking-threads",
        "4",
        "--log-level",
        "error",
        target,
    ]


def show(
    name: str, rounds: list[dict[str, Measured]], hello: list[Measured], queries: dict[str, int]
) -> None:
    """Print one database's table."""
    print(f"\n{name}: 32 connections, medians of {len(rounds)} rounds")
    print(f"{'':24}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'queries':>9}{'of hello':>10}{'of bare':>9}")
    for page in rounds[0]:
        rate = statistics.median(one[page].rate for one in rounds)
        p50 = statistics.median(one[page].percentile(0.5) for one in rounds)
        p99 = statistics.median(one[page].percentile(0.99) for one in rounds)
        # Ratios are taken round by round, since neighbours in time share the machine's pace.
        of_hello = statistics.median(
            one[page].rate / base.rate for one, base in zip(rounds, hello, strict=True)
        )
        to_bare = statistics.median(one[page].rate / one["bare path"].rate for one in rounds)
        of_bare = f"{to_bare:9.2f}" if page in {"submission", "bare path"} else f"{'':9}"
        count = queries.get(page, "")
        print(f"{page:24}{rate:9.0f}{p50:9.1f}{p99:9.1f}{count:>9}{of_hello:10.3f}{of_bare}")


def has_postgres() -> bool:
    """Whether PostgreSQL answers."""
    try:
        psycopg.connect(POSTGRES, dbname="postgres", connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def main(seconds: float) -> None:
    """Run the servers, measure, print."""
    names = ["SQLite"] + (["PostgreSQL"] if has_postgres() else [])
    for name in names:
        with ExitStack() as stack:
            port = next(PORTS)
            options = ["--port", str(port), "--workers", "1", "--log-level", "error", "--no-access-log"]
            stack.enter_context(
                running([sys.executable, "-m", "uvicorn", "bench.serving.hello:app", *options], {})
            )
            wait_for(port)
            database = Database(name, stack)
            rounds, hello = [], []
            for _ in range(ROUNDS):
                hello.append(measure(port, itertools.repeat(Request("/")), seconds=seconds))
                rounds.append(database.round(seconds))
            show(name, rounds, hello, database.data["program"]["queries"])
            print(f"{'hello (uvicorn)':24}{statistics.median(one.rate for one in hello):9.0f}")
    if len(names) == 1:
        print("\nPostgreSQL was not measured: none answers.")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
