"""Remembers what each step was made from, so that a second run does nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def digest(root: Path, inputs: Iterable[Path]) -> str:
    """Return the SHA-256 over the names and bytes of the files in `inputs`, folders read whole.

    The place of the checkout counts too: a virtual environment that was moved doesn't work any more.
    """
    total = hashlib.sha256(str(root).encode())
    for path in sorted({file for entry in inputs for file in _files(entry)}):
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(entry: Path) -> list[Path]:
    if entry.is_dir():
        return [path for path in entry.rglob("*") if path.is_file()]
    return [entry] if entry.exists() else []


def is_fresh(stamp: Path, expected: str) -> bool:
    """Say whether `stamp` was written for the same inputs."""
    return stamp.exists() and stamp.read_text(encoding="ascii") == expected


def write(stamp: Path, value: str) -> None:
    """Write `stamp`; called only after its step has ended well."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="ascii")
