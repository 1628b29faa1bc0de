"""Writes: passing a campaign on to units below, with times and activities of one's own."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns import issuing
from anyue.campaigns.actions.adding import add_forms
from anyue.campaigns.adding import Addition
from anyue.campaigns.assigning import assign_named
from anyue.campaigns.enrolling import check_reach, join, tell
from anyue.campaigns.models import Activity, Assignment, Occurrence, OwnTime, Participation
from anyue.campaigns.queries import own_times_of, times_of
from anyue.campaigns.workdays import workdays_now
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.errors import times as time_errors
from anyue.core.relay import MOST_ADDED, later_than
from anyue.core.times import Times
from anyue.core.vocabulary import vocabulary
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.web.words import moment_words

_FARTHEST = timedelta(days=366)


@transaction.atomic
def relay_campaign(  # noqa: PLR0913  One argument a choice of the page.
    *,
    participation: Participation,
    recipients: Sequence[Unit],
    by: User,
    hours_earlier: int = 0,
    instructions: str = "",
    times: Mapping[int, datetime] | None = None,
    keep_later: bool = False,
    added: Sequence[str] = (),
    additions: Sequence[Addition] = (),
) -> list[Participation]:
    """Ask units below for the same, by the same deadlines or earlier; nothing asked is taken away.

    `times` are those by which they report, by occurrence; of any other they get this unit's own time, less
    `hours_earlier`. A time after this unit's own is only taken where `keep_later` says that it is meant.
    `added` are activities of this unit's own, one a line, and `additions` texts and tables; both are asked of
    everybody below it.

    Raises:
        AnyueError: no right to, no recipient, one out of reach, one that takes part already, a later time
            that is not confirmed, one that is past or far off, or too much that is added.
    """
    require(by, Permission.RELAY_CAMPAIGN, participation.unit_id)
    check_reach(by, participation.unit, recipients)
    standing = _standing(participation)
    asked = dict(times or {})
    _check_times(asked, standing, keep_later=keep_later)
    _add(participation, added)
    if additions:
        # First, so that those who join are told once.
        add_forms(participation=participation, additions=additions, by=by)
    try:
        # A savepoint, so that who takes part already can still be asked for after the database has refused.
        with transaction.atomic():
            joined = join(
                recipients,
                superior=participation,
                by=by,
                hours_earlier=participation.hours_earlier + hours_earlier,
                instructions=instructions,
            )
            _set_times(joined, _inherited(standing, hours_earlier) | asked, standing, participation.unit)
            _count_from_receipt(joined, set(asked))
            issued = participation.campaign.activities.filter(added_by__isnull=True)
            assign_named(list(issued), joined, by=by)
            _assign_added(participation, joined)
    except IntegrityError as twice:
        taken = participation.inferiors.select_related("unit").filter(unit__in=recipients)
        raise AnyueError(errors.ALREADY_TAKES_PART, unit=taken[0].unit.name) from twice
    write_entry("relay_campaign", by=by, on=participation, unit_id=participation.unit_id)
    tell(joined, f"{participation.unit.name}转发：{participation.campaign.name}")
    return joined


def _standing(participation: Participation) -> dict[int, tuple[Occurrence, Times]]:
    """Each occurrence that this unit is asked for, with the times that it itself has; two queries."""
    occurrences = Occurrence.objects.asked_of([participation])
    own = own_times_of([participation])
    return {
        one.pk: (one, times_of(participation, one, own.get((participation.pk, one.pk))))
        for one in occurrences.select_related("deadline")
    }


def _check_times(
    asked: Mapping[int, datetime], standing: Mapping[int, tuple[Occurrence, Times]], *, keep_later: bool
) -> None:
    if not asked.keys() <= standing.keys():
        raise AnyueError(time_errors.NOT_ASKED_HERE)
    due = {pk: times.due for pk, (_, times) in standing.items()}
    now = clock.now()
    for pk, moment in asked.items():
        if moment <= now and moment < due[pk]:
            raise AnyueError(time_errors.RELAY_TIME_PAST, field=f"time_{pk}", what=standing[pk][0].title)
        if abs(moment - due[pk]) > _FARTHEST:
            raise AnyueError(time_errors.TOO_FAR_AHEAD, field=f"time_{pk}")
    if not keep_later and (late := later_than(asked, due)):
        first = moment_words(timezone.localtime(due[late[0]]))
        raise AnyueError(
            time_errors.LATER_THAN_SUPERIOR,
            field="keep_later",
            what=standing[late[0]][0].title,
            due=first,
            count=len(late),
        )


def _inherited(standing: Mapping[int, tuple[Occurrence, Times]], hours_earlier: int) -> dict[int, datetime]:
    """The times that this unit got from its superior go down with the notice; more time for it does not.

    Of what was added above it all times go down so: the hours of a participation are of the notice alone.
    """
    return {
        pk: min(times.due, times.planned) - timedelta(hours=hours_earlier)
        for pk, (occurrence, times) in standing.items()
        if (times.due < times.planned or (hours_earlier and occurrence.added_by_id is not None))
        and not occurrence.deadline.after_receipt
    }


def _set_times(
    joined: Sequence[Participation],
    asked: Mapping[int, datetime],
    standing: Mapping[int, tuple[Occurrence, Times]],
    unit: Unit,
) -> None:
    reason = f"{unit.name}转发时确定"[:200]
    OwnTime.objects.bulk_create(
        OwnTime(participation=one, occurrence_id=pk, due_at=moment, reason=reason)
        for pk, moment in asked.items()
        for one in joined
        if moment != times_of(one, standing[pk][0], None).due
    )


def _count_from_receipt(joined: Sequence[Participation], given: set[int]) -> None:
    """Give those who join later the times that count from the day on which they got the notice."""
    counted = (
        Occurrence.objects.asked_of(joined)
        .exclude(deadline__after_receipt="")
        .exclude(pk__in=given)
        .select_related("deadline")
    )
    if found := list(counted):
        OwnTime.objects.bulk_create(issuing.own_times(joined, found, workdays_now()))


def _add(participation: Participation, added: Sequence[str]) -> None:
    """Write the activities that a unit adds, behind all that the campaign has."""
    if not added:
        return
    if participation.added_activities.count() + len(added) > MOST_ADDED:
        raise AnyueError(time_errors.TOO_MANY_ADDED, field="added", most=MOST_ADDED)
    last = participation.campaign.activities.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    known = vocabulary()
    Activity.objects.bulk_create(
        Activity(
            campaign_id=participation.campaign_id,
            added_by=participation,
            position=position,
            heading=heading,
            text=heading,
            kind=known.classify(heading) or "",
        )
        for position, heading in enumerate(added, start=first)
    )


def _assign_added(participation: Participation, joined: Sequence[Participation]) -> None:
    """What was added here or above is asked of everybody who joins below; two statements."""
    added = Activity.objects.filter(added_by__lines_down__participation=participation)
    Assignment.objects.bulk_create(
        Assignment(activity=activity, participation=one) for activity in added for one in joined
    )
