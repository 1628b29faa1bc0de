"""The tokens."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.models import User
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission
from anyue.tokens.choices import READ, SCOPES

PURPOSE = "token"
LONGEST = timedelta(days=366)


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens, newest first."""

    def opened_by(self, secret: str) -> Self:
        """The token of a secret, if it is in force now: its account, membership and unit stand as well."""
        return self.filter(
            digest__in=sealing.secret_digests(PURPOSE, secret),
            expires_at__gt=clock.now(),
            revoked_at__isnull=True,
            membership__user__is_active=True,
            membership__user__token_series=F("series"),
            membership__user__administers="",
        ).select_related("membership__user")

    def visible_to(self, user: User) -> Self:
        """The tokens of a person's own memberships."""
        if not user.is_active:
            return self.none()
        return self.filter(membership__in=Membership.objects.of(user))


class Token(models.Model):
    """A way in for one program: the rights of one membership, of these only what `scopes` names.

    The database knows a keyed digest of the secret alone. It ends with its membership, and with all others of
    its `series` when its person gets another password or is stopped.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=40)
    scopes = models.JSONField("范围")
    digest = models.CharField("摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("创建时间")
    series = models.PositiveIntegerField("批次", default=0)
    expires_at = models.DateTimeField("有效期至")
    last_used_at = models.DateTimeField("最近使用", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_force(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > clock.now() and not self.is_of_before

    @property
    def is_of_before(self) -> bool:
        """Whether its person has got another password since, or was stopped meanwhile."""
        return self.series != self.membership.user.token_series

    @property
    def may_read(self) -> bool:
        """Whether it was made for reading."""
        return READ in self.scopes

    @property
    def permissions(self) -> frozenset[Permission]:
        """The acts that it was made for."""
        return frozenset(one for one in Permission if one.value in self.scopes)

    def scope_names(self) -> list[str]:
        """What it was made for, in words."""
        return [name for code, name in SCOPES.items() if code in self.scopes]
