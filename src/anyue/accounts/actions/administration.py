"""Writes: what the system administrator does to accounts, and what is cleared away after its time."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from anyue import clock
from anyue.accounts.actions.rights import require_administrator, require_ordinary
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import Lock, Mobile, OneTimeKey, RequestCount, Session, User
from anyue.accounts.one_time_keys import new_link
from anyue.audit.actions import write_entry
from anyue.core.errors import ACCOUNT_IN_USE, ACCOUNT_TAKEN, AnyueError


@transaction.atomic
def open_account(*, account: str, name: str, by: User) -> tuple[User, str]:
    """Make an account that acts for nobody yet: it, and the secret of the link its person comes in by, once.

    Raises:
        AnyueError: not the system administrator (NOT_ADMINISTRATOR), or the account exists (ACCOUNT_TAKEN).
    """
    require_administrator(by, AdministratorKind.SYSTEM)
    if User.objects.filter(account=account).exists():
        raise AnyueError(ACCOUNT_TAKEN, field="account", account=account)
    user = User(account=account, name=name)
    user.set_unusable_password()
    user.save()
    write_entry("open_account", by=by, on=user)
    return user, new_link(user)


@transaction.atomic
def stop_account(*, user: User, by: User) -> None:
    """Let nobody sign in to an account any more; what its person did stays, under the person's name.

    The tokens end for good: they do not come back with the account.
    """
    require_ordinary(user, by)
    User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, stopped_at=clock.running(), token_series=F("token_series") + 1
    )
    Session.objects.filter(user=user).delete()
    OneTimeKey.objects.filter(user=user).delete()
    write_entry("stop_account", by=by, on=user)


@transaction.atomic
def resume_account(*, user: User, by: User) -> None:
    """Let an account be used again."""
    require_ordinary(user, by)
    User.objects.filter(pk=user.pk).update(is_active=True, stopped_at=None)
    write_entry("resume_account", by=by, on=user)


@transaction.atomic
def release_number(*, user: User, by: User) -> None:
    """Free the mobile number of a stopped account before its time, so that its owner can be invited anew.

    Raises ACCOUNT_IN_USE for an account that is not stopped.
    """
    require_ordinary(user, by)
    if User.objects.filter(pk=user.pk, is_active=True).exists():
        raise AnyueError(ACCOUNT_IN_USE)
    Mobile.objects.filter(user=user).delete()
    write_entry("release_number", by=by, on=user)


@transaction.atomic
def clear_away(*, by: User | None) -> dict[str, int]:
    """Remove what is past its time: how many of each; `by` is None on the command line.

    What people did, and their names on it, is never removed here.
    """
    now = clock.running()
    quiet = now - timedelta(days=settings.KEEP_LOCK_DAYS)
    left = now - timedelta(days=settings.KEEP_NUMBER_DAYS)
    idle = now - timedelta(minutes=settings.IDLE_MINUTES)
    past = {
        "已结束的登录": Session.objects.filter(Q(expire_date__lte=now) | Q(seen_at__lte=idle)),
        "失败登录的计数": Lock.objects.filter(last_at__lte=quiet),
        "请求计数": RequestCount.objects.filter(ends_at__lte=now),
        "过期的一次性链接": OneTimeKey.objects.filter(expires_at__lte=now),
        "停用账号的手机号码": Mobile.objects.filter(user__is_active=False, user__stopped_at__lte=left),
    }
    removed = {what: rows.delete()[0] for what, rows in past.items()}
    # No one object: the entry is about all that is past.
    write_entry("clear_away", by=by, on=User(pk=0), reason="/".join(map(str, removed.values())))
    return removed
