"""Files in and out: never more in memory than the reader takes, and a clear problem for all else."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from anyue.cli.os_words import READING, WRITING, os_words
from anyue.core.errors import (
    FILE_MISSING,
    FILE_UNMEASURED,
    FILE_UNREADABLE,
    FILE_UNWRITABLE,
    AnyueError,
)
from anyue.core.file_sizes import MEGABYTE, too_large
from anyue.core.notice.open.limits import FILE_MEGABYTES

STANDARD_INPUT = "-"


def source_name(path: str) -> str:
    """The name under which a file is spoken of."""
    return "标准输入" if path == STANDARD_INPUT else Path(path).name or path


def read_bytes(path: str) -> bytes:
    """The bytes of a file or of the standard input; AnyueError where there are none or too many."""
    if path == STANDARD_INPUT:
        return _limited(sys.stdin.buffer, path)
    try:
        size = Path(path).stat().st_size
        # A file far over the limit is not even brought into memory.
        if size > FILE_MEGABYTES * MEGABYTE:
            raise too_large(source_name(path), size, FILE_MEGABYTES)
        with Path(path).open("rb") as file:
            return _limited(file, path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AnyueError(FILE_MISSING, name=path) from error
    except OSError as error:
        raise AnyueError(FILE_UNREADABLE, name=path, why=os_words(error, READING)) from error
    except ValueError as error:
        # A name that no file can have: it holds a zero character.
        raise AnyueError(FILE_MISSING, name=path) from error


def _limited(file: BinaryIO, path: str) -> bytes:
    # A pipe or a device has no size beforehand, and may have no end.
    data = file.read(FILE_MEGABYTES * MEGABYTE + 1)
    if len(data) > FILE_MEGABYTES * MEGABYTE:
        raise AnyueError(FILE_UNMEASURED, name=source_name(path), limit=FILE_MEGABYTES)
    return data


def write_bytes(path: str, data: bytes, *, inputs: Sequence[str]) -> None:
    """Write the file; AnyueError where that can't be done or where it is one of those that were read."""
    target = Path(path)
    try:
        if any(target.samefile(one) for one in inputs if target.exists() and Path(one).exists()):
            raise AnyueError(FILE_UNWRITABLE, name=path, why="它就是要读的文件，请换一个文件名")
        target.write_bytes(data)
    except (OSError, ValueError) as error:
        why = os_words(error, WRITING) if isinstance(error, OSError) else "不是有效的文件名"
        raise AnyueError(FILE_UNWRITABLE, name=path, why=why) from error
