"""Writes: accepting into a total that was sent in what changed below since."""

from collections.abc import Collection, Iterable
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.core import errors
from anyue.core.digests import digest_of
from anyue.core.errors import AnyueError
from anyue.core.forms.form import Form
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports import filling
from anyue.reports.digest import body_of
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import absence_at, differences_in
from anyue.reports.queries.differences import Difference

LONGEST_REVISION = 200


@transaction.atomic
def accept_differences(*, report: Report, version: int, accepted: Collection[int], by: User) -> Report:
    """Send a total in anew with the versions below that were looked at, and nothing else changed.

    `accepted` are the ids of those versions. What was approved counts until the new version is.

    Raises:
        AnyueError: no right to, nothing chosen, or another version of the total or of a part stands by now.
    """
    require(by, Permission.SUBMIT_REPORT, report.participation.unit_id)
    row = report.occurrence.deadline.form
    sent = report.versions.filter(number=version, report__submitted_at__isnull=False).first()
    if row is None or sent is None:
        raise AnyueError(errors.REVIEW_STALE)
    found = {one.after.pk: one for one in differences_in(sent, row.form, report.participation)}
    if not accepted:
        raise AnyueError(errors.NO_DIFFERENCE_CHOSEN, field="accepted")
    if not found.keys() >= set(accepted):
        raise AnyueError(errors.REVIEW_STALE)
    taken = [one for pk, one in found.items() if pk in accepted]
    now = clock.now()
    parts = {**dict(sent.parts), **{one.participation.pk: one.after.pk for one in taken}}
    new = _with_parts(sent, row.form, parts.values())
    new.gaps = absence_at(report.participation, report.occurrence, now).gaps(parts)
    new.revised_for = _reason(taken)
    new.digest = digest_of(body_of(new))
    new.submitted_at, new.submitted_by = now, by
    at_version = Report.objects.filter(pk=report.pk, version=version, submitted_at__isnull=False)
    if not at_version.update(
        version=new.number,
        is_nil=filling.is_nil(row.form, new.values),
        submitted_at=now,
        submitted_by=by,
        opened_at=None,
        opened_by=None,
        approved_at=None,
        approved_by=None,
        revision=F("revision") + 1,
    ):
        raise AnyueError(errors.REVIEW_STALE)
    new.save()
    write_entry("accept_differences", by=by, on=report, unit_id=report.participation.unit_id)
    return Report.objects.get(pk=report.pk)


def _with_parts(sent: ReportVersion, form: Form, ids: Iterable[int]) -> ReportVersion:
    """The next version: the unit's own numbers as they were sent, and these versions of those below."""
    parts = list(ReportVersion.objects.filter(pk__in=ids).in_official_order())
    named = [(part.report.participation.unit.name, part.values) for part in parts]
    return ReportVersion(
        report=sent.report,
        number=sent.number + 1,
        key=str(uuid4()),
        values=filling.with_below(form, sent.own, filling.below_values(form, named)),
        own=sent.own,
        records=sent.records,
        parts=[[part.report.participation_id, part.pk] for part in parts],
        typed=sent.typed,
        reasons=sent.reasons,
        carried=sent.carried,
        counters=sent.counters,
        passed=sent.passed,
    )


def _reason(taken: Iterable[Difference]) -> str:
    told = "、".join(f"{one.participation.unit.name}{one.why}" for one in taken)
    return f"计入下级变动：{told}"[:LONGEST_REVISION]
