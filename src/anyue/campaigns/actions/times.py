"""Writes: grace and lock of a deadline, more time for one unit, an occurrence that is not asked any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Deadline, Occurrence, OwnTime, Participation
from anyue.campaigns.queries import times_for
from anyue.core.errors import AnyueError
from anyue.core.errors import times as errors
from anyue.core.forms.values import clean_text
from anyue.core.times import check_lock
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.web.words import moment_words

_FARTHEST = timedelta(days=366)


@transaction.atomic
def set_grace_and_lock(
    *,
    deadline: Deadline,
    grace_hours: int,
    lock_hours: int | None,
    by: User,
    needs_sign_off: bool = False,
) -> None:
    """Set how long after its time a report is in time, and when nothing is taken any more (None for never).

    Of a written text also whether a leader signs it before it goes up.

    Raises:
        AnyueError: no right to, or a lock before the end of the grace.
    """
    unit_id = deadline.campaign.unit_id
    require(by, Permission.ISSUE_CAMPAIGN, unit_id)
    check_lock(grace_hours, lock_hours)
    Deadline.objects.filter(pk=deadline.pk).update(
        grace_hours=grace_hours, lock_hours=lock_hours, needs_sign_off=needs_sign_off
    )
    told = f"grace={grace_hours} lock={'' if lock_hours is None else lock_hours}"
    told += " sign_off" if needs_sign_off else ""
    write_entry("set_grace_and_lock", by=by, on=deadline, unit_id=unit_id, reason=told)


@transaction.atomic
def extend_time(
    *, participation: Participation, occurrence: Occurrence, due_at: datetime, reason: str, by: User
) -> OwnTime:
    """Give one unit more time for one occurrence; it is told, and both sides see the reason.

    Raises:
        AnyueError: no right to, no reason, cancelled meanwhile, or a time that is not later or a year later.
    """
    superior = participation.superior or participation
    require(by, Permission.REVIEW_REPORT, superior.unit_id)
    reason = clean_text(reason)[:200]
    if not reason:
        raise AnyueError(errors.TIME_REASON_MISSING, field="reason")
    times = times_for(participation, occurrence)
    if times.cancelled:
        raise AnyueError(errors.ALREADY_CANCELLED)
    if due_at <= times.planned:
        planned = moment_words(timezone.localtime(times.planned))
        raise AnyueError(errors.NOT_LATER, field="due_at", due=planned)
    if due_at - times.planned > _FARTHEST:
        raise AnyueError(errors.TOO_FAR_AHEAD, field="due_at")
    facts = {"due_at": due_at, "reason": reason, "set_at": clock.now(), "set_by": by}
    place = OwnTime.objects.filter(participation=participation, occurrence=occurrence)
    # Two people at once: the row of the first is there when the second comes, or the constraint says so.
    if not place.update(**facts, number=F("number") + 1):
        place.create(participation=participation, occurrence=occurrence, **facts)
    own = place.get()
    write_entry("extend_time", by=by, on=own, unit_id=participation.unit_id)
    until = moment_words(timezone.localtime(due_at))
    text = f"时限延长至{until}：{occurrence.title}。原因：{reason}"
    post_message(unit=participation.unit, text=text, url=participation.get_absolute_url())
    return own


@transaction.atomic
def cancel_occurrence(*, occurrence: Occurrence, reason: str, by: User) -> None:
    """Ask an occurrence of nobody any more; who was asked is told. What came in before stays.

    Raises:
        AnyueError: no right to, no reason, or cancelled already.
    """
    campaign = occurrence.deadline.campaign
    require(by, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    reason = clean_text(reason)[:200]
    if not reason:
        raise AnyueError(errors.TIME_REASON_MISSING, field="reason")
    standing = Occurrence.objects.filter(pk=occurrence.pk, cancelled_at__isnull=True)
    if not standing.update(cancelled_at=clock.now(), cancelled_by=by, cancel_reason=reason):
        raise AnyueError(errors.ALREADY_CANCELLED)
    write_entry("cancel_occurrence", by=by, on=occurrence, unit_id=campaign.unit_id)
    for participation in campaign.participations.select_related("unit").filter(superior__isnull=False):
        text = f"取消报送：{occurrence.title}。原因：{reason}"
        post_message(unit=participation.unit, text=text, url=participation.get_absolute_url())
