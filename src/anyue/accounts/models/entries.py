"""How a person comes in without a password: a key that opens once."""

from typing import ClassVar, Self

from django.db import models

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.models.people import User


class OneTimeKeyQuerySet(models.QuerySet["OneTimeKey"]):
    """Keys, found by what was handed out."""

    def opened_by(self, purpose: str, secret: str) -> Self:
        """The key that a secret opens now; none where it was used, has run out, or its person was stopped."""
        return self.filter(
            digest__in=sealing.secret_digests(purpose, secret),
            expires_at__gt=clock.now(),
            user__is_active=True,
        )


class OneTimeKey(models.Model):
    """Lets its person set a password, once: a link, or a code that goes with the person's mobile number.

    The database knows a keyed digest of it alone. A person has one at a time; it is removed by its use.
    `vouched_by` is the id of the unit whose office handed it to the person, where one did: accounts know no
    units.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="one_time_key")
    digest = models.CharField("摘要", max_length=64, unique=True)
    expires_at = models.DateTimeField("有效期至")
    vouched_by = models.PositiveBigIntegerField("经手单位", null=True)

    objects = OneTimeKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "一次性凭证"

    def __str__(self) -> str:
        return f"{self.user_id}"


class Verification(models.Model):
    """An account was proved to be its person's, by a key that the office of `unit_id` handed over.

    Whoever comes in by another key may be somebody else: what was proved before ends with it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="verifications")
    unit_id = models.PositiveBigIntegerField("经手单位")
    verified_at = models.DateTimeField("核验时间")

    class Meta:
        verbose_name = "号码核验"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "unit_id"], name="verification_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id}"
