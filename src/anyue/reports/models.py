"""Reports and their immutable versions."""

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.models import Occurrence, Participation, paired
from anyue.reports.choices import ReportState


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports."""

    def visible_to(self, user: User) -> Self:
        """The reports of a person's units and of everybody who reports to these."""
        return self.filter(participation__in=Participation.objects.visible_to(user).values("pk"))

    def approved(self) -> Self:
        """Reports that count in official totals."""
        return self.filter(approved_at__isnull=False)


class Report(models.Model):
    """One participation's report for one occurrence: what is being filled in, and the facts of its way.

    `entries` holds the unit's own numbers as they stand on its page. `revision` goes up with every change and
    guards against two people overwriting each other. `version` is the number of the version sent in last.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="reports")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="reports")
    entries = models.JSONField("填写内容", default=dict)
    revision = models.PositiveIntegerField("修改次数", default=0)
    version = models.PositiveSmallIntegerField("版本", default=0)
    is_nil = models.BooleanField("零报告", default=False)
    saved_at = models.DateTimeField("保存时间", null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_submitted_at = models.DateTimeField("首次报送时间", null=True)
    submitted_at = models.DateTimeField("报送时间", null=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("上级查看时间", null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField("退回时间", null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField("退回原因", max_length=500, blank=True, default="")
    return_marks = models.JSONField("退回标记", default=list)
    approved_at = models.DateTimeField("审核通过时间", null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "报表"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participation", "occurrence"], name="report_once"),
            paired("saved", "report_saved_pair"),
            paired("submitted", "report_submitted_pair"),
            paired("opened", "report_opened_pair"),
            paired("returned", "report_returned_pair"),
            paired("approved", "report_approved_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        """The page on which the unit fills it in."""
        return reverse("reports:fill", args=[self.participation_id, self.occurrence_id])

    @property
    def is_closed(self) -> bool:
        """Whether it is with the superior, so that the unit can't change it."""
        return self.submitted_at is not None

    def state(self) -> ReportState:
        """Where it stands, apart from the time."""
        if self.approved_at:
            return ReportState.APPROVED
        if self.submitted_at:
            return ReportState.SUBMITTED
        if self.returned_at:
            return ReportState.RETURNED
        return ReportState.DRAFTING if self.saved_at else ReportState.NOT_STARTED

    def is_late(self, due: datetime) -> bool:
        """Whether it first came in after its time."""
        return self.first_submitted_at is not None and self.first_submitted_at > due


class ReportVersion(models.Model):
    """One sending-in of a report, never changed: all values in one row with where they came from.

    `values` are the totals that count above (own + below); `own` the unit's own numbers; `records` the ids of
    the ledger's records behind each code; `parts` the versions of those below that are in it, as
    [participation id, version id]; `typed` the codes typed by hand over what the ledger had. `digest` is
    SHA-256 over all of these.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    key = models.CharField("提交标识", max_length=36)
    values = models.JSONField("合计")
    own = models.JSONField("本级")
    records = models.JSONField("记录")
    parts = models.JSONField("下级")
    typed = models.JSONField("手填")
    digest = models.CharField("摘要", max_length=64)
    submitted_at = models.DateTimeField("报送时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "报表版本"
        ordering: ClassVar[list[str]] = ["report", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.UniqueConstraint(fields=["report", "key"], name="report_version_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"

    def save(self, *, using: str | None = None, **_options: object) -> None:
        """Insert; a second save of the same version is refused."""
        if not self._state.adding:
            message = "A version is never changed."
            raise TypeError(message)
        super().save(force_insert=True, using=using)
