"""A terminal of our own, since what a program shows on one differs from what it writes into a pipe."""

import os
import pty
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "anyue.cli.main"]
ROOT = Path(__file__).parents[2]


def on_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    """The exit status of `anyue` on a terminal of 80 columns, and all that it showed there."""
    ours, theirs = pty.openpty()
    known = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "PYTHONPATH": str(ROOT / "src"), **environment}
    known.pop("NO_COLOR", None) if "NO_COLOR" not in environment else None
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=known
    ) as run:
        os.close(theirs)
        shown = bytearray()
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                # Linux says so when the last writer has closed the terminal.
                break
            if not piece:
                break
            shown += piece
    os.close(ours)
    return run.returncode, shown.decode()
