"""Writes: what a superior does to a report: opening, returning and approving it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.choices import Outcome
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.forms.values import clean_text
from anyue.notify.actions import post_message
from anyue.reports import filling
from anyue.reports.claims import free_records
from anyue.reports.deciding import known_marks, require_review, tell_unit
from anyue.reports.models import Decision, Report


@transaction.atomic
def open_for_review(*, report: Report, by: User) -> None:
    """Note that the superior has opened a report, after which it can't be taken back; once is enough."""
    require_review(report, by)
    if Report.objects.filter(pk=report.pk, submitted_at__isnull=False, opened_at__isnull=True).update(
        opened_at=clock.now(), opened_by=by
    ):
        write_entry("open_for_review", by=by, on=report, unit_id=report.participation.unit_id)


@transaction.atomic
def return_report(*, report: Report, version: int, reason: str, by: User, marks: Sequence[str] = ()) -> None:
    """Send a report back with a reason and the blanks it is about; its numbers are never changed from above.

    Raises:
        AnyueError: no right to, no reason, or another version stands there by now.
    """
    require_review(report, by)
    reason = clean_text(reason)
    if not reason:
        raise AnyueError(errors.REASON_MISSING, field="reason")
    marks = known_marks(report, marks)
    _decide(
        report,
        version,
        submitted_at=None,
        submitted_by=None,
        returned_at=clock.now(),
        returned_by=by,
        returned_version=version,
        return_reason=reason[:500],
        return_marks=marks,
    )
    _note(report, version, Outcome.RETURNED, by=by, reason=reason[:500], marks=marks)
    free_records(report)
    write_entry("return_report", by=by, on=report, unit_id=report.participation.unit_id)
    tell_unit(report, "退回修改")


@transaction.atomic
def approve_report(*, report: Report, version: int, by: User) -> None:
    """Make the version that was reviewed official, so that totals above count it.

    Raises:
        AnyueError: no right to, or another version stands there by now.
    """
    require_review(report, by)
    _decide(
        report,
        version,
        approved_at=clock.now(),
        approved_by=by,
        approved_version=version,
        reopened_at=None,
        reopened_by=None,
    )
    _note(report, version, Outcome.APPROVED, by=by)
    write_entry("approve_report", by=by, on=report, unit_id=report.participation.unit_id)
    tell_unit(report, "审核通过")
    _tell_of_difference(report)


def _tell_of_difference(report: Report) -> None:
    """Tell the superior that what it sent in itself is not what those below come to any more."""
    superior, form = report.participation.superior, report.occurrence.deadline.form
    if superior is None or form is None or not filling.sums_up(form.kind):
        return
    place = {"participation": superior, "occurrence": report.occurrence}
    if Report.objects.filter(**place, submitted_at__isnull=False).exists():
        text = f"下级有变动，尚未计入已报送的数：{form.title}（{report.occurrence.label}）"
        url = reverse("reports:differences", args=[superior.pk, report.occurrence_id])
        post_message(unit=superior.unit, text=text, url=url)


def _decide(report: Report, version: int, **facts: object) -> None:
    """Write a review's outcome if the reviewed version is still the one that waits."""
    waiting = Report.objects.awaiting().filter(pk=report.pk, version=version)
    if not waiting.update(**facts, revision=F("revision") + 1):
        raise AnyueError(errors.REVIEW_STALE)


def _note(report: Report, version: int, outcome: Outcome, *, by: User, **said: object) -> None:
    """Keep what was decided on a version, of which a later one knows nothing."""
    decided = report.versions.get(number=version)
    Decision.objects.create(version=decided, outcome=outcome, decided_at=clock.now(), decided_by=by, **said)
