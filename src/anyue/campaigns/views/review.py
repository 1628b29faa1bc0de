"""Pages: what was read from a notice, beside its words, and what a person says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget, trigger_client_event

from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.forms import BlankFormForm
from anyue.campaigns.forms.items import ItemForm
from anyue.campaigns.forms.sections import ITEM_FORMS
from anyue.campaigns.models import Notice
from anyue.campaigns.past import is_past, years_ahead
from anyue.campaigns.reviewing import acts
from anyue.campaigns.reviewing.entries import NAMES, page_of
from anyue.campaigns.reviewing.marks import marks_of, source_of
from anyue.core.errors import AnyueError
from anyue.core.notice import excerpt
from anyue.core.notice.corrections import Act, Edit, Item, Reviewed
from anyue.core.notice.plan import Span
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.web.fields import hidden_number


def _is_partial(request: HttpRequest) -> bool:
    """Whether a script asks for a piece of the page."""
    return bool(getattr(request, "htmx", False))


def _is_editable(notice: Notice, user: User) -> bool:
    is_open = notice.archived_at is None and not hasattr(notice, "campaign")
    return is_open and may(user, Permission.IMPORT_NOTICE, notice.unit_id)


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a notice beside the plan that was read from them."""
    user = person(request)
    notice = queries.own_notice_for(user, pk)
    if _is_partial(request):
        return _plan_pane(request, notice, user)
    reviewed = notice.reviewed()
    is_own = may(user, Permission.IMPORT_NOTICE, notice.unit_id)
    context = {
        **_pane(notice, reviewed, user),
        "root": queries.root_of(notice.campaign) if is_own and hasattr(notice, "campaign") else None,
        "is_past": is_past(reviewed.plan),
        "years_ahead": years_ahead(reviewed.plan),
        "files": queries.files_of(notice),
        "markable": [(code, NAMES[code]) for code in excerpt.SECTIONS],
    }
    return render(request, "campaigns/review.html", context)


def _pane(notice: Notice, reviewed: Reviewed, user: User) -> dict[str, Any]:
    return {
        "notice": notice,
        "plan": reviewed.plan,
        "page": page_of(reviewed),
        "marks": marks_of(reviewed),
        "is_editable": _is_editable(notice, user),
    }


def _plan_pane(
    request: HttpRequest, notice: Notice, user: User, *, said: str = "", error: AnyueError | None = None
) -> HttpResponse:
    """The pane of the plan and the notice's words, as a script puts them in the place of the old ones."""
    context = {**_pane(notice, notice.reviewed(), user), "said": said, "wrong": error and error.message}
    return render(request, "campaigns/_pane.html", context, status=error.problem.status if error else 200)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A notice that a person prepares, with the item that an address names."""

    user: User
    notice: Notice
    reviewed: Reviewed
    section: str
    index: int

    @property
    def item(self) -> Item | None:
        return self.reviewed.item(self.section, self.index)

    @property
    def key(self) -> str:
        return f"{self.section}-{self.index}"

    @property
    def url(self) -> str:
        return f"{reverse('campaigns:review', args=[self.notice.pk])}#{self.key}"


def _asked(request: HttpRequest, pk: int, section: str, index: int) -> _Asked:
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.IMPORT_NOTICE)
    return _Asked(user, notice, notice.reviewed(), section, index)


def _existing(request: HttpRequest, pk: int, section: str, index: int) -> tuple[_Asked, Item]:
    asked = _asked(request, pk, section, index)
    item = asked.item
    if item is None:
        raise Http404
    return asked, item


def _save(request: HttpRequest, asked: _Asked, act: Act, edits: Sequence[Edit]) -> None:
    actions.correct_notice(
        notice=asked.notice,
        act=act,
        edits=edits,
        revision=hidden_number(request.POST.get("revision", "")),
        by=asked.user,
    )


def _done(request: HttpRequest, asked: _Asked, said: str, draft: str = "") -> HttpResponse:
    """Go back to the plan, at the item that was touched; a script gets the plan's pane alone."""
    if not _is_partial(request):
        messages.success(request, said, extra_tags=draft)
        return redirect(asked.url)
    answer = _plan_pane(request, asked.notice, asked.user, said=said)
    return trigger_client_event(answer, "anyue:touched", {"key": asked.key, "draft": draft}, after="settle")


def _refused(request: HttpRequest, asked: _Asked, error: AnyueError) -> HttpResponse:
    """Tell a script what stands in the way, beside the plan as it is now."""
    if not _is_partial(request):
        raise error
    notice = queries.notice_for(asked.user, asked.notice.pk)
    return _plan_pane(request, notice, asked.user, error=error)


def correct(request: HttpRequest, pk: int, section: str, index: int) -> HttpResponse:
    """Correct one item of a plan, or add one; a change somebody else made meanwhile is never overwritten."""
    asked = _asked(request, pk, section, index)
    item = asked.item
    is_new = item is None
    if section not in ITEM_FORMS or (
        item.is_deleted if item else index != asked.reviewed.next_index(section)
    ):
        raise Http404
    if is_new and section == "header":
        raise Http404
    span = _chosen(request, asked) if is_new else None
    form = _item_form(request, asked, span)
    status, draft = 200, f"correct-{pk}-{asked.key}"
    if request.method == "POST":
        status = 422
        if form.is_valid():
            edits = form.edits()
            try:
                _save(request, asked, _act_of(asked, edits), edits)
            except AnyueError as error:
                form.add_error(None, error.message)
                status = error.problem.status
            else:
                return _done(request, asked, "已补入方案。" if is_new else "已保存更正。", draft)
    span = item.span if item else span
    source, source_marks = source_of(asked.reviewed.plan, span, asked.key)
    context = {
        "notice": asked.notice,
        "form": form,
        "key": asked.key,
        "draft": draft,
        "section": section,
        "section_name": NAMES[section],
        "index": index,
        "is_new": is_new,
        "chosen": span if is_new else None,
        "source": source,
        "source_marks": source_marks,
        "is_partial": _is_partial(request),
    }
    if not _is_partial(request):
        return render(request, "campaigns/correct.html", context, status=status)
    answer = render(request, "campaigns/_correction.html", context, status=status)
    return reswap(retarget(answer, f"#edit-{section if is_new else asked.key}"), "innerHTML")


def _act_of(asked: _Asked, edits: Sequence[Edit]) -> Act:
    """What saving a form comes to; a form that was left as it was says that the item is right."""
    if asked.item is None:
        return Act.ADD
    said = {edit.index: edit for edit in edits}
    before = {one.index: one for one in asked.reviewed.items[asked.section] if one.index in said}
    is_same = all(acts.is_same(before[index], edit) for index, edit in said.items())
    return Act.CONFIRM if is_same else Act.CHANGE


def _item_form(request: HttpRequest, asked: _Asked, span: Span | None) -> ItemForm:
    start = excerpt.read_excerpt(asked.reviewed.plan, asked.section, span) if span else None
    return ITEM_FORMS[asked.section](
        request.POST or None,
        reviewed=asked.reviewed,
        item=asked.item,
        start=start,
        auto_id=f"{asked.key}-%s" if _is_partial(request) else "id_%s",
    )


def _chosen(request: HttpRequest, asked: _Asked) -> Span | None:
    """The words of the notice that a person chose for an item to be added."""
    given = request.POST if request.method == "POST" else request.GET
    start, end = (hidden_number(given.get(name, "")) for name in ("start", "end"))
    if start < 0 or asked.section not in excerpt.SECTIONS:
        return None
    return excerpt.clipped(asked.reviewed.plan, start, end)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out, bring it back, say that it is right, or make one of it and the next.

    All of a page's buttons send one form: a button's name is the act and its value the item.
    """
    name = next((name for name in acts.ACTS if name in request.POST), "")
    section, _, index = request.POST.get(name, "").partition("-")
    asked, item = _existing(request, pk, section, hidden_number(index))
    doing = acts.ACTS.get(name)
    if doing is None or not doing.can(asked.reviewed, item):
        raise Http404
    try:
        _save(request, asked, doing.act, doing.edits(asked.reviewed, item))
    except AnyueError as error:
        return _refused(request, asked, error)
    return _done(request, asked, doing.done)


def split(request: HttpRequest, pk: int, section: str, index: int) -> HttpResponse:
    """Part an item in two at a place in its words."""
    asked, item = _existing(request, pk, section, index)
    if not acts.may_split(item):
        raise Http404
    wrong, status = "", 200
    if request.method == "POST":
        edits = acts.split(asked.reviewed, item, hidden_number(request.POST.get("at", "")))
        if edits:
            try:
                _save(request, asked, Act.SPLIT, edits)
            except AnyueError as error:
                return _refused(request, asked, error)
            return _done(request, asked, "已拆分为两项，请核对各自的时间和单位。")
        wrong, status = "请选择从哪里拆开。", 422
    context = {
        "notice": asked.notice,
        "key": asked.key,
        "section": section,
        "section_name": NAMES[section],
        "index": index,
        "pieces": acts.pieces(item),
        "wrong": wrong,
        "is_partial": _is_partial(request),
    }
    if not _is_partial(request):
        return render(request, "campaigns/split.html", context, status=status)
    answer = render(request, "campaigns/_split.html", context, status=status)
    return reswap(retarget(answer, f"#edit-{asked.key}"), "innerHTML")


def replace_form(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """Put an office's own blank form in the place of one that was read from running text."""
    asked, item = _existing(request, pk, "forms", index)
    if item.is_deleted:
        raise Http404
    form = BlankFormForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.replace_form(
                    notice=asked.notice,
                    item=item,
                    file=form.upload(),
                    revision=hidden_number(request.POST.get("revision", "")),
                    by=asked.user,
                )
            except AnyueError as error:
                form.add_error("file", error.message)
                status = error.problem.status
            else:
                messages.success(request, "已换用空白表，请核对各空。")
                return redirect(asked.url)
    context = {"notice": asked.notice, "form": form, "item": item, "index": index}
    return render(request, "campaigns/replace_form.html", context, status=status)
