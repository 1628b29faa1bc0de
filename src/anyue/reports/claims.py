"""The one way to write to a report, so that of two people at once the second is told."""

from anyue.campaigns.models import Occurrence, Participation
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.records.actions import claim_records, release_records
from anyue.records.queries import changed_since, held_now
from anyue.reports.models import Report, ReportVersion


def changed_by_other(participation: Participation, occurrence: Occurrence) -> AnyueError:
    """Who did what to the report since the person opened it, as the error that says so.

    Where nobody has made a report yet, the page named a revision that never was.
    """
    people = Report.objects.select_related("submitted_by", "saved_by")
    report = people.filter(participation=participation, occurrence=occurrence).first()
    if report and report.submitted_at and report.submitted_by:
        return AnyueError(errors.REPORT_CHANGED, who=report.submitted_by.name, what="报送")
    who = report.saved_by.name if report and report.saved_by else "他人"
    return AnyueError(errors.REPORT_CHANGED, who=who, what="修改")


def claim_report(
    participation: Participation, occurrence: Occurrence, revision: int, values: dict[str, object]
) -> Report:
    """Write `values` to the report if nobody changed it since `revision`; make it if it is the first time.

    Raises:
        AnyueError: REPORT_CHANGED.
        IntegrityError: somebody else was first to make it; the transaction is spoilt then.
    """
    place = {"participation": participation, "occurrence": occurrence}
    if revision == 0:
        report = Report(**place, **values, revision=1)
        report.save(force_insert=True)
        return report
    rows = Report.objects.filter(**place, revision=revision, submitted_at__isnull=True)
    if not rows.update(**values, revision=revision + 1):
        raise changed_by_other(participation, occurrence)
    return Report.objects.get(**place)


def claim_again(report: Report, version: ReportVersion) -> None:
    """Count again what a version counts, after it was freed.

    Raises:
        AnyueError: CORRECTION_LEDGER where a record was changed or cancelled since, or counts elsewhere.
    """
    row, ids = report.occurrence.deadline.form, {pk for pks in version.records.values() for pk in pks}
    if row is None or not ids:
        return
    root_pk = report.occurrence.deadline.campaign.root_pk
    held = held_now(ids, root_pk)
    if len(held) != len(ids) or changed_since(ids, report.reopened_at):
        raise AnyueError(errors.CORRECTION_LEDGER)
    claim_records(
        records=held, form=row, occurrence=report.occurrence, line=report.participation, root_pk=root_pk
    )


def free_records(report: Report) -> None:
    """Free what the report counted, so that the unit can change it."""
    form = report.occurrence.deadline.form
    if form is not None:
        release_records(line=report.participation, form=form, occurrence=report.occurrence)
