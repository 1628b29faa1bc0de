"""Sheets of units that were read and wait to be confirmed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.orgs.models.units import Unit


class UnitImport(models.Model):
    """A sheet as it was read: what is confirmed is what was seen.

    `base` is the unit below which it changes units, None for the whole tree; `effective_on` the day from
    which its names and places hold; `digest` that of the changes it was first shown with. Its rows are gone
    once it is applied.
    """

    base = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    file_name = models.CharField("文件", max_length=200)
    sheet = models.JSONField("内容")
    effective_on = models.DateField("变动日期")
    digest = models.CharField("摘要", max_length=64)
    made_at = models.DateTimeField("读入时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField("导入时间", null=True)

    class Meta:
        verbose_name = "单位导入"
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.digest[:8]}"
