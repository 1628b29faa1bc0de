"""Writes: saving, submitting, taking back, returning and approving a report; reading returned files in."""

from anyue.reports.actions.approving import ApprovedMany, approve_reports
from anyue.reports.actions.feed import close_feed, open_feed
from anyue.reports.actions.reading import FileRead, FilesRead, read_in_files
from anyue.reports.actions.sending import (
    approve_report,
    open_for_review,
    return_report,
    save_report,
    submit_report,
    take_back_report,
)
from anyue.reports.actions.signing import sign_off_draft, sign_off_report
from anyue.reports.drafting import ValuesWrongError

__all__ = [
    "ApprovedMany",
    "FileRead",
    "FilesRead",
    "ValuesWrongError",
    "approve_report",
    "approve_reports",
    "close_feed",
    "open_feed",
    "open_for_review",
    "read_in_files",
    "return_report",
    "save_report",
    "sign_off_draft",
    "sign_off_report",
    "submit_report",
    "take_back_report",
]
