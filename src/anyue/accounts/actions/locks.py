"""Writes: locks against guessing."""

from django.db import transaction

from anyue.accounts.actions.rights import require_administrator
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import Lock, User
from anyue.audit.actions import write_entry


@transaction.atomic
def note_lock(*, lock: Lock, by: User | None) -> None:
    """Put on the trail that a lock has closed; nobody did it, so `by` is None."""
    write_entry("lock_sign_in", by=by, on=lock)


@transaction.atomic
def release_lock(*, lock: Lock, by: User) -> None:
    """Open a lock before its time, by the security administrator."""
    require_administrator(by, AdministratorKind.SECURITY)
    write_entry("release_lock", by=by, on=lock)
    lock.delete()
