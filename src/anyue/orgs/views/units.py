"""Pages: the units below an area, and one unit with what happened to it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.orgs import actions, queries
from anyue.orgs.choices import UnitKind
from anyue.orgs.forms.units import ACTS, NewUnitForm
from anyue.orgs.models import Unit
from anyue.web.fields import words_of

SHOWN = 100
"""Units on one page."""
_DONE = {"rename": "已更名。", "move": "已调整隶属。", "close": "已登记撤销。", "reopen": "已恢复。"}


@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """One level of the tree, or what a search finds."""
    user = person(request)
    place = queries.place_for(user, request.GET.get("under", ""))
    words = words_of(request.GET.get("q", ""), 80)
    found = queries.units_named(user, place, words) if words else queries.units_under(place)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "areas": queries.areas_of(user),
        "above": queries.places_above(user, place),
        "page": page,
        "words": words,
        "today": clock.today(),
        "may_list": bool(queries.offices_of(user)),
    }
    return render(request, "orgs/units.html", context)


def new_unit(request: HttpRequest) -> HttpResponse:
    """Make one unit below a place."""
    user = person(request)
    place = queries.place_for(user, request.GET.get("under", ""))
    form = NewUnitForm(request.POST or None, initial={"position": queries.next_position(place)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                made = actions.create_unit(
                    name=values["name"],
                    kind=UnitKind(values["kind"]),
                    parent=place,
                    position=values["position"],
                    by=user,
                    **form.details(),
                )
            except AnyueError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已新增：{made.name}。")
                return redirect("orgs:unit", made.pk)
    return render(request, "orgs/new_unit.html", {"place": place, "form": form}, status=status)


@require_GET
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what it is, where it belongs, what happened to it, what can be done."""
    user = person(request)
    return _page(request, user, queries.unit_to_maintain(user, pk), {})


def _page(
    request: HttpRequest, user: User, found: Unit, given: dict[str, object], status: int = 200
) -> HttpResponse:
    names = [name for name in ACTS if (name == "reopen") == (found.closed_on is not None)]
    context = {
        "unit": found,
        "above": queries.places_above(user, found),
        "changes": queries.history_of(found),
        "forms": [(name, given.get(name) or ACTS[name](prefix=name)) for name in names],
        "today": clock.today(),
    }
    return render(request, "orgs/unit.html", context, status=status)


@require_POST
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Rename, move, close or reopen a unit."""
    user = person(request)
    found = queries.unit_to_maintain(user, pk)
    if act not in ACTS:
        raise Http404
    form = ACTS[act](request.POST, prefix=act)
    status = 422
    if form.is_valid():
        values = form.cleaned_data
        try:
            if act == "rename":
                actions.rename_unit(unit=found, name=values["name"], on=values["on"], by=user)
            elif act == "move":
                parent = queries.unit_meant(user, values["parent"], "parent")
                actions.move_unit(unit=found, parent=parent, on=values["on"], by=user)
            elif act == "close":
                successor = values["successor"] and queries.unit_meant(user, values["successor"], "successor")
                actions.close_unit(unit=found, successor=successor or None, on=values["on"], by=user)
            else:
                actions.reopen_unit(unit=found, on=values["on"], by=user)
        except AnyueError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            status = error.problem.status
        else:
            messages.success(request, _DONE[act])
            return redirect("orgs:unit", pk)
    return _page(request, user, found, {act: form}, status)
