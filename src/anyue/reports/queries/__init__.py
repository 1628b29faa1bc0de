"""Reads: what is owed, what fills a table, where a campaign stands, totals and what they are made of."""

from anyue.reports.queries.absent import Absence, absence_at, times_asked
from anyue.reports.queries.agreement import differing_from
from anyue.reports.queries.assignments import assignment_for, duties_below
from anyue.reports.queries.basis import Basis, Part, Sheet, draw_basis, sheet_for
from anyue.reports.queries.beside import Beside, beside
from anyue.reports.queries.cards import offered
from anyue.reports.queries.differences import Difference, differences_in, differing_totals
from anyue.reports.queries.feed import feed_of, feed_with, marks_of
from anyue.reports.queries.figures import Figure, figure_for
from anyue.reports.queries.grounds import Stated, Statement, grounds_at, statement_of
from anyue.reports.queries.hints import blocked_by, blocking_checks, hints_on
from anyue.reports.queries.history import history_of, seen_by, values_of
from anyue.reports.queries.inbox import Waiting, inbox_of
from anyue.reports.queries.live import LiveTotal, live_total_of
from anyue.reports.queries.outlook import Outlook, outlook_of
from anyue.reports.queries.overview import Cell, Overview, Row, overview_of, overviews_of, under_way
from anyue.reports.queries.owed import Owed, awaiting_sign_off, owed_among, owed_by, waiting_for_review
from anyue.reports.queries.pending import Pending, PendingKey, pending_keys, pending_rows
from anyue.reports.queries.reach import (
    form_below,
    form_for,
    may_cancel_correction,
    occurrence_below,
    occurrence_for,
    report_for,
    reports_to_review,
    values_sent,
)
from anyue.reports.queries.sent_forms import collectable, own_form_of, sent_form_of
from anyue.reports.queries.summaries import (
    UnitBehind,
    drafted_closing,
    opened,
    participation_to_sum_up,
    summary_of,
    to_sum_up,
    units_behind,
    version_of,
    versions_of,
)
from anyue.reports.queries.telling import (
    Frozen,
    Told,
    facts_for,
    figures_told,
    statistics_forms,
    versions_held,
)
from anyue.reports.queries.totals import FormTotal, total_of

__all__ = [
    "Absence",
    "Basis",
    "Beside",
    "Cell",
    "Difference",
    "Figure",
    "FormTotal",
    "Frozen",
    "LiveTotal",
    "Outlook",
    "Overview",
    "Owed",
    "Part",
    "Pending",
    "PendingKey",
    "Row",
    "Sheet",
    "Stated",
    "Statement",
    "Told",
    "UnitBehind",
    "Waiting",
    "absence_at",
    "assignment_for",
    "awaiting_sign_off",
    "beside",
    "blocked_by",
    "blocking_checks",
    "collectable",
    "differences_in",
    "differing_from",
    "differing_totals",
    "drafted_closing",
    "draw_basis",
    "duties_below",
    "facts_for",
    "feed_of",
    "feed_with",
    "figure_for",
    "figures_told",
    "form_below",
    "form_for",
    "grounds_at",
    "hints_on",
    "history_of",
    "inbox_of",
    "live_total_of",
    "marks_of",
    "may_cancel_correction",
    "occurrence_below",
    "occurrence_for",
    "offered",
    "opened",
    "outlook_of",
    "overview_of",
    "overviews_of",
    "owed_among",
    "owed_by",
    "own_form_of",
    "participation_to_sum_up",
    "pending_keys",
    "pending_rows",
    "report_for",
    "reports_to_review",
    "seen_by",
    "sent_form_of",
    "sheet_for",
    "statement_of",
    "statistics_forms",
    "summary_of",
    "times_asked",
    "to_sum_up",
    "total_of",
    "under_way",
    "units_behind",
    "values_of",
    "values_sent",
    "version_of",
    "versions_held",
    "versions_of",
    "waiting_for_review",
]
