"""Sums over a tree of participations: own + below = total, at each level.

Owns what may be added over what: one level at a time with texts and names (`add`), and all levels of a tree
at once over columns of numbers (`tree` and `columns`, which load numpy and are imported by their own names).
The caller says who reports to whom.
"""

from anyue.core.rollup.add import Over, Total, add_values, does_add, has_whole

__all__ = ["Over", "Total", "add_values", "does_add", "has_whole"]
