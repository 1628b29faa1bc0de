"""Notices, the campaigns issued from them, who takes part and reports to whom, and by when.

Owns the path from a notice to an obligation. Does not know activities that were held (`records`) or what was
reported (`reports`).
"""
