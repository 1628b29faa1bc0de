"""Pages: the notices of a unit, importing one, its words and its files."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.forms import ImportForm
from anyue.campaigns.reviewing.marks import marks_of
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units_with


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that a person's units imported."""
    user = person(request)
    return render(request, "campaigns/notices.html", {"notices": queries.notices_of(user)})


def import_notice(request: HttpRequest) -> HttpResponse:
    """Paste or upload a notice, and go on to what was read from it."""
    user = person(request)
    units = my_units_with(user, Permission.IMPORT_NOTICE)
    form = ImportForm(request.POST or None, request.FILES or None, units=units)
    status, is_marked = 200, False
    if request.method == "POST":
        if form.is_valid():
            try:
                notice = actions.import_notice(
                    unit=form.cleaned_data["unit"],
                    files=form.uploads(),
                    key=form.cleaned_data["key"] or None,
                    by=user,
                )
            except AnyueError as error:
                form.add_error("file" if form.cleaned_data.get("file") else "text", error.message)
                is_marked = error.problem is errors.NOTICE_MARKED
            else:
                messages.success(request, "通知已读取，请对照原文逐项核对。", extra_tags="import-notice")
                return redirect("campaigns:review", notice.pk)
        status = 422
    if is_marked:
        # What is secret is not sent back either, nor kept as a draft on the person's machine.
        form.data = {**request.POST.dict(), "text": ""}
    context = {"form": form, "is_marked": is_marked}
    return render(request, "campaigns/import.html", context, status=status)


@require_GET
def notice_words(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice's full text with its marks, for those who received it."""
    notice = queries.notice_for(person(request), pk)
    reviewed = notice.reviewed()
    context = {"notice": notice, "plan": reviewed.plan, "marks": marks_of(reviewed)}
    return render(request, "campaigns/words.html", context)


@require_GET
def notice_file(request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
    """One of the notice's files as it was sent: to be kept, never to be opened in the browser."""
    file = queries.notice_file_for(person(request), pk, position)
    answer = FileResponse(
        file.content.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
