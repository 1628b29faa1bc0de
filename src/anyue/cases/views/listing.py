"""Pages: both registers, one item, and a register as a workbook."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.models import CaseItem, CaseVersion
from anyue.cases.views.keeping import register_of
from anyue.core.cases import FIELDS, Field, Register, told
from anyue.core.cases.book import XLSX, build_register_book
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import has_many_units, may, permissions_of, roles_in
from anyue.web.downloads import download


class Change(NamedTuple):
    """A field that says something else than in the version before."""

    label: str
    old: str
    new: str
    reason: str


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """One register: what waits for this person's unit, its own items, those of the units below."""
    user = person(request)
    register = register_of(request.GET.get("register", Register.CASE))
    rows = queries.rows_of(user, register)
    units = {row.item.unit_id for row in rows if row.is_own}
    permissions = permissions_of(user)
    closed = [row for row in rows if row.item.is_closed and row.item.approved_at is None]
    waiting = [row for row in closed if may(user, Permission.REVIEW_REPORT, row.item.superior_id)]
    context = {
        "register": register,
        "registers": list(Register),
        "counted": queries.counted(register, rows),
        "waiting": waiting,
        "own": [row for row in rows if row.is_own],
        "below": [row for row in rows if not row.is_own and row not in waiting],
        "has_many_units": has_many_units(user) or len(units) > 1,
        "may_keep": Permission.SUBMIT_REPORT in permissions,
        "public": queries.registers_of(user) if Permission.PUBLISH_CASES in permissions else [],
    }
    return render(request, "cases/cases.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """A register within reach as a workbook, units in official order."""
    user = person(request)
    register = register_of(request.GET.get("register", Register.CASE))
    fields = FIELDS[register]
    heads = ["序号", "单位", *(field.label for field in fields), "状态"]
    rows = [
        [row.item.unit.name, *(row.words(field.code) for field in fields), row.state.label]
        for row in queries.rows_of(user, register)
    ]
    return download(
        build_register_book(f"{register.label}登记表", heads, rows), XLSX, f"{register.label}登记表.xlsx"
    )


@require_GET
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item with its versions; the unit's acts for its people, the superior's for theirs."""
    user = person(request)
    found = queries.item_for(user, pk)
    may_review = may(user, Permission.REVIEW_REPORT, found.superior_id)
    if may_review and found.is_closed and found.opened_at is None and not _is_mine_alone(user, found):
        actions.open_case(item=found, by=user)
        found = queries.item_for(user, pk)
    return item_page(request, found)


def _is_mine_alone(user: User, found: CaseItem) -> bool:
    """Whether the unit approves its own items: then nobody else has to be kept from taking them back."""
    return found.superior_id == found.unit_id and bool(roles_in(user, found.unit_id))


def item_page(request: HttpRequest, found: CaseItem, error: str = "", status: int = 200) -> HttpResponse:
    """The page of an item."""
    user = person(request)
    is_own = bool(roles_in(user, found.unit_id))
    content = queries.standing_content(found, is_own=is_own)
    versions = queries.seen_versions(found, is_own=is_own)
    is_draft = is_own and not found.is_closed
    version = None if is_draft else queries.standing_version(found, is_own=is_own)
    number = version.number if version else 0
    pictures = list(queries.pictures_of(found, number)) if number or is_draft else []
    shown = [field for field in FIELDS[found.kind] if content.get(field.code)]
    is_waiting = found.is_closed and found.approved_at is None
    public = (
        found.publications.filter(number=found.published).select_related("version", "published_by").first()
    )
    context = {
        "item": found,
        "row": queries.Row(found, content, is_own),
        "fields": [(field, told(field, content[field.code])) for field in shown],
        "pictures": pictures,
        "number": number,
        "are_gone": version is not None and bool(version.pictures) and not pictures,
        "marks": found.return_marks if found.returned_at else {},
        "changes": changes_of(found, versions),
        "versions": versions,
        "error": error,
        "typed": request.POST,
        "markable": [
            (field, f"mark_{field.code}" in request.POST, request.POST.get(f"why_{field.code}", ""))
            for field in shown
        ],
        "now": clock.now(),
        "may_keep": may(user, Permission.SUBMIT_REPORT, found.unit_id),
        "may_review": is_waiting and may(user, Permission.REVIEW_REPORT, found.superior_id),
        "may_publish": bool(found.approved_version)
        and may(user, Permission.PUBLISH_CASES, found.superior_id),
        "public": public,
    }
    return render(request, "cases/item.html", context, status=status)


def changes_of(found: CaseItem, versions: list[CaseVersion]) -> list[Change]:
    """What the newest version says otherwise than the last one that was decided on, or was marked in it."""
    before = next((one for one in versions[1:] if hasattr(one, "verdict")), None)
    if before is None or not found.is_closed:
        return []
    marks = before.verdict.marks
    changes = [
        Change(field.label, old, new, marks[field.code] or "已标出" if field.code in marks else "")
        for field in FIELDS[found.kind]
        if (old := _told(field, before)) != (new := _told(field, versions[0])) or field.code in marks
    ]
    if before.pictures != versions[0].pictures:
        changes.append(Change("照片", _told_pictures(before), _told_pictures(versions[0]), ""))
    return changes


def _told_pictures(version: CaseVersion) -> str:
    """How many there are, and what those are called that have a caption."""
    captions = "；".join(caption for _, _, caption in version.pictures if caption)
    count = f"{len(version.pictures)} 张" if version.pictures else ""
    return f"{count}：{captions}" if captions else count


def _told(field: Field, version: CaseVersion) -> str:
    return told(field, version.content.get(field.code, ""))
