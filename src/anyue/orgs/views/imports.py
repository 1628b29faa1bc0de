"""Pages: the units as a workbook, out and in."""

from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.core.errors import AnyueError
from anyue.core.errors.units import IMPORT_STALE
from anyue.orgs import actions, queries
from anyue.orgs.forms.units import SheetForm
from anyue.orgs.models import Unit, UnitImport
from anyue.orgs.preview import EVENTS, lines_of

SHOWN = 100
"""Changes on one page of the preview."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The units below a place as a workbook."""
    place = queries.place_for(person(request), request.GET.get("under", ""))
    name = f"{place.name if place else '全部'}单位表.xlsx"
    response = HttpResponse(queries.export_units(place), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def bring_in(request: HttpRequest) -> HttpResponse:
    """Choose a sheet; POST reads it and leads to the preview, or tells every error with its cell."""
    user = person(request)
    place = queries.place_for(user, request.GET.get("under", ""))
    form = SheetForm(request.POST or None, request.FILES or None)
    changes, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            file = form.cleaned_data["sheet"]
            try:
                draft, changes = actions.draft_import(
                    base=place,
                    data=file.read(),
                    file_name=file.name,
                    on=form.cleaned_data["on"],
                    by=user,
                )
            except AnyueError as error:
                if error.problem.status not in {413, 422}:
                    raise
                form.add_error(error.field or "sheet", error.message)
                status = error.problem.status
            else:
                if draft is not None:
                    return redirect("orgs:preview", draft.pk)
    context = {"place": place, "form": form, "changes": changes, "problems": changes and changes.problems}
    return render(request, "orgs/import.html", context, status=status)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a sheet would change; POST applies it as it was seen."""
    draft = queries.draft_for(person(request), pk)
    if draft.applied_at is not None:
        return redirect(_back(draft.base))
    return _apply(request, draft) if request.method == "POST" else _preview(request, draft)


@recently_proved
def _apply(request: HttpRequest, draft: UnitImport) -> HttpResponse:
    digest = request.POST.get("digest", "")[:64]
    try:
        changes = actions.apply_import(draft=draft, digest=digest, by=person(request))
    except AnyueError as error:
        if error.problem is not IMPORT_STALE:
            raise
        return _preview(request, draft, said=error.message, status=error.problem.status)
    messages.success(request, f"已导入，{len(changes.changes)} 个单位有变动。")
    return redirect(_back(draft.base))


def _back(place: Unit | None) -> str:
    return reverse("orgs:units") + (f"?under={place.pk}" if place else "")


def _preview(request: HttpRequest, draft: UnitImport, *, said: str = "", status: int = 200) -> HttpResponse:
    changes = queries.changes_in(draft)
    event = request.GET.get("event", "")
    listed = [change for change in changes.changes if not event or event in change.events]
    page = Paginator(listed, SHOWN).get_page(request.GET.get("page"))
    counts = [(code.value, EVENTS[code], count) for code, count in changes.counts().items() if count]
    context = {
        "draft": draft,
        "back": _back(draft.base),
        "changes": changes,
        "counts": counts,
        "event": event,
        "page": page,
        "lines": lines_of(page.object_list, queries.names_for(changes, page.object_list)),
        "said": said,
    }
    return render(request, "orgs/preview.html", context, status=status)
