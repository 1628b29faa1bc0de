"""Pages: the table of working days, for the system administrator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.person import person
from anyue.accounts.views.administration import only
from anyue.campaigns import actions
from anyue.campaigns.forms.workdays import ArrangementForm, YearForm
from anyue.campaigns.workdays import arranged_years, arrangement_of
from anyue.core.arrangement import arrangement_text
from anyue.core.errors import AnyueError
from anyue.web.fields import FIRST_YEAR, LAST_YEAR


@only(AdministratorKind.SYSTEM)
@require_GET
def years(request: HttpRequest) -> HttpResponse:
    """The years whose rest days are known, and the way to another one."""
    form = YearForm(request.GET or None)
    if form.is_valid():
        return redirect("campaigns:workdays-year", form.cleaned_data["year"])
    known = arranged_years()
    this_year = clock.today().year
    missing = [year for year in (this_year, this_year + 1) if year not in {year for year, _ in known}]
    context = {"years": known, "missing": missing, "form": form}
    return render(request, "campaigns/workdays.html", context, status=422 if request.GET else 200)


@only(AdministratorKind.SYSTEM)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year's rest days and make-up days in words; POST replaces them."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    row, days = arrangement_of(year)
    initial = {"text": arrangement_text(days, year), "source": row.source if row else ""}
    form = ArrangementForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.set_arrangement(year=year, **form.cleaned_data, by=person(request))
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"{year}年的放假安排已保存，此后下发的时限按新的安排推算。")
                return redirect("campaigns:workdays")
    context = {"year": year, "row": row, "days": days, "form": form}
    return render(request, "campaigns/workdays_year.html", context, status=status)
