"""Pages: filling in a report, submitting it, taking it back, downloading it."""

import re
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns.queries import (
    needs_sign_off,
    own_participation_for,
    participation_for,
    participation_to_fill,
)
from anyue.core.errors import CHECK_BLOCKS, AnyueError
from anyue.core.forms.entry import EXTRA_ROWS, entry_form
from anyue.core.forms.form import Basis, FormKind
from anyue.core.forms.register_rows import MOST_ROWS
from anyue.core.forms.values import check_values
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, roles_in
from anyue.reports import actions, documents, filling, queries, written
from anyue.reports.gaps import Gaps
from anyue.reports.layout import listing_of
from anyue.reports.models import Report
from anyue.reports.notes import notes_of
from anyue.reports.queries import Sheet
from anyue.reports.standing_in import may_stand_in
from anyue.reports.views.files import files_in, files_of
from anyue.reports.views.written import drafted, written_of
from anyue.web.fields import hidden_number
from anyue.web.sheet import Known, Reason, sheet_groups

KEY = re.compile(r"[0-9A-Za-z-]{1,36}")


def fill(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Show a table filled from the ledger; POST saves it, or sends it in where the button says so."""
    user = person(request)
    participation = participation_to_fill(user, participation_pk)
    if not roles_in(user, participation.unit_id) and not may_stand_in(user, participation):
        raise Http404
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    if request.method != "POST":
        return _page(request, queries.sheet_for(participation, occurrence))
    raw = {code: str(value) for code, value in request.POST.items()}
    if "more" in raw:
        return _page(request, queries.sheet_for(participation, occurrence), raw=raw)
    revision = hidden_number(raw.get("revision", ""))
    if "draft" in raw:
        raw["content"] = drafted(participation, occurrence, raw.get("content", ""))
    try:
        files = files_in(request) if written.is_text(occurrence) else {}
    except AnyueError as error:
        return _page(request, queries.sheet_for(participation, occurrence), error=error, raw=raw)
    save = partial(
        actions.save_report,
        participation=participation,
        occurrence=occurrence,
        raw=raw,
        revision=revision,
        by=user,
        files=files,
    )
    try:
        if "submit" in raw:
            actions.submit_report(
                participation=participation,
                occurrence=occurrence,
                raw=raw,
                revision=revision,
                key=_key(raw),
                by=user,
                files=files,
            )
        else:
            save()
            draft = f"report-{participation_pk}-{occurrence_pk}"
            messages.success(request, _saved(raw), extra_tags=draft)
    except AnyueError as error:
        if files and "submit" in raw:
            # No browser keeps a chosen file over an answer: it stays with the draft as far as that goes.
            with suppress(AnyueError):
                save()
        return _page(request, queries.sheet_for(participation, occurrence), error=error, raw=raw)
    return redirect("reports:fill", participation_pk, occurrence_pk)


def _rows(raw: Mapping[str, str]) -> int:
    """How many empty rows a register offers: as many as before, and more where the person asked for more."""
    before = min(max(hidden_number(raw.get("rows", "")), EXTRA_ROWS), MOST_ROWS)
    return min(before + EXTRA_ROWS, MOST_ROWS) if "more" in raw else before


def _saved(raw: Mapping[str, str]) -> str:
    """What a saving did beside keeping what was typed."""
    if "draft" in raw:
        return "已按方案起草提纲，请把【请…】处写好后报送。"
    if "ask" in raw:
        return "已保存，并已请领导审签。"
    if "unask" in raw:
        return "已撤回送审签，尚未报送。"
    return "文中数字已更新为现在的报表数，尚未报送。" if "take" in raw else "已保存，尚未报送。"


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
    correction: AnyueError | None = None,
) -> HttpResponse:
    """The page of a table; after an error with everything the person typed."""
    wrong = error.problems if isinstance(error, actions.ValuesWrongError) else {}
    report = sheet.basis.report
    is_returned = report is not None and report.returned_at is not None and not report.is_closed
    notes = notes_of(sheet, queries.differing_from(sheet))
    user = person(request)
    stands_in = may_stand_in(user, sheet.participation)
    values = raw if raw is not None else {**queries.offered(user, sheet), **sheet.own}
    rows = _rows(raw or {})
    form = entry_form(sheet.basis.form, [code for code, text in values.items() if text], rows=rows)
    given = filling.reasons_in(form, raw) if raw is not None else report.reasons if report else {}
    read_in = _read_in(report) if report and report.awaits_confirmation and not report.is_closed else None
    if read_in:
        notes = {**notes, **_with_read(notes, read_in)}
    known = Known(
        values=values,
        errors={code: problem.message for code, problem in wrong.items()},
        notes=notes,
        returned=_returned(report) if report and is_returned else {},
        reasons=_reasons(sheet, values, given, wrong),
    )
    context = {
        "sheet": sheet,
        "form": form,
        "row": sheet.basis.row,
        "report": report,
        "known": known,
        "typed": sheet_groups(form, known),
        "has_added": rows > EXTRA_ROWS
        or any(values.get(i.code) for i in form.indicators if i.code[0] in "er"),
        "rows": rows,
        "most_rows": MOST_ROWS,
        "sent": sheet_groups(form, Known(values=sheet.total, errors={}, notes=notes, returned={})),
        "sent_rows": listing_of(form, sheet.total),
        "below_rows": listing_of(form, sheet.basis.below) if sheet.basis.below else None,
        "typed_rows": listing_of(form, values),
        "is_returned": is_returned,
        "read_in": read_in,
        "below": queries.basis.below_counts(sheet),
        "draws_on_ledger": form.kind is FormKind.STATISTICS or queries.basis.draws_on_ledger(form),
        "differing": _differing(sheet),
        "records": queries.basis.records_behind(sheet),
        "beside": queries.beside(sheet),
        "error": error,
        "correction": correction,
        "gaps": Gaps.of(sheet.version) if sheet.version else None,
        "key": _key(raw or {}),
        "written": written_of(sheet),
        "parts": files_of(report, sheet.version.number if sheet.version else 0)
        if written.is_written(form)
        else [],
        "standing": queries.owed.stand(
            sheet.participation, sheet.occurrence, report, sheet.times, clock.now()
        ),
        "may_submit": may(user, Permission.SUBMIT_REPORT, sheet.participation.unit_id) or stands_in,
        "stands_in": stands_in,
        "needs_sign_off": written.is_written(form) and needs_sign_off(sheet.occurrence),
        "may_correct": may(user, Permission.SUBMIT_REPORT, sheet.participation.unit_id),
        "may_cancel": report is not None and queries.may_cancel_correction(user, report),
        "may_sign_off": may(user, Permission.SIGN_OFF, sheet.participation.unit_id),
        "stand_in": values.get("stand_in", ""),
        "now": clock.now(),
    }
    failed = error or correction
    status = failed.problem.status if failed else 200
    return render(request, "reports/fill.html", context, status=status)


def _differing(sheet: Sheet) -> int:
    """How many units below have changed since the table was sent in."""
    version = sheet.version
    return len(queries.differences_in(version, sheet.basis.form, sheet.participation)) if version else 0


@dataclass(frozen=True, slots=True)
class ReadIn:
    """What the page says of a draft that the superior read from a file: about the file, and at the blanks."""

    file: str
    by: User | None
    at: datetime | None
    is_as_read: bool
    findings: list[str]
    at_blanks: dict[str, list[str]]

    @property
    def marked(self) -> int:
        """How many blanks have something to be checked."""
        return len(self.at_blanks)


def _read_in(report: Report) -> ReadIn:
    """What was found in reading is true only of what was read: it goes when somebody types."""
    found: dict[str, list[str]] = {}
    for code, message in report.read_findings if report.is_as_read else ():
        found.setdefault(code, []).append(message)
    about_file = found.pop("", [])
    return ReadIn(report.read_from, report.read_by, report.read_at, report.is_as_read, about_file, found)


def _with_read(notes: Mapping[str, str], read_in: ReadIn) -> dict[str, str]:
    """The notes of the blanks that something was found at, with what was found."""
    return {
        code: "；".join(filter(None, [notes.get(code, ""), *(one.rstrip("。") for one in found)]))
        for code, found in read_in.at_blanks.items()
    }


def _returned(report: Report) -> dict[str, str]:
    """The reason at each blank that was sent back; one reason for many blanks is said once, at the head."""
    reason = report.return_reason if len(report.return_marks) == 1 else "见页首退回原因"
    return dict.fromkeys(report.return_marks, reason)


def _reasons(
    sheet: Sheet, values: Mapping[str, object], given: Mapping[str, str], wrong: Mapping[str, AnyueError]
) -> dict[str, Reason]:
    """At which blanks a reason may have to be given, and where it has to be as they stand."""
    basis = sheet.basis
    own = {code: str(value) for code, value in values.items()}
    asked = filling.reasons_asked(basis.form, check_values(basis.form, own)[0], basis.sure, basis.carried)
    reasons = {}
    for indicator in basis.form.indicators:
        code = indicator.code
        known = basis.sure.get(code, "")
        least = basis.carried.get(code, "") if indicator.basis is Basis.CUMULATIVE else ""
        text = given.get(code, "")
        is_blocked = code in wrong and wrong[code].problem is CHECK_BLOCKS
        if known or least or text or is_blocked:
            is_asked = bool(text) or code in asked or is_blocked
            reasons[code] = Reason(known, least, text, is_asked=is_asked, is_blocked=is_blocked)
    return reasons


def _own_report(user: User, participation_pk: int, occurrence_pk: int) -> Report:
    """A report of one of the person's own units, 404 where there is none yet."""
    participation = own_participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    report = queries.basis.report_of(participation, occurrence)
    if report is None:
        raise Http404
    return report


@require_POST
def sign_off(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Answer for what was sent in, or for a text before it goes up, as a leader."""
    user = person(request)
    report = _own_report(user, participation_pk, occurrence_pk)
    if report.is_closed:
        version = hidden_number(request.POST.get("version", ""))
        actions.sign_off_report(report=report, version=version, by=user)
    else:
        revision = hidden_number(request.POST.get("revision", ""))
        actions.sign_off_draft(report=report, revision=revision, by=user)
    messages.success(request, "已审签。")
    return redirect("reports:fill", participation_pk, occurrence_pk)


@require_POST
def take_back(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Take a report back before the superior opened it."""
    user = person(request)
    report = _own_report(user, participation_pk, occurrence_pk)
    actions.take_back_report(report=report, by=user)
    messages.success(request, "已撤回，可以修改后重新报送。")
    return redirect("reports:fill", participation_pk, occurrence_pk)


@require_POST
def correct(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Reopen an approved report to correct it."""
    user = person(request)
    report = _own_report(user, participation_pk, occurrence_pk)
    version = hidden_number(request.POST.get("version", ""))
    try:
        actions.correct_report(report=report, version=version, reason=request.POST.get("reason", ""), by=user)
    except AnyueError as error:
        if error.field is None:
            raise
        sheet = queries.sheet_for(report.participation, report.occurrence)
        return _page(request, sheet, correction=error)
    messages.success(request, "可以更正了。重新报送并审核通过以前，汇总仍按已审核的一版计。")
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
    if written.is_written(sheet.basis.form) and not queries.own_form_of(sheet.basis.row, suffix):
        return documents.official_response(suffix, sheet)
    return documents.table_response(
        suffix, sheet.basis.row, sheet.total, unit=participation.unit, label=occurrence.label
    )
