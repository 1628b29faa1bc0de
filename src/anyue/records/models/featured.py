"""An activity that a unit puts forward for the newsletter of the office that asked for it (特色活动)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from anyue.accounts.models import User
from anyue.campaigns.models import Participation, paired
from anyue.orgs.models import Membership
from anyue.records.choices import FeaturedState, NotAdopted
from anyue.records.models.evidence import Evidence
from anyue.records.models.records import ActivityRecord


class FeaturedActivityQuerySet(models.QuerySet["FeaturedActivity"]):
    """Featured activities, the last sent first. Never counted by unit: adopted or not is no merit."""

    def visible_to(self, user: User) -> Self:
        """Those of a person's units and of whoever reports to these along the same line."""
        return self.filter(participation__in=Participation.objects.visible_to(user).order_by().values("pk"))

    def acted_for_by(self, user: User) -> Self:
        """Those of a person's own units."""
        if not user.is_active:
            return self.none()
        return self.filter(participation__unit__in=Membership.objects.of(user).values("unit"))

    def standing(self) -> Self:
        """Those whose activity was not called off afterwards."""
        return self.filter(record__cancelled_at__isnull=True)

    def adopted(self) -> Self:
        """Those that stand and were adopted."""
        return self.standing().filter(decision=FeaturedState.ADOPTED)


class FeaturedActivity(models.Model):
    """One activity, sent to the issuer of a campaign with a text and some of its photos; once, by constraint.

    `decision` is ADOPTED, NOT_ADOPTED or "" and may change; `decisions` counts how often it did, so that of
    two people at once the second is told. `adopted_in` says where, `reason` and `remark` why not.
    """

    record = models.OneToOneField(ActivityRecord, on_delete=models.PROTECT, related_name="featured")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="featured")
    title = models.CharField("标题", max_length=60)
    text = models.CharField("简要情况", max_length=500)
    photos = models.ManyToManyField(Evidence, related_name="featured", verbose_name="照片")
    sent_at = models.DateTimeField("报送时间")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("打开时间", null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision = models.CharField("办理结果", max_length=12, choices=FeaturedState, blank=True, default="")
    decisions = models.PositiveSmallIntegerField("办理次数", default=0)
    adopted_in = models.CharField("采用于", max_length=60, blank=True, default="")
    reason = models.CharField("未采用的原因", max_length=12, choices=NotAdopted, blank=True, default="")
    remark = models.CharField("说明", max_length=100, blank=True, default="")
    decided_at = models.DateTimeField("办理时间", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = FeaturedActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "特色活动"
        ordering: ClassVar[list[str]] = ["-sent_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            paired("sent", "featured_sent_pair"),
            paired("opened", "featured_opened_pair"),
            paired("decided", "featured_decided_pair"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, adopted_in="", reason="", remark="")
                | Q(decision=FeaturedState.ADOPTED, decided_at__isnull=False, reason="")
                | (
                    Q(decision=FeaturedState.NOT_ADOPTED, decided_at__isnull=False, adopted_in="")
                    & ~Q(reason="")
                ),
                name="featured_decided_as_said",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("records:featured", args=[self.pk])

    @property
    def state(self) -> FeaturedState:
        """Waiting, opened, adopted or not."""
        if self.decision:
            return FeaturedState(self.decision)
        return FeaturedState.OPENED if self.opened_at else FeaturedState.WAITING

    @property
    def days_after(self) -> int:
        """How many days after the activity it was sent: 0 on the same day, as notices ask (当天报送)."""
        return max(0, (timezone.localdate(self.sent_at) - self.record.held_on).days)

    @property
    def why_not(self) -> str:
        """Why it was not adopted, in words."""
        said = "" if self.reason == NotAdopted.OTHER else self.get_reason_display()
        return "：".join(words for words in (said, self.remark) if words)
