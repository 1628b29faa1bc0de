"""Which of many files is being read, on a terminal only."""

import shutil
import sys

from anyue.cli.columns import cut
from anyue.core.documents.columns import width


class Progress:
    """One line on standard error that is wiped away before anything else is printed."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._shown = 0
        self._is_on = total > 1 and sys.stderr.isatty()

    def show(self, name: str, count: int = 1) -> None:
        """Name the file that is read next, or the last of `count` that were read together."""
        self._done += count
        if self._is_on:
            self.wipe()
            line = cut(f"正在读 {self._done}/{self._total}：{name}", shutil.get_terminal_size().columns - 2)
            self._shown = width(line)
            print(line, end="", file=sys.stderr, flush=True)

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._shown:
            print(f"\r{' ' * self._shown}\r", end="", file=sys.stderr, flush=True)
            self._shown = 0
