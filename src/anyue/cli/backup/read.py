"""Reads a backup to its end and says whether it is whole; writes its members out where they are wanted."""

import hashlib
import os
import tarfile
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from anyue.cli.backup.manifest import MANIFEST, Manifest, is_safe, manifest_of
from anyue.cli.os_words import READING, os_words
from anyue.core import errors
from anyue.core.errors import AnyueError, backups
from anyue.core.whole_file import BrokenFileError, is_encrypted, source

_PIECE = 1 << 20
_LARGEST_MANIFEST = 64 << 20


def needs_passphrase(path: Path) -> bool:
    """Whether a backup is encrypted. Raises FILE_UNREADABLE."""
    try:
        with path.open("rb") as file:
            return is_encrypted(file)
    except OSError as error:
        raise AnyueError(errors.FILE_UNREADABLE, name=path, why=os_words(error, READING)) from error


def read_backup(path: Path, passphrase: str | None, into: Path | None = None) -> Manifest:
    """The manifest of a backup of which every byte was read and is right; its members are put under `into`.

    Raises:
        AnyueError: it is no backup, not whole, holds what no backup holds, or the passphrase is wrong.
    """
    try:
        with path.open("rb") as file:
            whole = source(file, passphrase)
            with tarfile.open(fileobj=whole, mode="r|") as tar:  # type: ignore[call-overload]  # It only reads.
                found = _members(tar, into)
            whole.finish()
    except (
        BrokenFileError,
        tarfile.TarError,
        ValueError,
        TypeError,
        KeyError,
        EOFError,
        RecursionError,
    ) as broken:
        raise AnyueError(backups.BROKEN, name=path) from broken
    return found


def _members(tar: tarfile.TarFile, into: Path | None) -> Manifest:
    """Read every member; the manifest is the last one, and agrees with those before it."""
    listing, count, size = hashlib.sha256(), 0, 0
    for member in tar:
        # The holes of a sparse member are nowhere in the file, and fill the disk.
        is_plain = member.isreg() and not member.issparse()
        opened = tar.extractfile(member) if is_plain else None
        if opened is None:
            raise BrokenFileError
        if member.name == MANIFEST and member.size <= _LARGEST_MANIFEST:
            told = manifest_of(opened.read())
            said = (told.members, told.size, told.listing)
            if said != (count, size, listing.hexdigest()) or tar.next() is not None:
                raise BrokenFileError
            return told
        if not is_safe(member.name):
            raise BrokenFileError
        digest = _copy(opened, into / member.name if into else None)
        listing.update(f"{digest} {member.size} {member.name}\n".encode())
        count, size = count + 1, size + member.size
    raise BrokenFileError


def _copy(opened: IO[bytes], to: Path | None) -> str:
    """Read a member, write it to a new file where one is wanted, and give its digest."""
    digest = hashlib.sha256()
    with ExitStack() as stack:
        out = None
        if to is not None:
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            out = stack.enter_context(to.open("xb"))
            to.chmod(0o600)
        while piece := opened.read(_PIECE):
            digest.update(piece)
            if out is not None:
                out.write(piece)
        if out is not None:
            out.flush()
            os.fsync(out.fileno())
    return digest.hexdigest()
