"""Endpoints of what stands below: who is absent, how far the quotas are, a form over the years."""

from datetime import date, datetime
from decimal import Decimal

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.choices import FormKind
from anyue.campaigns.queries import participation_for
from anyue.config.api.problems import PROBLEMS
from anyue.core.years import Compared
from anyue.reports import queries
from anyue.reports.choices import Progress
from anyue.reports.queries.levels import levels_of
from anyue.reports.queries.quotas import QuotaState, quotas_below
from anyue.reports.queries.years import years_of

router = Router(tags=["汇总"])


class AbsentOut(Schema):
    """A unit from which nothing has come in that stands, and how far it is."""

    participation: int
    unit: str
    due: datetime
    progress: Progress | None


class AbsenceOut(Schema):
    """How many were asked at one time, and who of them is absent, in official order."""

    asked: int
    absent: list[AbsentOut]


class QuotaUnitOut(Schema):
    """A unit with what the ledger has for each option of a quota, null where it can't say."""

    participation: int
    unit: str
    have: list[Decimal | None]
    is_met: bool


class QuotaOut(Schema):
    """What a campaign asks of each unit at least, from the first to the last day that counts.

    `is_guessed` says that the notice's words mean nobody who takes part, so that everybody is listed.
    """

    words: str
    first: date
    last: date
    is_counted: bool
    is_guessed: bool
    units: list[QuotaUnitOut]


class ComparedOut(Schema):
    """One number over the years, null where a year did not ask it; `change` of the last in per cent."""

    key: str
    group: str
    label: str
    unit: str
    values: list[Decimal | None]
    change: Decimal | None


class UnitYearsOut(Schema):
    """The same of one unit."""

    unit: int
    name: str
    rows: list[ComparedOut]


class YearsOut(Schema):
    """A form beside those of earlier years; of each year what was approved."""

    years: list[int]
    total: list[ComparedOut]
    units: list[UnitYearsOut]


class LevelOut(Schema):
    """One unit so many levels below: the sum along the tree, and what it sent up (null for nothing)."""

    participation: int
    unit: str
    depth: int
    total: dict[str, str]
    sent: dict[str, str] | None
    differing: list[str]


def _quota(state: QuotaState) -> QuotaOut:
    return QuotaOut(
        words=state.asked.words,
        first=state.days[0],
        last=state.days[1],
        is_counted=state.is_counted,
        is_guessed=state.is_guessed,
        units=[
            QuotaUnitOut(
                participation=one.participation.pk,
                unit=one.participation.unit.name,
                have=list(one.reached.have),
                is_met=one.reached.is_met,
            )
            for one in state.units
        ],
    )


def _compared(one: Compared) -> ComparedOut:
    return ComparedOut(
        key=one.key,
        group=one.group,
        label=one.label,
        unit=one.unit,
        values=list(one.values),
        change=one.change,
    )


@router.get(
    "/overview/{int:participation}/absent/{int:occurrence}",
    response={200: AbsenceOut, **PROBLEMS},
    summary="某期未报单位",
)
def absent(request: HttpRequest, participation: int, occurrence: int) -> AbsenceOut:
    """Who of those directly below has not reported at one time."""
    place = participation_for(person(request), participation)
    found = queries.absence_at(place, queries.occurrence_below(place, occurrence), clock.now())
    return AbsenceOut(
        asked=len(found.asked),
        absent=[
            AbsentOut(
                participation=one.owed.participation.pk,
                unit=one.owed.participation.unit.name,
                due=one.owed.due,
                progress=one.progress,
            )
            for one in found.absent
        ],
    )


@router.get(
    "/overview/{int:participation}/quotas", response={200: list[QuotaOut], **PROBLEMS}, summary="数量要求"
)
def quotas(request: HttpRequest, participation: int) -> list[QuotaOut]:
    """Each quota of the campaign with everybody that it is asked of, from this unit down."""
    place = participation_for(person(request), participation)
    return [_quota(state) for state in quotas_below(place, clock.today())]


@router.get(
    "/totals/{int:participation}/{int:form}/years", response={200: YearsOut, **PROBLEMS}, summary="历年对比"
)
def years(request: HttpRequest, participation: int, form: int) -> YearsOut:
    """A statistics form over the years in which the same office asked the same."""
    user = person(request)
    place = participation_for(user, participation)
    row = queries.form_below(place, form)
    if row.kind != FormKind.STATISTICS:
        raise Http404
    found = years_of(user, place, row, clock.now())
    return YearsOut(
        years=found.years,
        total=[_compared(one) for one in found.total],
        units=[
            UnitYearsOut(unit=pk, name=name, rows=[_compared(one) for one in rows])
            for pk, name, rows in found.units()
        ],
    )


@router.get(
    "/totals/{int:participation}/{int:form}/levels",
    response={200: list[LevelOut], **PROBLEMS},
    summary="逐级核对",
)
def levels(
    request: HttpRequest,
    participation: int,
    form: int,
    with_waiting: bool = False,  # noqa: FBT001, FBT002  A field of the query.
) -> list[LevelOut]:
    """A statistics form over all its periods at every level, each unit before those that report to it."""
    place = participation_for(person(request), participation)
    row = queries.form_below(place, form)
    if row.kind != FormKind.STATISTICS:
        raise Http404
    return [
        LevelOut(
            participation=one.participation.pk,
            unit=one.participation.unit.name,
            depth=one.depth,
            total=one.total,
            sent=one.sent,
            differing=one.differing,
        )
        for one in levels_of(place, row, list(row.occurrences()), with_waiting=with_waiting)
    ]
