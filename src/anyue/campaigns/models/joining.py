"""The link by which people of a work group join, and who waits to be let in."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from anyue import clock
from anyue.accounts.models import SealedNumber, User
from anyue.campaigns.models.participations import Participation
from anyue.orgs.models import Unit


class JoinLinkQuerySet(models.QuerySet["JoinLink"]):
    """Links; one that is closed is not there any more."""

    def opened_by(self, secret: str) -> Self:
        """The link of this secret while its campaign runs."""
        return self.filter(secret=secret, expires_on__gte=clock.today())


class JoinLink(models.Model):
    """One link for the work group of a participation. It lets people ask, and opens nothing by itself."""

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, primary_key=True, related_name="join_link"
    )
    secret = models.CharField("链接", max_length=64, unique=True)
    expires_on = models.DateField("有效期至")
    made_at = models.DateTimeField("开通时间")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "加入链接"

    def __str__(self) -> str:
        return f"{self.participation_id}"


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    """Who waits, the first to ask first."""

    def visible_to(self, user: User) -> Self:
        """Who asked at the links of a person's units for a unit whose people this person looks after."""
        mine = Participation.objects.acted_for_by(user).values("pk")
        return self.filter(participation__in=mine, unit__in=Unit.objects.managed_by(user).values("pk"))


class JoinRequest(SealedNumber):
    """A person who asks to act for a unit; removed when the office has said yes or no.

    `password` is a hash, and becomes that of the account only if the number has none yet. `check_code` stands
    on the person's screen and on the office's, so that the office knows whom it lets in.
    """

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="join_requests")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("姓名", max_length=40)
    password = models.CharField("密码", max_length=128)
    check_code = models.CharField("核对码", max_length=4)
    asked_at = models.DateTimeField("申请时间")

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "加入申请"
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.unit_id}"
