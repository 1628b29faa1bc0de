"""Checks of what is in the database."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.audit.queries import last_act
from anyue.audit.verifying import unsealed_tail
from anyue.cli.demo.county import is_founded
from anyue.cli.doctor.finding import Finding, Weight
from anyue.cli.doctor.settings import is_reachable

_OLDEST_BACKUP = timedelta(days=7)
_OLDEST_TAIL = timedelta(minutes=5)


def _now() -> datetime:
    """The machine's own time: a clock that stands still must not hide how old something is."""
    return timezone.now()


def is_ready() -> bool:
    """Whether the tables are there; where they are not, `check_migrations` says so."""
    try:
        return "accounts_user" in connection.introspection.table_names() and not _pending()
    except DatabaseError:
        return False


def _pending() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def check_migrations() -> Iterator[Finding]:
    """A database behind the program fails at some page or other."""
    if pending := _pending():
        todo = "运行 anyue serve（启动时自动更新），或 anyue manage migrate。更新前请先备份。"
        yield Finding(Weight.SERIOUS, f"数据库有 {pending} 项更新没有做。", todo)


def check_administrators() -> Iterator[Finding]:
    """Level 3 wants three, of three people (GB/T 22239-2019, 8.1.5); an office on its own PC may wait."""
    if not is_ready():
        return
    there = set(
        User.objects.filter(is_active=True).exclude(administers="").values_list("administers", flat=True)
    )
    missing = [kind.label for kind in AdministratorKind if kind not in there]
    if missing:
        weight = Weight.SERIOUS if is_reachable() else Weight.HINT
        yield Finding(weight, f"还没有{'、'.join(missing)}。", "请开设账号，由不同的人担任。")


def check_second_factors() -> Iterator[Finding]:
    """A password alone opens an administrator's account (GB/T 22239-2019, 8.1.4.1 d)."""
    if not is_ready() or not is_reachable():
        return
    administrators = User.objects.filter(is_active=True).exclude(administers="")
    without = administrators.exclude(second_factor__confirmed_at__isnull=False)
    if not settings.SECOND_FACTOR_REQUIRED:
        todo = "去掉 ANYUE_SECOND_FACTOR=0，重新启动。"
        yield Finding(Weight.SERIOUS, "别的机器能访问，但没有要求管理员使用动态口令。", todo)
    elif accounts := sorted(without.values_list("account", flat=True)):
        todo = "请本人登录，按页面提示启用；启用前，这些账号只凭密码就能设置动态口令。"
        yield Finding(Weight.SERIOUS, f"管理员账号{'、'.join(accounts)}还没有启用动态口令。", todo)


def check_posts() -> Iterator[Finding]:
    """Nobody watches themselves: the three administrators are three people, and do no business beside it."""
    if not is_ready() or settings.SINGLE_OFFICE:
        return
    people: dict[str, list[User]] = defaultdict(list)
    for user in User.objects.filter(is_active=True).order_by("account"):
        people[user.name].append(user)
    for name, accounts in people.items():
        kinds = [account.get_administers_display() for account in accounts if account.administers]
        is_named = name not in AdministratorKind.labels
        if is_named and kinds and len(accounts) > 1:
            others = ["经办账号"] if len(kinds) < len(accounts) else []
            what = f"“{name}”同时是{'、'.join([*kinds, *others])}。"
            todo = (
                "请由不同的人担任。确是同名的两个人，可以不改；只有一个人的办公室，设 ANYUE_SINGLE_OFFICE=1。"
            )
            yield Finding(Weight.WARNING, what, todo)


def check_demo_accounts() -> Iterator[Finding]:
    """The demonstration's accounts are known to everybody who has the program."""
    if is_ready() and is_founded():
        weight = Weight.SERIOUS if is_reachable() else Weight.HINT
        yield Finding(weight, "库里是演示县，它的账号人人知道。", "正式使用请另设 ANYUE_VAR，从空库开始。")


def check_backups() -> Iterator[Finding]:
    """A backup that is made, checked and young; of PostgreSQL the program knows none."""
    if not is_ready() or connection.vendor != "sqlite":
        return
    last = last_act("back_up")
    if last is None and User.objects.exists():
        yield Finding(Weight.WARNING, "还没有备份过。", "运行 anyue backup 文件，并设为每天的定时任务。")
    elif last is not None and _now() - last > _OLDEST_BACKUP:
        days = (_now() - last).days
        yield Finding(
            Weight.WARNING, f"最近一次备份在 {days} 天前。", "运行 anyue backup 文件，并设为每天的定时任务。"
        )


def check_tail() -> Iterator[Finding]:
    """What is not sealed can be changed unseen."""
    if not is_ready():
        return
    tail = unsealed_tail()
    if tail.since is not None and _now() - tail.since > _OLDEST_TAIL:
        what = f"有 {tail.count} 条审计记录久未封存。"
        yield Finding(Weight.WARNING, what, "网页服务运行时会自动封存；也可运行 anyue audit seal。")
