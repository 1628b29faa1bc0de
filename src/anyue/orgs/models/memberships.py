"""The people who act for units."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue import clock
from anyue.accounts.models import User
from anyue.orgs.choices import Role
from anyue.orgs.models.units import Unit
from anyue.orgs.permissions import mandate_of


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who acts for what."""

    def of(self, user: User) -> Self:
        """What a person acts for; nothing for an administrator, whatever rows there are."""
        if user.administers:
            return self.none()
        mandate, held = mandate_of(user), self.in_force().filter(user=user)
        return held if mandate is None else held.filter(pk=mandate.membership_id)

    def in_force(self) -> Self:
        """Without those that have passed on: from the day of a handover they count no more."""
        from anyue.orgs.models.handovers import Handover  # noqa: PLC0415  That room stands on this one.

        passed = Handover.objects.order_by().filter(on__lte=clock.today())
        return self.exclude(pk__in=passed.values("membership"))


class Membership(models.Model):
    """A person in a unit, in one role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("角色", max_length=10, choices=Role)
    since = models.DateField("任职日期", default=clock.today)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
