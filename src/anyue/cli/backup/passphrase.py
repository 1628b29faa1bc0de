"""Where the passphrase of a backup comes from: a file, or whoever sits at the terminal."""

import getpass
import sys
from pathlib import Path

from anyue.cli.os_words import READING, os_words
from anyue.core import errors
from anyue.core.errors import AnyueError, backups

SHORTEST = 12


def passphrase_for(file: Path | None, *, asked: bool, twice: bool) -> str | None:
    """The passphrase, None where none is wanted; `twice` for a new one, which may not be too short.

    Raises:
        AnyueError: none can be had, it is too short, or the second one differs.
    """
    if file is None and not asked:
        return None
    given = _of_file(file) if file else _of_terminal("口令：")
    if twice and len(given) < SHORTEST:
        raise AnyueError(backups.PASSPHRASE_SHORT, shortest=SHORTEST)
    if twice and file is None and _of_terminal("再输入一次：") != given:
        raise AnyueError(backups.PASSPHRASE_DIFFERS)
    return given


def _of_file(file: Path) -> str:
    try:
        return file.read_text("utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise AnyueError(errors.FILE_UNREADABLE, name=file, why=os_words(error, READING)) from error


def _of_terminal(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise AnyueError(backups.PASSPHRASE_MISSING)
    return getpass.getpass(prompt)
