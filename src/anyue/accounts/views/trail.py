"""Pages: the trail, for the auditor alone."""

import segno
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts import actions
from anyue.accounts.person import person
from anyue.accounts.trail_form import TrailForm
from anyue.audit import export
from anyue.audit.queries import Search, all_of, last_sealed, last_verification, page_of
from anyue.audit.verifying import last_anchor, unsealed_tail
from anyue.web.fields import hidden_number

SHOWN = 100
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def trail(request: HttpRequest) -> HttpResponse:
    """The entries that are looked for, newest first; beside them how the trail is sealed."""
    form = TrailForm(request.GET)
    search = form.search() if form.is_valid() else Search()
    actions.note_trail_search(criteria=search.as_code(), by=person(request))
    below = request.GET.get("below", "")
    found, more = page_of(search, below=hidden_number(below) if below else None, size=SHOWN)
    anchor, kept = last_anchor(), request.GET.copy()
    kept.pop("below", None)
    context = {
        "form": form,
        "head": export.HEAD,
        "rows": [export.cells_of(entry) for entry in found],
        "more": more,
        "query": kept.urlencode(),
        "anchor": anchor,
        "code": segno.make(str(anchor)).svg_data_uri(scale=3) if anchor else "",
        "sealed_at": last_sealed(),
        "tail": unsealed_tail(),
        "verified": last_verification(),
        "now": clock.now(),
        "most": export.MOST,
    }
    return render(request, "accounts/trail.html", context, status=200 if form.is_valid() else 422)


@require_GET
def export_trail(request: HttpRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    """The entries that are looked for as a file."""
    form = TrailForm(request.GET)
    if not form.is_valid():
        return trail(request)
    search = form.search()
    actions.note_trail_export(criteria=search.as_code(), by=person(request))
    entries = all_of(search, most=export.MOST)
    answer: HttpResponse | StreamingHttpResponse
    if ending == "csv":
        answer = StreamingHttpResponse(export.as_csv(entries), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(export.as_xlsx(entries), content_type=_SHEET)
    answer["Content-Disposition"] = f'attachment; filename="trail-{clock.today():%Y%m%d}.{ending}"'
    return answer
