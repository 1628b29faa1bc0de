"""Files that show an activity: added with a record or later, captioned, taken away again."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core.errors import AnyueError, ledger
from anyue.core.forms.values import clean_text
from anyue.core.uploads import Prepared
from anyue.files.storing import Store, storing
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.models import ActivityRecord, Evidence

MOST_EVIDENCE = 30
"""Files of one record."""


def add_evidence(*, record: ActivityRecord, files: Sequence[Prepared], by: User) -> int:
    """Add files to a record, also to one that a table counts; how many it did not have yet.

    Raises:
        AnyueError: no right to, the record was called off, or it would have too many.
    """
    with storing(by=by) as store, transaction.atomic():
        require(by, Permission.KEEP_RECORDS, record.unit_id)
        # Also the lock by which two who add at once wait for each other.
        if not ActivityRecord.objects.filter(pk=record.pk, cancelled_at__isnull=True).update(
            counted=F("counted")
        ):
            raise AnyueError(ledger.RECORD_CANCELLED)
        count = write_evidence(record=record, files=files, store=store, by=by)
        write_entry("add_evidence", by=by, on=record, unit_id=record.unit_id)
    return count


def write_evidence(*, record: ActivityRecord, files: Sequence[Prepared], store: Store, by: User) -> int:
    """Keep the files that a record has not yet: part of another act, in its transaction; how many."""
    has = dict(record.evidence.values_list("original", "position"))
    new = {one.original: one for one in files if one.original not in has}
    if len(has) + len(new) > MOST_EVIDENCE:
        raise AnyueError(ledger.EVIDENCE_TOO_MUCH, field="evidence", limit=MOST_EVIDENCE)
    last = max(has.values(), default=-1)
    Evidence.objects.bulk_create(
        Evidence(
            record=record,
            position=position,
            file=store(one),
            original=one.original,
            name=one.name[:100],
            added_at=clock.now(),
            added_by=by,
        )
        for position, one in enumerate(new.values(), last + 1)
    )
    return len(new)


@transaction.atomic
def caption_evidence(*, evidence: Evidence, caption: str, by: User) -> None:
    """Say in a line what a file shows."""
    require(by, Permission.KEEP_RECORDS, evidence.record.unit_id)
    Evidence.objects.filter(pk=evidence.pk).update(caption=clean_text(caption)[:100])
    write_entry("caption_evidence", by=by, on=evidence.record, unit_id=evidence.record.unit_id)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """Take a file away, also from a record that a table counts: who is on a photo may ask for it.

    Its content goes with the next `anyue tidy`, a day after it was sent, unless another record has it.
    """
    require(by, Permission.KEEP_RECORDS, evidence.record.unit_id)
    Evidence.objects.filter(pk=evidence.pk).delete()
    write_entry("remove_evidence", by=by, on=evidence.record, unit_id=evidence.record.unit_id)
