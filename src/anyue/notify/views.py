"""Pages: messages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anyue.accounts.person import person
from anyue.notify import actions, queries

SHOWN = 100


def messages(request: HttpRequest) -> HttpResponse:
    """The latest messages to a person's units; looking at them marks them as read."""
    user = person(request)
    shown = list(queries.messages_for(user)[:SHOWN])
    if request.method == "POST":
        actions.mark_read(by=user)
    return render(request, "notify/messages.html", {"shown": shown})
