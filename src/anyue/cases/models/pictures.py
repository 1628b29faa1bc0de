"""The pictures of an item, and those of them that a person made public."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.cases.models.items import CaseItem
from anyue.cases.models.public import Publication
from anyue.files.models import StoredFile


class CasePicture(models.Model):
    """One picture of an item; `number` is the version that it went up with, 0 for the draft.

    What goes up with a version is written down again for it. `original` is the digest of the file as it was
    sent, by which a second tap adds nothing.
    """

    item = models.ForeignKey(CaseItem, on_delete=models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField("版本", default=0)
    position = models.PositiveSmallIntegerField("序号")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    original = models.CharField("原件摘要", max_length=64)
    caption = models.CharField("说明", max_length=100, blank=True, default="")
    added_at = models.DateTimeField("添加时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "案例照片"
        ordering: ClassVar[list[str]] = ["number", "position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "number", "position"], name="case_picture_place_once"),
            models.UniqueConstraint(fields=["item", "number", "original"], name="case_picture_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called where it is given out."""
        return self.caption or f"照片{self.position}"


class PublishedPicture(models.Model):
    """A picture of a publication: made anew for it, its rectangles black, numbered from 1.

    `source` is the digest of the picture that it was made from, and `boxes` the rectangles as [left, top,
    width, height] in per cent.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField("序号")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    source = models.CharField("来源摘要", max_length=64)
    boxes = models.JSONField("遮挡", default=list)

    class Meta:
        verbose_name = "公开的照片"
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["publication", "position"], name="published_picture_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.position}"
