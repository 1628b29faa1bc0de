"""Writes: who does what; the unit says who and by when, the office says which unit."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Activity, Assignment, Participation, UnknownName
from anyue.core.errors import AnyueError
from anyue.core.errors.times import NOT_IN_CAMPAIGN
from anyue.core.forms.values import clean_text
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


@transaction.atomic
def keep_assignment(  # noqa: PLR0913  One argument a field of the page.
    *,
    assignment: Assignment,
    person: str,
    due_on: date | None,
    done_reason: str,
    by: User,
    starts_on: date | None = None,
) -> None:
    """Set who does an activity in a unit and when, and why it is done where the ledger can't show it.

    An empty reason takes the statement back. Raises NOT_ALLOWED.
    """
    unit_id = assignment.participation.unit_id
    require(by, Permission.KEEP_RECORDS, unit_id)
    Assignment.objects.filter(pk=assignment.pk).update(
        person=clean_text(person)[:40],
        starts_on=starts_on,
        due_on=due_on,
        done_reason=clean_text(done_reason)[:200],
        set_at=clock.now(),
        set_by=by,
    )
    write_entry("keep_assignment", by=by, on=assignment, unit_id=unit_id)


@transaction.atomic
def assign_units(
    *, activity: Activity, participations: Sequence[Participation], settled: Sequence[UnknownName], by: User
) -> list[Assignment]:
    """Give an activity to more units, which are told, and settle names that the notice gives it.

    Raises:
        AnyueError: no right to, or a unit that takes no part in the campaign.
    """
    campaign = activity.campaign
    require(by, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    if any(one.campaign_id != activity.campaign_id for one in participations):
        raise AnyueError(NOT_IN_CAMPAIGN)
    taken = set(activity.assignments.values_list("participation_id", flat=True))
    added = [
        Assignment(activity=activity, participation=one) for one in participations if one.pk not in taken
    ]
    Assignment.objects.bulk_create(added)
    UnknownName.objects.filter(
        activity=activity, pk__in=[name.pk for name in settled], settled_at__isnull=True
    ).update(settled_at=clock.now(), settled_by=by)
    write_entry("assign_units", by=by, on=activity, unit_id=campaign.unit_id, reason=f"+{len(added)}")
    for one in added:
        text = f"任务分工：{activity.heading[:100]}"
        post_message(unit=one.participation.unit, text=text, url=one.participation.get_absolute_url())
    return added
