"""Writes: importing and correcting a notice, issuing it, acknowledging and relaying it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns import issuing
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
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.notice import Plan, is_plan, open_text, plan_to_json, read_notice, shift_years
from anyue.core.notice.duties import with_duties
from anyue.core.schedule import last_due
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import recipients_for


@transaction.atomic
def import_notice(*, unit: Unit, name: str, data: bytes, by: User) -> Notice:
    """Read a notice and keep it with its plan, for a person to look through.

    Raises:
        AnyueError: the file can't be opened, is marked secret (it is then not stored), or holds no plan.
    """
    require(by, Permission.IMPORT_NOTICE, unit.pk)
    plan = with_duties(read_notice(open_text(data, name), source=name))
    if plan.markings:
        raise AnyueError(errors.NOTICE_MARKED, marking=plan.markings[0])
    if not is_plan(plan):
        raise AnyueError(errors.NO_PLAN, name=name)
    body = plan_to_json(plan)
    notice = Notice(
        unit=unit, source_name=name[:200], plan_read=body, plan=body, imported_at=clock.now(), imported_by=by
    )
    notice.save()
    write_entry("import_notice", by=by, on=notice, unit_id=unit.pk)
    return notice


@transaction.atomic
def correct_notice(*, notice: Notice, plan: Plan, revision: int, by: User, what: str) -> None:
    """Replace the plan that will be issued; what was read stays beside it.

    `revision` is the one the person saw; a plan that somebody else changed since is not overwritten.
    """
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    _keep(notice, plan, revision)
    write_entry("correct_notice", by=by, on=notice, unit_id=notice.unit_id, reason=what)


@transaction.atomic
def shift_notice(*, notice: Notice, years: int, by: User) -> None:
    """Move every date of the plan by whole years, for a notice whose time has passed."""
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    try:
        shifted = shift_years(notice.read_plan(), years)
    except ValueError as beyond:
        raise AnyueError(errors.SHIFTED_TOO_FAR, years=years) from beyond
    _keep(notice, shifted, notice.revision, years=years)
    write_entry("shift_notice", by=by, on=notice, unit_id=notice.unit_id, reason=f"{years:+d}")


def _keep(notice: Notice, plan: Plan, revision: int, *, years: int = 0) -> None:
    """Store a corrected plan if the notice is open and still at `revision`."""
    body = plan_to_json(plan)
    _claim(notice, revision, plan=body, years_shifted=F("years_shifted") + years)
    notice.plan, notice.revision, notice.years_shifted = body, revision + 1, notice.years_shifted + years


def _claim(notice: Notice, revision: int, **facts: object) -> None:
    """Write to a notice if it is open and still at `revision`; of two people at once, the second is told.

    The update asks for the row's own columns only: a question about its campaign would be answered before the
    first has finished. Each act moves the revision on, so that it speaks for the campaign as well.
    """
    open_notices = Notice.objects.filter(pk=notice.pk, archived_at__isnull=True, campaign__isnull=True)
    if not open_notices.exists():
        raise AnyueError(errors.NOTICE_CLOSED)
    at_revision = Notice.objects.filter(pk=notice.pk, revision=revision)
    if not at_revision.update(revision=F("revision") + 1, **facts):
        raise AnyueError(errors.NOTICE_CHANGED if open_notices.exists() else errors.NOTICE_CLOSED)


@transaction.atomic
def archive_notice(*, notice: Notice, by: User) -> None:
    """Keep a past notice for reading only."""
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    _claim(notice, notice.revision, archived_at=clock.now(), archived_by=by)
    write_entry("archive_notice", by=by, on=notice, unit_id=notice.unit_id)


@transaction.atomic
def issue_campaign(
    *, notice: Notice, recipients: Sequence[Unit], by: User, revision: int | None = None
) -> Campaign:
    """Turn a corrected plan into a campaign and send it to the recipients.

    `revision` is the one the person saw; a plan that was corrected since is not issued unseen.

    Raises:
        AnyueError: no right to, no recipient, one out of reach, nothing to report, every deadline passed, or
            issued or archived already.
    """
    require(by, Permission.ISSUE_CAMPAIGN, notice.unit_id)
    _claim(notice, notice.revision if revision is None else revision)
    plan = notice.read_plan()
    _check_issuable(plan)
    _check_reach(by, notice.unit, recipients)
    campaign = _build(notice, plan, by)
    joined = _join(recipients, superior=_root(campaign, by), by=by)
    write_entry("issue_campaign", by=by, on=campaign, unit_id=notice.unit_id)
    _tell(joined, f"{notice.unit.name}下发：{campaign.name}")
    return campaign


def _check_issuable(plan: Plan) -> None:
    last = last_due(plan)
    if last is None:
        raise AnyueError(errors.NO_DEADLINES)
    if last.replace(tzinfo=ZoneInfo(settings.TIME_ZONE)) < clock.now():
        raise AnyueError(errors.NOTICE_PAST, last=_day(last))


def _day(moment: datetime) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日"


def _check_reach(by: User, unit: Unit, recipients: Iterable[Unit]) -> None:
    within = set(recipients_for(by, unit).values_list("pk", flat=True))
    recipients = list(recipients)
    if not recipients:
        raise AnyueError(errors.NO_RECIPIENTS)
    for recipient in recipients:
        if recipient.pk not in within:
            raise AnyueError(errors.NOT_ADDRESSABLE, unit=recipient.name)


def _build(notice: Notice, plan: Plan, by: User) -> Campaign:
    """Write the campaign's own rows: activities, forms, deadlines, occurrences."""
    starts_on, ends_on = issuing.campaign_days(plan)
    campaign = Campaign(
        notice=notice,
        unit=notice.unit,
        title=notice.title[:200],
        theme=(plan.theme or "")[:200],
        starts_on=starts_on,
        ends_on=ends_on,
        issued_at=clock.now(),
        issued_by=by,
    )
    campaign.save()
    Activity.objects.bulk_create(issuing.activity_rows(campaign, plan))
    forms = CampaignForm.objects.bulk_create(issuing.form_rows(campaign, plan))
    documents, deadlines = issuing.deadline_rows(campaign, plan, forms)
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


def _join(
    units: Iterable[Unit],
    *,
    superior: Participation,
    by: User,
    hours_earlier: int = 0,
    instructions: str = "",
) -> list[Participation]:
    """Add units to the campaign of `superior` below it, with their reporting lines."""
    joined = Participation.objects.bulk_create(
        Participation(
            campaign_id=superior.campaign_id,
            unit=unit,
            superior=superior,
            hours_earlier=hours_earlier,
            instructions=instructions,
            added_at=clock.now(),
            added_by=by,
        )
        for unit in units
    )
    Participation.objects.filter(pk=superior.pk).update(is_relayed=True)
    above = list(superior.lines_up.values_list("superior_id", "depth"))
    ReportingLine.objects.bulk_create(
        ReportingLine(superior_id=pk, participation=participation, depth=depth)
        for participation in joined
        for pk, depth in [(participation.pk, 0), *((pk, depth + 1) for pk, depth in above)]
    )
    return joined


def _tell(participations: Iterable[Participation], text: str) -> None:
    for participation in participations:
        post_message(unit=participation.unit, text=text, url=participation.get_absolute_url())


@transaction.atomic
def acknowledge_notice(*, participation: Participation, by: User) -> None:
    """Confirm that the unit has received the notice; a second time changes nothing."""
    require(by, Permission.ACKNOWLEDGE_NOTICE, participation.unit_id)
    if Participation.objects.filter(pk=participation.pk, acknowledged_at__isnull=True).update(
        acknowledged_at=clock.now(), acknowledged_by=by
    ):
        write_entry("acknowledge_notice", by=by, on=participation, unit_id=participation.unit_id)


@transaction.atomic
def relay_campaign(
    *,
    participation: Participation,
    recipients: Sequence[Unit],
    by: User,
    hours_earlier: int = 0,
    instructions: str = "",
) -> list[Participation]:
    """Ask units below for the same, by the same deadlines or earlier; nothing asked is taken away."""
    require(by, Permission.RELAY_CAMPAIGN, participation.unit_id)
    _check_reach(by, participation.unit, recipients)
    try:
        # A savepoint, so that who takes part already can still be asked for after the database has refused.
        with transaction.atomic():
            joined = _join(
                recipients,
                superior=participation,
                by=by,
                hours_earlier=participation.hours_earlier + hours_earlier,
                instructions=instructions,
            )
    except IntegrityError as twice:
        taken = participation.campaign.participations.select_related("unit").filter(unit__in=recipients)
        raise AnyueError(errors.ALREADY_TAKES_PART, unit=taken[0].unit.name) from twice
    write_entry("relay_campaign", by=by, on=participation, unit_id=participation.unit_id)
    _tell(joined, f"{participation.unit.name}转发：{participation.campaign.name}")
    return joined
