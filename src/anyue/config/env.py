"""Typed readers of environment variables: a wrong value stops the program with a sentence that names it."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from anyue.core.algorithms import Suite


def text(name: str, default: str = "") -> str:
    """The variable's text without surrounding space, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes, on or 0, false, no, off."""
    raw = text(name).lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be 1 or 0, not {raw!r}."
    raise ImproperlyConfigured(message)


def whole(name: str, default: int, *, least: int = 1) -> int:
    """A whole number, `least` or more."""
    raw = text(name, str(default))
    if raw.isascii() and raw.isdecimal() and int(raw) >= least:
        return int(raw)
    message = f"{name} must be a whole number of at least {least}, not {raw!r}."
    raise ImproperlyConfigured(message)


def is_beyond_loopback(names: list[str]) -> bool:
    """Whether any of these names or addresses is reached from other machines."""
    own = {"localhost", "[::1]", "::1"}
    return any(name not in own and not name.startswith("127.") for name in names)


def words(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def moment(name: str, zone: str) -> datetime | None:
    """An ISO 8601 date-time, aware; without an offset it is local to `zone`."""
    raw = text(name)
    if not raw:
        return None
    try:
        value = datetime.fromisoformat(raw)
    except ValueError as wrong:
        message = f"{name} must be a date-time such as 2026-06-03T09:00, not {raw!r}."
        raise ImproperlyConfigured(message) from wrong
    return value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone))


def suite(name: str) -> Suite:
    """One of the suites of algorithms."""
    raw = text(name, Suite.INTERNATIONAL)
    try:
        return Suite(raw)
    except ValueError as wrong:
        message = f"{name} must be one of {', '.join(Suite)}, not {raw!r}."
        raise ImproperlyConfigured(message) from wrong


def folder(name: str, default: str) -> Path:
    """An absolute folder, made if it is not there."""
    path = Path(text(name, default)).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


SHORTEST_SECRET = 32


def secrets(name: str) -> tuple[bytes, ...]:
    """Secrets separated by commas, each of 32 characters or more; none where the variable is unset."""
    given = words(name, "")
    if any(len(secret) < SHORTEST_SECRET for secret in given):
        message = f"{name}: a secret has at least {SHORTEST_SECRET} characters."
        raise ImproperlyConfigured(message)
    return tuple(secret.encode() for secret in given)
