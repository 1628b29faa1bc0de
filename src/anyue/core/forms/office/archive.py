"""The members of an Office file, read within limits: a returned file may be anything."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from anyue.core.file_sizes import MEGABYTE

LARGEST_MEGABYTES = 50
LARGEST_FILE = LARGEST_MEGABYTES * MEGABYTE
"""Bytes of a returned file: a table with a few photographs is far below it."""
_LARGEST_MEMBER = 64 * MEGABYTE
_MOST_MEMBERS = 4000
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class DamagedError(Exception):
    """The file is cut off, damaged, or larger than any table."""


class Archive:
    """The named members of a zip file in memory; nothing is ever written to disk or followed outside."""

    def __init__(self, data: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as fault:
            raise DamagedError from fault
        if len(self._file.filelist) > _MOST_MEMBERS:
            raise DamagedError

    @property
    def names(self) -> Iterable[str]:
        """The names of the members."""
        return self._file.NameToInfo

    def __contains__(self, name: str) -> bool:
        return name in self._file.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a member; DamagedError where it is missing, broken or unpacks to more than 64 MB."""
        info = self._file.NameToInfo.get(name)
        # A member never unpacks to more than it declares: zipfile stops there.
        if info is None or info.file_size > _LARGEST_MEMBER:
            raise DamagedError
        try:
            return self._file.read(info)
        except _FAULTS as fault:
            raise DamagedError from fault

    def with_members(self, changed: Mapping[str, bytes]) -> bytes:
        """The zip file with some members changed; the others stay, with their order and dates."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self._file.infolist():
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(
                    entry, changed[info.filename] if info.filename in changed else self.read(info.filename)
                )
        return out.getvalue()
