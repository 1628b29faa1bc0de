"""One activity that a unit held."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Occurrence, Participation, ReportingLine, paired
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.models import Membership, Unit


class ActivityRecordQuerySet(models.QuerySet["ActivityRecord"]):
    """Records, newest day first."""

    def visible_to(self, user: User) -> Self:
        """Records of a person's units, and of those that report to these once a table sent in counts them."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.filter(user=user).values("unit")
        lines = ReportingLine.objects.filter(superior__unit__in=units)
        below = Participation.objects.filter(pk__in=lines.values("participation"))
        sent_in = models.Q(unit__in=below.values("unit"), counted__gt=0)
        return self.filter(models.Q(unit__in=units) | sent_in)

    def acted_for_by(self, user: User) -> Self:
        """Records of a person's own units."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.filter(user=user).values("unit"))


class ActivityRecord(models.Model):
    """An activity a unit held: kind, day, place, and the measures of its kind as {code: canonical number}.

    `key` is made by the page on which the record was typed, so that a second tap adds no second record;
    `counted` is how many submitted tables count it, kept on the row itself so that counting and changing it
    exclude each other.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="records", verbose_name="单位")
    kind = models.CharField("活动种类", max_length=40)
    title = models.CharField("活动名称", max_length=100)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True, default="")
    measures = models.JSONField("数量")
    note = models.CharField("备注", max_length=500, blank=True, default="")
    key = models.CharField("提交标识", max_length=36, unique=True)
    created_at = models.DateTimeField("记录时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("修改时间", null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    counted = models.PositiveSmallIntegerField("计入的表数", default=0)
    cancelled_at = models.DateTimeField("撤销时间", null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ActivityRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "活动记录"
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "held_on"], name="record_unit_day")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            paired("created", "record_created_pair"),
            paired("changed", "record_changed_pair"),
            paired("cancelled", "record_cancelled_pair"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def activity_kind(self) -> Kind:
        """The kind in the vocabulary."""
        return vocabulary().kind(self.kind)

    def named_measures(self) -> list[tuple[str, str, str]]:
        """(name, number, unit) of each measure that was entered, in the order of the vocabulary."""
        numbers: dict[str, str] = self.measures
        return [(m.name, numbers[m.code], m.unit) for m in self.activity_kind.measures if m.code in numbers]


class Claim(models.Model):
    """A record that a submitted table counts: once per form, whatever the period, by constraint."""

    record = models.ForeignKey(ActivityRecord, on_delete=models.PROTECT, related_name="claims")
    form = models.ForeignKey(CampaignForm, on_delete=models.PROTECT, related_name="claims")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="claims")

    class Meta:
        verbose_name = "计入"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "form"], name="claim_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.form_id}"
