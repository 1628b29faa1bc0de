from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

UNKNOWN = "（未写明）"


def hold(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Only activities that had been held could be entered; nobody was asked why one was called off."""
    records = apps.get_model("records", "ActivityRecord").objects
    records.update(held_at=F("created_at"), held_by=F("created_by"))
    records.filter(cancelled_at__isnull=False).update(cancel_reason=UNKNOWN)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_plans_venues_and_co_hosts")]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
