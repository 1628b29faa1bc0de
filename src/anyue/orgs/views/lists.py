"""Pages: the units that an office lists from outside its area, and its groups of recipients."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.orgs import actions, queries
from anyue.orgs.forms.units import GroupForm, ListingForm
from anyue.orgs.models import UnitGroup
from anyue.orgs.permissions import Permission


def listed(request: HttpRequest) -> HttpResponse:
    """The listed units; POST lists one more."""
    user = person(request)
    offices = queries.offices_of(user)
    if not offices:
        raise Http404
    form = ListingForm(request.POST or None, offices=[(office.pk, office.name) for office in offices])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            office = next(one for one in offices if one.pk == form.cleaned_data["office"])
            try:
                listing = actions.list_unit(office=office, code=form.cleaned_data["code"].strip(), by=user)
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已列入：{listing.unit.name}。")
                return redirect("orgs:listed")
    context = {"form": form, "listings": queries.listings_of(user), "has_many": len(offices) > 1}
    return render(request, "orgs/listed.html", context, status=status)


@require_POST
def unlist(request: HttpRequest, office: int, pk: int) -> HttpResponse:
    """Take a unit off the list."""
    user = person(request)
    listing = queries.listing_for(user, office, pk)
    actions.unlist_unit(office=listing.office, unit=listing.unit, by=user)
    messages.success(request, f"已移出：{listing.unit.name}。以前下发的不受影响。")
    return redirect("orgs:listed")


def _groups(
    request: HttpRequest, wrong: dict[int, GroupForm] | None = None, status: int = 200
) -> HttpResponse:
    """All groups, each with the form for its name; `wrong` are forms that were refused, by group."""
    user = person(request)
    offices = queries.my_units_with(user, Permission.ISSUE_CAMPAIGN)
    if not offices:
        raise Http404
    rows = [(group, (wrong or {}).get(group.pk) or _form(group)) for group in queries.groups_kept_by(user)]
    return render(request, "orgs/groups.html", {"rows": rows, "has_many": len(offices) > 1}, status=status)


def _form(group: UnitGroup) -> GroupForm:
    return GroupForm(initial={"group_name": group.name}, prefix=str(group.pk))


@require_GET
def groups(request: HttpRequest) -> HttpResponse:
    """The groups of recipients that a person's offices keep."""
    return _groups(request)


@require_POST
def rename_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a group another name."""
    user = person(request)
    group = queries.group_for(user, pk)
    form = GroupForm(request.POST, prefix=str(pk))
    status = 422
    if form.is_valid():
        try:
            actions.rename_group(group=group, name=form.cleaned_data["group_name"], by=user)
        except AnyueError as error:
            form.add_error(error.field, error.message)
            status = error.problem.status
        else:
            messages.success(request, f"分组已改名为“{group.name}”。")
            return redirect("orgs:groups")
    return _groups(request, {pk: form}, status)


@require_POST
def remove_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a group; its units stay."""
    user = person(request)
    group = queries.group_for(user, pk)
    actions.remove_group(group=group, by=user)
    messages.success(request, f"已删除分组“{group.name}”。单位和以前的下发不受影响。")
    return redirect("orgs:groups")
