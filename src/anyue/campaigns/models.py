"""Notices, campaigns, participations and their reporting lines, deadlines and their occurrences."""

import re
from functools import lru_cache
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.choices import FormKind
from anyue.core.forms.form import Form
from anyue.core.notice import Plan, form_from_json, plan_from_json
from anyue.orgs.models import Membership, Unit

_COVERED = re.compile(r"(?:印发|转发|下发)《(.+)》的?通知$")
_CAMPAIGN_NAME = re.compile(r"^“[^”]+”(?:活动(?!情况))?(?=.{3})")


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
        units = Membership.objects.filter(user=user).values("unit")
        addressed = Participation.objects.filter(unit__in=units).values("campaign__notice")
        return self.filter(Q(unit__in=units) | Q(pk__in=addressed))


class Notice(models.Model):
    """A notice as it came in, the plan read from it, and the plan as a person corrected it.

    `plan_read` never changes; `plan` is what will be issued. `years_shifted` is how far a past notice was
    moved.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notices", verbose_name="发文单位")
    source_name = models.CharField("文件名", max_length=200)
    plan_read = models.JSONField("读出的方案")
    plan = models.JSONField("核对后的方案")
    years_shifted = models.PositiveSmallIntegerField("顺延年数", default=0)
    revision = models.PositiveIntegerField("修改次数", default=0)
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


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns, newest first."""

    def visible_to(self, user: User) -> Self:
        """Campaigns in which a person's units take part or have somebody who reports to them."""
        return self.filter(pk__in=Participation.objects.visible_to(user).values("campaign"))


class Campaign(models.Model):
    """A notice that was issued: the issuer, the theme, the days from the first to the last of its periods."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="campaign")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="campaigns", verbose_name="发起单位"
    )
    title = models.CharField("名称", max_length=200)
    theme = models.CharField("主题", max_length=200, blank=True, default="")
    starts_on = models.DateField("开始", null=True)
    ends_on = models.DateField("结束", null=True)
    issued_at = models.DateTimeField("下发时间")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "专项活动"
        ordering: ClassVar[list[str]] = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def name(self) -> str:
        """The plan's own name where the title is that of a covering notice (…关于印发《…》的通知)."""
        covered = _COVERED.search(self.title)
        return covered[1] if covered else self.title


class Activity(models.Model):
    """One item of what the campaign asks to be done (活动项目), with the words it came from."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField("序号")
    number = models.CharField("编号", max_length=20, blank=True, default="")
    heading = models.TextField("活动项目")
    text = models.TextField("内容", blank=True, default="")
    when = models.CharField("时间", max_length=200, blank=True, default="")
    where = models.CharField("地点", max_length=200, blank=True, default="")
    responsible = models.CharField("责任单位", max_length=500, blank=True, default="")
    kind = models.CharField("种类", max_length=40, blank=True, default="")

    class Meta:
        verbose_name = "活动项目"
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.heading


@lru_cache(maxsize=256)
def _form_with(digest: str) -> Form:
    """The form with this digest; parsing one costs more than a page's queries, so each is parsed once."""
    return form_from_json(CampaignForm.objects.filter(digest=digest).values_list("body", flat=True)[0])


class CampaignForm(models.Model):
    """An attachment to be filled in: `body` is the core's `Form` as JSON, with one indicator a blank."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="forms")
    position = models.PositiveSmallIntegerField("序号")
    number = models.CharField("附件号", max_length=20, blank=True, default="")
    title = models.CharField("表名", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=FormKind)
    body = models.JSONField("表样")
    digest = models.CharField("表样摘要", max_length=64, db_index=True)

    class Meta:
        verbose_name = "表格"
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return self.title

    def occurrences(self) -> "models.QuerySet[Occurrence]":
        """The times at which this form falls due, in order; one query."""
        return Occurrence.objects.filter(deadline__form=self).select_related("deadline").order_by("number")

    @property
    def form(self) -> Form:
        """The form as a value of the core; `body` may be deferred."""
        return _form_with(self.digest)


class Deadline(models.Model):
    """What is to be sent in, once or repeatedly: one form or document, with the words that ask for it.

    Without a form it is a standing request (特色活动当天报送) or a day by which something is to be done;
    such a deadline is shown and has no occurrences. Activities count from the day `counts_from` on.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deadlines")
    form = models.ForeignKey(CampaignForm, on_delete=models.CASCADE, null=True, related_name="deadlines")
    position = models.PositiveSmallIntegerField("序号")
    what = models.CharField("报送内容", max_length=200)
    phrase = models.CharField("原文时限", max_length=100)
    counts_from = models.DateField("计入起始日", null=True)

    class Meta:
        verbose_name = "报送时点"
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return f"{self.what} {self.phrase}"


class Occurrence(models.Model):
    """One time at which a deadline falls due; the days from `starts_on` to `ends_on` are its period."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="occurrences")
    number = models.PositiveSmallIntegerField("期数")
    label = models.CharField("期名", max_length=40)
    starts_on = models.DateField("统计开始")
    ends_on = models.DateField("统计截止")
    due_at = models.DateTimeField("报送时限")

    class Meta:
        verbose_name = "报送期次"
        ordering: ClassVar[list[str]] = ["due_at", "deadline__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deadline", "number"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="occurrence_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.label}"

    @property
    def title(self) -> str:
        """What is to be sent in, as short as a list under its campaign needs it: 第3周进展情况统计表.

        A once-only deadline has no period to name. “安全生产月”活动 is dropped where enough of a name
        follows.
        """
        period = "" if self.label.endswith("报送") else self.label
        return period + _CAMPAIGN_NAME.sub("", self.deadline.what)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations in the official order of their units."""

    def visible_to(self, user: User) -> Self:
        """The participations of a person's units and of everybody who reports to these, at any depth."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.filter(user=user).values("unit")
        lines = ReportingLine.objects.filter(superior__unit__in=units)
        return self.filter(pk__in=lines.values("participation"))

    def acted_for_by(self, user: User) -> Self:
        """The participations of a person's own units."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.filter(user=user).values("unit"))


class Participation(models.Model):
    """One unit in one campaign, and whom it reports to there; the issuer's own has no superior.

    `hours_earlier` is how long before the notice's own time the superior wants the reports; `is_relayed` says
    that somebody reports to it, so that a unit without anybody below is spared the question.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="participations")
    superior = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="inferiors")
    hours_earlier = models.PositiveSmallIntegerField("提前小时数", default=0)
    instructions = models.TextField("转发要求", blank=True, default="")
    is_relayed = models.BooleanField("已转发", default=False)
    added_at = models.DateTimeField("下发时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "参加单位"
        ordering: ClassVar[list[str]] = ["unit__position", "unit_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="participation_once"),
            paired("acknowledged", "participation_ack_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.unit_id}"

    def get_absolute_url(self) -> str:
        """The page of what the unit was asked."""
        return reverse("campaigns:participation", args=[self.pk])


class ReportingLine(models.Model):
    """One pair of the reporting tree's closure: a participation and one above it, at depth 0 itself."""

    superior = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="lines_down")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="lines_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "报送关系"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["superior", "participation"], name="reporting_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.superior_id} > {self.participation_id}"
