"""Endpoints of the summary that an office writes of a campaign."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.models import Participation
from anyue.config.api.paging import LARGEST, Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.forms.entry import DOCUMENT_LIMIT
from anyue.reports import actions, queries, written
from anyue.reports.models import SummaryVersion
from anyue.reports.written import Draft

router = Router(tags=["文字材料"])


class SeenIn(Schema):
    """The revision that was seen, 0 where nothing is written yet."""

    revision: int = Field(ge=0, le=LARGEST)


class TextIn(SeenIn):
    """The text as it is typed, with its figures by reference."""

    text: Text = Field(max_length=DOCUMENT_LIMIT)


class SaveIn(TextIn):
    """The same, to be kept; with `takes_new` its figures become what they are now."""

    takes_new: bool = False


class VersionIn(Schema):
    """The version that was seen."""

    version: int = Field(ge=1, le=32767)


class SummaryFigureOut(Schema):
    """A figure of a text from `start` up to `end`: what it was frozen as, and what it stands on."""

    start: int
    end: int
    key: str
    value: str
    grounds: str


class SummaryVersionOut(Schema):
    """A finalised version: its text with plain numbers, and the digest over text and figures."""

    number: int
    text: str
    figures: list[SummaryFigureOut]
    digest: str
    finalised_at: datetime
    finalised_by: str


class SummaryOut(Schema):
    """What is being written: its text with plain numbers, and as `source` with its figures as they are typed.

    `moved` are the figures that are another number by now, null for none.
    """

    participation: int
    revision: int
    version: int
    is_final: bool
    saved_at: datetime | None
    saved_by: str | None
    text: str
    source: str
    figures: list[SummaryFigureOut]
    moved: dict[str, str | None]


def _figures(marks: list[list[Any]]) -> list[SummaryFigureOut]:
    return [
        SummaryFigureOut(start=start, end=end, key=key, value=frozen["value"], grounds=frozen["grounds"])
        for start, end, key, frozen in marks
    ]


def _version(version: SummaryVersion) -> SummaryVersionOut:
    return SummaryVersionOut(
        number=version.number,
        text=version.text,
        figures=_figures(version.figures),
        digest=version.digest,
        finalised_at=version.finalised_at,
        finalised_by=version.finalised_by.name,
    )


def _out(place: Participation) -> SummaryOut:
    kept = queries.summary_of(place)
    if kept is None:
        raise Http404
    text, marks = Draft(kept.text, kept.figures).as_sent
    told = queries.statement_of(place, clock.now()).figures
    return SummaryOut(
        participation=place.pk,
        revision=kept.revision,
        version=kept.version,
        is_final=kept.finalised_at is not None,
        saved_at=kept.saved_at,
        saved_by=kept.saved_by.name if kept.saved_by else None,
        text=text,
        source=kept.text,
        figures=_figures(marks),
        moved={key: now or None for key, now in written.moved(kept.figures, told).items()},
    )


@router.get(
    "/overview/{int:participation}/summary", response={200: SummaryOut, **PROBLEMS}, summary="活动总结"
)
def summary(request: HttpRequest, participation: int) -> SummaryOut:
    """The summary of a campaign as one's own unit is writing it; 404 where nothing is written."""
    return _out(queries.participation_to_sum_up(person(request), participation))


@router.post(
    "/overview/{int:participation}/summary/draft",
    response={200: SummaryOut, **PROBLEMS},
    summary="起草活动总结",
)
def draft(request: HttpRequest, participation: int, given: SeenIn) -> SummaryOut:
    """Draw the text from the plan and from what came in, in the place of what stands there."""
    user = person(request)
    place = queries.participation_to_sum_up(user, participation)
    text = queries.drafted_closing(place, queries.statement_of(place, clock.now()))
    actions.save_summary(participation=place, text=text, revision=given.revision, by=user)
    return _out(place)


@router.put(
    "/overview/{int:participation}/summary", response={200: SummaryOut, **PROBLEMS}, summary="保存活动总结"
)
def save(request: HttpRequest, participation: int, given: SaveIn) -> SummaryOut:
    """Keep a text at the revision that was seen; its figures become what they are now where that is asked."""
    user = person(request)
    place = queries.participation_to_sum_up(user, participation)
    actions.save_summary(
        participation=place, text=given.text, revision=given.revision, takes_new=given.takes_new, by=user
    )
    return _out(place)


@router.post(
    "/overview/{int:participation}/summary/finalise",
    response={200: SummaryVersionOut, **PROBLEMS},
    summary="活动总结定稿",
)
def finalise(request: HttpRequest, participation: int, given: TextIn) -> SummaryVersionOut:
    """Make a version, which nobody changes any more."""
    user = person(request)
    place = queries.participation_to_sum_up(user, participation)
    made = actions.finalise_summary(participation=place, text=given.text, revision=given.revision, by=user)
    return _version(made)


@router.post(
    "/overview/{int:participation}/summary/reopen",
    response={200: SummaryOut, **PROBLEMS},
    summary="修改已定稿的活动总结",
)
def reopen(request: HttpRequest, participation: int, given: VersionIn) -> SummaryOut:
    """Go on writing after the version that was seen."""
    user = person(request)
    place = queries.participation_to_sum_up(user, participation)
    kept = queries.summary_of(place)
    if kept is None:
        raise Http404
    actions.reopen_summary(summary=kept, version=given.version, by=user)
    return _out(place)


@router.get(
    "/overview/{int:participation}/summary/versions",
    response={200: list[SummaryVersionOut], **PROBLEMS},
    summary="活动总结各版",
)
def versions(request: HttpRequest, participation: int) -> list[SummaryVersionOut]:
    """The finalised versions, the last first."""
    kept = queries.summary_of(queries.participation_to_sum_up(person(request), participation))
    return [_version(one) for one in queries.versions_of(kept)] if kept else []
