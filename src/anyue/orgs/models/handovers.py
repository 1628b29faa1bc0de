"""Roles that pass on from a day ahead."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from anyue.orgs.models.memberships import Membership


class Handover(models.Model):
    """From the day `on` the person of `membership` acts no more; until then both act.

    `is_new` tells whether the successor got the role by this, and loses it where it is called off. Whatever
    ends the successor's membership ends the handover too, so that the unit is not left alone by it.
    """

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, primary_key=True, related_name="handover"
    )
    successor = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="takes_over_from")
    on = models.DateField("交接日期", db_index=True)
    is_new = models.BooleanField("因交接任职")
    made_at = models.DateTimeField("登记时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "预定交接"
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.on}"
