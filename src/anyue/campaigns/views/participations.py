"""Pages: what a unit received."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.asked import deadlines_asked_of, with_occurrences
from anyue.campaigns.relaying import activities_of
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, my_units_with


@require_GET
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    """What one unit was asked: the notice, its activities and deadlines, and what to do next."""
    user = person(request)
    found = queries.participation_for(user, pk)
    campaign = queries.campaign_for(user, found.campaign_id)
    own_times = queries.own_times_of([found])
    context = {
        "participation": found,
        "campaign": campaign,
        "activities": activities_of(found),
        "deadlines": [
            (
                deadline,
                [
                    (one, queries.times_of(found, one, own_times.get((found.pk, one.pk))))
                    for one in deadline.occurrences.all()
                ],
            )
            for deadline in deadlines_asked_of(found)
        ],
        "added_here": with_occurrences(found.added_deadlines.all()),
        "may_extend": found.superior is not None
        and may(user, Permission.REVIEW_REPORT, found.superior.unit_id),
        "may_set_times": found.superior is None and may(user, Permission.ISSUE_CAMPAIGN, found.unit_id),
        "is_own": found.unit in my_units_with(user, Permission.ACKNOWLEDGE_NOTICE),
        "inferiors": queries.inferiors_of(found),
        "now": clock.now(),
    }
    return render(request, "campaigns/participation.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge a notice."""
    user = person(request)
    actions.acknowledge_notice(participation=queries.participation_for(user, pk), by=user)
    messages.success(request, "已签收，要报送的内容已列入应办事项。")
    return redirect("campaigns:participation", pk)
