"""Page: what a campaign asks of each unit at least, and who is short of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for
from anyue.reports.queries.quotas import quotas_below


@require_GET
def quotas(request: HttpRequest, pk: int) -> HttpResponse:
    """Each quota with its units in official order: those that are short, or all; ready to paste."""
    participation = participation_for(person(request), pk)
    shows_all = request.GET.get("show") == "all" or not participation.is_relayed
    states = quotas_below(participation, clock.today())
    context = {
        "participation": participation,
        "states": [(state, state.units if shows_all else state.short) for state in states],
        "shows_all": shows_all,
        "lines": [state.line for state in states if state.short],
        "now": clock.now(),
    }
    return render(request, "reports/quotas.html", context)
