"""Units that an office lists from outside its area, and groups of recipients that it keeps."""

from typing import ClassVar

from django.db import models

from anyue.orgs.models.units import Unit


class Listing(models.Model):
    """A unit outside the area of `office` to which that office may send notices (条线)."""

    office = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="listed")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="listings")

    class Meta:
        verbose_name = "条线单位"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "unit"], name="listing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} > {self.unit_id}"


class UnitGroup(models.Model):
    """Units that an office chooses together, such as all towns or the member units of its committee."""

    owner = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField("名称", max_length=40)
    members = models.ManyToManyField(Unit, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = "单位分组"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "name"], name="unit_group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
