"""Registers of typical cases and of exposed hazards: their way up and their public pages.

Owns the items with their versions, decisions and publications. What an item asks and what the public reads of
it is `core.cases`.
"""
