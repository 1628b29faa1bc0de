"""The program as people meet it: `anyue demo` and `anyue serve` in processes of their own, on own data."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from psycopg import sql

from tools.screenshots import PROGRAM, passwords, serving

NOW = "2026-06-05T09:00"
"""A Friday in Work Safety Month: one weekly table has fallen due, the next one is due in five days."""

NAME = "anyue.test"
"""The server under a name that is not this machine's own, as an office's phones see it."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that serves: its address, and the passwords of the accounts that `anyue demo` printed."""

    address: str
    passwords: dict[str, str]


@dataclass(frozen=True, slots=True)
class County:
    """The data of a county, which the program serves at one fixed moment after another."""

    environment: dict[str, str]
    passwords: dict[str, str]

    @contextmanager
    def served(self, now: str = NOW) -> Iterator[Program]:
        """Serve until the block ends, with the clock standing at a moment."""
        with serving({**self.environment, "ANYUE_NOW": now}) as address:
            yield Program(f"http://{NAME}:{urlsplit(address).port}", self.passwords)


@contextmanager
def county(folder: Path, *arguments: str) -> Iterator[County]:
    """Found the demo county, `arguments` going to `anyue demo`; its data is gone when the block ends."""
    with _database() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ANYUE_")}
        environment = {
            **kept,
            "ANYUE_VAR": str(folder),
            "ANYUE_NOW": NOW,
            "ANYUE_SECRET_KEY": "only-for-tests-" * 4,
            "ANYUE_HOSTS": NAME,
            "ANYUE_DATABASE_URL": url,
        }
        command = [str(PROGRAM), "demo", *arguments]
        printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        yield County(environment, passwords(printed))


@contextmanager
def _database() -> Iterator[str]:
    """Make and drop a database beside the one of ANYUE_DATABASE_URL; "" for SQLite, where that is unset."""
    url = os.environ.get("ANYUE_DATABASE_URL", "")
    if not url:
        yield ""
        return
    name = sql.Identifier(made := f"anyue_browser_{uuid4().hex}")
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield urlsplit(url)._replace(path=f"/{made}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
