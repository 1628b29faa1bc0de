"""Sums over a tree of participations: own + below = total, at each level."""
