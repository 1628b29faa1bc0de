"""Pages: the versions of a report, and what each of them said at one blank."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.core.forms.cells import full_labels
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.reports import layout, queries
from anyue.reports.models import Report
from anyue.reports.queries.history import Told


def _place(request: HttpRequest, pk: int) -> tuple[Report, Form, list[Told]]:
    user = person(request)
    report = queries.report_for(user, pk)
    row = report.occurrence.deadline.form
    if row is None:
        raise Http404
    return report, row.form, queries.seen_by(user, report)


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version with who, when, why and its digest; and every value beside those before it."""
    report, form, told = _place(request, pk)
    values = [one.version.values for one in told]
    labels = full_labels(entry_form(form, [code for one in values for code in one]))
    rows = [
        (group.label, indicator, labels[indicator.code], queries.values_of(indicator, told))
        for group, indicators in layout.shown(form, values)
        for indicator in indicators
    ]
    context = {"report": report, "row": report.occurrence.deadline.form, "history": told, "values": rows}
    return render(request, "reports/history.html", context)


@require_GET
def value(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One value across the versions: who, when, from what, why."""
    report, form, told = _place(request, pk)
    indicator = next((one for one in form.indicators if one.code == code), None)
    if indicator is None:
        raise Http404
    context = {
        "report": report,
        "row": report.occurrence.deadline.form,
        "indicator": indicator,
        "label": full_labels(form)[indicator.code],
        "said": queries.values_of(indicator, told),
    }
    return render(request, "reports/value.html", context)
