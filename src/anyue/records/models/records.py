"""One activity that a unit plans, held, or called off."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from anyue.accounts.models import User
from anyue.campaigns.models import paired
from anyue.core.activity import Venue
from anyue.core.vocabulary import Kind, Term, vocabulary
from anyue.orgs.models import Membership, Unit
from anyue.records.choices import RecordState


class ActivityRecordQuerySet(models.QuerySet["ActivityRecord"]):
    """Records, newest day first."""

    def visible_to(self, user: User) -> Self:
        """Records of a person's units, those they co-host, and those counted by whoever reports to these.

        A unit may report along several lines; what it counts along one is nothing to those of another.
        """
        from anyue.records.models.claims import Claim  # noqa: PLC0415  That room stands on this one.

        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        sent_in = Claim.objects.visible_to(user).filter(record=OuterRef("pk"))
        beside = CoHost.objects.filter(record=OuterRef("pk"), unit__in=units)
        return self.filter(Q(unit__in=units) | Exists(sent_in) | Exists(beside))

    def acted_for_by(self, user: User) -> Self:
        """Records of a person's own units."""
        if not user.is_active:
            return self.none()
        return self.filter(unit__in=Membership.objects.of(user).values("unit"))

    def co_hosted_for(self, user: User) -> Self:
        """Records of others that a person's own units co-host."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        beside = CoHost.objects.filter(record=OuterRef("pk"), unit__in=units)
        return self.filter(Exists(beside)).exclude(unit__in=units)

    def held(self) -> Self:
        """Records that may count: held, and not called off afterwards."""
        return self.filter(held_at__isnull=False, cancelled_at__isnull=True)


class ActivityRecord(models.Model):
    """An activity of a unit: kind, day, place, and the measures of its kind as {code: canonical number}.

    It is planned until `held_at`; `held_on` is the day for which it is planned, and then that on which it was
    held. `venues` are {"name", "measures"} of several places; `setting_codes` and `group_codes` terms of the
    vocabulary. `key` is made by the page on which the record was typed, so that a second tap adds no second
    record. `said_at` is when it came to say what it says, held or corrected: by that a table finds what is
    new since it was sent in last. `counted` is how many submitted tables count it, kept on the row itself so
    that counting and changing it exclude each other.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="records", verbose_name="单位")
    kind = models.CharField("活动种类", max_length=40)
    title = models.CharField("活动名称", max_length=100)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True, default="")
    measures = models.JSONField("数量")
    setting_codes = models.JSONField("场所", default=list)
    group_codes = models.JSONField("面向人群", default=list)
    venues = models.JSONField("分地点", default=list)
    note = models.CharField("备注", max_length=500, blank=True, default="")
    key = models.CharField("提交标识", max_length=36, unique=True)
    created_at = models.DateTimeField("记录时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("修改时间", null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField("确认开展时间", null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField("内容确定时间")
    counted = models.PositiveSmallIntegerField("计入的表数", default=0)
    cancelled_at = models.DateTimeField("取消时间", null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True, default="")

    objects = ActivityRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "活动记录"
        ordering: ClassVar[list[str]] = ["-held_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit", "held_on"], name="record_unit_day"),
            models.Index(fields=["unit", "said_at"], name="record_unit_said"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            paired("created", "record_created_pair"),
            paired("changed", "record_changed_pair"),
            paired("held", "record_held_pair"),
            paired("cancelled", "record_cancelled_pair"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="record_cancelled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(counted=0) | Q(held_at__isnull=False, cancelled_at__isnull=True),
                name="record_counted_is_held",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def activity_kind(self) -> Kind:
        """The kind in the vocabulary."""
        return vocabulary().kind(self.kind)

    @property
    def state(self) -> RecordState:
        """Planned, held or cancelled."""
        if self.cancelled_at:
            return RecordState.CANCELLED
        return RecordState.HELD if self.held_at else RecordState.PLANNED

    @property
    def is_planned(self) -> bool:
        """Whether it is still ahead, or nobody has said yet that it was held."""
        return self.state is RecordState.PLANNED

    def named_measures(self) -> list[tuple[str, str, str]]:
        """(name, number, unit) of each measure that was entered, in the order of the vocabulary."""
        return self._named(self.measures)

    def named_venues(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """(name of the place, its measures as above) of each venue."""
        return [(venue.name, self._named(dict(venue.measures))) for venue in self.places()]

    def places(self) -> tuple[Venue, ...]:
        """The venues as values of the core."""
        return tuple(Venue(one["name"], one["measures"]) for one in self.venues)

    def terms(self) -> list[Term]:
        """The settings and the groups that it was for, in the order of the vocabulary."""
        known = vocabulary()
        settings_in = [term for term in known.settings if term.code in self.setting_codes]
        return settings_in + [term for term in known.groups if term.code in self.group_codes]

    def _named(self, numbers: dict[str, str]) -> list[tuple[str, str, str]]:
        return [(m.name, numbers[m.code], m.unit) for m in self.activity_kind.measures if m.code in numbers]


class CoHost(models.Model):
    """A unit that held an activity together with its host, and counts nothing for it."""

    record = models.ForeignKey(ActivityRecord, on_delete=models.CASCADE, related_name="co_hosts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="co_hosted", verbose_name="单位")

    class Meta:
        verbose_name = "联合开展单位"
        ordering: ClassVar[list[str]] = ["unit__position", "unit_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "unit"], name="co_host_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.record_id}"
