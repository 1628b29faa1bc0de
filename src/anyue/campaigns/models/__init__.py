"""Notices, campaigns, participations and their reporting lines, deadlines and their occurrences."""

from anyue.campaigns.models.assignments import Assignment, AssignmentQuerySet, UnknownName
from anyue.campaigns.models.campaigns import (
    Activity,
    Campaign,
    CampaignForm,
    CampaignQuerySet,
    Deadline,
    Occurrence,
)
from anyue.campaigns.models.coverage import CoverageWord
from anyue.campaigns.models.joining import JoinLink, JoinRequest
from anyue.campaigns.models.kept import Decided, SentUp, SentUpQuerySet, WrittenOnce
from anyue.campaigns.models.notices import (
    Correction,
    Notice,
    NoticeFile,
    NoticeQuerySet,
    paired,
)
from anyue.campaigns.models.participations import (
    OwnTime,
    Participation,
    ParticipationQuerySet,
    ReportingLine,
)
from anyue.campaigns.models.workdays import DayArrangement, YearArrangement

__all__ = [
    "Activity",
    "Assignment",
    "AssignmentQuerySet",
    "Campaign",
    "CampaignForm",
    "CampaignQuerySet",
    "Correction",
    "CoverageWord",
    "DayArrangement",
    "Deadline",
    "Decided",
    "JoinLink",
    "JoinRequest",
    "Notice",
    "NoticeFile",
    "NoticeQuerySet",
    "Occurrence",
    "OwnTime",
    "Participation",
    "ParticipationQuerySet",
    "ReportingLine",
    "SentUp",
    "SentUpQuerySet",
    "UnknownName",
    "WrittenOnce",
    "YearArrangement",
    "paired",
]
