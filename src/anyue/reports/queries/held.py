"""The records that speak of a campaign: of which days, by unit and kind."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from anyue.campaigns.models import Campaign
from anyue.core.quotas import Held, Measures
from anyue.records.models import ActivityRecord, CoHost

_A_YEAR = timedelta(days=366)


def days_of(campaign: Campaign) -> tuple[date, date]:
    """The days whose records speak of a campaign: its own, or a year from its issue where it has none."""
    issued_on = timezone.localdate(campaign.issued_at)
    return campaign.starts_on or issued_on, campaign.ends_on or issued_on + _A_YEAR


def records_of(
    units: set[int], days: tuple[date, date], kinds: Iterable[str]
) -> dict[tuple[int, str], list[ActivityRecord]]:
    """The records of units by (unit, kind), held together or alone, latest first; two queries."""
    standing = ActivityRecord.objects.filter(
        kind__in=list(kinds), held_on__range=days, cancelled_at__isnull=True
    )
    found: dict[tuple[int, str], list[ActivityRecord]] = defaultdict(list)
    for record in standing.filter(unit__in=units):
        found[record.unit_id, record.kind].append(record)
    beside = CoHost.objects.filter(unit__in=units, record__in=standing).select_related("record")
    for one in beside:
        found[one.unit_id, one.record.kind].append(one.record)
    for records in found.values():
        records.sort(key=lambda record: (record.held_on, record.pk), reverse=True)
    return found


def held_by(records: dict[tuple[int, str], list[ActivityRecord]], unit_id: int) -> Held:
    """What one unit has held, of what `records_of` found, as a quota asks it: by kind and days."""

    def held(kind: str, first: date, last: date) -> list[Measures]:
        return [
            record.measures
            for record in records.get((unit_id, kind), [])
            if not record.is_planned and first <= record.held_on <= last
        ]

    return held
