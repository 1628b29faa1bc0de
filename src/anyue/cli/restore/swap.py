"""Two sets of files change places: all of them or none, even where the power fails in between.

What is to be done is written down first. Whoever comes next, and be it the next start of the program, ends
what was begun.
"""

import json
import os
from pathlib import Path

_INTENT = "restore.json"


def change_places(var: Path, staged: Path, aside: Path) -> None:
    """Move everything in `staged` into `var`, and what stood there under the same name into `aside`."""
    names = sorted(entry.name for entry in staged.iterdir())
    said = json.dumps({"staged": staged.name, "aside": aside.name, "names": names})
    written = var / f"{_INTENT}.new"
    with written.open("w", encoding="utf-8") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    written.replace(var / _INTENT)
    finish_change(var)


def finish_change(var: Path) -> None:
    """End a change of places that was begun; does nothing where none was."""
    intent = var / _INTENT
    if not intent.exists():
        return
    said = json.loads(intent.read_text("utf-8"))
    staged, aside = var / said["staged"], var / said["aside"]
    aside.mkdir(mode=0o700, exist_ok=True)
    for name in said["names"]:
        new, live, old = staged / name, var / name, aside / name
        # A name that has left `staged` is in its place already.
        if new.exists():
            if live.exists():
                live.rename(old)
            new.rename(live)
    intent.unlink()
    if staged.exists():
        staged.rmdir()
    if not any(aside.iterdir()):
        aside.rmdir()
