"""Notices: what came in, what was read from it, and what people said of that."""

from typing import ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from anyue.accounts.models import User
from anyue.core.notice import Plan, plan_from_json
from anyue.core.notice.corrections import Act, Edit, Reviewed, review
from anyue.core.notice.corrections import Correction as Said
from anyue.orgs.models import Membership, Unit


def paired(fact: str, name: str) -> models.CheckConstraint:
    """The time and the person of a fact are both known or both unknown."""
    return models.CheckConstraint(
        condition=Q(**{f"{fact}_at__isnull": True, f"{fact}_by__isnull": True})
        | Q(**{f"{fact}_at__isnull": False, f"{fact}_by__isnull": False}),
        name=name,
    )


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices, newest first."""

    def visible_to(self, user: User) -> Self:
        """Notices that a person's units imported, and those addressed to them."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        from anyue.campaigns.models.participations import (  # noqa: PLC0415  That room stands on this one.
            Participation,
        )

        addressed = Participation.objects.filter(unit__in=units).values("campaign__notice")
        return self.filter(Q(unit__in=units) | Q(pk__in=addressed))


class Notice(models.Model):
    """A notice as it came in, the plan read from it, and the plan as people corrected it.

    `plan_read` never changes; `plan` is what will be issued: `plan_read` with all corrections, written down
    so that whoever only reads it need not put it together. `years_shifted` is how far a past notice was
    moved.
    `key` is made by the page that imported it: a second tap makes no second draft.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices", verbose_name="发文单位")
    source_name = models.CharField("文件名", max_length=200)
    plan_read = models.JSONField("读出的方案")
    plan = models.JSONField("核对后的方案")
    years_shifted = models.PositiveSmallIntegerField("顺延年数", default=0)
    revision = models.PositiveIntegerField("修改次数", default=0)
    key = models.CharField("提交标识", max_length=36, unique=True, null=True, blank=True)
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    archived_at = models.DateTimeField("存档时间", null=True)
    archived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        ordering: ClassVar[list[str]] = ["-imported_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [paired("archived", "notice_archived_pair")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title read from the notice, or the file's name where it has none."""
        return str(self.plan.get("title") or self.source_name)

    def read_plan(self) -> Plan:
        """The corrected plan as a value of the core."""
        return plan_from_json(self.plan)

    def reviewed(self) -> Reviewed:
        """The plan as read with what people said of it, item by item; one query."""
        said = [correction.said() for correction in self.corrections.select_related("by")]
        return review(plan_from_json(self.plan_read), said)


def stored_name(_file: "NoticeFile", _name: str) -> str:
    """Where a file is kept: under a name of its own, since nothing of the given one may reach the disk."""
    return f"notices/{uuid4().hex}"


class NoticeFile(models.Model):
    """One file that a notice came in, or an office's blank form added to it, kept as it was sent."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveSmallIntegerField("序号")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    content = models.FileField("内容", upload_to=stored_name, max_length=100)
    added_at = models.DateTimeField("存入时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "通知文件"
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "position"], name="notice_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Correction(models.Model):
    """One act of a person on a plan; the rows of a notice in order, put on `plan_read`, give its `plan`.

    `edits` are the core's, as [section, index, value, after]; `number` is the revision that the act made, so
    that of two people at once only one writes.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField("次序")
    act = models.CharField("动作", max_length=12)
    edits = models.JSONField("改动")
    years = models.SmallIntegerField("顺延年数", default=0)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "更正"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "number"], name="correction_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} #{self.number} {self.act}"

    def said(self) -> Said:
        """The correction as a value of the core, with the person's name."""
        edits = tuple(Edit(section, index, value, after) for section, index, value, after in self.edits)
        return Said(Act(self.act), edits, self.by.name if self.by else "", self.at, self.years)
