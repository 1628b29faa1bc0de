"""A unit's ledger, its single records, and the kinds that it keeps."""

from collections import Counter

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.forms.form import FormKind
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.models import ActivityRecord, Claim, Evidence

_MOST_FORMS = 20


def ledger_of(user: User) -> QuerySet[ActivityRecord]:
    """The records of a person's own units that were held and stand, newest day first; one query."""
    return ActivityRecord.objects.acted_for_by(user).held().select_related("unit")


def planned_by(user: User) -> QuerySet[ActivityRecord]:
    """What a person's own units have announced and not yet held, the next day first; one query."""
    planned = ActivityRecord.objects.acted_for_by(user).filter(
        held_at__isnull=True, cancelled_at__isnull=True
    )
    return planned.select_related("unit").order_by("held_on", "pk")


def co_hosted_by(user: User) -> QuerySet[ActivityRecord]:
    """Records of other hosts that a person's own units co-host and that stand, newest first; one query."""
    co_hosted = ActivityRecord.objects.co_hosted_for(user).filter(cancelled_at__isnull=True)
    return co_hosted.select_related("unit")


def record_for(user: User, pk: int) -> ActivityRecord:
    """A record within a person's reach, with all that belongs to it; 404 otherwise. Four queries."""
    return get_object_or_404(
        ActivityRecord.objects.visible_to(user)
        .select_related("unit", "created_by", "held_by", "cancelled_by")
        .prefetch_related(
            "links", "co_hosts__unit", Prefetch("evidence", Evidence.objects.select_related("file"))
        ),
        pk=pk,
    )


def record_to_keep(user: User, pk: int) -> ActivityRecord:
    """A record that a person may change; 404 where they can't see it, NOT_ALLOWED where they can."""
    record = record_for(user, pk)
    require(user, Permission.KEEP_RECORDS, record.unit_id)
    return record


def claims_of(user: User, record: ActivityRecord) -> QuerySet[Claim]:
    """The tables within reach that count a record, each with its unit's `participation`; one query."""
    participations = Participation.objects.filter(unit=record.unit_id, campaign=OuterRef("form__campaign"))
    return (
        Claim.objects.visible_to(user)
        .filter(record=record)
        .select_related("form__campaign", "occurrence__deadline")
        .defer("form__body")
        .annotate(participation=Subquery(participations.values("pk")))
    )


def kinds_for(user: User) -> list[Kind]:
    """All kinds of activity: those that a person's units record most, then those that their forms count.

    Two queries.
    """
    used = Counter(ActivityRecord.objects.acted_for_by(user).order_by().values_list("kind", flat=True)[:200])
    asked = CampaignForm.objects.asked_of(Participation.objects.acted_for_by(user))
    forms = asked.filter(kind=FormKind.STATISTICS)
    newest = forms.defer("body").order_by("-campaign", "position")[:_MOST_FORMS]
    counted = {one.source.kind for row in newest for one in row.form.indicators if one.source}
    return sorted(vocabulary().kinds, key=lambda kind: (-used[kind.code], kind.code not in counted))
