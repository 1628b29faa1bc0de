"""Reads the trail from the database, page by page, and holds it against its seals.

What somebody wrote past the program may be nothing that a column should hold; a page that can't be read is
read row by row, and the row that can't is named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Min

from anyue.audit.actions import DROP, RETENTION
from anyue.audit.batches import batch_of
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.core.trail import Batch, Drop, Finding, Kind, Numbered, as_bytes, check
from anyue.core.trail.anchor import Anchor

_PAGE = 1000
_UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError)
Row = TypeVar("Row", AuditBatch, AuditEntry)


@dataclass(frozen=True, slots=True)
class Tail:
    """The entries that are not sealed yet; `since` is the moment of the oldest, None where there are none."""

    count: int
    since: datetime | None


def unsealed_tail() -> Tail:
    """How many entries wait for the sealer, and since when; one query."""
    told = AuditEntry.objects.unsealed().order_by().aggregate(count=models.Count("pk"), since=Min("at"))
    return Tail(told["count"], told["since"])


def last_anchor() -> Anchor | None:
    """The anchor of the last batch; None where nothing was sealed yet."""
    row = AuditBatch.objects.order_by("-number").first()
    return Anchor(row.number, bytes.fromhex(row.digest)) if row else None


def verify(anchors: Iterable[Anchor] = ()) -> Iterator[Finding]:
    """Everything wrong with the sealed trail as it stands at the start; needs the memory of one page."""
    head = AuditBatch.objects.order_by("-number").values_list("number", "first", "count").first()
    number, first, count = head or (0, 1, 0)
    last = first + count - 1
    yield from check(_batches(number), _entries(last), drop=_last_drop(), anchors=anchors)
    # One statement, so that the batches and the entries are those of one moment.
    ends = AuditBatch.objects.order_by("-number").annotate(end=models.F("first") + models.F("count") - 1)
    beyond = AuditEntry.objects.exclude(number__isnull=True)
    if head:
        beyond = beyond.filter(number__gt=models.Subquery(ends.values("end")[:1]))
    for key, stray in beyond.order_by("number").values_list("pk", "number")[:_PAGE]:
        yield Finding(Kind.INSERTED, number=stray, key=key)


def _last_drop() -> Drop | None:
    """What the trail says of its last dropping."""
    said = AuditEntry.objects.filter(action=DROP).order_by("-pk").first()
    through = said.target.partition(":")[2] if said else ""
    if said is None or not through.isdecimal():
        return None
    return Drop(int(through), said.at - relativedelta(months=RETENTION))


def _batches(last: int) -> Iterator[Batch | float]:
    """The batches up to a number, in order; those that can't be read by their number."""
    for number, row in _by_number(AuditBatch.objects.filter(number__lte=last)):
        try:
            yield batch_of(row) if row else number
        except _UNREADABLE:
            yield number


def _entries(last: int) -> Iterator[Numbered]:
    """The entries with numbers up to one, in order."""
    for number, row in _by_number(AuditEntry.objects.filter(number__lte=last)):
        try:
            yield Numbered(number, row and row.pk, as_bytes(row.as_sealed()) if row else None)
        except _UNREADABLE:
            yield Numbered(number, row and row.pk, None)


def _by_number(rows: "models.QuerySet[Row]") -> Iterator[tuple[int | float, Row | None]]:
    """Rows by number, None for one that can't be read; a query a page.

    SQLite keeps half a number where somebody wrote it; between two whole ones it is named like any other.
    """
    page = rows.order_by("number")[:_PAGE]
    while True:
        try:
            found: list[tuple[object, Row | None]] = [(row.number, row) for row in page]
        except _UNREADABLE:
            numbers = page.values_list("number", flat=True)
            found = [(number, _one(rows, number)) for number in numbers if number is not None]
        whole = [number for number, _ in found if isinstance(number, int)]
        if not whole:
            return
        yield from ((number, row) for number, row in found if isinstance(number, int | float))
        page = rows.filter(number__gt=whole[-1]).order_by("number")[:_PAGE]


def _one(rows: "models.QuerySet[Row]", number: int) -> Row | None:
    try:
        return rows.get(number=number)
    except _UNREADABLE:
        return None
