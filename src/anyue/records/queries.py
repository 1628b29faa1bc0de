"""Reads: a unit's ledger."""

from collections import Counter
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord


def ledger_of(user: User) -> QuerySet[ActivityRecord]:
    """The records of a person's own units that stand, newest day first; one query."""
    return ActivityRecord.objects.acted_for_by(user).filter(cancelled_at__isnull=True).select_related("unit")


def record_for(user: User, pk: int) -> ActivityRecord:
    """A record within a person's reach; 404 otherwise. One query."""
    return get_object_or_404(ActivityRecord.objects.visible_to(user).select_related("unit", "created_by"), pk=pk)


def records_between(unit: Unit, after: date | None, until: date) -> QuerySet[ActivityRecord]:
    """A unit's standing records of the days after `after` up to and including `until`; one query."""
    records = ActivityRecord.objects.filter(unit=unit, cancelled_at__isnull=True, held_on__lte=until)
    return records if after is None else records.filter(held_on__gt=after)


def kinds_for(user: User) -> list[Kind]:
    """All kinds of activity, those that a person's units record most first; one query."""
    used = Counter(ActivityRecord.objects.acted_for_by(user).order_by().values_list("kind", flat=True)[:200])
    return sorted(vocabulary().kinds, key=lambda kind: -used[kind.code])
