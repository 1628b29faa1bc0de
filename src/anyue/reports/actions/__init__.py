"""Writes: filling in, sending in and correcting reports, deciding on them, reading returned files in."""

from anyue.reports.actions.accepting import accept_differences
from anyue.reports.actions.approving import ApprovedMany, approve_reports
from anyue.reports.actions.checking import set_blocking_checks
from anyue.reports.actions.correcting import cancel_correction, correct_report, reopen_report
from anyue.reports.actions.feed import close_feed, open_feed
from anyue.reports.actions.reading import FileRead, FilesRead, read_in_files
from anyue.reports.actions.reviewing import approve_report, open_for_review, return_report
from anyue.reports.actions.sending import save_report, submit_report, take_back_report
from anyue.reports.actions.signing import sign_off_draft, sign_off_report
from anyue.reports.actions.summarising import finalise_summary, reopen_summary, save_summary
from anyue.reports.drafting import ValuesWrongError

__all__ = [
    "ApprovedMany",
    "FileRead",
    "FilesRead",
    "ValuesWrongError",
    "accept_differences",
    "approve_report",
    "approve_reports",
    "cancel_correction",
    "close_feed",
    "correct_report",
    "finalise_summary",
    "open_feed",
    "open_for_review",
    "read_in_files",
    "reopen_report",
    "reopen_summary",
    "return_report",
    "save_report",
    "save_summary",
    "set_blocking_checks",
    "sign_off_draft",
    "sign_off_report",
    "submit_report",
    "take_back_report",
]
