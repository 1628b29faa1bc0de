"""Endpoints of the files of a written text, and of a leader's sign-off."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from anyue.accounts.person import person
from anyue.campaigns.queries import own_participation_for, participation_for
from anyue.config.api.door import IN_PERSON
from anyue.config.api.evidence import BINARY
from anyue.config.api.paging import LARGEST
from anyue.config.api.problems import PROBLEMS
from anyue.config.api.reports import WithUnitOut, own_report, with_unit
from anyue.files.serving import serve
from anyue.files.storing import look_at
from anyue.reports import actions, queries
from anyue.reports.attached import KINDS, Files, file_within, files_seen_by
from anyue.reports.choices import FilePart
from anyue.reports.filling import REASON
from anyue.reports.models import Report, ReportFile
from anyue.reports.written import is_text

router = Router(tags=["文字材料"])

Revision = Annotated[int, Form(ge=0, le=LARGEST, description="所见的修改次数，尚未填报的为 0")]


class FileOut(Schema):
    """A file of a text; `version` is 0 for one that is with the draft."""

    version: int
    part: FilePart
    name: str
    size: int
    sha256: str
    added_at: datetime


class RemoveIn(Schema):
    """Which file of the draft goes, and the revision seen."""

    part: FilePart
    revision: int = Field(ge=0, le=LARGEST)


class SignOffIn(Schema):
    """What was looked at: the version of what was sent in, or the revision of a text before it goes up."""

    version: int = Field(0, ge=0, le=LARGEST)
    revision: int = Field(0, ge=0, le=LARGEST)


def _file(row: ReportFile) -> FileOut:
    return FileOut(
        version=row.number,
        part=FilePart(row.part),
        name=row.name,
        size=row.file.size,
        sha256=row.file.sha256,
        added_at=row.added_at,
    )


def _report(request: HttpRequest, participation: int, occurrence: int) -> Report:
    place = participation_for(person(request), participation)
    report = queries.basis.report_of(place, queries.occurrence_for(place, occurrence))
    if report is None:
        raise Http404
    return report


def _keep(
    request: HttpRequest, participation: int, occurrence: int, revision: int, files: Files
) -> WithUnitOut:
    """Put files with a draft, or take them away, and leave its words as they are."""
    user = person(request)
    place = own_participation_for(user, participation)
    when = queries.occurrence_for(place, occurrence)
    if not is_text(when):
        raise Http404
    sheet = queries.sheet_for(place, when)
    reasons = sheet.basis.report.reasons if sheet.basis.report else {}
    raw = {**sheet.own, **{REASON + code: why for code, why in reasons.items()}}
    return with_unit(
        actions.save_report(
            participation=place, occurrence=when, raw=raw, revision=revision, by=user, files=files
        )
    )


@router.get(
    "/reports/{int:participation}/{int:occurrence}/files",
    response={200: list[FileOut], **PROBLEMS},
    summary="文字材料的文件",
)
def files(request: HttpRequest, participation: int, occurrence: int) -> list[FileOut]:
    """The files of a text within reach: with the draft to whoever fills it in, to others what went up."""
    report = _report(request, participation, occurrence)
    return [_file(row) for row in files_seen_by(person(request), report)]


@router.post(
    "/reports/{int:participation}/{int:occurrence}/files",
    response={200: WithUnitOut, **PROBLEMS},
    summary="上传文字材料的文件",
)
def upload(  # noqa: PLR0913, PLR0917  One argument a part of the request.
    request: HttpRequest,
    participation: int,
    occurrence: int,
    revision: Revision,
    part: Annotated[FilePart, Form(description="可编辑文件或盖章扫描件")],
    file: Annotated[UploadedFile, File(description="文件")],
) -> WithUnitOut:
    """Put a file with the draft in the place of the one there was; it goes up when the text is sent in."""
    own_participation_for(person(request), participation)
    kept = look_at(file, kinds=KINDS[part])
    return _keep(request, participation, occurrence, revision, {part: kept})


@router.get(
    "/reports/{int:participation}/{int:occurrence}/files/{int:version}/{str:part}",
    response=PROBLEMS,
    openapi_extra=BINARY,
    summary="下载文字材料的文件",
)
def download(
    request: HttpRequest, participation: int, occurrence: int, version: int, part: FilePart
) -> HttpResponseBase:
    """One of them."""
    report = _report(request, participation, occurrence)
    row = file_within(person(request), report, version, part)
    return serve(row.file, row.name)


@router.post(
    "/reports/{int:participation}/{int:occurrence}/files/remove",
    response={200: WithUnitOut, **PROBLEMS},
    summary="移除草稿的文件",
)
def remove(request: HttpRequest, participation: int, occurrence: int, given: RemoveIn) -> WithUnitOut:
    """Take a file away from the draft; what went up stays with its version."""
    return _keep(request, participation, occurrence, given.revision, {given.part: None})


@router.post(
    "/reports/{int:participation}/{int:occurrence}/sign-off",
    auth=IN_PERSON,
    response={200: WithUnitOut, **PROBLEMS},
    summary="审签",
)
def sign_off(request: HttpRequest, participation: int, occurrence: int, given: SignOffIn) -> WithUnitOut:
    """Answer for what was sent in, or for a text before it goes up, as a leader."""
    user, report = own_report(request, participation, occurrence)
    if report.is_closed:
        actions.sign_off_report(report=report, version=given.version, by=user)
    else:
        actions.sign_off_draft(report=report, revision=given.revision, by=user)
    return with_unit(report)
