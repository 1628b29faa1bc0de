"""Pages: the approved version beside its public one, and publishing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.forms import PublishForm, ReasonForm
from anyue.cases.models import CaseItem
from anyue.cases.picture_forms import PublicPicturesForm
from anyue.core.cases import Register, checked_masks
from anyue.core.cases.masks import MOST_MASKS
from anyue.core.errors import AnyueError
from anyue.core.uploads.boxes import Box
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.web.fields import hidden_number


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show both versions side by side with every replacement marked; POST shows more masked, or publishes."""
    user = person(request)
    item = queries.item_for(user, pk)
    require(user, Permission.PUBLISH_CASES, item.superior_id)
    before = item.publications.filter(number=item.published).first() or item.publications.last()
    is_named = before.is_named if before else item.kind is Register.EXPOSURE
    initial = {"is_named": is_named, "more": "\n".join(before.more) if before else ""}
    form = PublishForm(
        request.POST if request.method == "POST" else None, register=item.kind, initial=initial
    )
    pictures = _pictures(request, item)
    given, status = {"is_named": is_named, "more": before.more if before else []}, 200
    if request.method == "POST" and form.is_valid() & pictures.is_valid():
        given = form.arguments()
        try:
            if "publish" in request.POST:
                version = hidden_number(request.POST.get("version", ""))
                actions.publish_case(item=item, version=version, by=user, **given, pictures=pictures.chosen())
                messages.success(request, "已公开。")
                return redirect(item)
            given["more"] = checked_masks(given["more"])
        except AnyueError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
            given, status = {**given, "more": _usable(given["more"])}, error.problem.status
    elif request.method == "POST":
        status = 422
    preview = queries.preview_of(item, **given)
    context = {"item": item, "form": form, "preview": preview, "pictures": pictures}
    return render(request, "cases/publish.html", context, status=status)


def _pictures(request: HttpRequest, item: CaseItem) -> PublicPicturesForm:
    """The pictures of the approved version; ticked are those that are public now."""
    public = item.publications.filter(number=item.published, withdrawn_at__isnull=True).first()
    shown = queries.published_pictures(public) if public else ()
    return PublicPicturesForm(
        request.POST if request.method == "POST" else None,
        rows=list(queries.pictures_of(item, item.approved_version)) if item.approved_version else [],
        before={one.source: [Box(*box) for box in one.boxes] for one in shown},
    )


def _usable(more: list[str]) -> list[str]:
    """The words that can be masked, for a page that says what is wrong with the others."""
    usable = []
    for word in more[:MOST_MASKS]:
        try:
            usable += checked_masks([word])
        except AnyueError:
            continue
    return usable


@require_POST
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out of the public."""
    user = person(request)
    item = queries.item_for(user, pk)
    form = ReasonForm(request.POST)
    actions.unpublish_case(item=item, reason=form.cleaned_data["reason"] if form.is_valid() else "", by=user)
    messages.success(request, "已撤下，公开页面上不再显示。")
    return redirect(item)


@require_POST
def indexing(request: HttpRequest, register_pk: int) -> HttpResponse:
    """Let search engines list the public page of an office, or not."""
    user = person(request)
    register = queries.public_register_of(user, register_pk)
    is_indexed = bool(request.POST.get("is_indexed"))
    actions.set_case_indexing(register=register, is_indexed=is_indexed, by=user)
    said = "已允许搜索引擎收录公开页面。" if is_indexed else "公开页面不再让搜索引擎收录。"
    messages.success(request, said)
    return redirect("cases:cases")
