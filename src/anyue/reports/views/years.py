"""Page: a form over several years, all units together or one of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, Participation
from anyue.campaigns.queries import participation_for
from anyue.reports import documents, queries
from anyue.reports.queries.years import Years, years_of
from anyue.web.fields import hidden_number


def _place(
    request: HttpRequest, participation_pk: int, form_pk: int
) -> tuple[Participation, CampaignForm, Years]:
    user = person(request)
    participation = participation_for(user, participation_pk)
    row = queries.form_below(participation, form_pk)
    if row.kind != FormKind.STATISTICS:
        raise Http404
    return participation, row, years_of(user, participation, row, clock.now())


@require_GET
def years(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """The indicators with the years as columns and the change of the last."""
    participation, row, found = _place(request, participation_pk, form_pk)
    units = found.units()
    unit = hidden_number(request.GET.get("unit", ""))
    chosen = next(((name, rows) for pk, name, rows in units if pk == unit), None)
    context = {
        "participation": participation,
        "row": row,
        "years": found.years,
        "units": units,
        "unit": unit,
        "name": chosen[0] if chosen else "合计",
        "rows": chosen[1] if chosen else found.total,
    }
    return render(request, "reports/years.html", context)


@require_GET
def book(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """The same as a workbook, with every unit."""
    participation, row, found = _place(request, participation_pk, form_pk)
    units = [(name, rows) for _, name, rows in found.units()]
    return documents.years_response(participation.unit, row.title, found.years, found.total, units)
