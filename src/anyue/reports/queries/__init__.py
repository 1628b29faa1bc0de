"""Reads: what is owed, what fills a table, where a campaign stands, totals and what they are made of."""

from anyue.reports.queries.basis import Basis, Part, Sheet, draw_basis, sheet_for
from anyue.reports.queries.figures import Figure, figure_for
from anyue.reports.queries.overview import Cell, Overview, Row, overview_of
from anyue.reports.queries.owed import Owed, owed_among, owed_by, waiting_for_review
from anyue.reports.queries.reach import form_for, occurrence_for, report_for
from anyue.reports.queries.totals import FormTotal, total_of

__all__ = [
    "Basis",
    "Cell",
    "Figure",
    "FormTotal",
    "Overview",
    "Owed",
    "Part",
    "Row",
    "Sheet",
    "draw_basis",
    "figure_for",
    "form_for",
    "occurrence_for",
    "overview_of",
    "owed_among",
    "owed_by",
    "report_for",
    "sheet_for",
    "total_of",
    "waiting_for_review",
]
