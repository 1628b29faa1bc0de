"""Pages: the files of a record, shown, added, captioned, taken away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.files.serving import serve
from anyue.records import actions, queries
from anyue.records.forms import EvidenceForm
from anyue.records.views.ledger import show_record


@require_GET
def evidence(request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
    """One file, to be kept."""
    found = queries.evidence_for(person(request), pk, position)
    return serve(found.file, found.caption or found.name)


@require_GET
def thumbnail(request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
    """A picture as the page of its record shows it."""
    found = queries.evidence_for(person(request), pk, position)
    return serve(found.file, found.name, part="thumbnail")


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files to a record; those that can't be kept are told at the field."""
    user = person(request)
    found = queries.record_to_keep(user, pk)
    form = EvidenceForm(request.POST, request.FILES)
    status = 422
    if form.is_valid():
        try:
            count = actions.add_evidence(record=found, files=form.cleaned_data["evidence"], by=user)
        except AnyueError as error:
            form.add_error("evidence", error.message)
            status = error.problem.status
        else:
            messages.success(request, f"已添加 {count} 个文件。" if count else "这些文件已经添加过。")
            return _back(pk)
    return show_record(request, pk, form, status=status)


@require_POST
def caption(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Say in a line what a file shows."""
    user = person(request)
    found = queries.evidence_to_keep(user, pk, position)
    actions.caption_evidence(evidence=found, caption=request.POST.get("caption", ""), by=user)
    messages.success(request, "说明已保存。")
    return _back(pk)


@require_POST
def remove(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Take a file away."""
    user = person(request)
    found = queries.evidence_to_keep(user, pk, position)
    actions.remove_evidence(evidence=found, by=user)
    messages.success(request, "文件已移除。")
    return _back(pk)


def _back(pk: int) -> HttpResponse:
    answer = redirect("records:record", pk)
    answer["Location"] += "#evidence"
    return answer
