"""A file that tells when a byte of it was changed or its end is missing; encrypted under a passphrase.

Plain: the content as it is, then what answers for it (a mark, the suite, the digest), so that ordinary tools
still open it. Encrypted: chunks, each sealed under its place and whether it is the last one (STREAM, Hoang et
al., 2015), under a key that scrypt (RFC 7914) makes of the passphrase. Both are written and read in constant
memory, one way, by `write` and `read`; only `finish` says that all of it is whole.
"""

import os
import secrets
from typing import BinaryIO, Protocol

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from anyue.core.algorithms import SealBrokenError, Suite, hasher, seal, unseal

_MARK = b"ANYUE WHOLE 1\n  "
_ENCRYPTED = b"ANYUE SEALED 1\n "
_SUITE = 16
_DIGEST = 32
_SALT = 16
_CHUNK = 1 << 20
_OVERHEAD = 28


class BrokenFileError(ValueError):
    """The file was changed, is not complete, or the passphrase is not the one it was written with."""


class Sink(Protocol):
    """Where content goes."""

    def write(self, data: bytes, /) -> int:
        """Take more."""

    def finish(self) -> None:
        """Write what answers for the content."""


class Source(Protocol):
    """Where content comes from."""

    def read(self, size: int, /) -> bytes:
        """Give at most so much more."""

    def finish(self) -> None:
        """Raise BrokenFileError unless all of the file is as it was written."""


def is_encrypted(file: BinaryIO) -> bool:
    """Whether a passphrase is needed; the file stands at its start again."""
    start = file.read(len(_ENCRYPTED))
    file.seek(0)
    return start == _ENCRYPTED


def sink(file: BinaryIO, suite: Suite, passphrase: str | None) -> Sink:
    """Write to an open file, encrypted where there is a passphrase."""
    return _SealedSink(file, suite, passphrase) if passphrase else _PlainSink(file, suite)


def source(file: BinaryIO, passphrase: str | None) -> Source:
    """Read from an open file that is at its start.

    Raises:
        BrokenFileError: what it begins or ends with is not what a sink writes.
    """
    return _SealedSource(file, passphrase or "") if is_encrypted(file) else _PlainSource(file)


class _PlainSink:
    def __init__(self, file: BinaryIO, suite: Suite) -> None:
        self._file, self._suite, self._hasher = file, suite, hasher(suite)

    def write(self, data: bytes) -> int:
        self._hasher.update(data)
        return self._file.write(data)

    def finish(self) -> None:
        self._file.write(_MARK + _name(self._suite) + self._hasher.finalize())


class _PlainSource:
    def __init__(self, file: BinaryIO) -> None:
        ending = len(_MARK) + _SUITE + _DIGEST
        size = os.fstat(file.fileno()).st_size
        if size < ending:
            raise BrokenFileError
        file.seek(size - ending)
        end = file.read(ending)
        file.seek(0)
        if end[: len(_MARK)] != _MARK:
            raise BrokenFileError
        self._file, self._left = file, size - ending
        self._hasher = hasher(_suite(end[len(_MARK) : -_DIGEST]))
        self._digest = end[-_DIGEST:]

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        self._hasher.update(data)
        return data

    def finish(self) -> None:
        while self.read(_CHUNK):
            pass
        if self._left or self._hasher.finalize() != self._digest:
            raise BrokenFileError


class _SealedSink:
    def __init__(self, file: BinaryIO, suite: Suite, passphrase: str) -> None:
        salt = secrets.token_bytes(_SALT)
        self._head = _ENCRYPTED + _name(suite) + salt
        self._file, self._suite, self._key = file, suite, _key(passphrase, salt)
        self._held, self._place = bytearray(), 0
        file.write(self._head)

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > _CHUNK:
            self._put(bytes(self._held[:_CHUNK]), is_last=False)
            del self._held[:_CHUNK]
        return len(data)

    def finish(self) -> None:
        self._put(bytes(self._held), is_last=True)

    def _put(self, data: bytes, *, is_last: bool) -> None:
        bound_to = _place(self._head, self._place, is_last=is_last)
        self._file.write(seal(self._suite, self._key, data, bound_to=bound_to))
        self._place += 1


class _SealedSource:
    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._head = file.read(len(_ENCRYPTED) + _SUITE + _SALT)
        self._suite = _suite(self._head[len(_ENCRYPTED) : -_SALT])
        self._file, self._key = file, _key(passphrase, self._head[-_SALT:])
        self._next = file.read(_CHUNK + _OVERHEAD)
        self._held, self._place = bytearray(), 0

    def read(self, size: int) -> bytes:
        while len(self._held) < size and self._next:
            self._take()
        data = bytes(self._held[:size])
        del self._held[:size]
        return data

    def finish(self) -> None:
        while self._next:
            self._take()
        if not self._place:
            raise BrokenFileError

    def _take(self) -> None:
        sealed, self._next = self._next, self._file.read(_CHUNK + _OVERHEAD)
        bound_to = _place(self._head, self._place, is_last=not self._next)
        try:
            self._held[:] = self._held + unseal(self._suite, self._key, sealed, bound_to=bound_to)
        except SealBrokenError as broken:
            raise BrokenFileError from broken
        self._place += 1


def _key(passphrase: str, salt: bytes) -> bytes:
    """64 MB and a quarter of a second for every guess."""
    return Scrypt(salt, 32, n=1 << 16, r=8, p=1).derive(passphrase.encode())


def _place(head: bytes, place: int, *, is_last: bool) -> bytes:
    return head + place.to_bytes(8) + bytes([is_last])


def _name(suite: Suite) -> bytes:
    return suite.encode().ljust(_SUITE)


def _suite(name: bytes) -> Suite:
    try:
        return Suite(name.decode("ascii").rstrip())
    except ValueError as unknown:
        raise BrokenFileError from unknown
