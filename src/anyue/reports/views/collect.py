"""Page: the files that units sent back outside the program, read into their drafts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from ninja.throttling import UserRateThrottle

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import Occurrence, Participation
from anyue.campaigns.queries import participation_for
from anyue.core.errors import TOO_MANY_REQUESTS, AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.reports import actions, queries
from anyue.reports.choices import ReadOutcome
from anyue.reports.forms import ReturnedForm


class _Rate(UserRateThrottle):
    """How often a person may have a folder read, which keeps a processor busy for a while."""

    scope = "collect"


RATE = "20/m"


def collect(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a table, a period and files; POST reads them and tells what became of each."""
    user = person(request)
    participation = participation_for(user, pk)
    require(user, Permission.REVIEW_REPORT, participation.unit_id)
    if request.method != "POST":
        return _page(request, participation, _form(request, participation))
    rate = _Rate(RATE)
    if not rate.allow_request(request):
        raise AnyueError(TOO_MANY_REQUESTS, seconds=round(rate.wait() or 60))
    form = _form(request, participation)
    if not form.is_valid():
        return _page(request, participation, form, status=422)
    occurrence = queries.occurrence_below(participation, form.cleaned_data["occurrence"].pk)
    try:
        read = actions.read_in_files(
            participation=participation, occurrence=occurrence, files=form.uploads(), by=user
        )
    except AnyueError as error:
        if error.problem.status != 422:
            raise
        form.add_error("occurrence", error.message)
        return _page(request, participation, form, status=422)
    return _page(request, participation, form, read=(occurrence, read))


def _form(request: HttpRequest, participation: Participation) -> ReturnedForm:
    occurrences = queries.collectable(participation)
    # What came back by now belongs most likely to the statistics table of the period that is under way.
    today = timezone.localdate(clock.now())
    begun = [one for one in occurrences if one.starts_on <= today]
    tables = [one for one in begun if one.deadline.form and one.deadline.form.kind == FormKind.STATISTICS]
    initial = {"occurrence": (tables or begun)[-1].pk} if begun else {}
    return ReturnedForm(request.POST or None, request.FILES or None, occurrences=occurrences, initial=initial)


def _urgency(file: actions.FileRead) -> int:
    """What somebody must see to comes first: files that were not read in, then those with doubts."""
    return (file.outcome is ReadOutcome.READ) * 2 - bool(file.messages)


def _page(
    request: HttpRequest,
    participation: Participation,
    form: ReturnedForm,
    *,
    read: tuple[Occurrence, actions.FilesRead] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; after reading with what became of each file of an occurrence."""
    occurrence, told = read or (None, None)
    context = {
        "participation": participation,
        "form": form,
        "read": told,
        "files": sorted(told.files, key=_urgency) if told else [],
        "occurrence": occurrence,
        "read_count": sum(file.outcome is ReadOutcome.READ for file in (told.files if told else ())),
        "has_tables": form.fields["occurrence"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "reports/collect.html", context, status=status)
