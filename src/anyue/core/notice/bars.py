"""Upright strokes at line ends, which web pages turned to text leave where the cells of a table ended."""

import re
from collections.abc import Iterator

from anyue.core.notice.lines import Edit

_CELL = re.compile(r"^(?P<words>[^|\t\n]{0,500}?) {0,4}\| {0,4}$", re.MULTILINE)
_LEAST_COLUMNS, _LEAST_ROWS = 2, 2


def barred_cells(text: str) -> Iterator[Edit]:
    """Make cells of lines that end in a stroke where they count rows 1, 2, 3; take the other strokes out.

    A cell gets its tab before it, and a row its blank line behind it.
    """
    run: list[re.Match[str]] = []
    for cell in _CELL.finditer(text):
        if run and text[run[-1].end() : cell.start()] != "\n":
            yield from _cells(run)
            run = []
        run.append(cell)
    yield from _cells(run)


def _cells(run: list[re.Match[str]]) -> Iterator[Edit]:
    columns, rows = _grid([cell["words"].strip() for cell in run])
    for i, cell in enumerate(run):
        is_cell = i < columns * rows
        if is_cell:
            yield cell.start(), cell.start(), "\t"
        ends_row = is_cell and (i + 1) % columns == 0
        yield cell.end("words"), cell.end(), "\n" if ends_row else ""


def _grid(words: list[str]) -> tuple[int, int]:
    """(columns, rows with the head) told by the rows' numbers in the first column; (0, 0) where none tell."""
    columns = words.index("1") if "1" in words else 0
    rows = 1
    while columns and words[columns * rows : columns * rows + 1] == [str(rows)]:
        rows += 1
    return (columns, rows) if columns >= _LEAST_COLUMNS and rows > _LEAST_ROWS else (0, 0)
