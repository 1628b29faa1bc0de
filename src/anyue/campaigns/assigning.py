"""From the responsible units that a plan names to assignments: part of issuing and of relaying."""

from collections.abc import Iterable, Sequence

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import Activity, Assignment, Participation, UnknownName
from anyue.core.duty_list import Candidate, DutyList


def duty_list(participations: Iterable[Participation]) -> DutyList:
    """These participations, to be asked by the names of a notice; their units are at hand."""
    return DutyList([Candidate(one.pk, one.unit.name, one.unit.kind) for one in participations])


def assign_named(activities: Sequence[Activity], joined: Sequence[Participation], *, by: User) -> None:
    """Assign activities to those of the joined units that they name; at most three statements.

    A name that means nobody is flagged when the campaign begins, and settled when those that it means join.
    """
    duties = duty_list(joined)
    named = [(activity, name, duties.meant(name)) for activity in activities for name in activity.names()]
    pairs = dict.fromkeys((activity.pk, key) for activity, _, keys in named for key in keys)
    Assignment.objects.bulk_create(
        Assignment(activity_id=activity, participation_id=key) for activity, key in pairs
    )
    if any(one.superior_id is None for one in joined):
        UnknownName.objects.bulk_create(
            UnknownName(activity=activity, name=name) for activity, name, keys in named if not keys
        )
    else:
        met = {(activity.pk, name) for activity, name, keys in named if keys}
        flagged = UnknownName.objects.filter(activity__in=activities, settled_at__isnull=True)
        settled = [one.pk for one in flagged if (one.activity_id, one.name) in met]
        flagged.filter(pk__in=settled).update(settled_at=clock.now(), settled_by=by)
