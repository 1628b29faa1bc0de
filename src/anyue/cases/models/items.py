"""An item of a register, the versions that were sent, and what was decided on each."""

import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.models import Decided, Participation, SentUp, SentUpQuerySet, WrittenOnce, paired
from anyue.cases.choices import REGISTERS, ItemState
from anyue.core.cases import Register
from anyue.orgs.models import Membership, Unit


def new_code() -> str:
    """What stands for an item in a public address: 128 bits, so that nobody guesses another."""
    return secrets.token_urlsafe(16)


class CaseItemQuerySet(SentUpQuerySet["CaseItem"]):
    """Items, units in official order, newest first within each."""

    def visible_to(self, user: User) -> Self:
        """The items of a person's units; of those that report to these, what was sent in.

        With a campaign also what went to a unit between: the lines are its own. Without one, the unit that
        it was sent to alone.
        """
        if not user.is_active:
            return self.none()
        units = Membership.objects.of(user).values("unit")
        reporting = Participation.objects.visible_to(user).values("pk")
        sent = Q(submitted_at__isnull=False) | Q(returned_at__isnull=False) | Q(approved_version__gt=0)
        return self.filter(
            Q(unit__in=units) | (sent & (Q(superior__in=units) | Q(participation__in=reporting)))
        )


class CaseItem(SentUp):
    """One typical case or exposed hazard of a unit, on its way to the unit that approves it.

    `content` is what the unit's page holds, as `core.cases.cleaned` gives it. `superior` approves and makes
    public; it is the unit itself where nobody is above. `revision` guards against two people overwriting each
    other; `version` is the number of the version sent in last, 0 for none. `return_marks` are the reasons of
    a return by field. `published` is the number of the publication that is public now, 0 for none, and `code`
    stands for the item in its public address, whichever version that shows.
    """

    register = models.CharField("登记簿", max_length=10, choices=REGISTERS)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="cases", verbose_name="单位")
    superior = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name="审核单位")
    participation = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="cases")
    content = models.JSONField("内容", default=dict)
    revision = models.PositiveIntegerField("修改次数", default=0)
    version = models.PositiveSmallIntegerField("版本", default=0)
    key = models.CharField("提交标识", max_length=36, unique=True)
    code = models.CharField("公开代码", max_length=32, unique=True, default=new_code)
    created_at = models.DateTimeField("登记时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    return_marks = models.JSONField("退回标记", default=dict)
    published = models.PositiveSmallIntegerField("公开的版次", default=0)

    objects = CaseItemQuerySet.as_manager()

    class Meta:
        verbose_name = "案例和曝光"
        ordering: ClassVar[list[str]] = ["unit__position", "unit_id", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "unit"], name="case_register_unit"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            paired("submitted", "case_submitted_pair"),
            paired("opened", "case_opened_pair"),
            paired("returned", "case_returned_pair"),
            paired("approved", "case_approved_pair"),
            paired("reopened", "case_reopened_pair"),
            models.CheckConstraint(
                condition=Q(published=0) | Q(approved_version__gt=0), name="case_published_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("cases:item", args=[self.pk])

    @property
    def kind(self) -> Register:
        """Which register it is of."""
        return Register(self.register)

    def state(self) -> ItemState:
        """Where it stands."""
        if self.approved_at:
            return ItemState.APPROVED
        if self.submitted_at:
            return ItemState.SUBMITTED
        if self.returned_at:
            return ItemState.RETURNED
        return ItemState.CORRECTING if self.approved_version else ItemState.DRAFTING


class CaseVersion(WrittenOnce):
    """One sending-in of an item, never changed; `digest` is SHA-256 over what it says.

    `revised_for` says why it was sent in again after an approval. `pictures` are those that went with it as
    [position, digest, caption]: that stays when the pictures themselves are past their time.
    """

    item = models.ForeignKey(CaseItem, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    key = models.CharField("提交标识", max_length=36)
    content = models.JSONField("内容")
    pictures = models.JSONField("照片", default=list)
    revised_for = models.CharField("更正原因", max_length=200, blank=True, default="")
    digest = models.CharField("摘要", max_length=64)
    submitted_at = models.DateTimeField("报送时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "案例版本"
        ordering: ClassVar[list[str]] = ["item", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "number"], name="case_version_once"),
            models.UniqueConstraint(fields=["item", "key"], name="case_version_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} v{self.number}"


class CaseVerdict(Decided):
    """What the superior decided on one version; `marks` are reasons of a return by field."""

    version = models.OneToOneField(CaseVersion, models.PROTECT, primary_key=True, related_name="verdict")
    marks = models.JSONField("标记", default=dict)

    class Meta:
        verbose_name = "案例审核结论"
