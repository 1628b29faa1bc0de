"""The entries of the trail."""

from typing import ClassVar, NoReturn

from django.conf import settings
from django.db import models


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """Reads only: the trail can't be rewritten through the ORM."""

    def update(self, **_kwargs: object) -> NoReturn:
        """Refused."""
        message = "An audit entry is never changed."
        raise TypeError(message)

    def delete(self) -> NoReturn:
        """Refused."""
        message = "An audit entry is never removed."
        raise TypeError(message)


class AuditEntry(models.Model):
    """One act of one person: `action` is a verb such as submit_report, `target` an object: report:12."""

    at = models.DateTimeField("时间", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    unit_id = models.BigIntegerField("单位", null=True)
    action = models.CharField("操作", max_length=40)
    target = models.CharField("对象", max_length=60)
    result = models.CharField("结果", max_length=20)
    reason = models.CharField("理由", max_length=500)
    address = models.CharField("地址", max_length=45)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target", "at"], name="audit_target_at")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.target}"

    def save(self, *, using: str | None = None, **_options: object) -> None:
        """Insert; a second save of the same entry is refused."""
        if not self._state.adding:
            message = "An audit entry is never changed."
            raise TypeError(message)
        super().save(force_insert=True, using=using)

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refused."""
        message = "An audit entry is never removed."
        raise TypeError(message)
