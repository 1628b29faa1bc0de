"""Writes: which checks of a campaign's figures let nothing pass without a reason."""

from collections.abc import Collection

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Campaign
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.choices import Check
from anyue.reports.models import BlockingCheck


@transaction.atomic
def set_blocking_checks(*, campaign: Campaign, names: Collection[str], by: User) -> None:
    """Let these checks block from now on and every other one advise; what was sent in stays as it is.

    Raises:
        AnyueError: no right to (NOT_ALLOWED).
    """
    require(by, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    wanted = {check.value for check in Check if check.value in names}
    set_so_far = BlockingCheck.objects.filter(campaign=campaign)
    set_so_far.exclude(name__in=wanted).delete()
    new = wanted - set(set_so_far.values_list("name", flat=True))
    BlockingCheck.objects.bulk_create(
        BlockingCheck(campaign=campaign, name=name, set_at=clock.now(), set_by=by) for name in sorted(new)
    )
    write_entry("set_blocking_checks", by=by, on=campaign, unit_id=campaign.unit_id)
