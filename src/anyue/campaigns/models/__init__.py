"""Notices, campaigns, participations and their reporting lines, deadlines and their occurrences."""

from anyue.campaigns.models.assignments import Assignment, AssignmentQuerySet, UnknownName
from anyue.campaigns.models.campaigns import (
    Activity,
    Campaign,
    CampaignForm,
    CampaignFormQuerySet,
    CampaignQuerySet,
    Deadline,
    DeadlineQuerySet,
    Occurrence,
    OccurrenceQuerySet,
)
from anyue.campaigns.models.coverage import CoverageWord
from anyue.campaigns.models.joining import JoinLink, JoinRequest
from anyue.campaigns.models.kept import Decided, SentUp, SentUpQuerySet, WrittenOnce, written_again
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
    "CampaignFormQuerySet",
    "CampaignQuerySet",
    "Correction",
    "CoverageWord",
    "DayArrangement",
    "Deadline",
    "DeadlineQuerySet",
    "Decided",
    "JoinLink",
    "JoinRequest",
    "Notice",
    "NoticeFile",
    "NoticeQuerySet",
    "Occurrence",
    "OccurrenceQuerySet",
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
    "written_again",
]
