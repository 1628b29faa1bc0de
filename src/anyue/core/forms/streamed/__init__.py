"""Workbooks written row by row: as many rows as there are take no more memory than one, and no library."""
