"""Pages: the ledger, and recording an activity."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, my_units, my_units_with
from anyue.records import actions, queries
from anyue.records.forms import MEASURE, RecordForm

SHOWN = 100
"""Records on one page of the ledger."""


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """What a person's units have held, newest first."""
    user = person(request)
    page = Paginator(queries.ledger_of(user), SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_keep": my_units_with(user, Permission.KEEP_RECORDS).exists(),
        "has_many_units": my_units(user).count() > 1,
    }
    return render(request, "records/ledger.html", context)


@require_GET
def choose_kind(request: HttpRequest) -> HttpResponse:
    """The kinds of activity, those used most first."""
    return render(request, "records/choose_kind.html", {"kinds": queries.kinds_for(person(request))})


def _kind(code: str) -> Kind:
    found = next((kind for kind in vocabulary().kinds if kind.code == code), None)
    if found is None:
        raise Http404
    return found


def keep(request: HttpRequest, kind: str) -> HttpResponse:
    """Record one activity of a kind."""
    user = person(request)
    units = my_units_with(user, Permission.KEEP_RECORDS)
    form = RecordForm(request.POST or None, kind=_kind(kind), units=units, today=clock.today())
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                record = actions.keep_record(
                    unit=form.cleaned_data["unit"],
                    kind=form.kind.code,
                    key=form.cleaned_data["key"],
                    by=user,
                    **form.values(),
                )
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已记入台账：{record.title}。", extra_tags=f"record-{kind}")
                return redirect("records:record", record.pk)
        else:
            status = 422
    return render(request, "records/keep.html", {"form": form, "kind": form.kind}, status=status)


@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: what was held, and whether a submitted table counts it."""
    user = person(request)
    found = queries.record_for(user, pk)
    claims = list(queries.claims_of(found))
    context = {
        "record": found,
        "claims": claims,
        "is_open": not claims and found.cancelled_at is None,
        "may_keep": may(user, Permission.KEEP_RECORDS, found.unit_id),
    }
    return render(request, "records/record.html", context)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record."""
    user = person(request)
    found = queries.record_to_keep(user, pk)
    initial = {
        "unit": found.unit_id,
        "held_on": found.held_on,
        "title": found.title,
        "place": found.place,
        "note": found.note,
        "key": found.key,
        **{MEASURE + code: number for code, number in found.measures.items()},
    }
    units = my_units_with(user, Permission.KEEP_RECORDS).filter(pk=found.unit_id)
    form = RecordForm(
        request.POST or None, kind=found.activity_kind, units=units, today=clock.today(), initial=initial
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.change_record(record=found, by=user, **form.values())
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, "已更正。", extra_tags=f"record-{pk}")
                return redirect("records:record", pk)
        else:
            status = 422
    context = {"form": form, "kind": form.kind, "record": found}
    return render(request, "records/keep.html", context, status=status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a record out of the ledger."""
    user = person(request)
    actions.cancel_record(record=queries.record_for(user, pk), by=user)
    messages.success(request, "已撤销这条记录。")
    return redirect("records:ledger")
