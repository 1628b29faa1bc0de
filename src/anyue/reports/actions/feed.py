"""Writes: the secret address of a person's calendar."""

import secrets

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.sealing import secret_digests
from anyue.audit.actions import write_entry
from anyue.reports.models import CalendarFeed
from anyue.reports.queries.feed import PURPOSE


@transaction.atomic
def open_feed(*, by: User) -> str:
    """Make a person's calendar a new secret address and return it; the one before leads nowhere from now on.

    Only a digest is kept, so that it can be told this once.
    """
    secret = secrets.token_urlsafe(32)
    facts = {"digest": secret_digests(PURPOSE, secret)[0], "opened_at": clock.now()}
    feed, _ = CalendarFeed.objects.update_or_create(user=by, defaults=facts)
    write_entry("open_feed", by=by, on=feed)
    return secret


@transaction.atomic
def close_feed(*, by: User) -> None:
    """Let the address of a person's calendar lead nowhere; without one, nothing changes."""
    feed = CalendarFeed.objects.filter(user=by).first()
    if feed is None:
        return
    write_entry("close_feed", by=by, on=feed)
    feed.delete()
