"""Pages: the photos and the text of a campaign as one file for the newsletter."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.campaigns.models import Participation
from anyue.campaigns.queries import participation_for
from anyue.core.errors import AnyueError
from anyue.records import queries
from anyue.records.packing import pack_response
from anyue.records.queries.packs import Pack
from anyue.web.fields import hidden_number


@require_GET
def pack(request: HttpRequest, participation_pk: int) -> HttpResponse:
    """How much the pack holds, of which units, and what stands in the way of it."""
    participation = participation_for(person(request), participation_pk)
    found = _asked(request, participation)
    why = ""
    try:
        found.check()
    except AnyueError as error:
        why = error.message
    chosen = request.GET.getlist("units")
    context = {
        "participation": participation,
        "pack": found,
        "why_not": why,
        "chosen": {hidden_number(one) for one in chosen},
        "only_adopted": "adopted" in request.GET,
        "query": request.GET.urlencode(),
    }
    return render(request, "records/pack.html", context)


@require_GET
def download(request: HttpRequest, participation_pk: int) -> FileResponse:
    """The pack itself."""
    user = person(request)
    participation = participation_for(user, participation_pk)
    return pack_response(_asked(request, participation), by=user)


def _asked(request: HttpRequest, participation: Participation) -> Pack:
    """The pack by the address: ?units= once for each unit, ?adopted for the adopted ones alone."""
    chosen = [hidden_number(one) for one in request.GET.getlist("units")]
    return queries.pack_of(
        person(request), participation, units=chosen or None, only_adopted="adopted" in request.GET
    )
