"""What comes down to a unit, and what it has to pass on: activities with those added on the way, times."""

from datetime import datetime

from django.db.models import Q, QuerySet

from anyue import clock
from anyue.campaigns.models import Activity, Occurrence, Participation
from anyue.campaigns.queries import own_times_of, times_of
from anyue.core.times import Times


def activities_of(participation: Participation) -> QuerySet[Activity]:
    """What is asked of a participation: the campaign's activities, and those added on the way down to it."""
    lines = participation.lines_up.values("superior")
    return (
        Activity.objects.filter(campaign=participation.campaign_id)
        .filter(Q(added_by__isnull=True) | Q(added_by__in=lines))
        .select_related("added_by__unit")
        .order_by("position")
    )


def times_to_relay(participation: Participation) -> list[tuple[Occurrence, Times, datetime | None]]:
    """What is still to be reported with a date, in order, with this unit's times and those it asked before.

    The last are those of the unit that it asked last; None where it asked nobody yet. What counts from
    receipt is left to be counted, and what this unit added has its time. Three queries.
    """
    before = participation.inferiors.order_by("-pk").first()
    parts = [participation, *([before] if before else [])]
    own = own_times_of(parts)
    now = clock.now()
    found = []
    asked_here = Occurrence.objects.asked_of([participation]).with_form()
    for one in asked_here.filter(cancelled_at__isnull=True, deadline__after_receipt=""):
        times = times_of(participation, one, own.get((participation.pk, one.pk)))
        if times.due > now:
            asked = times_of(before, one, own.get((before.pk, one.pk))).due if before else None
            found.append((one, times, asked))
    return found
