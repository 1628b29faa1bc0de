"""Reads the files of a folder, on every core where there are many."""

import os
import signal
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import active_count

from anyue.core.collect.packed import PackedReadings, pack
from anyue.core.forms.office.archive import LARGEST_FILE
from anyue.core.forms.returned.agreement import Tie, ties_of
from anyue.core.forms.returned.reading import read_returned
from anyue.core.forms.returned.template import Template

# Starting a further process costs as much as reading some dozens of files.
_FEW = 48
_BATCH = 32
_MOST_PROCESSES = 8

Files = Sequence[tuple[str, str]]
"""(name, path) of files."""


def read_folder(
    template: Template, files: Files, on_read: Callable[[str, int], None] = lambda _name, _count: None
) -> PackedReadings:
    """The readings of the files in their order.

    `on_read` is told the last name and the number of files each time that some more are read.
    """
    ties = ties_of(template)
    batches = [files[at : at + _BATCH] for at in range(0, len(files), _BATCH)]
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES) if len(files) > _FEW else 1
    packed = PackedReadings()
    shares = [batches[at::processes] for at in range(1, processes)]
    with _helpers(template, ties, shares) as helpers:
        for number, batch in enumerate(batches):
            # This process reads too: it takes its turn among those that it started.
            turn = number % processes
            read = _received(helpers[turn - 1]) if turn else None
            packed.add(read or _read(template, ties, batch))
            on_read(batch[-1][0], len(batch))
    return packed


def read_limited(path: str) -> bytes:
    """The bytes of a file, no more than one over the limit; none of one that can't be read, or has no end."""
    try:
        found = os.stat(path)  # noqa: PTH116  Paths cost more than they say here.
        if not stat.S_ISREG(found.st_mode):
            return b""
        with open(path, "rb") as opened:  # noqa: PTH123  The same.
            return opened.read(min(found.st_size, LARGEST_FILE) + 1)
    except OSError:
        return b""


def _read(template: Template, ties: Sequence[Tie], files: Files) -> bytes:
    return pack([read_returned(template, ties, read_limited(path), name) for name, path in files])


@contextmanager
def _helpers(
    template: Template, ties: Sequence[Tie], shares: Sequence[Sequence[Files]]
) -> Iterator[list[Connection]]:
    """A process for each share of the batches, and the ends of the pipes that their readings come out of.

    None of them outlives this block, however it ends.
    """
    # A process with several threads must not be copied while one of them holds a lock.
    is_copied = hasattr(os, "fork") and active_count() == 1
    context = get_context("fork") if is_copied else get_context("spawn")
    ends: list[Connection] = []
    processes = []
    try:
        with _signals_waiting():
            for share in shares:
                end, start = context.Pipe(duplex=False)
                ends.append(end)
                inherited = tuple(ends) if is_copied else ()
                process = context.Process(target=_help, args=(start, inherited, template, ties, share))
                process.start()
                processes.append(process)
                start.close()
        yield ends
    finally:
        for process in processes:
            process.kill()
            process.join()
        for end in ends:
            end.close()


@contextmanager
def _signals_waiting() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait for the end of this block, and for ever in the processes started in it.

    They reach all processes of a terminal: only the first one is to say what becomes of them.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _help(
    start: Connection,
    inherited: Sequence[Connection],
    template: Template,
    ties: Sequence[Tie],
    share: Sequence[Files],
) -> None:
    """Read a share of the files; ends as soon as nobody listens any more."""
    # Where signals can't wait, as on Windows.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in inherited:
        end.close()
    with suppress(BrokenPipeError):
        for files in share:
            start.send_bytes(_read(template, ties, files))


def _received(end: Connection) -> bytes | None:
    """The next batch of a helper; None where the system has ended it, as it does when memory is short."""
    try:
        return end.recv_bytes()
    except (EOFError, OSError):
        return None
