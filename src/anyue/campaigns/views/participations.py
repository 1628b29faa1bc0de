"""Pages: what a unit received, and passing it on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.asked import with_occurrences
from anyue.campaigns.forms.relaying import Asked, RelayForm
from anyue.campaigns.models import Deadline, Participation
from anyue.campaigns.relaying import activities_of, times_to_relay
from anyue.campaigns.workdays import workdays_now
from anyue.core.errors import AnyueError
from anyue.core.relay import proposed_time
from anyue.core.workdays import Workdays
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import chosen_group, groups_of, may, my_units_with


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
            for deadline in with_occurrences(Deadline.objects.asked_of([found]))
        ],
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


def relay(request: HttpRequest, pk: int) -> HttpResponse:
    """Relay a campaign to units below."""
    user = person(request)
    found = queries.own_participation_for(user, pk)
    units = queries.open_to_relay(user, found)
    groups = list(groups_of(found.unit))
    group = chosen_group(groups, request.GET.get("group", ""))
    chosen = [unit.pk for unit in group.members.all()] if group else []
    workdays = workdays_now()
    asked = _proposed(found, workdays)
    form = RelayForm(request.POST or None, units=units, asked=asked, initial={"units": chosen})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                joined = actions.relay_campaign(
                    participation=found,
                    recipients=list(form.cleaned_data["units"]),
                    times=form.times(),
                    keep_later=form.cleaned_data["keep_later"],
                    added=form.added_lines(),
                    instructions=form.cleaned_data["instructions"],
                    by=user,
                )
            except AnyueError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已转发给 {len(joined)} 个单位。")
                return redirect("reports:overview", pk)
        else:
            status = 422
    context = {
        "participation": found,
        "form": form,
        "units": units,
        "groups": groups,
        "group": group,
        "added": [one for one in activities_of(found) if one.added_by_id],
        "doubt": workdays.doubt(*(one.proposed.date() for one in asked)),
        "may_keep_groups": may(user, Permission.ISSUE_CAMPAIGN, found.unit_id),
        "may_import": may(user, Permission.IMPORT_NOTICE, found.unit_id),
    }
    return render(request, "campaigns/relay.html", context, status=status)


def _proposed(found: Participation, workdays: Workdays) -> list[Asked]:
    """What is still to be reported, each with the time asked before or one working day earlier."""
    now = clock.now()
    return [
        Asked(
            occurrence,
            times,
            before or proposed_time(timezone.localtime(times.due), timezone.localtime(now), workdays),
        )
        for occurrence, times, before in times_to_relay(found)
    ]
