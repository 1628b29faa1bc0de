"""Says of each quota which activity asks it, and lets go of the second list of the same."""

from typing import Any, cast

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def place_quotas(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """A quota that an activity lists with the same words, number and unit belongs to that activity."""
    activities = apps.get_model("campaigns", "Activity").objects.order_by("-position")
    for campaign in apps.get_model("campaigns", "Campaign").objects.exclude(quotas=[]):
        listed = cast("list[dict[str, Any]]", list(activities.filter(campaign=campaign).values()))
        places = {tuple(least): one["position"] for one in listed for least in one["minimums"]}
        for quota in campaign.quotas:
            for one in quota["options"]:
                key = (quota["who"], one["what"], one["at_least"], one["unit"])
                quota["activity"] = places.get(key)
        campaign.save(update_fields=["quotas"])


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_assignment_starts"),
    ]

    operations = [
        migrations.RunPython(place_quotas, migrations.RunPython.noop),
        migrations.RemoveField(model_name="activity", name="minimums"),
    ]
