"""Checks of what is in the database."""

from collections.abc import Iterator
from datetime import datetime, timedelta

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
