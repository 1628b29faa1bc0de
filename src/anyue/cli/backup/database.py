"""A SQLite file by itself, apart from Django's connection to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.db import models


def copy_database(origin: Path, copy: Path) -> None:
    """A consistent copy while others write: SQLite's own online backup, from a connection of its own."""
    with (
        closing(sqlite3.connect(f"{origin.as_uri()}?mode=ro", uri=True)) as there,
        closing(sqlite3.connect(copy)) as here,
    ):
        there.backup(here)
        here.execute("PRAGMA journal_mode=DELETE")


def faults(database: Path) -> list[str]:
    """What SQLite finds wrong with a database: its pages, its indexes, its references."""
    try:
        with closing(sqlite3.connect(database)) as opened:
            pages = [str(row[0]) for row in opened.execute("PRAGMA integrity_check") if row[0] != "ok"]
            return pages + [str(row) for row in opened.execute("PRAGMA foreign_key_check").fetchmany(20)]
    except sqlite3.DatabaseError as fault:
        return [str(fault)]


def counts(database: Path) -> dict[str, int]:
    """How many rows each table of the program has."""
    tables = sorted(model._meta.db_table for model in apps.get_models())
    with closing(sqlite3.connect(database)) as opened:
        there = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  Ours.
            for table in tables
            if table in there
        }


def migrations(database: Path) -> dict[str, list[str]]:
    """The migrations that a database has seen, by app."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(database)) as opened:
        for app, name in opened.execute("SELECT app, name FROM django_migrations ORDER BY id"):
            found.setdefault(app, []).append(name)
    return found


def stored_files(database: Path) -> Iterator[str]:
    """The names under which the rows of a database keep files."""
    with closing(sqlite3.connect(database)) as opened:
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if isinstance(field, models.FileField):
                    table, column = model._meta.db_table, field.column
                    statement = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" > \'\''  # noqa: S608  Ours.
                    yield from (row[0] for row in opened.execute(statement))
