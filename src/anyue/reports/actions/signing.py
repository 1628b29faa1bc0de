"""Writes: a leader's sign-off, of what was sent in or of a text before it goes up."""

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports.claims import changed_by_other
from anyue.reports.models import Report, SignOff
from anyue.reports.signed import NOT_ASKED, tell_of_signing
from anyue.reports.written import CONTENT, is_text, require_written_out


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


@transaction.atomic
def sign_off_draft(*, report: Report, revision: int, by: User) -> None:
    """Answer for a text as it was looked at, before it goes up; its unit is told that it may.

    Raises:
        AnyueError: no right to, prompts left in the text, or changed or sent in meanwhile.
    """
    participation, occurrence = report.participation, report.occurrence
    require(by, Permission.SIGN_OFF, participation.unit_id)
    drafts = Report.objects.filter(pk=report.pk, revision=revision, submitted_at__isnull=True)
    text = drafts.filter(saved_at__isnull=False).values_list("entries", flat=True).first()
    if text is None or not is_text(occurrence):
        raise changed_by_other(participation, occurrence)
    require_written_out(text.get(CONTENT, ""))
    if not drafts.update(signed_at=clock.now(), signed_by=by, **NOT_ASKED):
        raise changed_by_other(participation, occurrence)
    write_entry("sign_off_draft", by=by, on=report, unit_id=participation.unit_id)
    tell_of_signing(report, "已审签，可以报送")
