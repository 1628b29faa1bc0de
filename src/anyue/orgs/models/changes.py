"""What happened to units, by day: the reports of a closed or renamed unit stay what they were."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.orgs.choices import UnitEvent
from anyue.orgs.models.units import Unit


class UnitChange(models.Model):
    """One event of a unit: from and to belong to a new name or a new place, `successor` to a merger."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="changes")
    event = models.CharField("事项", max_length=10, choices=UnitEvent)
    happened_on = models.DateField("日期")
    name_from = models.CharField("原名称", max_length=80, blank=True, default="")
    name_to = models.CharField("新名称", max_length=80, blank=True, default="")
    parent_from = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="原隶属")
    parent_to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="新隶属")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="并入单位")
    noted_at = models.DateTimeField("登记时间")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "单位变动"
        ordering: ClassVar[list[str]] = ["happened_on", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "happened_on"], name="unit_change_unit_day")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.event} {self.happened_on}"
