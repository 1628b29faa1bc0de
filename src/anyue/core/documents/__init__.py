"""Files that a plan becomes for people: a calendar of its deadlines, a workbook of its tasks.

Owns how a plan is put into words and onto sheets. Does not own forms, which are filled in `core/forms`.
"""
