"""Pages: the summary of a campaign that an office writes, and what each figure of it stands on."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.reports import actions, documents, queries
from anyue.reports.models import Grounds, Summary, SummaryVersion
from anyue.reports.queries import Frozen
from anyue.reports.views.text import Marks, Name, forms_by_place, name_of, written_at
from anyue.reports.written import Draft
from anyue.web.fields import hidden_number

UNITS_A_PAGE = 100


@dataclass(frozen=True)
class _Place:
    """Where a summary stands; `version` is 0 for what is being written."""

    participation: Participation
    version: int
    grounds: dict[str, Grounds]

    @cached_property
    def _forms(self) -> dict[int, CampaignForm]:
        return forms_by_place(self.participation)

    def address(self, key: str) -> str:
        """The page that opens a figure."""
        found = reverse("reports:summary-figure", args=[self.participation.pk, key])
        return f"{found}?{urlencode({'version': self.version})}" if self.version else found

    def named(self, key: str) -> Name:
        """What a figure is of."""
        return name_of(self._forms, key)

    def behind(self, frozen: Frozen) -> str:
        """How many reports a figure stands on; a count says by itself how many there are."""
        kept = self.grounds.get(frozen["grounds"])
        versions = kept.body.get("versions") if kept else None
        return f"{len(versions)} 份报表" if versions else ""


def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary as it is being written or was finalised; POST saves it, or finalises it."""
    user = person(request)
    participation = queries.participation_to_sum_up(user, pk)
    if request.method != "POST":
        return _page(request, participation)
    text = request.POST.get("content", "")
    revision = hidden_number(request.POST.get("revision", ""))
    try:
        if "finalise" in request.POST:
            made = actions.finalise_summary(
                participation=participation, text=text, revision=revision, by=user
            )
            said = f"已定稿，为第 {made.number} 版。"
        else:
            if "draft" in request.POST:
                text = _drafted(participation, text)
            takes = "take" in request.POST
            actions.save_summary(
                participation=participation, text=text, revision=revision, takes_new=takes, by=user
            )
            said = _said(request)
    except AnyueError as error:
        return _page(request, participation, error=error, typed=text)
    messages.success(request, said, extra_tags=f"summary-{pk}")
    return redirect("reports:summary", pk)


def _drafted(participation: Participation, typed: str) -> str:
    """The draft below what was typed already."""
    statement = queries.statement_of(participation, clock.now())
    return "\n".join(filter(None, (typed.strip(), queries.drafted_closing(participation, statement))))


def _said(request: HttpRequest) -> str:
    if "draft" in request.POST:
        return "已起草，请把【请…】处写好，再定稿。"
    return "文中数字已全部更新为现在的数。" if "take" in request.POST else "已保存。"


def _page(
    request: HttpRequest, participation: Participation, *, error: AnyueError | None = None, typed: str = ""
) -> HttpResponse:
    """The page; after an error with everything the person typed."""
    kept = queries.summary_of(participation)
    versions = list(queries.versions_of(kept)) if kept else []
    shown = _chosen(request, kept, versions)
    statement = queries.statement_of(participation, clock.now())
    text, marks = (shown.text, shown.figures) if shown else _draft_of(kept)
    grounds = queries.grounds_at(participation, {frozen["grounds"] for _, _, _, frozen in marks})
    place = _Place(participation, shown.number if shown else 0, grounds)
    context = {
        "participation": participation,
        "campaign": participation.campaign,
        "summary": kept,
        "is_final": bool(kept and kept.finalised_at),
        "versions": versions,
        "shown": shown,
        "is_writing": shown is None or error is not None,
        "text": typed if error else kept.text if kept else "",
        "plain": text,
        "written": written_at(place, text, marks, statement.figures),
        "may_write": may(person(request), Permission.WRITE_SUMMARY, participation.unit_id),
        "error": error,
    }
    return render(request, "reports/summary.html", context, status=error.problem.status if error else 200)


def _chosen(
    request: HttpRequest, kept: Summary | None, versions: list[SummaryVersion]
) -> SummaryVersion | None:
    """The version that is shown: the one asked for, else the last one while nothing is written after it."""
    asked = request.GET.get("version", "")
    if asked.isdigit():
        found = next((one for one in versions if str(one.number) == asked), None)
        if found is None:
            raise Http404
        return found
    return versions[0] if kept and kept.finalised_at and versions else None


def _draft_of(kept: Summary | None) -> tuple[str, Marks]:
    """The text that is being written with plain numbers, and its figures."""
    return Draft(kept.text, kept.figures).as_sent if kept else ("", [])


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on writing after a version was made."""
    user = person(request)
    kept = queries.summary_of(queries.participation_to_sum_up(user, pk))
    if kept is None:
        raise Http404
    version = hidden_number(request.POST.get("version", ""))
    actions.reopen_summary(summary=kept, version=version, by=user)
    messages.success(request, f"可以修改了。第 {version} 版不变，再次定稿时另成一版。")
    return redirect("reports:summary", pk)


@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """A version, or what is being written, as a Word document; 404 where nothing is written."""
    participation = queries.participation_to_sum_up(person(request), pk)
    kept = queries.summary_of(participation)
    shown = _chosen(request, kept, list(queries.versions_of(kept)) if kept else [])
    text, _ = (shown.text, shown.figures) if shown else _draft_of(kept)
    if not text:
        raise Http404
    at = shown.finalised_at if shown else clock.now()
    label = f"第{shown.number}版" if shown else "草稿"
    return documents.summary_response(participation, text, at=at, label=label)


@require_GET
def opened(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """What a figure stands on: units with their versions, or whom and what was counted; what it is now."""
    participation = queries.participation_to_sum_up(person(request), pk)
    kept = queries.summary_of(participation)
    shown = _chosen(request, kept, list(queries.versions_of(kept)) if kept else [])
    _, marks = (shown.text, shown.figures) if shown else _draft_of(kept)
    frozen: Frozen | None = next((one for _, _, name, one in marks if name == key), None)
    grounds = queries.grounds_at(participation, [frozen["grounds"]] if frozen else [])
    if frozen is None or not grounds:
        raise Http404
    (behind,) = grounds.values()
    place = _Place(participation, shown.number if shown else 0, grounds)
    now = queries.statement_of(participation, clock.now()).figures.get(key)
    rows = behind.body.get("rows")
    units = queries.units_behind(participation, behind) if rows is None else []
    page = Paginator(units if rows is None else rows, UNITS_A_PAGE).get_page(request.GET.get("page"))
    code = key.partition(":")[2]
    row = now.row if now else None
    context = {
        "participation": participation,
        "name": place.named(key),
        "frozen": frozen,
        "now": now.value if now else None,
        "grounds": behind,
        "page": page,
        "units": queries.opened(participation, page.object_list, code) if rows is None else [],
        "row": row,
        "code": code,
    }
    return render(request, "reports/summary_figure.html", context)
