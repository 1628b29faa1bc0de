from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Coalesce


def name_lines(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Whoever counted a record so far did so along the only line that its unit had in the campaign."""
    records = apps.get_model("records", "ActivityRecord").objects
    records.update(said_at=Coalesce("changed_at", "held_at", "created_at"))
    lines = apps.get_model("records", "CountingLine").objects
    participations = apps.get_model("campaigns", "Participation").objects
    claims = apps.get_model("records", "Claim").objects.select_related("record", "form")
    for claim in claims.filter(line__isnull=True):
        root = claim.form.campaign_id
        asked = participations.get(unit=claim.record.unit_id, campaign=root, superior__isnull=False)
        claim.line, _ = lines.get_or_create(record=claim.record, root_id=root, participation=asked)
        claim.save(update_fields=["line"])


class Migration(migrations.Migration):
    dependencies = [("records", "0005_counting_lines")]

    operations = [migrations.RunPython(name_lines, migrations.RunPython.noop)]
