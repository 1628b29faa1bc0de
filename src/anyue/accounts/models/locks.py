"""What is counted against guessing and flooding: failures with their locks, and requests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anyue.accounts.choices import LockScope
from anyue.core.algorithms import digest

if TYPE_CHECKING:
    from anyue.web.rates import Rate

LIMITS = {
    LockScope.HERE: 5,
    LockScope.ACCOUNT: 20,
    LockScope.ADDRESS: 100,
    LockScope.CODE: 5,
    LockScope.POST: 5,
}
_FIRST = timedelta(minutes=15)
_FORGOTTEN_AFTER = timedelta(days=1)
# The lock of an account everywhere is short: it also keeps out its owner on a new phone.
_LONGEST = {
    LockScope.HERE: timedelta(days=1),
    LockScope.ACCOUNT: timedelta(hours=1),
    LockScope.ADDRESS: timedelta(days=1),
    LockScope.CODE: timedelta(days=1),
    LockScope.POST: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where failures count together: `source` is an address or a browser; blank means any."""

    scope: LockScope
    account: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """64 hex digits."""
        return _key(self.scope, self.account, self.source)


class LockQuerySet(models.QuerySet["Lock"]):
    """Counts failures by conditional updates, so that two at once are two."""

    def in_force(self, places: Iterable[Place], now: datetime) -> datetime | None:
        """When the longest of the locks on these places ends, if there is one; one query."""
        locked = self.filter(key__in=[place.key for place in places], locked_until__gt=now)
        ends: datetime | None = locked.aggregate(until=models.Max("locked_until"))["until"]
        return ends

    def count_failure(self, place: Place, now: datetime) -> "Lock | None":
        """Count one failure; the lock, if this one closed it. The time doubles with each lock, up to a day.

        What happened is forgotten after a day without a failure.
        """
        row, _ = self.get_or_create(
            key=place.key,
            defaults={
                "scope": place.scope,
                "account": place.account[:80],
                "source": place.source[:80],
                "last_at": now,
            },
        )
        mine = self.filter(pk=row.pk)
        long_ago = now - _FORGOTTEN_AFTER
        quiet = Q(locked_until__isnull=True) | Q(locked_until__lt=long_ago)
        mine.filter(quiet, last_at__lt=long_ago).update(failures=0, locks=0)
        mine.update(failures=F("failures") + 1, last_at=now)
        row.refresh_from_db()
        if row.failures < LIMITS[place.scope]:
            return None
        # A day is less than sixteen doublings; beyond that the product would overflow.
        until = now + min(_FIRST * 2 ** min(row.locks, 16), _LONGEST[place.scope])
        closed = mine.filter(failures__gte=LIMITS[place.scope])
        if not closed.update(failures=0, locks=F("locks") + 1, locked_until=until):
            return None
        row.refresh_from_db()
        return row

    def forgive(self, places: Iterable[Place]) -> None:
        """Forget the failures in these places: the person proved who they are."""
        self.filter(key__in=[place.key for place in places]).delete()


class Lock(models.Model):
    """Failures in one place, and until when nothing more is tried there."""

    key = models.CharField(max_length=64, unique=True)
    scope = models.CharField("范围", max_length=8, choices=LockScope)
    account = models.CharField("账号", max_length=80)
    source = models.CharField("来源", max_length=80)
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    locks = models.PositiveIntegerField("锁定次数", default=0)
    last_at = models.DateTimeField("最近一次失败", db_index=True)
    locked_until = models.DateTimeField("锁定至", null=True)

    objects = LockQuerySet.as_manager()

    class Meta:
        verbose_name = "登录锁定"

    def __str__(self) -> str:
        return f"{self.scope} {self.account} {self.source}"


class RequestCountQuerySet(models.QuerySet["RequestCount"]):
    """Counts requests in windows of time; right with any number of processes, since the database counts."""

    def admit(self, rate: "Rate", who: str, limit: int, now: datetime) -> datetime | None:
        """Count one request of somebody; if it is one too many, when the next is admitted."""
        mine = self.filter(key=_key(rate.name, who))
        if mine.filter(ends_at__gt=now, count__lt=limit).update(count=F("count") + 1):
            return None
        ends_at = now + timedelta(seconds=rate.seconds)
        if mine.filter(ends_at__lte=now).update(count=1, ends_at=ends_at):
            return None
        row, is_new = self.get_or_create(
            key=_key(rate.name, who), defaults={"name": rate.name, "count": 1, "ends_at": ends_at}
        )
        return None if is_new else row.ends_at


class RequestCount(models.Model):
    """How often somebody asked for something within a window of time; the key does not tell who."""

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField("限制", max_length=20)
    count = models.PositiveIntegerField("次数")
    ends_at = models.DateTimeField("计数至", db_index=True)

    objects = RequestCountQuerySet.as_manager()

    class Meta:
        verbose_name = "请求计数"

    def __str__(self) -> str:
        return f"{self.name} {self.count}"


def _key(*parts: str) -> str:
    return digest(settings.ALGORITHMS, "\0".join(parts).encode()).hex()
