"""The summaries that offices write of their campaigns, with what their figures stand on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_assignment_starts"),
        ("reports", "0013_texts_wait_for_a_leader"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Summary",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, default="", verbose_name="正文")),
                ("figures", models.JSONField(default=dict, verbose_name="文中数字")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="修改次数")),
                ("version", models.PositiveSmallIntegerField(default=0, verbose_name="版本")),
                ("saved_at", models.DateTimeField(null=True, verbose_name="保存时间")),
                ("finalised_at", models.DateTimeField(null=True, verbose_name="定稿时间")),
                (
                    "finalised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="summary",
                        to="campaigns.participation",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "活动总结",
            },
        ),
        migrations.CreateModel(
            name="SummaryVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("text", models.TextField(verbose_name="正文")),
                ("figures", models.JSONField(default=list, verbose_name="文中数字")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("finalised_at", models.DateTimeField(verbose_name="定稿时间")),
                (
                    "finalised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reports.summary",
                    ),
                ),
            ],
            options={
                "verbose_name": "总结版本",
                "ordering": ["summary", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Grounds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("body", models.JSONField(verbose_name="依据")),
                ("kept_at", models.DateTimeField(verbose_name="保存时间")),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grounds",
                        to="campaigns.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "数字依据",
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "digest"), name="grounds_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("saved_at__isnull", True), ("saved_by__isnull", True)),
                    models.Q(("saved_at__isnull", False), ("saved_by__isnull", False)),
                    _connector="OR",
                ),
                name="summary_saved_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finalised_at__isnull", True), ("finalised_by__isnull", True)),
                    models.Q(("finalised_at__isnull", False), ("finalised_by__isnull", False)),
                    _connector="OR",
                ),
                name="summary_finalised_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="summaryversion",
            constraint=models.UniqueConstraint(fields=("summary", "number"), name="summary_version_once"),
        ),
    ]
