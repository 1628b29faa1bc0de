"""The sealer: numbers committed entries and chains them in batches.

Writers insert plain rows and never wait for one another. The sealer takes whatever is committed and has no
number, by the order of the keys; an entry that commits late, though its key is lower, goes to a later batch.
Several sealers may run: a batch has one number, and only one of them gets to use it.

An entry that is not the program's is sealed like any other, so that it can't be taken away again; that it was
found is put on the trail.
"""

import logging
import random
from itertools import groupby
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connections, transaction

from anyue import clock
from anyue.audit.batches import batch_of, row_of
from anyue.audit.choices import Result
from anyue.audit.entries import insert_entry
from anyue.audit.macs import fault_of, macs_at_hand
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.audit.reading import content_of, page_of
from anyue.core.trail import LARGEST_BATCH, leaf, link

SECONDS_BETWEEN = (3.0, 6.0)
"""How long a served program's sealer rests: by chance, so that those of several processes seldom meet."""
_log = logging.getLogger(__name__)


class _OvertakenError(Exception):
    """Another sealer has numbered some of the entries meanwhile."""


def seal(limit: int = LARGEST_BATCH) -> int:
    """Seal what is committed, in batches of at most `limit`; how many entries were sealed."""
    sealed = 0
    while AuditEntry.objects.unsealed().exists() and (count := _seal_batch(limit)):
        sealed += count
    return sealed


def _seal_batch(limit: int) -> int:
    """Seal one batch; 0 where another sealer was first."""
    try:
        with transaction.atomic():
            return _seal_in_transaction(limit)
    except (IntegrityError, _OvertakenError):
        return 0


def _seal_in_transaction(limit: int) -> int:
    unsealed = AuditEntry.objects.unsealed()
    # What can't be read is left for `verify` to name: it must not keep the others from being sealed.
    page = [(entry, content_of(entry)) for _, entry in page_of(unsealed, unsealed[:limit], by="pk")]
    contents = {entry: content for entry, content in page if entry and content is not None}
    entries = list(contents)
    if not entries:
        return 0
    last = AuditBatch.objects.order_by("-number").first()
    suite = settings.ALGORITHMS
    leaves = [leaf(suite, content) for content in contents.values()]
    batch = link(batch_of(last) if last else None, leaves, suite, clock.now())
    # The batch first: of two sealers at once, one fails here and leaves the entries to the other.
    row_of(batch).save(force_insert=True)
    keys = [entry.pk for entry in entries]
    for keys_run in _runs(keys):
        first = batch.first + keys.index(keys_run[0])
        if AuditEntry.objects.all().give_numbers(keys_run, first) != len(keys_run):
            raise _OvertakenError
    _tell_forged(entries)
    return len(entries)


def _tell_forged(entries: list[AuditEntry]) -> None:
    """Put on the trail which entry of a batch is the first not of the program, and how many are not."""
    macs = macs_at_hand(are_all_signed=all(entry.mac for entry in entries))
    forged = [entry.pk for entry in entries if fault_of(macs, entry)]
    if not forged:
        return
    _log.error("%d entries of the trail are not the program's, from key %d on.", len(forged), forged[0])
    insert_entry(
        action="find_forged_entries",
        by_id=None,
        target=f"auditentry:{forged[0]}",
        unit_id=None,
        result=Result.DONE,
        reason=f"count={len(forged)}",
    )


def _runs(keys: list[int]) -> list[range]:
    """The keys, ascending, as runs of consecutive ones."""
    groups = (list(group) for _, group in groupby(enumerate(keys), lambda item: item[1] - item[0]))
    return [range(group[0][1], group[-1][1] + 1) for group in groups]


def seal_from_now_on() -> None:
    """Let a thread of this process seal every few seconds, as long as the process lives."""
    Thread(target=_seal_forever, name="sealer", daemon=True).start()


def _seal_forever() -> None:
    rest = Event()
    while not rest.wait(random.uniform(*SECONDS_BETWEEN)):  # noqa: S311  No secret hangs on it.
        try:
            seal()
        except DatabaseError:
            _log.exception("The trail could not be sealed; it is tried again.")
        finally:
            # Those who serve pages share the pool with this thread, which seldom needs a connection.
            connections.close_all()
