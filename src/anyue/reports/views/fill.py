"""Pages: filling in a report, submitting it, taking it back, downloading it."""

import re
import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.queries import own_participation_for, participation_for
from anyue.core.errors import AnyueError
from anyue.core.forms.form import Indicator, ValueType
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, roles_in
from anyue.reports import actions, documents, queries
from anyue.reports.layout import listing_of
from anyue.reports.models import Report
from anyue.reports.queries import Sheet
from anyue.web.fields import hidden_number
from anyue.web.sheet import Known, sheet_groups

KEY = re.compile(r"[0-9A-Za-z-]{1,36}")


def fill(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Show a table filled from the ledger; POST saves it, or sends it in where the button says so."""
    user = person(request)
    participation = own_participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    if request.method != "POST":
        return _page(request, queries.sheet_for(participation, occurrence))
    raw = {code: str(value) for code, value in request.POST.items()}
    revision = hidden_number(raw.get("revision", ""))
    try:
        if "submit" in raw:
            actions.submit_report(
                participation=participation,
                occurrence=occurrence,
                raw=raw,
                revision=revision,
                key=_key(raw),
                by=user,
            )
        else:
            actions.save_report(
                participation=participation, occurrence=occurrence, raw=raw, revision=revision, by=user
            )
            draft = f"report-{participation_pk}-{occurrence_pk}"
            messages.success(request, "已保存，尚未报送。", extra_tags=draft)
    except AnyueError as error:
        return _page(request, queries.sheet_for(participation, occurrence), error=error, raw=raw)
    return redirect("reports:fill", participation_pk, occurrence_pk)


def _key(raw: Mapping[str, str]) -> str:
    """The key that the page made for this sending-in; a new one where it holds none that could be one."""
    found = KEY.fullmatch(raw.get("key", ""))
    return found.group() if found else str(uuid.uuid4())


def _page(
    request: HttpRequest,
    sheet: Sheet,
    *,
    error: AnyueError | None = None,
    raw: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page of a table; after an error with everything the person typed."""
    wrong = error.problems if isinstance(error, actions.ValuesWrongError) else {}
    report = sheet.basis.report
    is_returned = report is not None and report.returned_at is not None and not report.is_closed
    form, notes = sheet.basis.form, _notes(sheet)
    values = raw if raw is not None else sheet.own
    known = Known(
        values=values,
        errors={code: problem.message for code, problem in wrong.items()},
        notes=notes,
        returned=_returned(report) if report and is_returned else {},
    )
    context = {
        "sheet": sheet,
        "form": form,
        "row": sheet.basis.row,
        "report": report,
        "known": known,
        "typed": sheet_groups(form, known),
        "has_added": any(values.get(i.code) for i in form.indicators if i.code.startswith("r")),
        "sent": sheet_groups(form, Known(values=sheet.total, errors={}, notes=notes, returned={})),
        "sent_rows": listing_of(form, sheet.total),
        "typed_rows": listing_of(form, values),
        "is_returned": is_returned,
        "below": queries.basis.below_counts(sheet),
        "records": queries.basis.records_behind(sheet),
        "error": error,
        "key": _key(raw or {}),
        "standing": queries.owed.stand(sheet.participation, sheet.occurrence, report, clock.now()),
        "may_submit": may(person(request), Permission.SUBMIT_REPORT, sheet.participation.unit_id),
        "now": clock.now(),
    }
    status = error.problem.status if error else 200
    return render(request, "reports/fill.html", context, status=status)


def _returned(report: Report) -> dict[str, str]:
    """The reason at each blank that was sent back; one reason for many blanks is said once, at the head."""
    reason = report.return_reason if len(report.return_marks) == 1 else "见页首说明"
    return dict.fromkeys(report.return_marks, reason)


def _notes(sheet: Sheet) -> dict[str, str]:
    """What stands beside a blank: where its number comes from, and what comes up from below."""
    tell = _told_of_version if sheet.version else _told_of_basis
    records = sheet.version.records if sheet.version else sheet.basis.ledger.records
    notes = {}
    for indicator in sheet.basis.form.indicators:
        drawn = records.get(indicator.code)
        parts = [f"台账 {len(drawn)} 条" if drawn else "", tell(sheet, indicator)]
        if note := "；".join(filter(None, parts)):
            notes[indicator.code] = note
    return notes


def _told_of_version(sheet: Sheet, indicator: Indicator) -> str:
    own, total = sheet.own.get(indicator.code, ""), sheet.total.get(indicator.code, "")
    return f"其中本级 {own}" if own != total and indicator.type is ValueType.NUMBER else ""


def _told_of_basis(sheet: Sheet, indicator: Indicator) -> str:
    below = sheet.basis.below.get(indicator.code, "0")
    if below == "0":
        return ""
    if indicator.type is not ValueType.NUMBER:
        return f"另有下级：{below}"
    return f"另有下级 {below}，合计 {sheet.total.get(indicator.code, below)}"


@require_POST
def take_back(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Take a report back before the superior opened it."""
    user = person(request)
    participation = own_participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    report = queries.basis.report_of(participation, occurrence)
    if report is None:
        raise Http404
    actions.take_back_report(report=report, by=user)
    messages.success(request, "已撤回，可以修改后重新报送。")
    return redirect("reports:fill", participation_pk, occurrence_pk)


@require_GET
def download(request: HttpRequest, participation_pk: int, occurrence_pk: int, suffix: str) -> HttpResponse:
    """A unit's table as Word or Excel, in the notice's own layout; to others only once it was sent in."""
    user = person(request)
    participation = participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    sheet = queries.sheet_for(participation, occurrence)
    if sheet.version is None and not roles_in(user, participation.unit_id):
        raise Http404
    return documents.table_response(
        suffix, sheet.basis.form, sheet.total, unit=participation.unit, label=occurrence.label
    )
