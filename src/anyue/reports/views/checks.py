"""Page: which checks of a campaign's figures advise, and which block."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports import actions, queries
from anyue.reports.choices import Check


def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """The checks of the campaign that a unit has issued; POST sets those that are ticked to block."""
    user = person(request)
    participation = participation_for(user, pk)
    if participation.superior_id is not None:
        raise Http404
    campaign = participation.campaign
    require(user, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    if request.method == "POST":
        actions.set_blocking_checks(campaign=campaign, names=request.POST.getlist("checks"), by=user)
        messages.success(request, "核对方式已保存，以后报送的报表按此核对。")
        return redirect("reports:checks", pk)
    blocking = queries.blocking_checks(campaign.pk)
    context = {
        "participation": participation,
        "checks": [(check, check.value in blocking) for check in Check],
    }
    return render(request, "reports/checks.html", context)
