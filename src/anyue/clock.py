"""The one clock: every "now" in the program comes from here, so that a demo or a test can stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware; the fixed one where ANYUE_NOW is set."""
    fixed: datetime | None = _standing.get() or settings.ANYUE_NOW
    return fixed if fixed is not None else timezone.now()


def today() -> date:
    """The present day in the office's time zone."""
    return timezone.localdate(now())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at an aware moment for the length of a block, as a story told afterwards needs."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)
