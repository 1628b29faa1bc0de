"""The files of records, and those that two events have in common."""

from collections.abc import Collection

from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.models import ActivityRecord, Claim, Evidence
from anyue.records.queries.ledger import record_for


def evidence_for(user: User, pk: int, position: int) -> Evidence:
    """A file of a record within a person's reach; 404 otherwise. Five queries."""
    found = record_for(user, pk).evidence.select_related("file", "record")
    return get_object_or_404(found, position=position)


def evidence_to_keep(user: User, pk: int, position: int) -> Evidence:
    """A file that a person may caption or remove; 404 where they can't see it, NOT_ALLOWED where they can."""
    found = evidence_for(user, pk, position)
    require(user, Permission.KEEP_RECORDS, found.record.unit_id)
    return found


Twins = dict[tuple[int, int | None], list[ActivityRecord]]
"""By record and superior: the other records with one of its files that tables sent to that superior count."""


def same_evidence(records: Collection[int], superiors: Collection[int | None]) -> Twins:
    """Records that share a file with one of these, as far as the superiors see them; two queries."""
    files = Evidence.objects.filter(record__in=records).values_list("record", "original")
    having: dict[str, set[int]] = {}
    for pk, original in files:
        having.setdefault(original, set()).add(pk)
    if not having:
        return {}
    rows = (
        Claim.objects.filter(
            record__evidence__original__in=having, line__participation__superior__in=superiors
        )
        .select_related("record__unit")
        .order_by("record__held_on", "record")
        .values_list("record__evidence__original", "line__participation__superior", "record")
        .distinct()
    )
    found: Twins = {}
    seen = list(rows)
    others = ActivityRecord.objects.select_related("unit").in_bulk({pk for _, _, pk in seen})
    for original, superior, other in seen:
        for pk in having.get(original, ()):
            twins = found.setdefault((pk, superior), [])
            if other != pk and others[other] not in twins:
                twins.append(others[other])
    return found
