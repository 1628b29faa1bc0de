"""Writes: reopening an approved report to correct it; what was approved counts until the correction is."""

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.forms.values import clean_text
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.claims import free_records
from anyue.reports.models import Report


@transaction.atomic
def correct_report(*, report: Report, version: int, reason: str, by: User) -> None:
    """Reopen an approved report; totals count the approved version until a later one is approved.

    Raises:
        AnyueError: no right to, no reason, or the version is not (or no longer) the approved one.
    """
    require(by, Permission.SUBMIT_REPORT, report.participation.unit_id)
    reason = clean_text(reason)[:200]
    if not reason:
        raise AnyueError(errors.CORRECTION_REASON, field="reason")
    approved = Report.objects.filter(
        pk=report.pk, version=version, submitted_at__isnull=False, approved_at__isnull=False
    )
    if not approved.update(
        submitted_at=None,
        submitted_by=None,
        approved_at=None,
        approved_by=None,
        reopened_at=clock.now(),
        reopened_by=by,
        reopen_reason=reason,
        revision=F("revision") + 1,
    ):
        raise AnyueError(errors.REVIEW_STALE)
    free_records(report)
    write_entry("correct_report", by=by, on=report, unit_id=report.participation.unit_id)
