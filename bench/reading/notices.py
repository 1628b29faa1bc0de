"""The notices that are read: the project's own, and those that ANYUE_CORPUS names, with their facts."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

OWN = Path(__file__).parents[2] / "tests" / "notices"


@dataclass(frozen=True, slots=True)
class Sample:
    """One notice: its text, the facts that a person noted, and the same text as a Word file."""

    name: str
    text: str
    facts: dict[str, Any]
    docx: bytes


def collections() -> Iterator[tuple[str, list[Sample]]]:
    """The named collections that this machine has."""
    yield "own notices", _read(OWN)
    if folder := os.environ.get("ANYUE_CORPUS"):
        yield "development set", _read(Path(folder) / "notices")


def _read(folder: Path) -> list[Sample]:
    samples = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        samples.append(Sample(path.stem, text, facts, _docx(text)))
    return samples


def _docx(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph("".join(c for c in line if c.isprintable() or c == "\t"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()
