"""The writes of the trail: an entry, and the dropping of what is past its retention."""

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from anyue import clock
from anyue.audit.choices import Result
from anyue.audit.entries import insert_entry
from anyue.audit.models import AuditBatch, AuditEntry
from anyue.core import errors
from anyue.core.errors import AnyueError

DROP = "drop_segments"
RETENTION = 6
"""Months that an entry is kept at least: 网络安全法 (2016) article 21 (3), 不少于六个月."""


def write_entry(
    action: str,
    *,
    by: AbstractBaseUser | None,
    on: models.Model | str,
    unit_id: int | None = None,
    reason: str = "",
) -> None:
    """Insert one entry in the caller's transaction, so that an act and its entry stand or fall together.

    `on` is the object, or a word for what is no row. `reason` is a code and never what a person typed: the
    trail names nobody, and who reads it sees no business data.

    Raises:
        ValueError: the reason is no code.
    """
    insert_entry(
        action=action,
        by_id=None if by is None else by.pk,
        unit_id=unit_id,
        target=on if isinstance(on, str) else f"{on._meta.model_name}:{on.pk}",
        result=Result.DONE,
        reason=reason,
    )


@transaction.atomic
def drop_segments(*, before: datetime, by: AbstractBaseUser | None) -> tuple[int, int]:
    """Drop the entries of all batches sealed before a moment; how many batches and entries.

    The batches stay with their digests, so that the chain goes on across them. `by` is None at the command
    line.

    Raises:
        AnyueError: the moment lies within the time that entries are kept.
    """
    earliest = clock.now() - relativedelta(months=RETENTION)
    if before > earliest:
        raise AnyueError(errors.TRAIL_KEPT, months=RETENTION, day=f"{earliest:%Y-%m-%d}")
    kept = AuditBatch.objects.filter(sealed_at__gte=before).order_by("number").first()
    past = AuditBatch.objects.filter(sealed_at__lt=before, dropped_at__isnull=True).order_by("number")
    batches = list((past.filter(number__lt=kept.number) if kept else past).defer("leaves"))
    if not batches:
        return 0, 0
    first, last = batches[0], batches[-1]
    entries = AuditEntry.objects.all().drop_numbered(first.first, last.first + last.count - 1)
    numbers = {"number__gte": first.number, "number__lte": last.number}
    AuditBatch.objects.filter(**numbers).update(leaves=b"", dropped_at=clock.now())
    write_entry(DROP, by=by, on=last)
    return len(batches), entries


@transaction.atomic
def note_verification(*, batch: int, wrong: int, by: AbstractBaseUser | None) -> None:
    """Put on the trail that it was verified up to a batch, and how much was found to be wrong."""
    write_entry("verify_trail", by=by, on=f"auditbatch:{batch}", reason=f"wrong={wrong}")


@transaction.atomic
def note_backup(*, files: int, is_encrypted: bool, by: AbstractBaseUser | None) -> None:
    """Put a backup that was written and checked on the trail; by it the doctor knows how old the last is."""
    write_entry("back_up", by=by, on="installation", reason=f"files={files} encrypted={int(is_encrypted)}")


@transaction.atomic
def note_restore(*, by: AbstractBaseUser | None) -> None:
    """Put on the trail, which came out of a backup, that it did."""
    write_entry("restore", by=by, on="installation")
