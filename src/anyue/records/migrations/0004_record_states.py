from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_what_was_entered_was_held")]

    operations = [
        migrations.AddConstraint(
            model_name="activityrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held_at__isnull", True), ("held_by__isnull", True)),
                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                    _connector="OR",
                ),
                name="record_held_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancel_reason", ""), ("cancelled_at__isnull", True)),
                    models.Q(("cancelled_at__isnull", False), models.Q(("cancel_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="record_cancelled_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="activityrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("counted", 0),
                    models.Q(("cancelled_at__isnull", True), ("held_at__isnull", False)),
                    _connector="OR",
                ),
                name="record_counted_is_held",
            ),
        ),
    ]
