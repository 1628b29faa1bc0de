"""Pages: entering an item, changing its draft, taking it back, correcting an approved one."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.attached import NO_CHANGES, PictureChanges
from anyue.cases.forms import ItemForm, ReasonForm
from anyue.cases.models import CaseItem, CasePicture
from anyue.cases.picture_forms import PicturesForm
from anyue.core.cases import Register
from anyue.core.errors import AnyueError, cases
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.web.fields import hidden_number

_TEMPLATE = "cases/edit.html"


def register_of(code: str) -> Register:
    """The register of that code; 404 otherwise."""
    try:
        return Register(code)
    except ValueError:
        raise Http404 from None


def new(request: HttpRequest, register: str) -> HttpResponse:
    """Enter an item, to be saved or sent at once."""
    user, kind = person(request), register_of(register)
    units = list(queries.units_that_keep(user))
    if not units:
        raise AnyueError(cases.CASE_LINE_UNKNOWN)
    lines = queries.lines_of(units)
    form = ItemForm(request.POST if request.method == "POST" else None, register=kind, lines=lines)
    pictures = _pictures(request)
    draft = f"case-new-{kind}"
    status, kept = 200, None
    if request.method == "POST" and not pictures.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            line = _chosen(lines, request.POST.get("line", ""))
            kept = actions.enter_case(
                register=kind,
                line=line,
                raw=form.raw,
                key=form.key_given(),
                by=user,
                pictures=pictures.changes(),
            )
            return _kept(request, kept, form, draft)
        except AnyueError as error:
            form.tell(error)
            status = error.problem.status
    context = {
        "form": form,
        "register": kind,
        "draft": draft,
        "is_new": True,
        "pictures": pictures,
        "kept": queries.pictures_of(kept, 0) if kept else (),
        "has_lost": bool(request.FILES) and kept is None,
    }
    return render(request, _TEMPLATE, context, status=status)


def _pictures(request: HttpRequest, rows: Sequence[CasePicture] = ()) -> PicturesForm:
    if request.method != "POST":
        return PicturesForm(rows=rows)
    return PicturesForm(request.POST, request.FILES, rows=rows)


def _chosen(lines: Sequence[queries.Line], key: str) -> queries.Line:
    """The way up that a page asks for, if it is one of these."""
    for line in lines:
        if line.key == key:
            return line
    raise AnyueError(cases.CASE_LINE_UNKNOWN, field="line")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the draft of an item, and send it."""
    user = person(request)
    item = queries.item_to_keep(user, pk)
    form = ItemForm(
        request.POST if request.method == "POST" else None, register=item.kind, content=item.content
    )
    pictures = _pictures(request, list(queries.pictures_of(item, 0)))
    draft = f"case-{pk}"
    revision = hidden_number(request.POST.get("revision", "")) if request.method == "POST" else item.revision
    status, has_lost = 200, False
    if request.method == "POST" and not pictures.is_valid():
        status, has_lost = 422, bool(request.FILES)
    elif request.method == "POST":
        changes = pictures.changes()
        save = partial(
            actions.save_case, item=item, raw=form.raw, revision=revision, by=user, pictures=changes
        )
        try:
            if "send" not in request.POST:
                save()
            else:
                item.revision = revision
            return _kept(request, item, form, draft, changes)
        except AnyueError as error:
            form.tell(error)
            status, has_lost = error.problem.status, bool(changes.added)
        if changes and "send" in request.POST:
            # No browser keeps a chosen file over an answer: it stays with the draft as far as that goes.
            with suppress(AnyueError):
                save()
                revision, has_lost = item.revision, False
                pictures = PicturesForm(rows=list(queries.pictures_of(item, 0)))
    elif item.is_closed:
        return redirect(item)
    context = {
        "form": form,
        "register": item.kind,
        "item": item,
        "draft": draft,
        "revision": revision,
        "pictures": pictures,
        "has_lost": has_lost,
    }
    return render(request, _TEMPLATE, context, status=status)


def _kept(
    request: HttpRequest, item: CaseItem, form: ItemForm, draft: str, changes: PictureChanges = NO_CHANGES
) -> HttpResponse:
    """Send what was entered, where that was asked for, and lead to its page."""
    said = "已保存，还没有报送。"
    if "send" in request.POST:
        user, key = person(request), form.key_given()
        actions.send_case(item=item, raw=form.raw, revision=item.revision, key=key, by=user, pictures=changes)
        said = "已登记，请审核。" if item.superior_id == item.unit_id else f"已报送{item.superior.name}。"
    messages.success(request, said, extra_tags=draft)
    return redirect(item)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft that was never sent."""
    user = person(request)
    actions.discard_case(item=queries.item_to_keep(user, pk), by=user)
    messages.success(request, "已删除。", extra_tags=f"case-{pk}")
    return redirect("cases:cases")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sent item back."""
    user = person(request)
    item = queries.item_to_keep(user, pk)
    actions.take_back_case(item=item, by=user)
    messages.success(request, "已撤回，修改后请重新报送。")
    return redirect("cases:edit", pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen an approved item."""
    user = person(request)
    item = queries.item_for(user, pk)
    require(user, Permission.SUBMIT_REPORT, item.unit_id)
    form = ReasonForm(request.POST)
    actions.correct_case(item=item, reason=form.cleaned_data["reason"] if form.is_valid() else "", by=user)
    messages.success(request, "已打开更正。重新报送并审核通过以前，原来的内容仍然有效。")
    return redirect("cases:edit", pk)
