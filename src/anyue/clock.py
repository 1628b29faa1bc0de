"""The one clock: every "now" in the program comes from here, so that a demo or a test can stand still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_arrived: ContextVar[datetime | None] = ContextVar("arrived", default=None)
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware; the fixed one where ANYUE_NOW is set."""
    fixed: datetime | None = _standing.get() or settings.ANYUE_NOW
    return fixed if fixed is not None else timezone.now()


def running() -> datetime:
    """The present moment even where ANYUE_NOW stands still: for locks and visits, which must run out."""
    return _standing.get() or timezone.now()


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


def arrived() -> datetime:
    """When the request that is being answered came in; the present moment outside of one.

    A deadline is kept by whoever knocked before it, however long the answer takes.
    """
    return _arrived.get() or now()


@contextmanager
def answering() -> Iterator[None]:
    """Hold on to the moment at which a request came in for as long as it is answered."""
    token = _arrived.set(now())
    try:
        yield
    finally:
        _arrived.reset(token)
