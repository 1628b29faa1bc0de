"""What reports and cases have alike: rows that are never changed, and the facts of going up for approval."""

from typing import Self, TypeVar

from django.conf import settings
from django.db import models

from anyue.campaigns.choices import Outcome

_Row = TypeVar("_Row", bound=models.Model)


class WrittenOnce(models.Model):
    """A row that is inserted and never changed."""

    class Meta:
        abstract = True

    def save(self, *, using: str | None = None, **_options: object) -> None:
        """Insert; a second save of the same row is refused."""
        if not self._state.adding:
            message = "A version is never changed."
            raise TypeError(message)
        super().save(force_insert=True, using=using)


def written_again(drafted: models.QuerySet[_Row], number: int) -> list[_Row]:
    """What goes up with a version: the rows of the draft, written down again under its number."""
    rows = list(drafted)
    for row in rows:
        row.pk = None
        row.number = number  # type: ignore[attr-defined]  # What belongs to a version has its number.
        row._state.adding = True  # noqa: SLF001  Django's documented way to copy a row.
    return drafted.model._default_manager.bulk_create(rows)  # noqa: SLF001  Django's public name for it.


class Decided(models.Model):
    """What a superior decided on one version, never changed; `reason` is that of a return."""

    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices)
    reason = models.CharField("原因", max_length=500, blank=True, default="")
    decided_at = models.DateTimeField("审核时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome}"


class SentUpQuerySet(models.QuerySet[_Row]):
    """Rows that go up for approval."""

    def awaiting(self) -> Self:
        """Those that are with the superior, who has not decided on them yet."""
        return self.filter(submitted_at__isnull=False, approved_at__isnull=True)


class SentUp(models.Model):
    """The facts of something that goes up for approval: each a time and a person, or neither.

    `returned_version` is the version that the superior returned last, `approved_version` the official one, 0
    for none. An approved one that its unit reopens to correct (更正) keeps its official version until a later
    one is approved; `approved_at` is of the version sent in last.
    """

    submitted_at = models.DateTimeField("报送时间", null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("上级查看时间", null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField("退回时间", null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_version = models.PositiveSmallIntegerField("退回的版本", default=0)
    return_reason = models.CharField("退回原因", max_length=500, blank=True, default="")
    approved_at = models.DateTimeField("审核通过时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_version = models.PositiveSmallIntegerField("正式版本", default=0)
    reopened_at = models.DateTimeField("更正时间", null=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopen_reason = models.CharField("更正原因", max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        """Whether it is with the superior, so that the unit can't change it."""
        return self.submitted_at is not None
