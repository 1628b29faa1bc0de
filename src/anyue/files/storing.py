"""Keeping a file: looked at before the transaction, on the disk before its row, gone where either fails."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.core.uploads import TAKEN, Prepared, UploadKind, prepare
from anyue.files.models import FOLDER, StoredFile

if TYPE_CHECKING:
    from django.core.files.base import File

Store = Callable[[Prepared], StoredFile]


def look_at(upload: "File[bytes]", *, kinds: Collection[UploadKind] = TAKEN) -> Prepared:
    """What is kept of a file that was sent; nothing is stored. It takes long: call it before a transaction.

    Raises AnyueError: the file is none of these kinds, too large, damaged, or not what it seems.
    """
    return prepare(upload.read(), upload.name or "", megabytes=settings.FILE_MEGABYTES, kinds=kinds)


@contextmanager
def storing(*, by: User) -> Iterator[Store]:
    """Give a function that keeps a file, to be called within a transaction that ends inside the block.

    Where the block fails, nothing that it wrote stays on the disk:

        with storing(by=by) as store, transaction.atomic():
            row.file = store(prepared)
    """
    written: list[Path] = []

    def store(prepared: Prepared) -> StoredFile:
        # Touched, so that it is not cleared away before a row refers to it.
        now, same = clock.running(), StoredFile.objects.filter(sha256=prepared.sha256)
        if not same.update(given_at=now):
            name = f"{FOLDER}/{uuid4().hex}"
            row = StoredFile(
                sha256=prepared.sha256,
                size=len(prepared.data),
                kind=prepared.kind,
                content=name,
                thumbnail=f"{name}.small" if prepared.thumbnail else "",
                stored_at=clock.now(),
                stored_by=by,
                given_at=now,
            )
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except IntegrityError:
                # Somebody else has just stored the same: theirs is as good.
                if not same.update(given_at=now):
                    raise
            else:
                for name_on_disk, data in _parts(row, prepared):
                    written.append(_write_whole(name_on_disk, data))
        return same.get()

    try:
        yield store
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _parts(row: StoredFile, prepared: Prepared) -> Iterator[tuple[str, bytes]]:
    """(name below MEDIA_ROOT, what belongs there)."""
    yield str(row.content), prepared.data
    if prepared.thumbnail:
        yield str(row.thumbnail), prepared.thumbnail


def _write_whole(name: str, data: bytes) -> Path:
    """A file that is on the disk to its last byte when it gets its name."""
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return path
