"""Who does what: the activities of a campaign, by responsible unit, person and date (任务分工)."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue.accounts.models import User
from anyue.campaigns.models.campaigns import Activity
from anyue.campaigns.models.notices import paired
from anyue.campaigns.models.participations import Participation


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments in the order of the plan, then of the units."""

    def visible_to(self, user: User) -> Self:
        """Those of a person's units and of everybody who reports to these."""
        return self.filter(participation__in=Participation.objects.visible_to(user).values("pk"))


class Assignment(models.Model):
    """One activity for one participation, with the person and the dates that the unit sets.

    That it is done follows from the ledger. Where nothing can stand there, the unit says why it is done
    (`done_reason`); without a reason nobody can.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="assignments")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="assignments")
    person = models.CharField("责任人", max_length=40, blank=True, default="")
    starts_on = models.DateField("开始日期", null=True)
    due_on = models.DateField("完成日期", null=True)
    set_at = models.DateTimeField("填写时间", null=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    done_reason = models.CharField("完成说明", max_length=200, blank=True, default="")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任务分工"
        ordering: ClassVar[list[str]] = [
            "activity__position",
            "participation__unit__position",
            "participation__unit_id",
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["activity", "participation"], name="assignment_once"),
            paired("set", "assignment_set_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.participation_id}"


class UnknownName(models.Model):
    """A responsible unit as the notice names it that no participation could be found for, until settled."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="unknown_names")
    name = models.CharField("名称", max_length=80)
    settled_at = models.DateTimeField("处理时间", null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "未对应的责任单位"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["activity", "name"], name="unknown_name_once"),
            paired("settled", "unknown_name_settled_pair"),
        ]

    def __str__(self) -> str:
        return self.name
