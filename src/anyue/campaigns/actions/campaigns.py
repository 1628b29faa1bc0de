"""Writes: issuing a notice and acknowledging it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns import issuing
from anyue.campaigns.assigning import assign_named
from anyue.campaigns.burden import estimate
from anyue.campaigns.claims import claim_notice
from anyue.campaigns.enrolling import check_reach, join, tell
from anyue.campaigns.issuing import Dating, last_moment
from anyue.campaigns.models import (
    Activity,
    Campaign,
    CampaignForm,
    Deadline,
    Notice,
    Occurrence,
    Participation,
    ReportingLine,
)
from anyue.campaigns.queries import carried_out_by
from anyue.campaigns.workdays import workdays_now
from anyue.core import errors
from anyue.core.effort import Minutes
from anyue.core.errors import AnyueError
from anyue.core.notice import Plan
from anyue.core.quotas import asked_in
from anyue.core.times import check_lock
from anyue.core.vocabulary import vocabulary
from anyue.core.workdays import Workdays
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission


@transaction.atomic
def issue_campaign(  # noqa: PLR0913  One argument a choice of the page.
    *,
    notice: Notice,
    recipients: Sequence[Unit],
    by: User,
    revision: int | None = None,
    grace_hours: int = 0,
    lock_hours: int | None = None,
    cost: Minutes | None = None,
    carries_out: Campaign | None = None,
) -> Campaign:
    """Turn a corrected plan into a campaign and send it to the recipients.

    `revision` is the one the person saw; a plan that was corrected since is not issued unseen. Grace and lock
    go for every deadline, until they are set for one alone. The burden is kept as it is estimated now, by
    `cost` or the usual one. `carries_out` is the campaign of another notice within which activities count
    once.

    Raises:
        AnyueError: no right to, no recipient, one out of reach, nothing to report, every deadline passed, a
            lock before the end of the grace, or issued or archived already.
    """
    require(by, Permission.ISSUE_CAMPAIGN, notice.unit_id)
    check_lock(grace_hours, lock_hours)
    claim_notice(notice, notice.revision if revision is None else revision)
    plan = notice.read_plan()
    workdays = workdays_now()
    _check_issuable(plan, Dating(*issuing.campaign_days(plan), clock.today(), workdays))
    check_reach(by, notice.unit, recipients)
    if carries_out is not None and not carried_out_by(notice.unit).filter(pk=carries_out.pk).exists():
        raise AnyueError(errors.NOT_CARRIED_OUT)
    # Before the campaign is there, which would be found to ask the same as itself.
    burden = estimate(plan, recipients, cost or Minutes(), clock.now())
    campaign = _build(notice, plan, workdays, by)
    campaign.deadlines.update(grace_hours=grace_hours, lock_hours=lock_hours)
    campaign.burden, campaign.root = burden.to_json(), carries_out
    campaign.save(update_fields=["burden", "root"])
    root = _root(campaign, by)
    joined = join(recipients, superior=root, by=by)
    assign_named(list(campaign.activities.all()), [root, *joined], by=by)
    write_entry("issue_campaign", by=by, on=campaign, unit_id=notice.unit_id)
    tell(joined, f"{notice.unit.name}下发：{campaign.name}")
    return campaign


def _check_issuable(plan: Plan, dating: Dating) -> None:
    last = last_moment(plan, dating)
    if last is None:
        raise AnyueError(errors.NO_DEADLINES)
    if last.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)) < clock.now():
        raise AnyueError(errors.NOTICE_PAST, last=_day(last))


def _day(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _build(notice: Notice, plan: Plan, workdays: Workdays, by: User) -> Campaign:
    """Write the campaign's own rows: activities, forms, deadlines, occurrences."""
    starts_on, ends_on = issuing.campaign_days(plan)
    campaign = Campaign(
        notice=notice,
        unit=notice.unit,
        title=notice.title[:200],
        theme=(plan.theme or "")[:200],
        starts_on=starts_on,
        ends_on=ends_on,
        quotas=[one.to_json() for one in asked_in(plan, vocabulary())],
        issued_at=clock.now(),
        issued_by=by,
    )
    campaign.save()
    Activity.objects.bulk_create(issuing.activity_rows(campaign, plan))
    forms = CampaignForm.objects.bulk_create(issuing.form_rows(campaign, plan))
    documents, deadlines = issuing.deadline_rows(campaign, plan, forms, workdays)
    CampaignForm.objects.bulk_create(documents)
    Deadline.objects.bulk_create([deadline for deadline, _ in deadlines])
    Occurrence.objects.bulk_create([moment for _, moments in deadlines for moment in moments])
    return campaign


def _root(campaign: Campaign, by: User) -> Participation:
    """Let the issuer take part in its own campaign; it needs no telling."""
    now = clock.now()
    root = Participation(campaign=campaign, unit=campaign.unit, added_at=now, added_by=by)
    root.acknowledged_at, root.acknowledged_by = now, by
    root.save()
    ReportingLine(superior=root, participation=root, depth=0).save()
    return root


@transaction.atomic
def acknowledge_notice(*, participation: Participation, by: User) -> None:
    """Confirm that the unit has received the notice; a second time changes nothing."""
    require(by, Permission.ACKNOWLEDGE_NOTICE, participation.unit_id)
    if Participation.objects.filter(pk=participation.pk, acknowledged_at__isnull=True).update(
        acknowledged_at=clock.now(), acknowledged_by=by
    ):
        write_entry("acknowledge_notice", by=by, on=participation, unit_id=participation.unit_id)
