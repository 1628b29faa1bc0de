"""Endpoints of the files of a record: listed, added, given out, captioned, taken away."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, File, Router, Schema
from ninja.files import UploadedFile

from anyue.accounts.person import person
from anyue.config.api.paging import Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.errors import AnyueError, uploads
from anyue.files.serving import serve
from anyue.files.storing import look_at
from anyue.records import actions, queries
from anyue.records.models import Evidence

router = Router(tags=["台账"])

MOST_AT_ONCE = 12
Files = Annotated[list[UploadedFile], File(description="照片、视频、文件")]
_ANY = {"schema": {"type": "string", "format": "binary"}}
BINARY = {"responses": {200: {"content": {"*/*": _ANY}}}}
"""A file as it is kept; its Content-Type says which kind it is."""


class EvidenceOut(Schema):
    """One file of a record, which is named by its `position`; `sha256` is of what is kept of it."""

    position: int
    name: str
    caption: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime


class CaptionIn(Schema):
    """What a file shows, in a line."""

    caption: Text = Field(max_length=100)


def _out(one: Evidence) -> EvidenceOut:
    return EvidenceOut(
        position=one.position,
        name=one.name,
        caption=one.caption,
        media_type=one.file.upload_kind.media_type,
        size=one.file.size,
        sha256=one.file.sha256,
        added_at=one.added_at,
    )


@router.get(
    "/records/{int:record}/evidence", response={200: list[EvidenceOut], **PROBLEMS}, summary="佐证材料"
)
def evidence(request: HttpRequest, record: int) -> list[EvidenceOut]:
    """The files of a record within reach."""
    return [_out(one) for one in queries.record_for(person(request), record).evidence.all()]


@router.post(
    "/records/{int:record}/evidence", response={200: list[EvidenceOut], **PROBLEMS}, summary="添加佐证材料"
)
def add(
    request: HttpRequest,
    record: int,
    files: Files,
) -> list[EvidenceOut]:
    """Add files, at most twelve at once; one that the record has adds nothing. All files of the record."""
    user = person(request)
    found = queries.record_to_keep(user, record)
    if len(files) > MOST_AT_ONCE:
        raise AnyueError(uploads.UPLOADS_TOO_MANY, limit=MOST_AT_ONCE, count=len(files))
    actions.add_evidence(record=found, files=[look_at(one) for one in files], by=user)
    return [_out(one) for one in queries.record_for(user, record).evidence.all()]


@router.get(
    "/records/{int:record}/evidence/{int:position}",
    response=PROBLEMS,
    openapi_extra=BINARY,
    summary="下载一份佐证材料",
)
def download(request: HttpRequest, record: int, position: int) -> HttpResponseBase:
    """One file, to be kept."""
    found = queries.evidence_for(person(request), record, position)
    return serve(found.file, found.caption or found.name)


@router.post(
    "/records/{int:record}/evidence/{int:position}/caption",
    response={200: EvidenceOut, **PROBLEMS},
    summary="说明一份佐证材料",
)
def caption(request: HttpRequest, record: int, position: int, given: CaptionIn) -> EvidenceOut:
    """Say in a line what a file shows."""
    user = person(request)
    found = queries.evidence_to_keep(user, record, position)
    actions.caption_evidence(evidence=found, caption=given.caption, by=user)
    return _out(queries.evidence_for(user, record, position))


@router.post(
    "/records/{int:record}/evidence/{int:position}/remove",
    response={200: EvidenceOut, **PROBLEMS},
    summary="移除一份佐证材料",
)
def remove(request: HttpRequest, record: int, position: int) -> EvidenceOut:
    """Take a file away; what it last was."""
    user = person(request)
    found = queries.evidence_to_keep(user, record, position)
    told = _out(found)
    actions.remove_evidence(evidence=found, by=user)
    return told
