"""Channels that count by themselves, their readings, and what a unit lets its tables draw from."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Participation, paired
from anyue.core.counting.channels import Channel as CountedChannel
from anyue.core.counting.channels import From
from anyue.core.counting.channels import Reading as CountedReading
from anyue.core.vocabulary.channels import ChannelKind, channel_kinds
from anyue.orgs.models import Membership, Unit


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Channels."""

    def visible_to(self, user: User) -> Self:
        """The channels of a person's own units; above, only what tables say of them is seen."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.of(user).values("unit"))


class Channel(models.Model):
    """A counter outside the program that a unit reads: a quiz platform, an official account.

    One that is closed (停用) is used until `last_day`, by the tables of all periods that begin by then; None
    for one in use.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="channels", verbose_name="单位")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类型", max_length=40)
    made_at = models.DateTimeField("登记时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    last_day = models.DateField("停用日期", null=True)
    closed_at = models.DateTimeField("停用登记时间", null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = "渠道"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["unit", "name"], name="channel_once"),
            paired("closed", "channel_closed_pair"),
            models.CheckConstraint(
                condition=models.Q(last_day__isnull=True, closed_at__isnull=True)
                | models.Q(last_day__isnull=False, closed_at__isnull=False),
                name="channel_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def channel_kind(self) -> ChannelKind:
        """The kind in the vocabulary; the last of all, which is any other, for one that is gone."""
        return next((one for one in channel_kinds() if one.code == self.kind), channel_kinds()[-1])

    def is_used_from(self, day: date) -> bool:
        """Whether a period that begins on a day draws from it."""
        return self.last_day is None or day <= self.last_day

    def as_counted(self) -> CountedChannel:
        """The channel as a value of the core."""
        return CountedChannel(self.pk, self.name, self.kind)


class Reading(models.Model):
    """How much a channel had counted by the end of a day."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="readings")
    read_on = models.DateField("日期")
    count = models.PositiveBigIntegerField("累计数")
    noted_at = models.DateTimeField("登记时间")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "读数"
        ordering: ClassVar[list[str]] = ["-read_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "read_on"], name="reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.read_on} {self.count}"

    def as_counted(self) -> CountedReading:
        """The reading as a value of the core."""
        return CountedReading(self.read_on, self.count)


class SourceChoice(models.Model):
    """Where a unit lets one blank of one of its tables draw from, other than what is usual."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="source_choices")
    form = models.ForeignKey(CampaignForm, on_delete=models.CASCADE, related_name="+")
    code = models.CharField("指标", max_length=40)
    source = models.CharField("来源", max_length=10, choices=[(one.value, one.value) for one in From])
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = "取数来源"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participation", "form", "code"], name="source_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.code} {self.source}"
