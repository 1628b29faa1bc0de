"""Passwords that the system administrator asks to renew, and a second person has to agree to."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue import clock
from anyue.accounts.models import User
from anyue.orgs.models.memberships import Membership
from anyue.orgs.models.units import Unit

WAITS = timedelta(days=7)
"""How long a renewal may be agreed to."""


class RenewalQuerySet(models.QuerySet["Renewal"]):
    """Renewals that still wait."""

    def waiting(self) -> Self:
        """Those that may still be agreed to, the first asked first."""
        return self.filter(asked_at__gt=clock.running() - WAITS, user__is_active=True)

    def visible_to(self, user: User) -> Self:
        """Those of other people who act for a unit that this person looks after."""
        managed = Unit.objects.managed_by(user).values("pk")
        theirs = Membership.objects.filter(unit__in=managed).values("user")
        return self.waiting().filter(user__in=theirs).exclude(user=user)


class Renewal(models.Model):
    """A person who needs a new password, by the word of the system administrator.

    Whoever agrees gets the one-time link, and hands it to the person: the administrator never sees it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="renewal"
    )
    asked_at = models.DateTimeField("提出时间")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = "重置登录申请"
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.user_id}"
