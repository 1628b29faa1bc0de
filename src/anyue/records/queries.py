"""Reads: a unit's ledger."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.records.models import ActivityRecord, Claim


def ledger_of(user: User) -> QuerySet[ActivityRecord]:
    """The records of a person's own units that stand, newest day first; one query."""
    return ActivityRecord.objects.acted_for_by(user).filter(cancelled_at__isnull=True).select_related("unit")


def record_for(user: User, pk: int) -> ActivityRecord:
    """A record within a person's reach; 404 otherwise. One query."""
    return get_object_or_404(
        ActivityRecord.objects.visible_to(user).select_related("unit", "created_by"), pk=pk
    )


def record_to_keep(user: User, pk: int) -> ActivityRecord:
    """A record that a person may change; 404 where they can't see it, NOT_ALLOWED where they can."""
    record = record_for(user, pk)
    require(user, Permission.KEEP_RECORDS, record.unit_id)
    return record


@dataclass(frozen=True, slots=True)
class Held:
    """What a table needs to know of a record."""

    pk: int
    kind: str
    held_on: date
    measures: Mapping[str, str]


# Standard SQL, fixed, and asked at each submission: building it through the ORM costs more than running it.
_UNCOUNTED = """
SELECT r.id, r.kind, r.held_on, r.measures FROM records_activityrecord r
WHERE r.unit_id = %s AND r.cancelled_at IS NULL AND r.held_on BETWEEN %s AND %s
AND NOT EXISTS (SELECT 1 FROM records_claim c WHERE c.record_id = r.id AND c.form_id = %s)
"""


def uncounted_between(unit_id: int, first: date, last: date, form: CampaignForm) -> list[Held]:
    """A unit's standing records of these days, both included, that no table of the form counts; one query."""
    rows = ActivityRecord.objects.raw(_UNCOUNTED, [unit_id, first, last, form.pk])
    return [Held(row.pk, row.kind, row.held_on, row.measures) for row in rows]


def held_now(ids: Iterable[int]) -> list[Held]:
    """These records as they stand, in the order of their ids; one query."""
    rows = ActivityRecord.objects.filter(pk__in=list(ids), cancelled_at__isnull=True).order_by("pk")
    return [Held(*row) for row in rows.values_list("pk", "kind", "held_on", "measures")]


def counted_in(unit: Unit, form: CampaignForm, occurrence: Occurrence) -> QuerySet[ActivityRecord]:
    """The records that a unit's submitted table counts, newest day first; one query."""
    return ActivityRecord.objects.filter(unit=unit, claims__form=form, claims__occurrence=occurrence)


def records_by_id(ids: Iterable[int]) -> QuerySet[ActivityRecord]:
    """The records with these ids, newest day first; one query."""
    return ActivityRecord.objects.filter(pk__in=list(ids))


def claims_of(record: ActivityRecord) -> QuerySet[Claim]:
    """The submitted tables that count a record, each with the pk of its unit's `participation`; one query."""
    participations = Participation.objects.filter(unit=record.unit_id, campaign=OuterRef("form__campaign"))
    return (
        record.claims.select_related("form__campaign", "occurrence__deadline")
        .defer("form__body")
        .annotate(participation=Subquery(participations.values("pk")))
    )


def kinds_for(user: User) -> list[Kind]:
    """All kinds of activity, those that a person's units record most first; one query."""
    used = Counter(ActivityRecord.objects.acted_for_by(user).order_by().values_list("kind", flat=True)[:200])
    return sorted(vocabulary().kinds, key=lambda kind: -used[kind.code])
