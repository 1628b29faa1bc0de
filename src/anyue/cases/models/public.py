"""What of the registers is public, and where."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anyue.campaigns.models import paired
from anyue.cases.models.items import CaseItem, CaseVersion
from anyue.orgs.models import Unit


def new_secret() -> str:
    """The public address of a register: to be passed on, not to be guessed (128 bits)."""
    return secrets.token_urlsafe(16)


class PublicRegister(models.Model):
    """The public page of what an office has published; search engines keep off unless the office says so."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="public_register")
    secret = models.CharField("公开地址", max_length=32, unique=True, default=new_secret)
    is_indexed = models.BooleanField("允许搜索引擎收录", default=False)
    opened_at = models.DateTimeField("开通时间")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "公开页面"

    def __str__(self) -> str:
        return f"{self.unit_id}"

    def get_absolute_url(self) -> str:
        """The page that anybody may open who has its address."""
        return reverse("cases:public", args=[self.secret])


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Publications."""

    def standing(self) -> "PublicationQuerySet":
        """Those that are public now."""
        return self.filter(withdrawn_at__isnull=True, number=F("item__published"))


class Publication(models.Model):
    """One making-public of an approved version: `content` is what the public reads, by field.

    `more` are the words that a person masked beyond the rule, and `is_named` says that the enterprise of an
    exposure is named. What was public stays here when it is withdrawn or another takes its place.
    """

    item = models.ForeignKey(CaseItem, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField("版次")
    version = models.ForeignKey(CaseVersion, on_delete=models.PROTECT, related_name="publications")
    content = models.JSONField("公开内容")
    more = models.JSONField("另外隐去的词", default=list)
    is_named = models.BooleanField("公开企业名称", default=False)
    published_at = models.DateTimeField("公开时间")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdraw_reason = models.CharField("撤下原因", max_length=200, blank=True, default="")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开记录"
        ordering: ClassVar[list[str]] = ["item", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "number"], name="publication_once"),
            paired("withdrawn", "publication_withdrawn_pair"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdraw_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason="")),
                name="publication_withdrawn_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} p{self.number}"
