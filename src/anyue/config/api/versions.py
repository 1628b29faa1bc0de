"""Endpoints of what was sent in: its versions, a value over them, and what changed below since."""

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from anyue.accounts.person import person
from anyue.config.api.paging import LARGEST, Id
from anyue.config.api.problems import PROBLEMS
from anyue.config.api.reports import ReportOut, own_report
from anyue.reports import actions, queries
from anyue.reports.layout import listing_of
from anyue.reports.models import Report
from anyue.reports.queries import Difference
from anyue.reports.queries.history import Said, Told

router = Router(tags=["报送"])


class GapOut(Schema):
    """A unit whose table a version leaves out, and how far it was."""

    unit: str
    progress: str


class VersionOut(Schema):
    """One sending-in. `is_intact` says whether its digest still agrees with it.

    `missing` are the units left out, of `asked`; both are null for a table that takes in no others.
    """

    number: int
    submitted_at: datetime
    submitted_by: str
    digest: str
    is_official: bool
    is_intact: bool
    decision: str | None
    reason: str
    marks: list[str]
    revised_for: str
    asked: int | None
    missing: list[GapOut] | None


class VersionDetailsOut(VersionOut):
    """The same with its values by code: all, the unit's own, and why some are not the ledger's."""

    values: dict[str, str]
    own: dict[str, str]
    reasons: dict[str, str]


class ValueOut(Schema):
    """What one version said at one blank."""

    version: int
    submitted_at: datetime
    submitted_by: str
    value: str
    own: str
    source: str
    reason: str
    is_changed: bool
    is_marked: bool


class RowOut(Schema):
    """One row of a register; `unit` where it is another's, `label` where the form has it printed."""

    unit: str
    label: str
    cells: dict[str, str]


class RowsOut(Schema):
    """The rows of a register, cells by code; a card or a text is one row."""

    heads: list[str]
    rows: list[RowOut]


class MovedOut(Schema):
    """One value of a unit below, as it is counted and as it is official now."""

    code: str
    before: str
    after: str


class DifferenceOut(Schema):
    """A unit below whose official version is not the one that is counted; `id` is what accepting names."""

    id: int
    participation: int
    unit: str
    why: str
    changes: list[MovedOut]


class DifferencesOut(Schema):
    """What changed below since `version` was sent in; 0 for a table that is not sent in."""

    version: int
    differences: list[DifferenceOut]


class AcceptIn(Schema):
    """The version that was looked at, and which of its differences are to be counted."""

    version: int = Field(ge=0, le=LARGEST)
    accepted: list[Id] = Field(min_length=1, max_length=5000)


def _version(told: Told) -> dict[str, object]:
    version, gaps, decision = told.version, told.gaps, told.decision
    return {
        "number": version.number,
        "submitted_at": version.submitted_at,
        "submitted_by": version.submitted_by.name,
        "digest": version.digest,
        "is_official": told.is_official,
        "is_intact": told.is_intact,
        "decision": decision.outcome if decision else None,
        "reason": decision.reason if decision else "",
        "marks": decision.marks if decision else [],
        "revised_for": version.revised_for,
        "asked": gaps.asked if gaps else None,
        "missing": [GapOut(unit=name, progress=how) for name, how in gaps.missing] if gaps else None,
    }


def _value(said: Said) -> ValueOut:
    version = said.told.version
    return ValueOut(
        version=version.number,
        submitted_at=version.submitted_at,
        submitted_by=version.submitted_by.name,
        value=said.value,
        own=said.own,
        source=said.source,
        reason=said.reason,
        is_changed=said.is_changed,
        is_marked=said.is_marked,
    )


def _difference(one: Difference) -> DifferenceOut:
    return DifferenceOut(
        id=one.after.pk,
        participation=one.participation.pk,
        unit=one.participation.unit.name,
        why=one.why,
        changes=[MovedOut(code=moved.code, before=moved.before, after=moved.after) for moved in one.changes],
    )


@router.get(
    "/reviews/{int:report}/versions", response={200: list[VersionOut], **PROBLEMS}, summary="历次报送"
)
def versions(request: HttpRequest, report: int) -> list[VersionOut]:
    """The versions within reach, the last first: to the superior what it decided on and what stands."""
    user = person(request)
    return [
        VersionOut.model_validate(_version(told))
        for told in queries.seen_by(user, queries.report_for(user, report))
    ]


@router.get(
    "/reviews/{int:report}/versions/{int:number}",
    response={200: VersionDetailsOut, **PROBLEMS},
    summary="一次报送",
)
def version(request: HttpRequest, report: int, number: int) -> VersionDetailsOut:
    """One of them with its values."""
    user = person(request)
    seen = queries.seen_by(user, queries.report_for(user, report))
    told = next((one for one in seen if one.version.number == number), None)
    if told is None:
        raise Http404
    kept = told.version
    return VersionDetailsOut.model_validate(
        {**_version(told), "values": kept.values, "own": kept.own, "reasons": kept.reasons}
    )


@router.get(
    "/reviews/{int:report}/values/{str:code}",
    response={200: list[ValueOut], **PROBLEMS},
    summary="一个数的沿革",
)
def value(request: HttpRequest, report: int, code: str) -> list[ValueOut]:
    """One value over the versions within reach, the last first: who, when, from what, why."""
    user = person(request)
    found = queries.report_for(user, report)
    row = found.occurrence.deadline.form
    blanks = row.form.indicators if row else ()
    indicator = next((one for one in blanks if one.code == code), None)
    if indicator is None:
        raise Http404
    return [_value(said) for said in queries.values_of(indicator, queries.seen_by(user, found))]


@router.get("/reviews/{int:report}/rows", response={200: RowsOut, **PROBLEMS}, summary="登记表的各行")
def rows(request: HttpRequest, report: int) -> RowsOut:
    """A register as it was sent in, row by row."""
    return _rows(queries.report_for(person(request), report))


def _rows(report: Report) -> RowsOut:
    row = report.occurrence.deadline.form
    if row is None:
        raise Http404
    listing = listing_of(row.form, queries.values_sent(report))
    return RowsOut(
        heads=listing.heads,
        rows=[
            RowOut(unit=unit, label=label, cells={cell.code: cell.value for cell in cells})
            for unit, label, cells in listing.by_unit
        ],
    )


@router.get(
    "/reports/{int:participation}/{int:occurrence}/differences",
    response={200: DifferencesOut, **PROBLEMS},
    summary="下级变动",
)
def differences(request: HttpRequest, participation: int, occurrence: int) -> DifferencesOut:
    """What is not what those below come to now, in a table of one's own that was sent in."""
    _, report = own_report(request, participation, occurrence)
    row = report.occurrence.deadline.form
    sent = report.versions.get(number=report.version) if report.is_closed else None
    found = queries.differences_in(sent, row.form, report.participation) if sent and row else []
    return DifferencesOut(version=sent.number if sent else 0, differences=[_difference(one) for one in found])


@router.post(
    "/reports/{int:participation}/{int:occurrence}/differences",
    response={200: ReportOut, **PROBLEMS},
    summary="计入下级变动",
)
def accept(request: HttpRequest, participation: int, occurrence: int, given: AcceptIn) -> ReportOut:
    """Send the table in anew with what was accepted and nothing else; another version is a conflict (409)."""
    user, report = own_report(request, participation, occurrence)
    sent = actions.accept_differences(
        report=report, version=given.version, accepted=set(given.accepted), by=user
    )
    return ReportOut(id=sent.pk, version=sent.version, revision=sent.revision, is_nil=sent.is_nil)
