"""Pages: messages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue.accounts.person import person
from anyue.notify import actions, queries

SHOWN = 100


def messages(request: HttpRequest) -> HttpResponse:
    """The latest messages to a person's units; POST marks all of them as read."""
    user = person(request)
    if request.method == "POST":
        actions.mark_read(by=user)
        return redirect("notify:messages")
    shown = list(queries.messages_for(user)[:SHOWN])
    context = {"shown": shown, "has_unread": any(message.read_at is None for message in shown)}
    return render(request, "notify/messages.html", context)
