"""Reads: messages."""

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.notify.models import Message


def messages_for(user: User) -> QuerySet[Message]:
    """The messages to a person's units, newest first; one query."""
    return Message.objects.visible_to(user).select_related("unit")
