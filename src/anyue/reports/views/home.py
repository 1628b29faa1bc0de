"""Pages: the home of everybody, and the full list of what a unit owes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.queries import issued_by, notices_of, received_by
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with
from anyue.reports import queries
from anyue.reports.queries.owed import Owed

URGENT = 4


def _urgent(owed: list[Owed]) -> list[Owed]:
    """What has to be done now: overdue, returned, or begun; each deadline only once, its earliest open one."""
    seen: set[tuple[int, int]] = set()
    urgent = []
    for item in owed:
        place = (item.participation.pk, item.occurrence.deadline_id)
        if item.is_open and (item.state in {"missing", "returned"} or place not in seen):
            seen.add(place)
            urgent.append(item)
    return urgent


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """For a liaison what is owed, most urgent first; for an office its campaigns and what waits for it."""
    user = person(request)
    now = clock.now()
    received = list(received_by(user))
    owed = queries.owed_by(user, now) if received else []
    urgent = _urgent(owed)
    context = {
        "now": now,
        "received": received,
        "unacknowledged": [p for p in received if p.acknowledged_at is None],
        "urgent": urgent[:URGENT],
        "more": max(0, len(urgent) - URGENT),
        "issued": list(issued_by(user)),
        "waiting": list(queries.waiting_for_review(user)[:10]),
        "drafts": [
            n for n in notices_of(user) if n.archived_at is None and not hasattr(n, "campaign")
        ],
        "may_import": my_units_with(user, Permission.IMPORT_NOTICE).exists(),
        "may_keep": my_units_with(user, Permission.KEEP_RECORDS).exists(),
    }
    return render(request, "reports/home.html", context)


@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Everything a person's units were asked to send in: what is open, then what is done."""
    items = queries.owed_by(person(request), clock.now())
    context = {
        "now": clock.now(),
        "open": [item for item in items if item.is_open],
        "done": [item for item in items if not item.is_open],
    }
    return render(request, "reports/owed.html", context)
