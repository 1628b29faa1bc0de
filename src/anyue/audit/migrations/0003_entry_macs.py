"""Each entry gets a MAC; what was written before has none, and one signed entry says up to where."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from anyue import clock
from anyue.core.trail import Entry, mac_of


def sign_beginning(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Say in an entry which is the last one without a MAC; an empty trail needs none."""
    entries = apps.get_model("audit", "AuditEntry")._default_manager  # noqa: SLF001  Django's public name for it.
    last = entries.aggregate(last=models.Max("pk"))["last"]
    if last is None:
        return
    said = Entry(None, clock.now(), None, None, "begin_macs", f"auditentry:{last}", "done", "", "")
    entries.create(
        at=said.at,
        action=said.action,
        target=said.target,
        result=said.result,
        mac=mac_of(settings.ALGORITHMS, settings.AUDIT_KEYS[0], said),
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_sealing")]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="mac",
            field=models.CharField(default="", editable=False, max_length=88, verbose_name="鉴别码"),
            preserve_default=False,
        ),
        migrations.RunPython(sign_beginning, migrations.RunPython.noop),
    ]
