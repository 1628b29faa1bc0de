"""Endpoints of reports: what is owed, sending a table in, and where the units below stand."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns.queries import own_participation_for, participation_for
from anyue.config.api.paging import LARGEST, Text
from anyue.config.api.problems import PROBLEMS
from anyue.reports import actions, queries
from anyue.reports.filling import REASON
from anyue.reports.models import Report
from anyue.reports.queries import Owed

router = Router(tags=["报送"])


class OwedOut(Schema):
    """One thing that a unit was asked to send in."""

    participation: int
    occurrence: int
    unit: str
    title: str
    period: str
    due: datetime
    state: str
    is_late: bool


class DraftIn(Schema):
    """A table as it is to be kept: text by code, and the revision seen (0 for none).

    `reasons` say by code why a number is not what the ledger says, where it is not.
    """

    values: dict[Text, str]
    reasons: dict[Text, str] = Field(default_factory=dict)
    revision: int = Field(0, ge=0, le=LARGEST)

    def raw(self) -> dict[str, str]:
        """The same as a page would send it."""
        return {**self.values, **{REASON + code: reason for code, reason in self.reasons.items()}}


class ReportIn(DraftIn):
    """A table to send in, with a key for this sending-in."""

    key: str = Field(pattern=r"^[0-9A-Za-z-]{1,36}$")


class ReportOut(Schema):
    """A table that was sent in."""

    id: int
    version: int
    revision: int
    is_nil: bool


class SheetOut(Schema):
    """A table of one's own as its page shows it: own values and what counts above, by code."""

    participation: int
    occurrence: int
    form: int
    due: datetime
    revision: int
    state: str
    own: dict[str, str]
    total: dict[str, str]


class WithUnitOut(Schema):
    """A table that is with its unit, at the revision that a change of it has to name."""

    id: int
    revision: int


class CorrectionIn(Schema):
    """The approved version, and why it is corrected."""

    version: int = Field(ge=0, le=LARGEST)
    reason: Text = Field(min_length=1, max_length=200)


class StandingOut(Schema):
    """Where one unit stands with one occurrence."""

    participation: int
    occurrence: int
    unit: str
    due: datetime
    state: str
    is_late: bool


class TotalOut(Schema):
    """The total of a form: official versions, or also those that wait where that was asked for."""

    values: dict[str, str]
    approved: int
    waiting: int
    asked: int
    units: list[tuple[str, dict[str, str]]]


class CountsOut(Schema):
    """The line of truth of a campaign below one participation."""

    asked: int
    sent: int
    late: int
    missing: int
    returned: int
    waiting: int
    unacknowledged: int


def own_report(request: HttpRequest, participation: int, occurrence: int) -> tuple[User, Report]:
    """Who asks, and a report of a unit of theirs; 404 where there is none yet."""
    user = person(request)
    place = own_participation_for(user, participation)
    report = queries.basis.report_of(place, queries.occurrence_for(place, occurrence))
    if report is None:
        raise Http404
    return user, report


def with_unit(report: Report) -> WithUnitOut:
    """The report as the database has it now."""
    report.refresh_from_db(fields=["revision"])
    return WithUnitOut(id=report.pk, revision=report.revision)


def _out(owed: Owed) -> OwedOut:
    return OwedOut(
        participation=owed.participation.pk,
        occurrence=owed.occurrence.pk,
        unit=owed.participation.unit.name,
        title=owed.form.title if owed.form else owed.occurrence.deadline.what,
        period=owed.occurrence.label,
        due=owed.due,
        state=owed.state.value,
        is_late=owed.is_late,
    )


@router.get("/owed", response={200: list[OwedOut], **PROBLEMS}, summary="本人各单位应报送的全部内容")
def owed(request: HttpRequest) -> list[OwedOut]:
    """Everything the person's units were asked to send in, most urgent first."""
    return [_out(item) for item in queries.owed_by(person(request), clock.now())]


@router.put(
    "/reports/{int:participation}/{int:occurrence}",
    response={200: ReportOut, **PROBLEMS},
    summary="报送一张表",
)
def submit(request: HttpRequest, participation: int, occurrence: int, report: ReportIn) -> ReportOut:
    """Send a table in; the same key a second time changes nothing."""
    user = person(request)
    place = own_participation_for(user, participation)
    sent = actions.submit_report(
        participation=place,
        occurrence=queries.occurrence_for(place, occurrence),
        raw=report.raw(),
        revision=report.revision,
        key=report.key,
        by=user,
    )
    return ReportOut(id=sent.pk, version=sent.version, revision=sent.revision, is_nil=sent.is_nil)


@router.get(
    "/overview/{int:participation}", response={200: CountsOut, **PROBLEMS}, summary="某单位以下的报送情况"
)
def counts(request: HttpRequest, participation: int) -> CountsOut:
    """The line of truth over all that is due by now."""
    found = participation_for(person(request), participation)
    told = queries.overview_of(found, clock.now()).counts()
    return CountsOut(sent=told.pop("in"), **told)


@router.get(
    "/reports/{int:participation}/{int:occurrence}",
    response={200: SheetOut, **PROBLEMS},
    summary="本单位的一张表",
)
def sheet(request: HttpRequest, participation: int, occurrence: int) -> SheetOut:
    """One of one's own tables, filled from the ledger and from those below as far as it was not typed."""
    place = own_participation_for(person(request), participation)
    found = queries.sheet_for(place, queries.occurrence_for(place, occurrence))
    report = found.basis.report
    return SheetOut(
        participation=place.pk,
        occurrence=occurrence,
        form=found.basis.row.pk,
        due=found.times.due,
        revision=found.revision,
        state=report.state().value if report else "not-started",
        own=found.own,
        total=found.total,
    )


@router.post(
    "/reports/{int:participation}/{int:occurrence}/take-back",
    response={200: WithUnitOut, **PROBLEMS},
    summary="撤回一张表",
)
def take_back(request: HttpRequest, participation: int, occurrence: int) -> WithUnitOut:
    """Take a table back before the superior has opened it; a second time is a conflict (409)."""
    user, report = own_report(request, participation, occurrence)
    actions.take_back_report(report=report, by=user)
    return with_unit(report)


@router.put(
    "/reports/{int:participation}/{int:occurrence}/draft",
    response={200: WithUnitOut, **PROBLEMS},
    summary="保存一张表",
)
def save(request: HttpRequest, participation: int, occurrence: int, draft: DraftIn) -> WithUnitOut:
    """Keep what was filled in so far without sending it in; another revision is a conflict (409)."""
    user = person(request)
    place = own_participation_for(user, participation)
    when = queries.occurrence_for(place, occurrence)
    return with_unit(
        actions.save_report(
            participation=place, occurrence=when, raw=draft.raw(), revision=draft.revision, by=user
        )
    )


@router.post(
    "/reports/{int:participation}/{int:occurrence}/correct",
    response={200: WithUnitOut, **PROBLEMS},
    summary="更正一张已审核的表",
)
def correct(request: HttpRequest, participation: int, occurrence: int, given: CorrectionIn) -> WithUnitOut:
    """Reopen an approved table; totals count what was approved until what is sent in now is."""
    user, report = own_report(request, participation, occurrence)
    actions.correct_report(report=report, version=given.version, reason=given.reason, by=user)
    return with_unit(report)


@router.get(
    "/overview/{int:participation}/units",
    response={200: list[StandingOut], **PROBLEMS},
    summary="某单位以下各单位的报送情况",
)
def units(request: HttpRequest, participation: int) -> list[StandingOut]:
    """Each unit that reports to a participation directly, with each occurrence that it was asked for."""
    found = participation_for(person(request), participation)
    table = queries.overview_of(found, clock.now())
    return [
        StandingOut(
            participation=cell.participation.pk,
            occurrence=cell.occurrence.pk,
            unit=row.participation.unit.name,
            due=cell.due,
            state=cell.state.value,
            is_late=cell.is_late,
        )
        for row in table.rows
        for cell in row.cells
    ]


@router.get(
    "/totals/{int:participation}/{int:form}", response={200: TotalOut, **PROBLEMS}, summary="某单位以下的汇总"
)
def total(request: HttpRequest, participation: int, form: int, with_waiting: bool = False) -> TotalOut:  # noqa: FBT001, FBT002  A field of the query.
    """The total of a form over all its periods, and each unit's part."""
    place = participation_for(person(request), participation)
    row = queries.form_below(place, form)
    told = queries.total_of(place, row, list(row.occurrences()), with_waiting=with_waiting, now=clock.now())
    return TotalOut(
        values=dict(told.total.values),
        approved=told.approved,
        waiting=told.waiting,
        asked=told.asked,
        units=[(unit.unit.name, dict(values)) for unit, values in told.units],
    )
