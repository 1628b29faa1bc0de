"""The entries of the trail, and the batches that seal them."""

from typing import ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import F

from anyue.audit.choices import Result
from anyue.core.trail import MAC_LENGTH, Entry


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

    def unsealed(self) -> Self:
        """Entries that have no number yet, oldest first."""
        return self.filter(number__isnull=True).order_by("pk")

    def give_numbers(self, keys: range, first: int) -> int:
        """Number unsealed entries of consecutive keys from `first` on, for the sealer; how many."""
        unsealed = self.filter(pk__gte=keys[0], pk__lte=keys[-1], number__isnull=True)
        return super(AuditEntryQuerySet, unsealed).update(number=F("pk") + (first - keys[0]))

    def drop_numbered(self, first: int, last: int) -> int:
        """Remove the entries of these numbers, which are past their retention; how many there were."""
        numbered = self.filter(number__gte=first, number__lte=last)
        return super(AuditEntryQuerySet, numbered).delete()[0]


class AuditEntry(models.Model):
    """One act of one person: `action` is a verb such as submit_report, `target` an object: report:12.

    `number` is given by the sealer, which alone knows that the entry is committed. `mac` is "" for an entry
    that was written before there were MACs.
    """

    number = models.BigIntegerField("编号", null=True, unique=True, editable=False)
    at = models.DateTimeField("时间", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    unit_id = models.BigIntegerField("单位", null=True)
    action = models.CharField("操作", max_length=40)
    target = models.CharField("对象", max_length=60)
    result = models.CharField("结果", max_length=20, choices=Result)
    reason = models.CharField("理由", max_length=500)
    address = models.CharField("地址", max_length=45)
    mac = models.CharField("鉴别码", max_length=MAC_LENGTH, editable=False)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target", "at"], name="audit_target_at"),
            models.Index(fields=["action", "at"], name="audit_action_at"),
            models.Index(fields=["unit_id"], name="audit_unit"),
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

    def as_sealed(self) -> Entry:
        """The entry as a value of the core, with all that a seal answers for."""
        return Entry(
            self.pk,
            self.at,
            self.by_id,
            self.unit_id,
            self.action,
            self.target,
            self.result,
            self.reason,
            self.address,
        )


class AuditBatch(models.Model):
    """A batch of sealed entries as `core.trail` makes it; digests in hexadecimal, `leaves` one after another.

    A batch whose entries were dropped keeps its row, so that the chain goes on across it.
    """

    number = models.BigIntegerField("批号", primary_key=True)
    first = models.BigIntegerField("首号")
    count = models.PositiveIntegerField("条数")
    root = models.CharField("根", max_length=64)
    previous = models.CharField("前一批摘要", max_length=64)
    suite = models.CharField("算法", max_length=20)
    sealed_at = models.DateTimeField("封存时间", db_index=True)
    digest = models.CharField("摘要", max_length=64)
    leaves = models.BinaryField("各条摘要")
    dropped_at = models.DateTimeField("清理时间", null=True)

    class Meta:
        verbose_name = "审计批次"
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest}"
