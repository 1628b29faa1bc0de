"""Rows in great number, inserted without an object for each: a province's units come as one sheet."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connections, models, router

_BATCH = 10_000


def insert_many(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert rows of the columns with these names (`parent_id`, not `parent`), which the caller has checked.

    It is `bulk_create` for what needs none of its objects, at a small part of the work. A column that is not
    named gets the default of its field. Call it within a transaction.
    """
    connection = connections[router.db_for_write(model)]
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    defaults = {name: field.get_default() for name, field in fields.items() if name not in names}
    columns = [*(fields[name] for name in names), *(fields[name] for name in defaults)]
    quoted = [connection.ops.quote_name(str(field.column)) for field in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({places})"  # noqa: S608  Names of our own models.

    def stored(row: Sequence[object]) -> list[Any]:
        # What is a plain text or number goes in as it is; days and moments differ between databases.
        return [
            value if value is None or type(value) in _PLAIN else field.get_db_prep_save(value, connection)
            for value, field in zip((*row, *defaults.values()), columns, strict=True)
        ]

    waiting = iter(rows)
    with connection.cursor() as cursor:
        while batch := [stored(row) for row in islice(waiting, _BATCH)]:
            cursor.executemany(statement, batch)


_PLAIN = frozenset({str, int})
