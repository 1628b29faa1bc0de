"""What was approved or returned before decisions were kept by version."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_decisions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Make the version that each report is approved in its official one; note returns too."""
    report_model = apps.get_model("reports", "Report")
    version_model = apps.get_model("reports", "ReportVersion")
    decision_model = apps.get_model("reports", "Decision")
    # Of a report that was sent in again only the number of the returned version is known, not by whom.
    for report in report_model.objects.filter(version__gt=0).iterator():
        outcome = "approved" if report.approved_at else "returned"
        at, by = report.approved_at or report.returned_at, report.approved_by or report.returned_by
        if at is None or by is None:
            continue
        number = report.version if report.approved_at else report.returned_version or report.version
        version = version_model.objects.filter(report=report, number=number).first()
        if version is None:
            continue
        said = {"reason": report.return_reason, "marks": report.return_marks}
        decision_model.objects.create(
            version=version,
            outcome=outcome,
            decided_at=at,
            decided_by=by,
            **(said if outcome == "returned" else {}),
        )
        if report.approved_at:
            report.approved_version = number
            report.save(update_fields=["approved_version"])


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("reports", "0010_versions_and_decisions")]

    operations = [migrations.RunPython(keep_decisions, migrations.RunPython.noop)]
