"""The tables in a stretch of text: the file's own where it has them, else what its words still show."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from anyue.core.notice.grid import Cell, Grid, Row, grid_of_table
from anyue.core.notice.mend import Draft
from anyue.core.notice.open import Table
from anyue.core.notice.parts import tables_within
from anyue.core.notice.ragged import grid_of_rows
from anyue.core.notice.text_tables import rows_of_text

__all__ = ["Cell", "Row", "placed_tables", "read_grids", "read_rows"]


def placed_tables(draft: Draft, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a file with offsets into its cleaned text, in order."""
    return tuple(
        replace(
            table,
            start=draft.cleaned(table.start),
            end=draft.cleaned(table.end),
            cells=tuple(
                replace(cell, start=draft.cleaned(cell.start), end=draft.cleaned(cell.end))
                for cell in table.cells
            ),
        )
        for table in sorted(tables, key=lambda table: table.start)
    )


def read_grids(text: str, start: int, end: int, tables: Sequence[Table] = ()) -> Iterator[Grid]:
    """The tables in a stretch, in order; `tables` are the file's own, ascending, with offsets into `text`."""
    own = tables_within(tables, start, end)
    if own:
        grids = (grid_of_table(text, table) for table in own)
        yield from (grid for grid in grids if grid.rows)
        return
    rows = rows_of_text(text, start, end)
    if rows:
        grid = grid_of_rows(rows, rows[0][0].start, rows[-1][-1].end)
        if grid.rows:
            yield grid


def read_rows(text: str, start: int, end: int, tables: Sequence[Table] = ()) -> tuple[Row, ...]:
    """The rows of the table in a stretch of text; () where it holds none.

    Rows of the file's own table are of one length, with a merged cell at every place that it covers; rows of
    which only the words are left may be shorter than their head.
    """
    own = tables_within(tables, start, end)
    if own:
        return grid_of_table(text, own[0]).rows
    return rows_of_text(text, start, end)
