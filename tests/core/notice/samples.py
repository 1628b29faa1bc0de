"""The project's own sample notices with their expected facts, and the outside corpus where it is given."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from anyue.core.notice import Plan, open_text, read_notice

SAMPLES = Path(__file__).parents[2] / "notices"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


def sample(name: str) -> Plan:
    path = SAMPLES / f"{name}.txt"
    return read_notice(open_text(path.read_bytes(), path.name), source=path.name)


def expected(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def corpus() -> Path:
    folder = os.environ.get("ANYUE_CORPUS")
    if not folder:
        pytest.skip("ANYUE_CORPUS is not set: it names a folder with notices/ to read")
    return Path(folder) / "notices"
