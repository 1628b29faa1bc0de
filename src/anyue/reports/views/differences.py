"""Page: what changed below since a total was sent in, and accepting it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue.accounts.person import person
from anyue.campaigns.queries import own_participation_for
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.reports import actions, queries
from anyue.web.fields import hidden_number


def differences(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """The differences, each old and new and whose; POST accepts those that are ticked as a new version."""
    user = person(request)
    participation = own_participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    report = queries.basis.report_of(participation, occurrence)
    if report is None or occurrence.deadline.form is None:
        raise Http404
    error = None
    if request.method == "POST":
        try:
            actions.accept_differences(
                report=report,
                version=hidden_number(request.POST.get("version", "")),
                accepted=set(map(hidden_number, request.POST.getlist("accepted"))),
                by=user,
            )
        except AnyueError as problem:
            if problem.field is None:
                raise
            error = problem
        else:
            messages.success(request, "已计入并重新报送。审核通过以前，上级的正式汇总不变。")
            return redirect("reports:fill", participation_pk, occurrence_pk)
    sent = report.versions.get(number=report.version) if report.is_closed else None
    form = occurrence.deadline.form
    context = {
        "participation": participation,
        "occurrence": occurrence,
        "report": report,
        "form": form,
        "sent": sent,
        "differences": queries.differences_in(sent, form.form, participation) if sent else [],
        "may_accept": may(user, Permission.SUBMIT_REPORT, participation.unit_id),
        "error": error,
    }
    status = error.problem.status if error else 200
    return render(request, "reports/differences.html", context, status=status)
