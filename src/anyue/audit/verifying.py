"""Reads the trail from the database, page by page, and holds it against its seals and its MACs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Min

from anyue.audit.actions import DROP, RETENTION
from anyue.audit.batches import batch_of
from anyue.audit.macs import fault_of, macs_at_hand, said_of
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.audit.reading import PAGE, UNREADABLE, content_of, in_order
from anyue.core.trail import Batch, Drop, Finding, Kind, Macs, Numbered, check, key_name_in
from anyue.core.trail.anchor import Anchor


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
    """Everything wrong with the trail as it stands at the start; needs the memory of one page."""
    head = AuditBatch.objects.order_by("-number").values_list("number", "first", "count").first()
    number, first, count = head or (0, 1, 0)
    last = first + count - 1
    judged = _Judged(macs_at_hand(), set())
    yield from check(_batches(number), _entries(last, judged), drop=_last_drop(), anchors=anchors)
    # One statement, so that the batches and the entries are those of one moment.
    ends = AuditBatch.objects.order_by("-number").annotate(end=models.F("first") + models.F("count") - 1)
    beyond = AuditEntry.objects.exclude(number__isnull=True)
    if head:
        beyond = beyond.filter(number__gt=models.Subquery(ends.values("end")[:1]))
    for key, stray in beyond.order_by("number").values_list("pk", "number")[:PAGE]:
        yield Finding(Kind.INSERTED, number=stray, key=key)
    yield from _tail(judged)
    yield from _copies()


def _tail(judged: "_Judged") -> Iterator[Finding]:
    """What is wrong with the entries that are not sealed yet, which somebody may have written by SQL."""
    for key, entry in in_order(AuditEntry.objects.filter(number__isnull=True), by="pk"):
        if fault := judged.fault(entry):
            yield Finding(fault, key=key)


def _last_drop() -> Drop | None:
    """What the trail says of its last dropping."""
    said = said_of(DROP)
    through = said.target.partition(":")[2] if said else ""
    if said is None or not through.isdecimal():
        return None
    return Drop(int(through), said.at - relativedelta(months=RETENTION))


@dataclass(frozen=True, slots=True)
class _Judged:
    """Tells a key that is not at hand once, and not of each entry."""

    macs: Macs
    told: set[str]

    def fault(self, entry: AuditEntry | None) -> Kind | None:
        fault = fault_of(self.macs, entry)
        if fault is Kind.KEY_MISSING and entry is not None:
            name = key_name_in(entry.mac)
            if name in self.told:
                return None
            self.told.add(name)
        return fault


def _copies() -> Iterator[Finding]:
    """Entries with the MAC of an earlier one; a query, and a second one where there are any."""
    signed = AuditEntry.objects.exclude(mac="").order_by()
    twice = signed.values("mac").annotate(count=models.Count("pk")).filter(count__gt=1).values("mac")[:PAGE]
    known: set[str] = set()
    # A list, since not every database takes a limit within another query.
    copied = AuditEntry.objects.filter(mac__in=[row["mac"] for row in twice]).order_by("pk")
    for key, number, mac in copied.values_list("pk", "number", "mac"):
        if mac in known:
            yield Finding(Kind.COPIED, number=number, key=key)
        known.add(mac)


def _batches(last: int) -> Iterator[Batch | float]:
    """The batches up to a number, in order; those that can't be read by their number."""
    for number, row in in_order(AuditBatch.objects.filter(number__lte=last), by="number"):
        try:
            yield batch_of(row) if row else number
        except UNREADABLE:
            yield number


def _entries(last: int, judged: _Judged) -> Iterator[Numbered]:
    """The entries with numbers up to one, in order."""
    for number, row in in_order(AuditEntry.objects.filter(number__lte=last), by="number"):
        yield Numbered(number, row and row.pk, content_of(row), judged.fault(row))
