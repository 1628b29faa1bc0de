"""Typed readers of environment variables: a wrong value stops the program with a sentence that names it."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured


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


def folder(name: str, default: str) -> Path:
    """An absolute folder, made if it is not there."""
    path = Path(text(name, default)).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path
