"""Pages: a person's calendar by its secret address, and opening and closing that."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from anyue import clock
from anyue.accounts.person import person
from anyue.core.documents.feed import build_feed
from anyue.reports import actions, queries


def feed(request: HttpRequest) -> HttpResponse:
    """What a calendar is and whether one is open; POST opens it and shows its address this once."""
    user = person(request)
    secret = actions.open_feed(by=user) if request.method == "POST" else ""
    path = reverse("reports:calendar", args=[secret]) if secret else ""
    context = {
        "feed": queries.feed_of(user),
        "address": request.build_absolute_uri(path) if path else "",
        "webcal": f"webcal://{request.get_host()}{path}" if path else "",
    }
    return render(request, "reports/feed.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the calendar."""
    actions.close_feed(by=person(request))
    messages.success(request, "日历订阅已停用，原地址不能再用。")
    return redirect("reports:feed")


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself: whoever knows the address reads titles and times, and nothing else."""
    found = queries.feed_with(secret)
    data = build_feed("安月报送时限", queries.marks_of(found, clock.now()))
    etag = f'"{sha256(data).hexdigest()}"'
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    # A calendar program asks again and again; unlike a page it may keep what it has and only compare.
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
