"""The rest days and make-up days of a year, where an administrator has entered or corrected them."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class YearArrangement(models.Model):
    """The arrangement of one year (放假安排), which takes the place of the published one."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    source = models.CharField("依据", max_length=200, blank=True, default="")
    set_at = models.DateTimeField("录入时间")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "放假安排"
        ordering: ClassVar[list[str]] = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}"


class DayArrangement(models.Model):
    """One rest day or make-up day of a year's arrangement; New Year reaches into the year beside."""

    arrangement = models.ForeignKey(YearArrangement, on_delete=models.CASCADE, related_name="days")
    day = models.DateField("日期")
    is_workday = models.BooleanField("上班")
    name = models.CharField("节日", max_length=20)

    class Meta:
        verbose_name = "放假和调休日"
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["arrangement", "day"], name="day_arrangement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
