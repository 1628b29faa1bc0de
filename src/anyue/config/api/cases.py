"""Endpoints of the registers of typical cases and exposed hazards."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.attached import MOST_PICTURES
from anyue.cases.choices import ItemState
from anyue.cases.models import CaseItem
from anyue.config.api.paging import Asked, Page, Text, page_of
from anyue.config.api.problems import PROBLEMS
from anyue.core.cases import Register
from anyue.core.errors import AnyueError, cases
from anyue.core.uploads.boxes import MOST_BOXES, Box
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units, roles_in

router = Router(tags=["典型案例和隐患曝光"])

Values = dict[Annotated[str, Field(max_length=40)], Annotated[Text, Field(max_length=1000)]]
Number = Annotated[int, Field(ge=0, le=32767)]
Key = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class CaseOut(Schema):
    """An item: to its unit as it stands, to those above as it was sent; `version` 0 was never sent."""

    id: int
    kind: Register
    unit: int
    superior: int
    participation: int | None
    state: ItemState
    revision: int
    version: int
    approved_version: int
    is_public: bool
    content: dict[str, str]
    return_reason: str
    return_marks: dict[str, str]


class LineOut(Schema):
    """One way up that a unit of the person has."""

    key: str
    unit: int
    superior: int
    participation: int | None
    label: str


class CaseIn(Schema):
    """A new item; the same key a second time saves into the item of the first."""

    kind: Register
    line: Text = Field(max_length=40)
    content: Values
    key: Key


class SaveIn(Schema):
    """A draft as it is to be kept, with the revision that was read."""

    content: Values
    revision: int = Field(ge=0, le=2**31 - 1)


class SendIn(SaveIn):
    """The same, to be sent; the same key a second time changes nothing."""

    key: Key


class ReasonIn(Schema):
    """Why something is done."""

    reason: Text = Field(min_length=1, max_length=200)


class VersionIn(Schema):
    """The version that was looked at."""

    version: Number


class ReturnIn(VersionIn):
    """Why that version goes back, and the fields it is about."""

    reason: Text = Field("", max_length=500)
    marks: Values = Field(default_factory=dict)


class PublicIn(Schema):
    """How far the public may read: beyond the rule only less."""

    is_named: bool = False
    more: list[Annotated[Text, Field(max_length=40)]] = Field(default_factory=list, max_length=30)


Percent = Annotated[float, Field(ge=0, lt=100)]
Extent = Annotated[float, Field(gt=0, le=100)]


class BoxIn(Schema):
    """A rectangle that is black in a public picture, in per cent of its width and height."""

    left: Percent
    top: Percent
    width: Extent
    height: Extent


class PublicPictureIn(Schema):
    """A picture of the version that everybody may see, made anew with its rectangles black."""

    position: Number
    boxes: list[BoxIn] = Field(default_factory=list, max_length=MOST_BOXES)


class PublishIn(PublicIn):
    """The same of the version that was looked at, with the pictures that go along: none unless named."""

    version: Number
    pictures: list[PublicPictureIn] = Field(default_factory=list, max_length=MOST_PICTURES)


class PieceOut(Schema):
    """Some words as the public reads them; `was` is what they stand for, "" where nothing was changed."""

    text: str
    was: str


class PublicFieldOut(Schema):
    """One field of the public version."""

    code: str
    label: str
    pieces: list[PieceOut]


def _out(item: CaseItem, *, is_own: bool) -> CaseOut:
    return CaseOut(
        id=item.pk,
        kind=item.kind,
        unit=item.unit_id,
        superior=item.superior_id,
        participation=item.participation_id,
        state=item.state(),
        revision=item.revision,
        version=item.version,
        approved_version=item.approved_version,
        is_public=item.published > 0,
        content=queries.standing_content(item, is_own=is_own),
        return_reason=item.return_reason,
        return_marks=item.return_marks,
    )


def case_again(request: HttpRequest, pk: int) -> CaseOut:
    """An item within reach as it stands; 404 otherwise."""
    user = person(request)
    item = queries.item_for(user, pk)
    return _out(item, is_own=bool(roles_in(user, item.unit_id)))


@router.get("/cases", response={200: Page[CaseOut], **PROBLEMS}, summary="典型案例和隐患曝光")
def items(request: HttpRequest, asked: Asked) -> Page[CaseOut]:
    """All items within reach: one's own, and of the units below what was sent."""
    user = person(request)
    own = set(my_units(user).values_list("pk", flat=True))
    return page_of(queries.items_of(user), asked, lambda item: _out(item, is_own=item.unit_id in own))


@router.get("/cases/lines", response={200: list[LineOut], **PROBLEMS}, summary="可以报给谁")
def lines(request: HttpRequest) -> list[LineOut]:
    """Where the person's units may send an item."""
    return [
        LineOut(
            key=line.key,
            unit=line.unit.pk,
            superior=line.superior.pk,
            participation=line.participation.pk if line.participation else None,
            label=line.label,
        )
        for line in queries.lines_of(queries.units_that_keep(person(request)))
    ]


@router.get("/cases/{int:case}", response={200: CaseOut, **PROBLEMS}, summary="一条案例或曝光")
def item(request: HttpRequest, case: int) -> CaseOut:
    """One item within reach."""
    return case_again(request, case)


@router.post("/cases", response={200: CaseOut, **PROBLEMS}, summary="登记案例或曝光")
def enter(request: HttpRequest, given: CaseIn) -> CaseOut:
    """Begin an item as a draft."""
    user = person(request)
    line = queries.line_named(list(queries.units_that_keep(user)), given.line)
    if line is None:
        raise AnyueError(cases.CASE_LINE_UNKNOWN, field="line")
    entered = actions.enter_case(register=given.kind, line=line, raw=given.content, key=given.key, by=user)
    return case_again(request, entered.pk)


@router.put("/cases/{int:case}", response={200: CaseOut, **PROBLEMS}, summary="暂存案例或曝光")
def save(request: HttpRequest, case: int, given: SaveIn) -> CaseOut:
    """Keep a draft."""
    user = person(request)
    found = queries.item_to_keep(user, case)
    actions.save_case(item=found, raw=given.content, revision=given.revision, by=user)
    return case_again(request, case)


@router.post("/cases/{int:case}/send", response={200: CaseOut, **PROBLEMS}, summary="报送案例或曝光")
def send(request: HttpRequest, case: int, given: SendIn) -> CaseOut:
    """Send a draft."""
    user = person(request)
    found = queries.item_to_keep(user, case)
    actions.send_case(item=found, raw=given.content, revision=given.revision, key=given.key, by=user)
    return case_again(request, case)


@router.post("/cases/{int:case}/take-back", response={200: CaseOut, **PROBLEMS}, summary="撤回案例或曝光")
def take_back(request: HttpRequest, case: int) -> CaseOut:
    """Take a sent item back that nobody above has opened."""
    user = person(request)
    actions.take_back_case(item=queries.item_to_keep(user, case), by=user)
    return case_again(request, case)


@router.post("/cases/{int:case}/correct", response={200: CaseOut, **PROBLEMS}, summary="更正案例或曝光")
def correct(request: HttpRequest, case: int, given: ReasonIn) -> CaseOut:
    """Reopen an approved item."""
    user = person(request)
    actions.correct_case(item=queries.item_to_keep(user, case), reason=given.reason, by=user)
    return case_again(request, case)


@router.post("/cases/{int:case}/approve", response={200: CaseOut, **PROBLEMS}, summary="审核通过案例或曝光")
def approve(request: HttpRequest, case: int, given: VersionIn) -> CaseOut:
    """Approve the version that was looked at."""
    user = person(request)
    actions.approve_case(item=queries.item_for(user, case), version=given.version, by=user)
    return case_again(request, case)


@router.post("/cases/{int:case}/return", response={200: CaseOut, **PROBLEMS}, summary="退回案例或曝光")
def send_back(request: HttpRequest, case: int, given: ReturnIn) -> CaseOut:
    """Return the version that was looked at."""
    user = person(request)
    found = queries.item_for(user, case)
    actions.return_case(item=found, version=given.version, reason=given.reason, marks=given.marks, by=user)
    return case_again(request, case)


@router.get(
    "/cases/{int:case}/public", response={200: list[PublicFieldOut], **PROBLEMS}, summary="公开内容预览"
)
def preview(request: HttpRequest, case: int, given: Annotated[PublicIn, Query()]) -> list[PublicFieldOut]:
    """The approved version as the public would read it, with what each replacement stands for."""
    user = person(request)
    found = queries.item_for(user, case)
    require(user, Permission.PUBLISH_CASES, found.superior_id)
    shown = queries.preview_of(found, is_named=given.is_named, more=given.more)
    return [
        PublicFieldOut(
            code=one.field.code,
            label=one.field.label,
            pieces=[PieceOut(text=piece.text, was=piece.was) for piece in one.pieces],
        )
        for one in shown.fields
    ]


@router.post("/cases/{int:case}/publish", response={200: CaseOut, **PROBLEMS}, summary="公开案例或曝光")
def publish(request: HttpRequest, case: int, given: PublishIn) -> CaseOut:
    """Make the approved version public, anonymised."""
    user = person(request)
    found = queries.item_for(user, case)
    pictures = {
        one.position: [Box(box.left, box.top, box.width, box.height) for box in one.boxes]
        for one in given.pictures
    }
    actions.publish_case(
        item=found,
        version=given.version,
        is_named=given.is_named,
        more=given.more,
        by=user,
        pictures=pictures,
    )
    return case_again(request, case)


@router.post("/cases/{int:case}/unpublish", response={200: CaseOut, **PROBLEMS}, summary="撤下公开内容")
def unpublish(request: HttpRequest, case: int, given: ReasonIn) -> CaseOut:
    """Take an item out of the public."""
    user = person(request)
    actions.unpublish_case(item=queries.item_for(user, case), reason=given.reason, by=user)
    return case_again(request, case)
