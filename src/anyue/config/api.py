"""The REST interface: the same actions and queries as the pages, typed, under /api/.

It is used with the session of the person who is signed in; writing needs the CSRF token that pages carry.
"""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.security import django_auth

from anyue import __version__, clock
from anyue.accounts.person import person
from anyue.campaigns.queries import own_participation_for, participation_for
from anyue.core.errors import AnyueError
from anyue.reports import actions, queries
from anyue.reports.queries import Owed

LARGEST = 2**31 - 1
"""The largest number that every database holds in an integer column."""

api = NinjaAPI(
    title="安月 Anyue", version=__version__, auth=django_auth, docs_url=None, docs_decorator=login_required
)


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


class ReportIn(Schema):
    """A table to send in: text by code, the revision seen (0 for none), a key for this sending-in."""

    values: dict[str, str]
    revision: int = Field(0, ge=0, le=LARGEST)
    key: str = Field(pattern=r"^[0-9A-Za-z-]{1,36}$")


class ReportOut(Schema):
    """A table that was sent in."""

    id: int
    version: int
    revision: int
    is_nil: bool


class CountsOut(Schema):
    """The line of truth of a campaign below one participation."""

    asked: int
    sent: int
    late: int
    missing: int
    returned: int
    waiting: int
    unacknowledged: int


@api.exception_handler(AnyueError)
def problem(request: HttpRequest, error: AnyueError) -> HttpResponse:
    """A catalogued problem as problem+json (RFC 9457)."""
    body: dict[str, object] = {"type": "about:blank", "code": error.code, "title": error.message}
    body["status"] = error.problem.status
    if isinstance(error, actions.ValuesWrongError):
        body["fields"] = {code: wrong.message for code, wrong in error.problems.items()}
    response = api.create_response(request, body, status=error.problem.status)
    response["Content-Type"] = "application/problem+json"
    return response


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


@api.get("/owed", response=list[OwedOut], summary="本人各单位应报送的全部内容")
def owed(request: HttpRequest) -> list[OwedOut]:
    """Everything the person's units were asked to send in, most urgent first."""
    return [_out(item) for item in queries.owed_by(person(request), clock.now())]


@api.put("/reports/{int:participation}/{int:occurrence}", response=ReportOut, summary="报送一张表")
def submit(request: HttpRequest, participation: int, occurrence: int, report: ReportIn) -> ReportOut:
    """Send a table in; the same key a second time changes nothing."""
    user = person(request)
    place = own_participation_for(user, participation)
    sent = actions.submit_report(
        participation=place,
        occurrence=queries.occurrence_for(place, occurrence),
        raw=report.values,
        revision=report.revision,
        key=report.key,
        by=user,
    )
    return ReportOut(id=sent.pk, version=sent.version, revision=sent.revision, is_nil=sent.is_nil)


@api.get("/overview/{int:participation}", response=CountsOut, summary="某单位以下的报送情况")
def counts(request: HttpRequest, participation: int) -> CountsOut:
    """The line of truth over all that is due by now."""
    found = participation_for(person(request), participation)
    told = queries.overview_of(found, clock.now()).counts()
    return CountsOut(sent=told.pop("in"), **told)
