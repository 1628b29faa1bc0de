"""Sums over a tree of participations: own + below = total, at each level.

Owns what may be added over what. Does not know who reports to whom: the caller gives the parts.
"""

from anyue.core.rollup.add import Over, Total, add_values, does_add

__all__ = ["Over", "Total", "add_values", "does_add"]
