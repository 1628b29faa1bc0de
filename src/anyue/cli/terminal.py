"""How a command behaves for who starts it: UTF-8, one line for a slip, and an end that is clean."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

# As a shell counts a signal: 128 and its number.
_WRONG_USAGE, _PIPE_CLOSED, _ENDED = 2, 128 + 13, 128 + 15


class UsageError(Exception):
    """A command line that says nothing clear; the text is one line in Chinese."""


def run_command(name: str, command: Callable[[], int]) -> int:
    """The exit status of `anyue NAME`; 2 for a slip in the command line, 141 where nobody reads on.

    Ctrl-C and the end of the session (SIGTERM) go up through the command as exceptions, so that it can clear
    away what it has begun.
    """
    _speak_utf8()
    try:
        with _ending_cleanly():
            status = command()
            sys.stdout.flush()
    except UsageError as error:
        print(f"{error}“anyue {name} --help”列出用法。", file=sys.stderr)
        return _WRONG_USAGE
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python's own last flush would complain again.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  Open until the end.
        return _PIPE_CLOSED
    return status


def _speak_utf8() -> None:
    """UTF-8 whatever the terminal's own encoding is, as JSON is defined to be."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A file's name may hold what no encoding knows; its escape is valid in JSON too.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def _ending_cleanly() -> Iterator[None]:
    """Make an exception of SIGTERM, as Python does of Ctrl-C; only the first thread of a program may."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(_ENDED)
