"""Campaigns: a notice that was issued, with its activities, forms, deadlines and their occurrences."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anyue.accounts.models import User
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models.asking import AskedQuerySet
from anyue.campaigns.models.notices import Notice, paired
from anyue.core.forms.form import Form
from anyue.core.notice import form_from_json
from anyue.core.quotas import Asked
from anyue.files.models import StoredFile
from anyue.orgs.models import Unit

if TYPE_CHECKING:
    from anyue.campaigns.models.participations import Participation

_COVERED = re.compile(r"(?:印发|转发|下发)《(.+)》的?通知$")
_CAMPAIGN_NAME = re.compile(r"^“[^”]+”(?:活动(?!情况))?(?=.{3})")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    """Campaigns, newest first."""

    def visible_to(self, user: User) -> Self:
        """Campaigns in which a person's units take part or have somebody who reports to them."""
        from anyue.campaigns.models.participations import (  # noqa: PLC0415  That room stands on this one.
            Participation,
        )

        return self.filter(pk__in=Participation.objects.visible_to(user).values("campaign"))


class Campaign(models.Model):
    """A notice that was issued: the issuer, the theme, the days from the first to the last of its periods.

    `root` is the campaign of another notice that this one carries out (a bureau's own notice on the county's
    campaign), null for one that stands for itself; within one root an activity counts once.
    `burden` is what was estimated when it was issued, as `Estimate.to_json` writes it; None where nobody did.
    `quotas` are what it asks of each unit at least, as `Asked.to_json` writes them.
    """

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="campaign")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="campaigns", verbose_name="发起单位"
    )
    title = models.CharField("名称", max_length=200)
    theme = models.CharField("主题", max_length=200, blank=True, default="")
    starts_on = models.DateField("开始", null=True)
    ends_on = models.DateField("结束", null=True)
    burden = models.JSONField("填报负担", null=True)
    root = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="落实的活动"
    )
    quotas = models.JSONField("数量要求", default=list)
    issued_at = models.DateTimeField("下发时间")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "专项活动"
        ordering: ClassVar[list[str]] = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def root_pk(self) -> int:
        """The campaign within which an activity counts once."""
        return self.root_id or self.pk

    def asked(self) -> list[Asked]:
        """What it asks of each unit at least."""
        return [Asked.from_json(one) for one in self.quotas]

    def asked_by(self, activity: "Activity") -> list[Asked]:
        """What it asks at least within the words of one of its activities; nothing of one that was added."""
        if activity.added_by_id is not None:
            return []
        return [one for one in self.asked() if one.activity == activity.position]

    @property
    def name(self) -> str:
        """The plan's own name where the title is that of a covering notice (…关于印发《…》的通知)."""
        covered = _COVERED.search(self.title)
        return covered[1] if covered else self.title


class Activity(models.Model):
    """One item of what the campaign asks to be done (活动项目), with the words it came from.

    `added_by` is who added it when it relayed the campaign; such an activity is asked of those below it and
    of nobody else.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="activities")
    added_by = models.ForeignKey(
        "Participation", on_delete=models.CASCADE, null=True, related_name="added_activities"
    )
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

    def names(self) -> list[str]:
        """The responsible units as the notice names them, each once; else those of whom it asks a minimum."""
        named = self.responsible.split("、")
        if not self.responsible:
            named = [one.who for one in self.campaign.asked_by(self)]
        return list(dict.fromkeys(name[:80] for name in named if name))


@lru_cache(maxsize=256)
def _form_with(digest: str) -> Form:
    """The form with this digest; parsing one costs more than a page's queries, so each is parsed once."""
    return form_from_json(CampaignForm.objects.filter(digest=digest).values_list("body", flat=True)[0])


class CampaignFormQuerySet(AskedQuerySet["CampaignForm"]):
    """Forms of campaigns."""


class CampaignForm(models.Model):
    """An attachment to be filled in: `body` is the core's `Form` as JSON, with one indicator a blank.

    `added_by` is who added it when it relayed the campaign: it is asked of everybody below that one and of
    nobody else. `file` is the blank file that such a form was read from, null for a text and for what the
    notice asks, whose files are the notice's.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="forms")
    added_by = models.ForeignKey(
        "Participation", on_delete=models.CASCADE, null=True, related_name="added_forms"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField("序号")
    number = models.CharField("附件号", max_length=20, blank=True, default="")
    title = models.CharField("表名", max_length=200)
    kind = models.CharField("类别", max_length=12, choices=FormKind)
    body = models.JSONField("表样")
    digest = models.CharField("表样摘要", max_length=64, db_index=True)

    objects = CampaignFormQuerySet.as_manager()

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

    def is_asked_by(self, participation: "Participation") -> bool:
        """Whether a participation is the first to ask for it, so that it adds up and sends nothing up."""
        if self.added_by_id is None:
            return participation.superior_id is None
        return self.added_by_id == participation.pk


class DeadlineQuerySet(AskedQuerySet["Deadline"]):
    """Deadlines in the order of the notice, those added behind them."""


class Deadline(models.Model):
    """What is to be sent in, once or repeatedly: one form or document, with the words that ask for it.

    Without a form it is a standing request (特色活动当天报送) or a day by which something is to be done;
    such a deadline is shown and has no occurrences. Activities count from the day `counts_from` on.
    What comes in up to `grace_hours` after its time is in time; `lock_hours` after it, nothing is taken.
    `after_receipt` is the short form of a time that counts from the day on which each unit got the notice.
    `needs_sign_off` says that a leader of the unit signs a text before it goes up. `added_by` is that of the
    form.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deadlines")
    added_by = models.ForeignKey(
        "Participation", on_delete=models.CASCADE, null=True, related_name="added_deadlines"
    )
    form = models.ForeignKey(CampaignForm, on_delete=models.CASCADE, null=True, related_name="deadlines")
    position = models.PositiveSmallIntegerField("序号")
    what = models.CharField("报送内容", max_length=200)
    phrase = models.CharField("原文时限", max_length=100)
    counts_from = models.DateField("计入起始日", null=True)
    grace_hours = models.PositiveSmallIntegerField("宽限小时数", default=0)
    lock_hours = models.PositiveSmallIntegerField("锁定小时数", null=True)
    after_receipt = models.CharField("自收到起", max_length=16, blank=True, default="")
    needs_sign_off = models.BooleanField("须经领导审签", default=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "报送时点"
        ordering: ClassVar[list[str]] = ["position"]

    def __str__(self) -> str:
        return f"{self.what} {self.phrase}"


class OccurrenceQuerySet(AskedQuerySet["Occurrence"]):
    """Occurrences in order of time."""

    deadline: ClassVar[str] = "deadline__"

    def with_form(self) -> Self:
        """Each with its deadline and form, without the form's body."""
        return self.select_related("deadline__form").defer("deadline__form__body")


class Occurrence(models.Model):
    """One time at which a deadline falls due; the days from `starts_on` to `ends_on` are its period.

    One that was cancelled is asked of nobody any more; it is kept for what came in before.
    """

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="occurrences")
    number = models.PositiveSmallIntegerField("期数")
    label = models.CharField("期名", max_length=40)
    starts_on = models.DateField("统计开始")
    ends_on = models.DateField("统计截止")
    due_at = models.DateTimeField("报送时限")
    cancelled_at = models.DateTimeField("取消时间", null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True, default="")

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = "报送期次"
        ordering: ClassVar[list[str]] = ["due_at", "deadline__position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deadline", "number"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="occurrence_days_in_order"),
            paired("cancelled", "occurrence_cancelled_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.label}"

    @property
    def campaign_id(self) -> int:
        """The campaign of its deadline."""
        return self.deadline.campaign_id

    @property
    def added_by_id(self) -> int | None:
        """Who added it, None for what the notice asks."""
        return self.deadline.added_by_id

    @property
    def title(self) -> str:
        """What is to be sent in, as short as a list under its campaign needs it: 第3周进展情况统计表.

        A once-only deadline has no period to name. “安全生产月”活动 is dropped where enough of a name
        follows.
        """
        period = "" if self.label.endswith("报送") else self.label
        return period + _CAMPAIGN_NAME.sub("", self.deadline.what)
