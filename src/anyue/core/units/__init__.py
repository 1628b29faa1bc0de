"""The list of units as one sheet of a workbook: read it, say what it would change, write it.

Knows no database: units come in as values, changes and problems go out.
"""
