"""Endpoints of review: what waits, what was sent in, approving and returning."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anyue import clock
from anyue.accounts.person import person
from anyue.config.api.paging import LARGEST, Asked, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.reports import actions, queries
from anyue.reports.models import Report
from anyue.reports.queries import Waiting

router = Router(tags=["审核"])


class SentOut(Schema):
    """A report as it stands with the superior; `values` by code, of what was sent in last."""

    id: int
    participation: int
    occurrence: int
    unit: str
    state: str
    version: int
    submitted_at: datetime | None
    returned_at: datetime | None
    return_reason: str
    approved_at: datetime | None
    values: dict[str, str]


class ApprovalIn(Schema):
    """The version that was looked at."""

    version: int = Field(ge=0, le=LARGEST)


class ReturnIn(ApprovalIn):
    """The same, with the reason and the codes of the blanks that it is about."""

    reason: Text = Field(min_length=1, max_length=500)
    marks: list[Text] = Field([], max_length=500)


class HintOut(Schema):
    """What a check says of a report; `codes` are the blanks that it is about."""

    code: str
    codes: list[str]
    title: str


class WaitingOut(Schema):
    """A report that waits; `is_clear` says that every check passed, `is_again` that it was sent in before."""

    report: int
    version: int
    unit: str
    title: str
    period: str
    submitted_at: datetime | None
    is_late: bool
    is_again: bool
    is_clear: bool
    hints: list[HintOut]


class SeenIn(Schema):
    """A report in the version that was looked at."""

    report: int = Field(strict=True, ge=1, le=LARGEST)
    version: int = Field(strict=True, ge=1, le=LARGEST)


class ApproveManyIn(Schema):
    """Those to be approved; of a report that is named twice the last counts."""

    reports: list[SeenIn] = Field(max_length=500)


class LeftOut(Schema):
    """A report that stays as it was, and why."""

    report: int
    why: str


class ApprovedManyOut(Schema):
    """The reports that are official now, and those left; one beyond reach is in neither."""

    approved: list[int]
    left: list[LeftOut]


def _waiting(one: Waiting) -> WaitingOut:
    form = one.standing.form
    return WaitingOut(
        report=one.report.pk,
        version=one.report.version,
        unit=one.report.participation.unit.name,
        title=form.title if form else one.report.occurrence.deadline.what,
        period=one.report.occurrence.label,
        submitted_at=one.report.submitted_at,
        is_late=one.standing.is_late,
        is_again=one.is_again,
        is_clear=one.is_clear,
        hints=[
            HintOut(code=hint.problem.code, codes=list(hint.codes), title=hint.message) for hint in one.hints
        ],
    )


def _out(report: Report) -> SentOut:
    return SentOut(
        id=report.pk,
        participation=report.participation_id,
        occurrence=report.occurrence_id,
        unit=report.participation.unit.name,
        state=report.state().value,
        version=report.version,
        submitted_at=report.submitted_at,
        returned_at=report.returned_at,
        return_reason=report.return_reason,
        approved_at=report.approved_at,
        values=queries.values_sent(report),
    )


@router.get("/reviews", response={200: Page[SentOut], **PROBLEMS}, summary="待审核的报表")
def waiting(request: HttpRequest, asked: Asked) -> Page[SentOut]:
    """The reports that were sent to the person's units and nobody has decided on."""
    return page_of(queries.waiting_for_review(person(request)), asked, _out)


@router.get("/inbox", response={200: list[WaitingOut], **PROBLEMS}, summary="待审核的报表和核对提示")
def inbox(request: HttpRequest) -> list[WaitingOut]:
    """All that waits for the person, what needs a person's eye first, with what the checks say of it."""
    return [_waiting(one) for one in queries.inbox_of(person(request), clock.now())]


@router.post("/reviews/approve", response={200: ApprovedManyOut, **PROBLEMS}, summary="批量审核通过")
def approve_many(request: HttpRequest, given: ApproveManyIn) -> ApprovedManyOut:
    """Approve each report in the version that was looked at, by itself; one with a hint is left."""
    user = person(request)
    seen = {one.report: one.version for one in given.reports}
    found = queries.reports_to_review(user, seen)
    done = actions.approve_reports(versions={one: seen[one.pk] for one in found}, by=user)
    return ApprovedManyOut(
        approved=[one.pk for one in done.approved],
        left=[LeftOut(report=one.pk, why=why) for one, why in done.left],
    )


@router.get("/reviews/{int:report}", response={200: SentOut, **PROBLEMS}, summary="一张报表")
def sent(request: HttpRequest, report: int) -> SentOut:
    """A report within reach: one's own, or what somebody below has sent in."""
    return _out(queries.report_for(person(request), report))


@router.post("/reviews/{int:report}/approve", response={200: SentOut, **PROBLEMS}, summary="审核通过")
def approve(request: HttpRequest, report: int, given: ApprovalIn) -> SentOut:
    """Approve the version that was looked at; another one, or a second time, is a conflict (409)."""
    user = person(request)
    actions.approve_report(report=queries.report_for(user, report), version=given.version, by=user)
    return _out(queries.report_for(user, report))


@router.post("/reviews/{int:report}/return", response={200: SentOut, **PROBLEMS}, summary="退回修改")
def send_back(request: HttpRequest, report: int, given: ReturnIn) -> SentOut:
    """Return the version that was looked at; its numbers are never changed from above."""
    user = person(request)
    found = queries.report_for(user, report)
    actions.return_report(
        report=found, version=given.version, reason=given.reason, marks=given.marks, by=user
    )
    return _out(queries.report_for(user, report))


@router.post("/reviews/{int:report}/reopen", response={200: SentOut, **PROBLEMS}, summary="退回已审核的报表")
def reopen(request: HttpRequest, report: int, given: ReturnIn) -> SentOut:
    """Send back a version that was approved; totals count it until a later one is."""
    user = person(request)
    found = queries.report_for(user, report)
    actions.reopen_report(
        report=found, version=given.version, reason=given.reason, marks=given.marks, by=user
    )
    return _out(queries.report_for(user, report))


@router.post(
    "/reviews/{int:report}/cancel-correction", response={200: SentOut, **PROBLEMS}, summary="撤销更正"
)
def cancel_correction(request: HttpRequest, report: int) -> SentOut:
    """Let the approved version of a reopened report stand again, by who reopened it or by the superior.

    After something was sent in it is a conflict (409).
    """
    user = person(request)
    actions.cancel_correction(report=queries.report_for(user, report), by=user)
    return _out(queries.report_for(user, report))
