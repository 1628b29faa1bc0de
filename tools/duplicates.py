"""Finds passages that stand in the code twice: `python -m tools.duplicates FOLDER...`.

A passage is LENGTH lines in a row that carry code. Blank lines, comments, imports, docstrings and lone
brackets don't count, so that a shared way of starting a file is no finding. Templates are compared too.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LENGTH = 8
SUFFIXES = (".py", ".html", ".js", ".scss")
IGNORED_FOLDERS = ("migrations", "built", "node_modules")


def silent_lines(text: str) -> set[int]:
    """Return the numbers of the lines of a Python file that are imports or docstrings."""
    silent: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            silent.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return silent


def telling_lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of a file that carry code."""
    text = path.read_text(encoding="utf-8")
    silent = silent_lines(text) if path.suffix == ".py" else set()
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return [
        (number, line)
        for number, line in lines
        if number not in silent and any(map(str.isalnum, line)) and not line.startswith(("#", "//"))
    ]


def source_files(folders: list[str]) -> list[Path]:
    """Return the files to compare, in a fixed order."""
    found = (path for folder in folders for path in Path(folder).rglob("*") if path.suffix in SUFFIXES)
    return sorted(path for path in found if not set(path.parts) & set(IGNORED_FOLDERS))


def duplicates(files: list[Path]) -> Iterator[str]:
    """Yield one line per passage that stands in two places, at its first line only."""
    places: dict[tuple[str, ...], list[tuple[Path, int]]] = defaultdict(list)
    for path in files:
        lines = telling_lines(path)
        for start in range(len(lines) - LENGTH + 1):
            window = lines[start : start + LENGTH]
            places[tuple(line for _, line in window)].append((path, window[0][0]))
    reported: set[tuple[Path, Path]] = set()
    for (first, line), (second, other), *_ in (where for where in places.values() if len(where) > 1):
        if (first, second) not in reported:
            reported.add((first, second))
            yield f"{first}:{line} and {second}:{other} share {LENGTH} lines or more; give them one place."


def main(folders: list[str]) -> int:
    """Print what stands twice; return 1 if anything does."""
    findings = list(duplicates(source_files(folders)))
    print("\n".join(findings) or "No passage stands in the code twice.")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
