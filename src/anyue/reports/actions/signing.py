"""Writes: the principal officer's sign-off."""

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.models import Report, SignOff


@transaction.atomic
def sign_off_report(*, report: Report, version: int, by: User) -> None:
    """Answer for the version that was looked at; a second time changes nothing.

    Raises:
        AnyueError: no right to, or another version stands there by now.
    """
    require(by, Permission.SIGN_OFF, report.participation.unit_id)
    at_version = Report.objects.select_for_update().filter(pk=report.pk, version=version)
    if not at_version.filter(submitted_at__isnull=False).exists():
        raise AnyueError(errors.REVIEW_STALE)
    signed = report.versions.get(number=version)
    facts = {"signed_at": clock.now(), "signed_by": by}
    _, is_new = SignOff.objects.get_or_create(version=signed, defaults=facts)
    if is_new:
        write_entry("sign_off_report", by=by, on=report, unit_id=report.participation.unit_id)
