"""Where an activity was reported in the media."""

from typing import ClassVar

from django.db import models

from anyue.records.models.records import ActivityRecord


class MediaLink(models.Model):
    """One report of an activity in the media; its address is shown and never fetched."""

    record = models.ForeignKey(ActivityRecord, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField("序号")
    outlet = models.CharField("媒体", max_length=60, blank=True, default="")
    title = models.CharField("标题", max_length=120, blank=True, default="")
    url = models.CharField("网址", max_length=500, blank=True, default="")
    published_on = models.DateField("发布日期", null=True)

    class Meta:
        verbose_name = "媒体报道"
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "position"], name="media_link_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.outlet
