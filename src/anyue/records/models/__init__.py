"""Records of activities, what belongs to each, and what counts them."""

from anyue.records.models.channels import Channel, Reading, SourceChoice
from anyue.records.models.claims import Claim, CountingLine
from anyue.records.models.coverage import MediaLink
from anyue.records.models.evidence import Evidence
from anyue.records.models.featured import FeaturedActivity, FeaturedActivityQuerySet
from anyue.records.models.records import ActivityRecord, ActivityRecordQuerySet, CoHost

__all__ = [
    "ActivityRecord",
    "ActivityRecordQuerySet",
    "Channel",
    "Claim",
    "CoHost",
    "CountingLine",
    "Evidence",
    "FeaturedActivity",
    "FeaturedActivityQuerySet",
    "MediaLink",
    "Reading",
    "SourceChoice",
]
