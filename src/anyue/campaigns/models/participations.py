"""Who takes part in a campaign, and who reports to whom."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.models.campaigns import Campaign, Occurrence
from anyue.campaigns.models.notices import paired
from anyue.orgs.models import Membership, Unit


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations in the official order of their units."""

    def visible_to(self, user: User) -> Self:
        """The participations of a person's units and of everybody who reports to these, at any depth."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        lines = ReportingLine.objects.filter(superior__unit__in=units)
        return self.filter(pk__in=lines.values("participation"))

    def acted_for_by(self, user: User) -> Self:
        """The participations of a person's own units."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.of(user).values("unit"))


class Participation(models.Model):
    """One unit in one campaign along one line, and whom it reports to there; the issuer's own has none.

    Two superiors that were both asked in a campaign may both ask a unit (条块); what it holds counts along
    one of its lines.

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
            models.UniqueConstraint(fields=["campaign", "unit", "superior"], name="participation_once"),
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


class OwnTime(models.Model):
    """The time that one unit alone has for an occurrence: extended with a reason, or counted from receipt.

    `number` goes up with every change; nobody has set what was counted.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="own_times")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="own_times")
    due_at = models.DateTimeField("时限")
    reason = models.CharField("原因", max_length=200)
    number = models.PositiveSmallIntegerField("次数", default=1)
    set_at = models.DateTimeField("延长时间", null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "单独时限"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participation", "occurrence"], name="own_time_once"),
            paired("set", "own_time_set_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.occurrence_id}"
