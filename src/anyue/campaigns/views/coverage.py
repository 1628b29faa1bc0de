"""Page: a notice beside the campaign of its superior, item by item."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.coverage import coverage_of, superiors_of
from anyue.campaigns.forms.coverage import CoverageForm
from anyue.campaigns.models import Campaign, Notice
from anyue.core.coverage import SECTIONS, Item, Standing
from anyue.core.errors import AnyueError
from anyue.core.notice.plan import Span
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.web.fields import hidden_number

_NAMES = dict(
    zip(SECTIONS, ("活动主题", "活动项目", "报送时点", "表格", "表内指标", "数量要求"), strict=True)
)
_WORDS = 160
_MOST_TRIED = 4
"""How many campaigns of superiors a notice is held against to find the one that it is most like."""


@dataclass(frozen=True, slots=True)
class Row:
    """One item with the words of both notices."""

    item: Item
    words: str
    own_words: str


def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    """What the superior asks beside what the notice has for it; POST keeps a person's word."""
    user = person(request)
    notice = queries.own_notice_for(user, pk)
    superiors = superiors_of(user, notice).select_related("notice", "unit")
    against = _chosen(request, notice, list(superiors))
    may_say = may(user, Permission.IMPORT_NOTICE, notice.unit_id)
    problem, status = "", 200
    if request.method == "POST":
        found = get_object_or_404(superiors, pk=hidden_number(request.POST.get("against", "")))
        form = CoverageForm(request.POST)
        if form.is_valid():
            try:
                actions.say_coverage(
                    notice=notice,
                    against=found,
                    key=form.cleaned_data["key"],
                    word=form.said(),
                    counterpart=form.cleaned_data["counterpart"],
                    by=user,
                )
            except AnyueError as error:
                problem, status = error.message, error.problem.status
            else:
                messages.success(request, "核对结果已保存。")
                here = reverse("campaigns:coverage", args=[pk])
                return redirect(f"{here}?against={found.pk}#{form.cleaned_data['key']}")
        else:
            problem, status = "没有收到要核对的内容。请刷新页面后重试。", 422
        against = found
    items = coverage_of(notice, against) if against else ()
    counts = Counter(item.standing for item in items)
    # What a person has spoken of stays in sight, where it can be taken back.
    open_items = [item for item in items if item.standing is not Standing.MATCHED or item.word]
    shows_all = request.GET.get("show") == "all" or not open_items
    context = {
        "notice": notice,
        "superiors": superiors,
        "against": against,
        "sections": _sections(items if shows_all else open_items, against, notice) if against else [],
        "shows_all": shows_all,
        "open_count": len(open_items),
        "items_count": len(items),
        "truth": [
            {"label": "已对应", "value": counts[Standing.MATCHED]},
            {"label": "没有对应", "value": counts[Standing.UNCOVERED]},
            {"label": "不一致", "value": counts[Standing.CONTRADICTING]},
        ],
        "may_say": may_say,
        "problem": problem,
    }
    return render(request, "campaigns/coverage.html", context, status=status)


def _chosen(request: HttpRequest, notice: Notice, superiors: list[Campaign]) -> Campaign | None:
    """The campaign asked for, else the one that the notice was issued to carry out, else one most like it.

    Only the newest are held against it for that, and of equals the newest is taken.
    """
    by_pk = {one.pk: one for one in superiors}
    root = notice.campaign.root_id if hasattr(notice, "campaign") else None
    asked = hidden_number(request.GET.get("against", ""))
    if chosen := by_pk.get(asked) or by_pk.get(root or 0):
        return chosen
    return max(superiors[:_MOST_TRIED], key=lambda one: _matched(notice, one), default=None)


def _matched(notice: Notice, against: Campaign) -> int:
    return sum(item.standing is Standing.MATCHED for item in coverage_of(notice, against))


def _sections(
    items: Iterable[Item], against: Campaign, notice: Notice
) -> list[tuple[str, str, list[Row], int]]:
    """(key, name, rows, how many indicators are left out since nothing is to be said of them)."""
    text, own_text = against.notice.read_plan().text, notice.read_plan().text
    found = []
    for code in SECTIONS:
        here = [item for item in items if item.section == code]
        shown = [
            item
            for item in here
            if code != "indicators" or item.word or item.standing is not Standing.MATCHED
        ]
        rows = [
            Row(
                item,
                _excerpt(text, item.span, item.title),
                _excerpt(own_text, item.counterpart.span, item.counterpart.title) if item.counterpart else "",
            )
            for item in shown
        ]
        if here:
            found.append((code, _NAMES[code], rows, len(here) - len(shown)))
    return found


def _excerpt(text: str, span: Span | None, title: str) -> str:
    """The words at a span in one line, "" where they say no more than the title."""
    words = "".join(text[slice(*span)].split()) if span else ""
    if words in "".join(title.split()):
        return ""
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}……"
