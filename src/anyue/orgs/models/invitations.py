"""Roles that wait for their person: nobody has yet proved to this office that the account is theirs."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.entry_codes import read_code
from anyue.accounts.models import User
from anyue.orgs.choices import Role
from anyue.orgs.models.memberships import Membership
from anyue.orgs.models.units import Unit


def purpose_of(user_id: int) -> str:
    """What a code is made for: it opens for this person alone."""
    return f"post:{user_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations that may still be taken up."""

    def visible_to(self, user: User) -> Self:
        """Those into units whose people a person looks after, and those that replace the person."""
        managed = models.Q(unit__in=Unit.objects.managed_by(user).values("pk"))
        own = models.Q(replaces__in=Membership.objects.of(user).values("pk"))
        return self.filter(managed | own, expires_at__gt=clock.now())

    def opened_by(self, user: User, typed: str) -> Self:
        """The one that a code opens for this person now."""
        digests = sealing.secret_digests(purpose_of(user.pk), read_code(typed))
        return self.filter(user=user, digest__in=digests, expires_at__gt=clock.now())


class Invitation(models.Model):
    """A role in a unit for somebody who has an account that this office did not see proved.

    It becomes a membership when the person, signed in, types the code that the office handed over; of the
    code the database knows a keyed digest. `vouched_by` is the unit whose office answers for the person then;
    `replaces` is the membership that ends with it, where it is a handover, or from the day `passes_on`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField("角色", max_length=10, choices=Role)
    digest = models.CharField("摘要", max_length=64, unique=True)
    expires_at = models.DateTimeField("有效期至")
    made_at = models.DateTimeField("邀请时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    vouched_by = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    replaces = models.ForeignKey(
        Membership, on_delete=models.CASCADE, null=True, related_name="successors_asked"
    )
    passes_on = models.DateField("交接日期", null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "任职邀请"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="invitation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"
