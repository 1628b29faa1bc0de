"""The content of files, each kept once."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.core.uploads import PICTURES, UploadKind

FOLDER = "stored"
"""The folder below MEDIA_ROOT in which every name belongs to a row."""


class StoredFile(models.Model):
    """One content, under a name of its own on the disk; what it is called is said by those who refer to it.

    Rows refer to it by a foreign key with PROTECT; what nothing refers to is cleared away a day after
    `given_at`, the last time that somebody sent it. `thumbnail` is a small JPEG of a picture.
    """

    sha256 = models.CharField("摘要", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    kind = models.CharField("种类", max_length=10)
    content = models.FileField("内容", max_length=100)
    thumbnail = models.FileField("缩略图", max_length=100, blank=True, default="")
    stored_at = models.DateTimeField("存入时间")
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField("最近交来的时间", db_index=True)

    class Meta:
        verbose_name = "存档文件"
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def upload_kind(self) -> UploadKind:
        """What it is, by its content."""
        return UploadKind(self.kind)

    @property
    def is_picture(self) -> bool:
        """Whether it has a thumbnail."""
        return self.upload_kind in PICTURES
