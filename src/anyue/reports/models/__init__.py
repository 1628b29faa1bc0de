"""Reports with their versions, and the summary that an office writes of a campaign."""

from anyue.reports.models.reports import (
    BlockingCheck,
    CalendarFeed,
    Decision,
    Report,
    ReportFile,
    ReportQuerySet,
    ReportVersion,
    ReportVersionQuerySet,
    SignOff,
)
from anyue.reports.models.summaries import Grounds, Summary, SummaryQuerySet, SummaryVersion

__all__ = [
    "BlockingCheck",
    "CalendarFeed",
    "Decision",
    "Grounds",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "ReportVersion",
    "ReportVersionQuerySet",
    "SignOff",
    "Summary",
    "SummaryQuerySet",
    "SummaryVersion",
]
