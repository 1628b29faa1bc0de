"""Pages: recording an activity, announcing it, saying that it was held, correcting it, calling it off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.core.vocabulary import Kind, vocabulary
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with
from anyue.records import actions, queries
from anyue.records.forms import NumbersForm, ReasonForm, RecordForm, initial_of
from anyue.web.fields import hidden_number, words_of


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
    """Record one activity of a kind, or announce it; `?like=` takes over what an earlier record says."""
    user = person(request)
    units = my_units_with(user, Permission.KEEP_RECORDS)
    like = request.GET.get("like", "")
    earlier = queries.record_to_keep(user, hidden_number(like)) if like else None
    is_plan = "plan" in request.POST
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        kind=_kind(kind),
        units=units,
        today=clock.today(),
        terms=queries.terms_for(units),
        choices=queries.line_choices(units),
        must=not is_plan,
        initial=initial_of(earlier, is_again=True) if earlier else None,
    )
    draft = f"record-{kind}-like-{earlier.pk}" if earlier else f"record-{kind}"
    status = 200
    if request.method == "POST":
        if form.is_valid():
            enter = actions.plan_record if is_plan else actions.keep_record
            try:
                record = enter(
                    unit=form.cleaned_data["unit"],
                    kind=form.kind.code,
                    key=form.cleaned_data["key"],
                    evidence=form.cleaned_data["evidence"],
                    by=user,
                    **form.values(),
                )
            except AnyueError as error:
                form.tell(error)
                status = error.problem.status
            else:
                said = "已存为预报" if is_plan else "已记入台账"
                messages.success(request, f"{said}：{record.title}。", extra_tags=draft)
                return redirect("records:record", record.pk)
        else:
            status = 422
    context = {"form": form, "kind": form.kind, "draft": draft}
    return render(request, "records/keep.html", context, status=status)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record."""
    user = person(request)
    found = queries.record_to_keep(user, pk)
    units = my_units_with(user, Permission.KEEP_RECORDS).filter(pk=found.unit_id)
    form = RecordForm(
        request.POST or None,
        kind=found.activity_kind,
        units=units,
        today=clock.today(),
        terms=queries.terms_for(units),
        choices=queries.line_choices(units),
        must=not found.is_planned,
        initial=initial_of(found),
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.change_record(record=found, by=user, **form.values())
            except AnyueError as error:
                form.tell(error)
                status = error.problem.status
            else:
                messages.success(request, "已更正。", extra_tags=f"record-{pk}")
                return redirect("records:record", pk)
        else:
            status = 422
    context = {"form": form, "kind": form.kind, "record": found, "draft": f"record-{pk}"}
    return render(request, "records/keep.html", context, status=status)


def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a planned activity was held: only the day and the numbers are asked."""
    user = person(request)
    found = queries.record_to_keep(user, pk)
    numbers = {f"measure_{code}": number for code, number in found.measures.items()}
    initial = {"held_on": min(found.held_on, clock.today()), **numbers}
    form = NumbersForm(request.POST or None, kind=found.activity_kind, today=clock.today(), initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.hold_record(
                    record=found, held_on=form.cleaned_data["held_on"], measures=form.measures(), by=user
                )
            except AnyueError as error:
                form.tell(error)
                status = error.problem.status
            else:
                messages.success(request, f"已记入台账：{found.title}。", extra_tags=f"hold-{pk}")
                return redirect("records:record", pk)
        else:
            status = 422
    return render(request, "records/hold.html", {"form": form, "record": found}, status=status)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call an activity off, or take its record out of the ledger, for a reason."""
    user = person(request)
    found = queries.record_for(user, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.cancel_record(record=found, reason=reason, by=user)
    messages.success(request, f"已取消：{found.title}。")
    return redirect("records:ledger")


@require_GET
def co_hosts(request: HttpRequest) -> HttpResponse:
    """The units that a search finds for holding an activity together, as a piece of a page."""
    units = my_units_with(person(request), Permission.KEEP_RECORDS)
    unit = get_object_or_404(units, pk=hidden_number(request.GET.get("unit", "")))
    found = queries.find_co_hosts(unit, words_of(request.GET.get("q", ""), 80))
    return render(request, "records/_found_units.html", {"found": found})
