"""What a table needs to know of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FilteredRelation, Q, QuerySet

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.counting import Held
from anyue.core.registers import Event, attendance
from anyue.core.vocabulary import vocabulary
from anyue.records.models import ActivityRecord

# Standard SQL, fixed, and asked at each submission: building it through the ORM costs more than running it.
_UNCOUNTED = """
SELECT r.id, r.kind, r.held_on, r.measures, l.participation_id AS line FROM records_activityrecord r
LEFT JOIN records_countingline l ON l.record_id = r.id AND l.root_id = %s
WHERE r.unit_id = %s AND r.held_at IS NOT NULL AND r.cancelled_at IS NULL
AND NOT EXISTS (SELECT 1 FROM records_claim c WHERE c.record_id = r.id AND c.form_id = %s)
"""
_OF_DAYS = f"{_UNCOUNTED} AND r.held_on BETWEEN %s AND %s"
# Without a word of days, or a database may look through these instead of what is new.
_NEW = f"{_OF_DAYS} UNION ALL {_UNCOUNTED} AND r.said_at >= %s"


@dataclass(frozen=True, slots=True)
class Late:
    """The first day of the periods that were sent in, and since when a record may be too late for them."""

    first: date
    said_since: datetime


def uncounted_between(
    unit_id: int, days: tuple[date, date], form: CampaignForm, root_pk: int, late: Late | None
) -> list[Held]:
    """Records held by a unit on these days, both included, that no table of the form counts; one query.

    With `late` also those of earlier days that are newer than what was sent in. Its cost goes with what is
    found, not with the length of the ledger.
    """
    asked = [root_pk, unit_id, form.pk]
    if late is None:
        rows = ActivityRecord.objects.raw(_OF_DAYS, [*asked, *days])
    else:
        rows = ActivityRecord.objects.raw(_NEW, [*asked, *days, *asked, late.said_since])
    found = {row.pk: Held(row.pk, row.kind, row.held_on, row.measures, vars(row)["line"]) for row in rows}
    first = days[0] if late is None else late.first
    return [record for record in found.values() if first <= record.held_on <= days[1]]


def held_now(ids: Iterable[int], root_pk: int) -> list[Held]:
    """These records as they stand, in the order of their ids; one query."""
    rows = (
        ActivityRecord.objects.filter(pk__in=list(ids))
        .held()
        .annotate(named=FilteredRelation("lines", condition=Q(lines__root=root_pk)))
        .annotate(line=F("named__participation"))
        .order_by("pk")
    )
    return [Held(*row) for row in rows.values_list("pk", "kind", "held_on", "measures", "line")]


def changed_since(ids: Iterable[int], moment: datetime | None) -> bool:
    """Whether one of these records was corrected at a moment or later; one query."""
    return ActivityRecord.objects.filter(pk__in=list(ids), changed_at__gte=moment).exists()


def counted_in(line: Participation, form: CampaignForm, occurrence: Occurrence) -> QuerySet[ActivityRecord]:
    """The records that a submitted table of a line counts, newest day first; one query."""
    return ActivityRecord.objects.filter(
        claims__line__participation=line, claims__form=form, claims__occurrence=occurrence
    )


def events_of(records: Iterable[Held]) -> list[Event]:
    """What registers tell of these records; three queries."""
    known = vocabulary()
    rows = records_by_id(record.pk for record in records)
    return [
        Event(
            pk=row.pk,
            kind=row.kind,
            title=row.title,
            held_on=row.held_on,
            host=row.unit.name,
            place=row.place,
            people=attendance(row.kind, row.measures, known),
            beside=tuple(one.unit.name for one in row.co_hosts.all()),
            media=tuple((link.outlet, link.url) for link in row.links.all()),
            note=row.note,
        )
        for row in rows.select_related("unit").prefetch_related("links", "co_hosts__unit")
    ]


def records_by_id(ids: Iterable[int]) -> QuerySet[ActivityRecord]:
    """The records with these ids, newest day first; one query."""
    return ActivityRecord.objects.filter(pk__in=list(ids))
