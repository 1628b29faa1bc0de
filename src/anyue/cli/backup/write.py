"""Writes a backup: a copy of the database first, then the files that this very copy names.

A file is on the disk before the row that names it is committed and is never written again, so that files
copied after the database match it.
"""

import hashlib
import io
import os
import tarfile
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from anyue import __version__, clock
from anyue.audit.actions import note_backup
from anyue.audit.verifying import last_anchor
from anyue.cli.backup import database
from anyue.cli.backup.manifest import DATABASE, FILES, KEY_FILES, KEYS, MANIFEST, Manifest
from anyue.cli.backup.read import read_backup
from anyue.cli.os_words import WRITING, os_words
from anyue.core import errors
from anyue.core.errors import AnyueError, backups
from anyue.core.whole_file import sink


def make_backup(target: Path, *, passphrase: str | None = None, with_keys: bool = False) -> Manifest:
    """Write a backup, read it again, and only then give it its name.

    Raises:
        AnyueError: not this database, the name is taken, keys without encryption, or the disk refuses.
    """
    if connection.vendor != "sqlite":
        raise AnyueError(backups.NOT_HERE)
    if with_keys and not passphrase:
        raise AnyueError(backups.KEYS_OPEN)
    if target.exists():
        raise AnyueError(backups.EXISTS, name=target)
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".anyue-backup-") as folder:
            part = Path(folder) / "part"
            made = _write(part, Path(folder) / DATABASE, passphrase, with_keys=with_keys)
            if read_backup(part, passphrase) != made:
                raise AnyueError(backups.BROKEN, name=target)
            part.replace(target)
            _sync_folder(target.absolute().parent)
    except OSError as error:
        raise AnyueError(errors.FILE_UNWRITABLE, name=target, why=os_words(error, WRITING)) from error
    note_backup(files=made.members, is_encrypted=bool(passphrase), by=None)
    return made


def _write(part: Path, copy: Path, passphrase: str | None, *, with_keys: bool) -> Manifest:
    origin = Path(settings.DATABASES["default"]["NAME"]).resolve()
    # Before the copy: whatever is sealed by then is in it.
    anchor = last_anchor()
    database.copy_database(origin, copy)
    if faults := database.faults(copy):
        raise AnyueError(backups.DATABASE_FAULTY, what=faults[0][:200])
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        whole = sink(file, settings.ALGORITHMS, passphrase)
        opened = tarfile.open(fileobj=whole, mode="w|", format=tarfile.PAX_FORMAT)  # type: ignore[call-overload]  # noqa: SIM115  It only writes; closed below.
        with opened as tar:
            members = _Members(tar)
            members.add(copy, DATABASE)
            for name in database.stored_files(copy):
                members.add(Path(settings.MEDIA_ROOT) / name, f"{FILES}/{name}")
            for name in KEY_FILES if with_keys else ():
                members.add(settings.VAR / name, f"{KEYS}/{name}")
            made = Manifest(
                version=__version__,
                made_at=clock.now().isoformat(timespec="seconds"),
                suite=str(settings.ALGORITHMS),
                members=members.count,
                size=members.size,
                listing=members.listing.hexdigest(),
                migrations=database.migrations(copy),
                counts=database.counts(copy),
                missing=members.missing,
                anchor=str(anchor or ""),
            )
            about = made.to_json()
            tar.addfile(_info(MANIFEST, len(about)), io.BytesIO(about))
        whole.finish()
        file.flush()
        os.fsync(file.fileno())
    return made


@dataclass
class _Members:
    """Adds files to the archive and keeps the listing of them."""

    tar: tarfile.TarFile
    count: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listing = hashlib.sha256()

    def add(self, path: Path, name: str) -> None:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            self.missing.append(name)
            return
        with file:
            size = os.fstat(file.fileno()).st_size
            digesting = _Digesting(file)
            self.tar.addfile(_info(name, size), digesting)  # type: ignore[arg-type]  # Only read is called.
        self.listing.update(f"{digesting.digest.hexdigest()} {size} {name}\n".encode())
        self.count += 1
        self.size += size


class _Digesting:
    """A file that digests what is read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk; Windows opens no folder."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
