"""Counting once: which activities a table counts, in which of its periods, and what its numbers come to.

Owns the rule alone: values in, values out. That nothing is counted twice is held by the database as well
(`records.models.Claim` and `CountingLine`), and this rule and the database are held against each other.
"""

from anyue.core.counting.drawing import Drawn, draw
from anyue.core.counting.rule import Held, Period, Table, counted_by, counting_line, first_open
from anyue.core.counting.series import Sent, carried_by, cumulative_with, falls, other_basis

__all__ = [
    "Drawn",
    "Held",
    "Period",
    "Sent",
    "Table",
    "carried_by",
    "counted_by",
    "counting_line",
    "cumulative_with",
    "draw",
    "falls",
    "first_open",
    "other_basis",
]
