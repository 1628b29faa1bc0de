"""Rows of the trail as they stand in the database, whatever somebody wrote into them past the program.

A page that can't be read is read row by row, so that the row that can't is known.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from anyue.audit.models import AuditBatch, AuditEntry
from anyue.core.trail import as_bytes

if TYPE_CHECKING:
    from django.db import models

UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError)
PAGE = 1000
Row = TypeVar("Row", AuditBatch, AuditEntry)


def in_order(rows: "models.QuerySet[Row]", *, by: str) -> Iterator[tuple[int | float, Row | None]]:
    """Rows by the whole number in a column, None for one that can't be read; a query a page.

    SQLite keeps half a number where somebody wrote it; between two whole ones it is named like any other.
    """
    page = rows.order_by(by)[:PAGE]
    while True:
        found = page_of(rows, page, by=by)
        whole = [number for number, _ in found if isinstance(number, int)]
        if not whole:
            return
        yield from ((number, row) for number, row in found if isinstance(number, int | float))
        page = rows.filter(**{f"{by}__gt": whole[-1]}).order_by(by)[:PAGE]


def page_of(
    rows: "models.QuerySet[Row]", page: "models.QuerySet[Row]", *, by: str
) -> list[tuple[Any, Row | None]]:
    """The rows of one page, each with the number that it is ordered by."""
    try:
        return [(getattr(row, by), row) for row in page]
    except UNREADABLE:
        numbers = page.values_list(by, flat=True)
        return [(number, _one(rows, by, number)) for number in numbers if number is not None]


def content_of(entry: AuditEntry | None) -> bytes | None:
    """What a seal answers for; None where the entry holds what no entry can."""
    try:
        return as_bytes(entry.as_sealed()) if entry else None
    except UNREADABLE:
        return None


def _one(rows: "models.QuerySet[Row]", by: str, number: object) -> Row | None:
    try:
        return rows.get(**{by: number})
    except UNREADABLE:
        return None
