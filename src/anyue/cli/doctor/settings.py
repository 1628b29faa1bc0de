"""Checks of the settings."""

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.core.checks import run_checks

from anyue.cli.doctor.finding import Finding, Weight

# What Django asks of every site, and what has a check of its own here: HTTPS and debugging.
_ANSWERED = frozenset(f"security.{code}" for code in ("W004", "W008", "W011", "W012", "W016", "W018"))


def is_reachable() -> bool:
    """Whether the program answers under any name but those of this machine itself."""
    return any(not _is_loopback(host) for host in settings.ALLOWED_HOSTS)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def check_debug() -> Iterator[Finding]:
    """Tracebacks in the browser show code and data."""
    if settings.DEBUG:
        weight = Weight.SERIOUS if is_reachable() else Weight.WARNING
        yield Finding(
            weight, "调试方式开着，出错时会把程序和数据显示给访问者。", "去掉 ANYUE_DEBUG，重新启动。"
        )


def check_hosts() -> Iterator[Finding]:
    """A program that answers to any name can be asked in the name of another."""
    if any(host in {"*", ""} or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        todo = "把 ANYUE_HOSTS 写成浏览器里用的域名或地址，不要用 * 或以点开头的写法。"
        yield Finding(Weight.SERIOUS, "ANYUE_HOSTS 没有限定域名。", todo)


def check_https() -> Iterator[Finding]:
    """Beyond loopback, passwords and numbers travel in the clear without it (GB/T 22239-2019, 8.1.2.2)."""
    if is_reachable() and not settings.HTTPS:
        todo = "在前面放一个提供 HTTPS 的代理，设 ANYUE_HTTPS=1 和 ANYUE_BEHIND_PROXY=1。"
        yield Finding(Weight.SERIOUS, "别的机器能访问，但没有使用 HTTPS，口令和号码会明文传输。", todo)


def check_clock() -> Iterator[Finding]:
    """A clock that stands still makes deadlines, the trail and locks wrong."""
    if settings.ANYUE_NOW is not None:
        todo = "只在演示时使用；正式运行请去掉 ANYUE_NOW。"
        yield Finding(Weight.SERIOUS, f"时间固定在 {settings.ANYUE_NOW:%Y-%m-%d %H:%M}。", todo)


def check_deployment() -> Iterator[Finding]:
    """What Django itself finds in a deployment, but for what has a check of its own here."""
    for message in run_checks(include_deployment_checks=True):
        if message.id not in _ANSWERED and not message.is_silenced():
            weight = Weight.SERIOUS if message.is_serious() else Weight.WARNING
            yield Finding(
                weight, f"Django 检查 {message.id}：{message.msg}", message.hint or "见 Django 文档。"
            )
