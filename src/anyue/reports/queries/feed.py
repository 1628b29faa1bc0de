"""A person's calendar: whose it is, and what stands in it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.http import Http404

from anyue.accounts.models import User
from anyue.accounts.sealing import secret_digests
from anyue.campaigns.queries import received_by
from anyue.core.documents.feed import Mark
from anyue.reports.choices import ReportState
from anyue.reports.models import CalendarFeed
from anyue.reports.queries.owed import Owed, awaiting_sign_off, standing_of

PURPOSE = "calendar"
_KEPT = timedelta(days=31)


def feed_of(user: User) -> CalendarFeed | None:
    """The calendar that a person has opened, None for none; one query."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_with(secret: str) -> CalendarFeed:
    """The calendar at a secret address, with its person; 404 for an address that was never made or is closed.

    One query.
    """
    feeds = CalendarFeed.objects.select_related("user").filter(user__is_active=True)
    feed = feeds.filter(digest__in=secret_digests(PURPOSE, secret)).first()
    if feed is None:
        raise Http404
    return feed


def marks_of(feed: CalendarFeed, now: datetime) -> list[Mark]:
    """What a calendar shows: all that is owed, was sent in or was called off, the last month included.

    Four queries, and one where a text waits for a leader.
    """
    items = [item for item in standing_of(received_by(feed.user), now) if item.due > now - _KEPT]
    has_many_units = len({item.participation.unit_id for item in items}) > 1
    waiting = [item for item in items if item.awaits_sign_off]
    to_sign = awaiting_sign_off(feed.user, waiting) if waiting else []
    return list(_marks(feed, items, to_sign, has_many_units=has_many_units))


def _marks(
    feed: CalendarFeed, items: list[Owed], to_sign: list[Owed], *, has_many_units: bool
) -> Iterator[Mark]:
    for item in sorted(items, key=lambda item: (item.due, item.participation.pk, item.occurrence.pk)):
        occurrence, participation, times = item.occurrence, item.participation, item.times
        is_cancelled = bool(times.cancelled) and item.state is ReportState.NOT_ASKED
        if item.state is ReportState.NOT_ASKED and not is_cancelled:
            continue
        unit = f"（{participation.unit.name}）" if has_many_units else ""
        asked_at = item.report.sign_asked_at if item.report and item in to_sign else None
        moments = (participation.added_at, times.changed_at, occurrence.cancelled_at, asked_at)
        yield Mark(
            # The address is part of it: one phone may follow two installations.
            identity=f"{feed.digest[:16]}-{participation.pk}-{occurrence.pk}@anyue",
            title=f"{occurrence.title}{unit}",
            due=times.due,
            sequence=times.changes + bool(times.cancelled),
            changed_at=max(moment for moment in moments if moment),
            is_done=not item.is_open,
            is_cancelled=is_cancelled,
            is_to_sign=asked_at is not None,
        )
