"""Endpoints of the directory of units: the whole of it as a sheet, out and, after a preview, in."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from anyue.accounts.person import person
from anyue.config.api.door import require_proved
from anyue.config.api.paging import Id, Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.units.planning import Changes, Event
from anyue.core.units.problems import CellProblem
from anyue.orgs import actions, queries
from anyue.orgs.models import UnitImport
from anyue.orgs.preview import lines_of

router = Router(tags=["单位名录"])

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500
"""Changes that a preview tells one by one; all are counted."""
_WORKBOOK = {"responses": {200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}}


class CellOut(Schema):
    """What is wrong or odd at a cell: a row from 1, a column by letter; 0 and empty where it has none."""

    code: str
    row: int
    column: str
    title: str


class FieldOut(Schema):
    """One field of a unit, as it is and as it will be."""

    name: str
    now: str
    then: str


class ChangeOut(Schema):
    """What one row of the sheet changes."""

    row: int
    name: str
    events: list[Event]
    fields: list[FieldOut]


class PreviewOut(Schema):
    """What a sheet would change; `id` and `digest` are what applying it asks for, null where it has errors.

    `changes` are the first 500, `counts` how many units each event happens to.
    """

    id: int | None
    digest: str | None
    counts: dict[Event, int]
    unchanged: int
    changes: list[ChangeOut]
    errors: list[CellOut]
    error_count: int
    warnings: list[CellOut]
    warning_count: int


class AppliedOut(Schema):
    """How many units each event happened to."""

    counts: dict[Event, int]


class ApplyIn(Schema):
    """The digest of the changes that were looked at."""

    digest: Text = Field(min_length=1, max_length=64)


def _cell(one: CellProblem) -> CellOut:
    return CellOut(code=one.problem.code, row=one.row, column=one.letter, title=one.message)


def _preview(draft: UnitImport | None, changes: Changes) -> PreviewOut:
    shown = changes.changes[:SHOWN]
    told = lines_of(shown, queries.names_for(changes, shown))
    return PreviewOut(
        id=draft.pk if draft else None,
        digest=draft.digest if draft else None,
        counts=changes.counts(),
        unchanged=changes.unchanged,
        changes=[
            ChangeOut(
                row=line.row,
                name=line.name,
                events=list(change.events),
                fields=[FieldOut(name=name, now=now, then=then) for name, now, then in line.fields],
            )
            for line, change in zip(told, shown, strict=True)
        ],
        errors=[_cell(one) for one in changes.problems.errors],
        error_count=changes.problems.error_count,
        warnings=[_cell(one) for one in changes.problems.warnings],
        warning_count=changes.problems.warning_count,
    )


@router.get("/units/sheet", response=PROBLEMS, openapi_extra=_WORKBOOK, summary="导出单位表")
def export(
    request: HttpRequest, under: Annotated[Id | None, Query(description="从哪个单位以下")] = None
) -> HttpResponse:
    """The units below a place, the person's own area if none is named, as a workbook to be read back."""
    place = queries.place_for(person(request), "" if under is None else str(under))
    return HttpResponse(queries.export_units(place), content_type=XLSX)


@router.post("/units/sheet", response={200: PreviewOut, **PROBLEMS}, summary="预览单位表的变动")
def draft(
    request: HttpRequest,
    sheet: Annotated[UploadedFile, File(description="单位表（.xlsx）")],
    under: Annotated[Id | None, Form(description="改哪个单位以下")] = None,
    on: Annotated[date | None, Form(description="变动日期，不填为今天")] = None,
) -> PreviewOut:
    """Read a sheet: what it would change, or what is wrong with it, cell by cell. Nothing changes yet."""
    user = person(request)
    place = queries.place_for(user, "" if under is None else str(under))
    made, changes = actions.draft_import(
        base=place, data=sheet.read(), file_name=sheet.name or "", on=on, by=user
    )
    return _preview(made, changes)


@router.post("/units/imports/{int:sheet}/apply", response={200: AppliedOut, **PROBLEMS}, summary="导入单位表")
def apply(request: HttpRequest, sheet: int, given: ApplyIn) -> AppliedOut:
    """Apply a sheet as it was looked at, all or nothing; a conflict (409) where the tree has moved on."""
    user = person(request)
    require_proved(request)
    changes = actions.apply_import(draft=queries.draft_for(user, sheet), digest=given.digest, by=user)
    return AppliedOut(counts=changes.counts())
