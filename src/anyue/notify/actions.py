"""Writes: messages."""

from functools import partial

from django.db import transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.notify.models import Message
from anyue.orgs.models import Unit


def post_message(*, unit: Unit, text: str, url: str) -> None:
    """Leave a message for a unit once the act that causes it is committed.

    The act stands by then: a message that can't be left is logged and troubles nobody.
    """
    message = Message(unit=unit, text=text[:300], url=url, posted_at=clock.now())
    transaction.on_commit(partial(message.save), robust=True)


def mark_read(*, by: User) -> None:
    """Mark a person's messages as read."""
    Message.objects.visible_to(by).filter(read_at__isnull=True).update(read_at=clock.now())
