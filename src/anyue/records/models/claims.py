"""What counts a record: along which line of a campaign, and in which submitted tables."""

from typing import ClassVar, Self

from django.db import models

from anyue.accounts.models import User
from anyue.campaigns.models import Campaign, CampaignForm, Occurrence, Participation
from anyue.orgs.models import Membership
from anyue.records.models.records import ActivityRecord


class CountingLine(models.Model):
    """The one line along which a record counts within a root campaign: once, by constraint.

    Its host names it where it is asked along several (条块); otherwise the first table that counts it does.
    """

    record = models.ForeignKey(ActivityRecord, on_delete=models.CASCADE, related_name="lines")
    root = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "计入口径"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "root"], name="counting_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record_id} along {self.participation_id}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Which table counts which record."""

    def visible_to(self, user: User) -> Self:
        """Those in tables of a person's units and of whoever reports to these along the same line."""
        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        return self.filter(line__participation__lines_up__superior__unit__in=units)


class Claim(models.Model):
    """A record that a submitted table counts: once per form, whatever the period, by constraint.

    Together with the one line that a record has within a root campaign, that is once per root and form.
    """

    record = models.ForeignKey(ActivityRecord, on_delete=models.PROTECT, related_name="claims")
    line = models.ForeignKey(CountingLine, on_delete=models.PROTECT, related_name="claims")
    form = models.ForeignKey(CampaignForm, on_delete=models.PROTECT, related_name="claims")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "计入"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["record", "form"], name="claim_once")
        ]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.form_id}"
