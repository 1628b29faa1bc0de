"""Photos, videos and documents that show an activity."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.campaigns.models import paired
from anyue.files.models import StoredFile
from anyue.records.models.records import ActivityRecord


class Evidence(models.Model):
    """One file of a record, seen by whoever sees the record. Always optional.

    `original` is the digest of the file as it was sent: by it the same one is found under two events, and a
    second tap adds nothing.
    """

    record = models.ForeignKey(ActivityRecord, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField("序号")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    original = models.CharField("原件摘要", max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=100)
    caption = models.CharField("说明", max_length=100, blank=True, default="")
    added_at = models.DateTimeField("添加时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "佐证材料"
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "position"], name="evidence_position_once"),
            models.UniqueConstraint(fields=["record", "original"], name="evidence_once"),
            paired("added", "evidence_added_pair"),
        ]

    def __str__(self) -> str:
        return self.caption or self.name
