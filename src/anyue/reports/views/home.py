"""Pages: the home of everybody, and the full list of what a unit owes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns.models import Participation
from anyue.campaigns.queries import drafts_of, issued_by, received_by, waiting_to_join
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import has_many_units, my_units_with, permissions_of, recipients_for, renewals_for
from anyue.reports import queries
from anyue.reports.queries.overview import RECENTLY
from anyue.reports.queries.owed import Owed
from anyue.reports.queries.quotas import quotas_short
from anyue.reports.views.overview import truth_of

URGENT = 4
MOST_LINES = 6
"""How many campaigns under way have their line of truth on the home of an office."""
LOOKS_AFTER = {Permission.MANAGE_PEOPLE, Permission.MANAGE_PEOPLE_BELOW}
"""Whoever may do one of these is asked whether somebody gets a new password."""
_FULL = 3
"""How many things have the first screen of a phone for themselves."""


def _urgent(owed: list[Owed]) -> list[Owed]:
    """What has to be done now: overdue, returned, or begun; each deadline once, its earliest open one."""
    seen: set[tuple[int, int]] = set()
    urgent = []
    for item in owed:
        place = (item.participation.pk, item.occurrence.deadline_id)
        if (
            item.is_open
            and not item.is_locked
            and (item.state in {"missing", "returned"} or place not in seen)
        ):
            seen.add(place)
            urgent.append(item)
    return urgent


def _current_first(items: list[Owed], owed: Iterable[Owed], now: datetime) -> list[Owed]:
    """These with those of campaigns last whose every time is long past: they don't hide what is under way."""
    last: dict[int, datetime] = {}
    for item in owed:
        campaign = item.participation.campaign_id
        last[campaign] = max(item.due, last.get(campaign, item.due))
    return sorted(items, key=lambda item: last[item.participation.campaign_id] < now - RECENTLY)


def _first_due(received: list[Participation], urgent: list[Owed]) -> list[tuple[Participation, Owed | None]]:
    """Each participation that nobody acknowledged yet, with what it owes first."""
    first: dict[int, Owed] = {}
    for item in urgent:
        first.setdefault(item.participation.pk, item)
    return [(p, first.get(p.pk)) for p in received if p.acknowledged_at is None]


def _lacks_units(user: User) -> bool:
    """Whether a person who may fill the directory has nobody yet to send a notice to."""
    offices = my_units_with(user, Permission.MANAGE_UNITS)
    return bool(offices) and not any(recipients_for(user, unit).exists() for unit in offices)


def _with_truth(
    issued: Sequence[Participation], now: datetime
) -> list[tuple[Participation, list[dict[str, object]]]]:
    """Each campaign, and the line of truth of those under way; of the newest where none is."""
    shown = (queries.under_way(issued, now) or issued)[:MOST_LINES]
    overviews = queries.overviews_of(shown, now)
    return [(one, truth_of(overviews[one.pk], one.pk) if one.pk in overviews else []) for one in issued]


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """For a liaison what is owed, most urgent first; for an office its campaigns and what waits for it."""
    user = person(request)
    if user.administers:
        return redirect("accounts:administration")
    now = clock.now()
    received = list(received_by(user))
    permissions = permissions_of(user)
    owing = queries.owed_among(received, now)
    to_sign = queries.awaiting_sign_off(user, owing) if Permission.SIGN_OFF in permissions else []
    asked = [item for item in _current_first(_urgent(owing), owing, now) if item not in to_sign]
    # A notice comes before its tables: until it is acknowledged, nothing of it can be sent in.
    urgent = [item for item in asked if item.participation.acknowledged_at is not None]
    unacknowledged = _first_due(received, asked)
    issued = list(issued_by(user))
    may_import = Permission.IMPORT_NOTICE in permissions
    context = {
        "now": now,
        "received": received,
        "unacknowledged": unacknowledged,
        "to_sign": to_sign,
        "urgent": urgent[:URGENT],
        "is_full": len(to_sign) + len(urgent) + len(unacknowledged) >= _FULL,
        "more": max(0, len(urgent) - URGENT),
        "has_many_units": has_many_units(user),
        "has_many_campaigns": len({p.campaign_id for p in received}) > 1,
        "issued": _with_truth(issued, now) if may_import else [(one, []) for one in issued],
        "to_sum_up": queries.to_sum_up(issued, now) if Permission.WRITE_SUMMARY in permissions else set(),
        "waiting": list(queries.waiting_for_review(user)[:10]) if issued else [],
        "joining": list(waiting_to_join(user)[:10]) if issued else [],
        "renewals": list(renewals_for(user)[:10]) if permissions & LOOKS_AFTER else [],
        "short": quotas_short(received, clock.today()),
        "drafts": list(drafts_of(user)) if may_import else [],
        "may_import": may_import,
        "lacks_units": may_import and not issued and _lacks_units(user),
        "may_keep": Permission.KEEP_RECORDS in permissions,
        "may_fill": Permission.SUBMIT_REPORT in permissions,
    }
    return render(request, "reports/home.html", context)


@require_GET
def owed(request: HttpRequest) -> HttpResponse:
    """Everything a person's units were asked to send in: what is open, what is locked, what is done."""
    now = clock.now()
    user = person(request)
    items = queries.owed_by(user, now)
    permissions = permissions_of(user)
    context = {
        "now": now,
        "may_fill": Permission.SUBMIT_REPORT in permissions,
        "to_sign": queries.awaiting_sign_off(user, items) if Permission.SIGN_OFF in permissions else [],
        "has_many_units": has_many_units(user),
        "has_many_campaigns": len({item.participation.campaign_id for item in items}) > 1,
        "open": [item for item in items if item.is_open and not item.is_locked],
        "locked": [item for item in items if item.is_locked],
        "done": [item for item in items if not item.is_open],
    }
    return render(request, "reports/owed.html", context)
