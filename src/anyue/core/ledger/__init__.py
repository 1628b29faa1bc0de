"""The ledger as a workbook: one row an activity, written out, and read back cell by cell.

Owns the columns and what may stand in them. Stores nothing and asks no database.
"""

from anyue.core.ledger.columns import Column, kinds_in, numbers_of
from anyue.core.ledger.reading import (
    Cells,
    Entry,
    Fault,
    cells_from_json,
    cells_to_json,
    fault_at,
    fault_at_number,
    read_cells,
    read_entries,
)
from anyue.core.ledger.writing import Row, write_ledger

__all__ = [
    "Cells",
    "Column",
    "Entry",
    "Fault",
    "Row",
    "cells_from_json",
    "cells_to_json",
    "fault_at",
    "fault_at_number",
    "kinds_in",
    "numbers_of",
    "read_cells",
    "read_entries",
    "write_ledger",
]
