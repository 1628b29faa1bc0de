"""Endpoints of the pictures of a typical case or an exposed hazard."""

from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, File, Form, Router, Schema
from ninja.files import UploadedFile

from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.attached import LONGEST_CAPTION, MOST_PICTURES, PictureChanges
from anyue.cases.models import CasePicture
from anyue.config.api.cases import CaseOut, case_again
from anyue.config.api.evidence import BINARY
from anyue.config.api.paging import LARGEST, Text
from anyue.config.api.problems import PROBLEMS
from anyue.core.errors import AnyueError, uploads
from anyue.core.uploads import PICTURES
from anyue.files.serving import serve
from anyue.files.storing import look_at
from anyue.orgs.queries import roles_in

router = Router(tags=["典型案例和隐患曝光"])

Revision = Annotated[int, Form(ge=0, le=LARGEST, description="所见的修改次数")]


class PictureOut(Schema):
    """A picture; `version` is 0 for one that is with the draft. `sha256` is of what is kept of it."""

    version: int
    position: int
    caption: str
    media_type: str
    size: int
    sha256: str


class ChangeIn(Schema):
    """What a picture of the draft shows, or that it goes, and the revision of the item that was read."""

    caption: Text = Field("", max_length=LONGEST_CAPTION)
    revision: int = Field(ge=0, le=LARGEST)


def _out(row: CasePicture) -> PictureOut:
    return PictureOut(
        version=row.number,
        position=row.position,
        caption=row.caption,
        media_type=row.file.upload_kind.media_type,
        size=row.file.size,
        sha256=row.file.sha256,
    )


def _change(request: HttpRequest, case: int, revision: int, changes: PictureChanges) -> CaseOut:
    """Change the pictures of a draft and leave its words as they are."""
    user = person(request)
    item = queries.item_to_keep(user, case)
    actions.save_case(item=item, raw=item.content, revision=revision, by=user, pictures=changes)
    return case_again(request, case)


@router.get("/cases/{int:case}/pictures", response={200: list[PictureOut], **PROBLEMS}, summary="案例照片")
def pictures(request: HttpRequest, case: int) -> list[PictureOut]:
    """The pictures within reach: of the draft to its unit, of each version to who reads that."""
    user = person(request)
    item = queries.item_for(user, case)
    is_own = bool(roles_in(user, item.unit_id))
    seen = {version.number for version in queries.seen_versions(item, is_own=is_own)}
    rows = queries.all_pictures_of(item)
    return [_out(row) for row in rows if row.number in seen or (is_own and row.number == 0)]


@router.post("/cases/{int:case}/pictures", response={200: CaseOut, **PROBLEMS}, summary="添加案例照片")
def add(
    request: HttpRequest,
    case: int,
    revision: Revision,
    files: Annotated[list[UploadedFile], File(description="照片")],
) -> CaseOut:
    """Add pictures to a draft; one that it has adds nothing."""
    queries.item_to_keep(person(request), case)
    if len(files) > MOST_PICTURES:
        raise AnyueError(uploads.UPLOADS_TOO_MANY, limit=MOST_PICTURES, count=len(files))
    added = [look_at(one, kinds=PICTURES) for one in files]
    return _change(request, case, revision, PictureChanges(added))


@router.get(
    "/cases/{int:case}/pictures/{int:version}/{int:position}",
    response=PROBLEMS,
    openapi_extra=BINARY,
    summary="下载一张案例照片",
)
def download(request: HttpRequest, case: int, version: int, position: int) -> HttpResponseBase:
    """One picture; version 0 is the draft."""
    found = queries.picture_for(person(request), case, version, position)
    return serve(found.file, found.name)


@router.post(
    "/cases/{int:case}/pictures/{int:position}/caption",
    response={200: CaseOut, **PROBLEMS},
    summary="说明一张案例照片",
)
def caption(request: HttpRequest, case: int, position: int, given: ChangeIn) -> CaseOut:
    """Say in a line what a picture of the draft shows."""
    changes = PictureChanges(captions={position: given.caption})
    return _change(request, case, given.revision, changes)


@router.post(
    "/cases/{int:case}/pictures/{int:position}/remove",
    response={200: CaseOut, **PROBLEMS},
    summary="移除一张案例照片",
)
def remove(request: HttpRequest, case: int, position: int, given: ChangeIn) -> CaseOut:
    """Take a picture away from the draft; what went up stays with its version."""
    return _change(request, case, given.revision, PictureChanges(removed=[position]))
