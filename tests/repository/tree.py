"""The files of the repository, as the tests about it see them."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "anyue"
BINARY = frozenset({".png", ".ico", ".docx", ".xlsx", ".pdf", ".woff2", ".zip"})


def tracked() -> list[Path]:
    """The files that git tracks and that are there; skips where the checkout is no git repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This copy of the source is no git checkout, so nothing says which files belong to it.")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def tracked_texts() -> dict[str, str]:
    """The text files that git tracks, by their path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix not in BINARY
    }


def modules(*folders: Path) -> list[Path]:
    """The Python files under `folders`, migrations left out: Django writes those."""
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def named(path: Path) -> str:
    """A path as a message shows it."""
    return path.relative_to(ROOT).as_posix()
