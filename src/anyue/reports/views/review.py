"""Pages: what waits for review, and reviewing one report."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.queries import times_for
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, roles_in
from anyue.reports import actions, layout, queries
from anyue.reports.gaps import Gaps
from anyue.reports.models import Report, ReportVersion
from anyue.reports.views.files import history_of
from anyue.reports.views.written import written_in
from anyue.reports.written import is_written
from anyue.web.fields import hidden_number
from anyue.web.words import day_words

SHOWN = 50
"""Cases, exposures and featured activities on one page of the inbox."""
_MOST_TICKED = 500


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Reports that wait for a decision, those first that need a person's eye; below them what else waits."""
    user = person(request)
    waiting = queries.inbox_of(user, clock.now())
    page = Paginator(queries.pending_keys(user), SHOWN).get_page(request.GET.get("page"))
    context = {
        "waiting": waiting,
        "clear": sum(one.is_clear for one in waiting),
        "page": page,
        "pending": queries.pending_rows(user, list(page.object_list)),
    }
    return render(request, "reports/inbox.html", context)


@require_POST
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the reports that were ticked in the inbox, each in the version that was listed."""
    user = person(request)
    ticked = dict(map(_ticked, request.POST.getlist("reports")[:_MOST_TICKED]))
    reports = queries.reports_to_review(user, ticked)
    done = actions.approve_reports(versions={report: ticked[report.pk] for report in reports}, by=user)
    if done.approved:
        messages.success(request, f"{len(done.approved)} 份审核通过，已计入汇总。")
    elif not done.left:
        messages.warning(request, "没有选中报表。请先勾选要审核通过的报表。")
    for report, why in done.left:
        messages.warning(request, f"{report.participation.unit.name}没有通过：{why}")
    return redirect("reports:inbox")


def _ticked(text: str) -> tuple[int, int]:
    """A report and its version, as the inbox sends them: 12:2."""
    report, _, version = text.partition(":")
    return hidden_number(report), hidden_number(version)


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One report as it was sent in, with approve and return."""
    user = person(request)
    report = queries.report_for(user, pk)
    superior = report.participation.superior
    may_review = superior is not None and may(user, Permission.REVIEW_REPORT, superior.unit_id)
    if may_review and report.is_closed:
        actions.open_for_review(report=report, by=user)
    return _page(request, report, may_review=may_review)


def _page(
    request: HttpRequest, report: Report, *, may_review: bool, error: AnyueError | None = None
) -> HttpResponse:
    row = report.occurrence.deadline.form
    if row is None:
        raise Http404
    form = row.form
    told = queries.seen_by(person(request), report)
    versions = [one.version for one in told]
    values = versions[0].values if versions else {}
    # What was sent and taken back in between was never decided on.
    decided = next((one for one in told[1:] if one.decision), None)
    decision = decided.decision if decided else None
    marks, reason = (decision.marks, decision.reason) if decision else ([], "")
    if decided and report.returned_version == decided.version.number:
        # What was approved and sent back after that was decided on twice: its marks are those of the return.
        marks, reason = report.return_marks, report.return_reason
    context = {
        "report": report,
        "form": form,
        "row": row,
        "groups": layout.printed_groups(form, values, _notes(versions)),
        "listing": layout.listing_of(form, values),
        "hints": queries.hints_on([report]).get(report.pk, []) if may_review else [],
        "changes": layout.changes_between(form, decided.version.values, values, marks) if decided else [],
        "decided": decided,
        "returned_for": reason,
        "has_marks": bool(marks),
        "markable": layout.markable(form, values),
        "history": [(one, rows) for one, (_, rows) in zip(told, history_of(report, versions), strict=True)],
        "versions": versions,
        "written": written_in(versions[0], report) if versions and is_written(form) else None,
        "gaps": Gaps.of(versions[0]) if versions else None,
        "may_review": may_review,
        "may_cancel": queries.may_cancel_correction(person(request), report),
        "is_waiting": report.is_closed and report.approved_at is None,
        "standing": queries.owed.stand(
            report.participation,
            report.occurrence,
            report,
            times_for(report.participation, report.occurrence),
            clock.now(),
        ),
        "superior": report.participation.superior,
        "query": urlencode({"period": report.occurrence.number, "basis": "sent"}),
        "error": error,
        "reason": request.POST.get("reason", ""),
        "marked": request.POST.getlist("marks"),
    }
    return render(request, "reports/review.html", context, status=error.problem.status if error else 200)


def _notes(versions: list[ReportVersion]) -> dict[str, str]:
    """What stands behind a blank of the last version: records, units below, or a person's own hand."""
    if not versions:
        return {}
    notes = {code: f"台账 {len(records)} 条" for code, records in versions[0].records.items() if records}
    notes |= {
        code: f"{name} {day_words(date.fromisoformat(read_on))}读数"
        for code, (_, name, read_on) in versions[0].counters.items()
    }
    return notes | {code: _by_hand(versions[0].reasons.get(code, "")) for code in versions[0].typed}


def _by_hand(reason: str) -> str:
    return f"手工填写，原因：{reason}" if reason else "手工填写"


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version that was looked at."""
    user = person(request)
    report = queries.report_for(user, pk)
    version = hidden_number(request.POST.get("version", ""))
    actions.approve_report(report=report, version=version, by=user)
    messages.success(request, f"{report.participation.unit.name}：审核通过，已计入汇总。")
    return redirect("reports:inbox")


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the version that was looked at, with a reason and marks."""
    return _send_back(request, pk, actions.return_report)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a version that was approved."""
    return _send_back(request, pk, actions.reopen_report)


def _send_back(request: HttpRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    user = person(request)
    report = queries.report_for(user, pk)
    try:
        act(
            report=report,
            version=hidden_number(request.POST.get("version", "")),
            reason=request.POST.get("reason", ""),
            marks=request.POST.getlist("marks"),
            by=user,
        )
    except AnyueError as error:
        if error.field is None:
            raise
        return _page(request, report, may_review=True, error=error)
    told = f"已退回{report.participation.unit.name}，原因已告知。"
    messages.success(request, told, extra_tags=f"return-{pk}")
    return redirect("reports:inbox")


@require_POST
def cancel_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the approved version of a reopened report stand again."""
    user = person(request)
    report = queries.report_for(user, pk)
    actions.cancel_correction(report=report, by=user)
    messages.success(request, f"已撤销，仍按已审核的第 {report.approved_version} 版计。")
    if roles_in(user, report.participation.unit_id):
        return redirect(report)
    return redirect("reports:review", pk)
