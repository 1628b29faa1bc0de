"""Pages: where a campaign stands below one participation."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for, waiting_to_join
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, roles_in
from anyue.records.queries import waiting_featured
from anyue.reports import queries
from anyue.reports.choices import ReportState
from anyue.reports.queries import Cell, Overview

UNITS_A_PAGE = 100
"""Rows of a table, and names in a list beside it; figures and what is copied are of all."""
SHOWN = {
    "asked": "应报",
    "in": "已报",
    "late": "迟报",
    "missing": "逾期未报",
    "returned": "退回修改",
    "waiting": "待审核",
    "read": "待单位确认",
}


def truth_of(table: Overview, pk: int) -> list[dict[str, object]]:
    """The line of truth of a participation's overview, each figure with the list behind it."""
    counts = table.counts()
    return [
        {
            "label": label,
            "value": counts[what],
            "url": f"/overview/{pk}/units/?what={what}",
            "is_alarm": what in {"missing", "late"} and counts[what] > 0,
        }
        for what, label in SHOWN.items()
        # An office that reads no files has no use for the word.
        if what != "read" or counts[what]
    ]


@require_GET
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """The line of truth, the matrix of units and deadlines, what needs a person, the next dates."""
    user = person(request)
    participation = participation_for(user, pk)
    table = queries.overview_of(participation, clock.now())
    counts = table.counts()
    context = {
        "participation": participation,
        "campaign": participation.campaign,
        "overview": table,
        "page": Paginator(table.rows, UNITS_A_PAGE).get_page(request.GET.get("page")),
        "unacknowledged": table.unacknowledged()[:UNITS_A_PAGE],
        "counts": counts,
        "truth": truth_of(table, pk),
        "may_collect": may(user, Permission.REVIEW_REPORT, participation.unit_id),
        "may_set_checks": participation.superior_id is None
        and may(user, Permission.ISSUE_CAMPAIGN, participation.unit_id),
        "may_read_summary": bool(table.rows and roles_in(user, participation.unit_id)),
        "may_stand_in": may(user, Permission.FILL_IN_FOR_BELOW, participation.unit_id),
        "may_let_in": may(user, Permission.MANAGE_PEOPLE_BELOW, participation.unit_id),
        "differing": queries.differing_totals(participation) if participation.superior_id else [],
        "joining": waiting_to_join(user).filter(participation=participation).count(),
        "featured": waiting_featured(user, participation) if participation.superior_id is None else 0,
        "forms": table.forms(),
        "has_quotas": bool(participation.campaign.quotas),
        "now": table.now,
    }
    return render(request, "reports/overview.html", context)


def _belongs(cell: Cell, what: str) -> bool:
    """Whether a cell is one of those that the figure `what` counts."""
    return {
        "asked": True,
        "in": not cell.is_open,
        "late": cell.is_late and not cell.is_open,
        "missing": cell.state is ReportState.MISSING,
        "returned": cell.state is ReportState.RETURNED,
        "waiting": cell.state is ReportState.SUBMITTED,
        "read": cell.awaits_confirmation,
    }[what]


@require_GET
def units(request: HttpRequest, pk: int) -> HttpResponse:
    """The units behind a figure of the line of truth, in official order, ready to paste into a work group."""
    user = person(request)
    participation = participation_for(user, pk)
    what = request.GET.get("what", "missing")
    if what not in SHOWN:
        what = "missing"
    table = queries.overview_of(participation, clock.now())
    among = table.awaiting_confirmation() if what == "read" else table.due_cells()
    cells = [cell for cell in among if _belongs(cell, what)]
    context = {
        "participation": participation,
        "what": what,
        "name": SHOWN[what],
        # An office that reads no files has no use for the word.
        "choices": {
            code: word
            for code, word in SHOWN.items()
            if code != "read" or what == "read" or table.awaiting_confirmation()
        },
        "page": Paginator(cells, UNITS_A_PAGE).get_page(request.GET.get("page")),
        "lines": _lines(cells),
        "now": table.now,
    }
    return render(request, "reports/units.html", context)


def _lines(cells: list[Cell]) -> list[str]:
    """One line a deadline: 第1周统计表：石桥镇、白水镇."""
    by_deadline: dict[str, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: cell.occurrence.due_at):
        by_deadline.setdefault(cell.occurrence.title, []).append(cell.participation.unit.name)
    return [f"{title}：{'、'.join(names)}" for title, names in by_deadline.items()]
