"""Writes: reopening an approved report, by its unit to correct it (更正) or by the superior with a reason.

What was approved counts until a later version is. As long as none was sent in, the report can go back to it.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.choices import Outcome
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.forms.values import clean_text
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.reports.claims import claim_again, free_records
from anyue.reports.deciding import known_marks, require_review, tell_unit
from anyue.reports.models import Report, ReportVersion
from anyue.reports.written import is_text

BY_SUPERIOR = "上级退回："
"""How the reason begins for which the next version was sent in."""


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
    _reopen(report, version, reason=reason, by=by)
    write_entry("correct_report", by=by, on=report, unit_id=report.participation.unit_id)


@transaction.atomic
def reopen_report(*, report: Report, version: int, reason: str, by: User, marks: Sequence[str] = ()) -> None:
    """Send an approved report back with a reason and the blanks it is about; totals count it meanwhile.

    Raises:
        AnyueError: no right to, no reason, or the version is not (or no longer) the approved one.
    """
    require_review(report, by)
    reason = clean_text(reason)[:500]
    if not reason:
        raise AnyueError(errors.REASON_MISSING, field="reason")
    said = {
        "returned_at": clock.now(),
        "returned_by": by,
        "returned_version": version,
        "return_reason": reason,
        "return_marks": known_marks(report, marks),
    }
    _reopen(report, version, reason=f"{BY_SUPERIOR}{reason}"[:200], by=by, **said)
    write_entry("reopen_report", by=by, on=report, unit_id=report.participation.unit_id)
    tell_unit(report, "审核通过后退回修改")


def _reopen(report: Report, version: int, *, reason: str, by: User, **said: object) -> None:
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
        **said,
    ):
        raise AnyueError(errors.REVIEW_STALE)
    free_records(report)


@transaction.atomic
def cancel_correction(*, report: Report, by: User) -> None:
    """Let the approved version stand again (撤销更正): for whoever reopened it, and for the superior.

    What was typed into a table meanwhile goes; a text stays as a draft for the next time.

    Raises:
        AnyueError: no right to, sent in since it was reopened, or the ledger behind it has changed.
    """
    part = report.participation
    is_own = report.reopened_by_id == by.pk and may(by, Permission.SUBMIT_REPORT, part.unit_id)
    if not is_own:
        require_review(report, by)
    reopened = Report.objects.filter(
        pk=report.pk,
        reopened_at__isnull=False,
        reopened_by=report.reopened_by_id,
        submitted_at__isnull=True,
        version=F("approved_version"),
    )
    standing = report.versions.filter(number=report.approved_version).select_related("decision").first()
    if standing is None or not reopened.update(**_as_approved(report, standing)):
        raise AnyueError(errors.CORRECTION_SENT)
    claim_again(report, standing)
    act = "cancel_correction" if is_own else "cancel_correction_below"
    write_entry(act, by=by, on=report, unit_id=part.unit_id)
    if not is_own:
        tell_unit(report, "更正已撤销，仍按已审核的一版计")


def _as_approved(report: Report, version: ReportVersion) -> dict[str, object]:
    """The facts of a report whose last version is the approved one."""
    facts: dict[str, object] = {
        "submitted_at": version.submitted_at,
        "submitted_by": version.submitted_by_id,
        "approved_at": version.decision.decided_at,
        "approved_by": version.decision.decided_by_id,
        "reopened_at": None,
        "reopened_by": None,
        "reopen_reason": "",
        "revision": F("revision") + 1,
    }
    if not is_text(report.occurrence):
        kept = {**{code: why for _, code, _, why in version.passed}, **version.reasons}
        facts |= {"entries": {code: version.own[code] for code in version.typed}, "reasons": kept}
    if report.returned_at is not None:
        facts |= {"returned_at": None, "returned_by": None, **_last_return(report)}
    return facts


def _last_return(report: Report) -> dict[str, object]:
    """What was last sent back of a report before it was approved."""
    returned = report.versions.filter(decision__outcome=Outcome.RETURNED).select_related("decision").last()
    if returned is None:
        return {"returned_version": 0, "return_reason": "", "return_marks": []}
    said = returned.decision
    return {
        "returned_version": returned.number,
        "return_reason": said.reason,
        "return_marks": said.marks,
    }
