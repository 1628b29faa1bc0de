"""Writes: clearing away what nothing refers to."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, ManyToOneRel, Model, OuterRef, QuerySet

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.files.models import FOLDER, StoredFile

_AFTER = timedelta(days=1)


def clear_files(*, by: User | None) -> int:
    """Remove files that nothing refers to and that nobody has sent for a day; how many.

    Also what lies on the disk without a row, as a lost machine leaves it. `by` is None on the command line.
    """
    before = clock.running() - _AFTER
    old = _unreferenced().filter(given_at__lte=before)
    count = sum(_remove(pk) for pk in list(old.values_list("pk", flat=True)))
    count += _remove_strays(before.timestamp())
    # No one object: the entry is about all that is past.
    write_entry("clear_files", by=by, on="storedfile", reason=str(count))
    return count


def _unreferenced() -> QuerySet[StoredFile]:
    """The files that no row of any concern refers to."""
    rows = StoredFile.objects.all()
    for one in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(one, ManyToOneRel):
            referring: QuerySet[Model] = QuerySet(one.related_model).filter(
                **{one.field.name: OuterRef("pk")}
            )
            rows = rows.filter(~Exists(referring))
    return rows


def _remove(pk: int) -> bool:
    """Remove one, unless somebody has sent it or referred to it meanwhile."""
    before = clock.running() - _AFTER
    try:
        with transaction.atomic():
            row = _unreferenced().select_for_update().filter(pk=pk, given_at__lte=before).first()
            if row is None:
                return False
            row.delete()
    except IntegrityError:
        return False
    for kept in (row.content, row.thumbnail):
        if kept:
            (Path(settings.MEDIA_ROOT) / str(kept)).unlink(missing_ok=True)
    return True


def _remove_strays(before: float) -> int:
    """Remove what has no row and was written long enough ago that none is on its way."""
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    known = {
        Path(name).name
        for names in StoredFile.objects.values_list("content", "thumbnail").iterator()
        for name in names
    }
    strays = [
        path
        for path in (folder.iterdir() if folder.exists() else ())
        if path.name not in known and path.stat().st_mtime <= before
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
