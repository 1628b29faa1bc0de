"""The summary that an office writes of a campaign with units below it, and what its figures stand on."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.models import Participation, WrittenOnce, paired
from anyue.orgs.models import Membership


class SummaryQuerySet(models.QuerySet["Summary"]):
    """Summaries."""

    def visible_to(self, user: User) -> Self:
        """Those of a person's own units: nobody was sent them."""
        if not user.is_active:
            return self.none()
        return self.filter(participation__unit__in=Membership.objects.of(user).values("unit"))


class Summary(models.Model):
    """The summary of one participation that others report to, as it is being written.

    It answers no deadline and goes through no review, so it is no `Report`. `text` holds its figures by
    reference and `figures` what each was frozen as, by key: its `value`, and in `grounds` the digest of what
    it stands on. `revision` guards against two people overwriting each other; `version` is the number of the
    version that was made last, 0 for none. From its finalising until it is reopened nothing of it changes.
    """

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="summary")
    text = models.TextField("正文", blank=True, default="")
    figures = models.JSONField("文中数字", default=dict)
    revision = models.PositiveIntegerField("修改次数", default=0)
    version = models.PositiveSmallIntegerField("版本", default=0)
    saved_at = models.DateTimeField("保存时间", null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finalised_at = models.DateTimeField("定稿时间", null=True)
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "活动总结"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            paired("saved", "summary_saved_pair"),
            paired("finalised", "summary_finalised_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("reports:summary", args=[self.participation_id])


class SummaryVersion(WrittenOnce):
    """A summary as it was finalised, never changed: the text with plain numbers, and its figures.

    `figures` are [start, end, key, frozen], `digest` is SHA-256 over both.
    """

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    text = models.TextField("正文")
    figures = models.JSONField("文中数字", default=list)
    digest = models.CharField("摘要", max_length=64)
    finalised_at = models.DateTimeField("定稿时间")
    finalised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "总结版本"
        ordering: ClassVar[list[str]] = ["summary", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["summary", "number"], name="summary_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.summary_id} v{self.number}"


class Grounds(WrittenOnce):
    """What figures of a summary stand on: one row for all the figures of a table, found by its digest.

    A figure of a unit's own text holds its few versions itself. That of an office would hold thousands, and
    so would every other figure of the same table: 1,000 units over 5 weeks are 5,000 versions, which take
    380 kB a figure as pairs of id and digest. Here they stand once for a table, as the ids alone (30 kB),
    since a version never changes and `digest` is SHA-256 over those pairs. What has not moved since has the
    same digest, and needs no second row and no second adding up.

    `body` holds of a table its `versions` and what they come to (`values` by code), and of what the office
    counts itself `rows` of [what, how].
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="grounds")
    digest = models.CharField("摘要", max_length=64)
    body = models.JSONField("依据")
    kept_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "数字依据"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participation", "digest"], name="grounds_once"),
        ]

    def __str__(self) -> str:
        return self.digest
