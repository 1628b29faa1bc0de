"""Writes: the draft of an item."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.cases.attached import NO_CHANGES, PictureChanges, change_pictures
from anyue.cases.claims import claim_draft
from anyue.cases.models import CaseItem
from anyue.cases.queries import Line
from anyue.core.cases import Register, cleaned
from anyue.core.errors import AnyueError, cases
from anyue.files.storing import storing
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


def enter_case(  # noqa: PLR0913  One argument a part of what is kept.
    *,
    register: Register,
    line: Line,
    raw: Mapping[str, str],
    key: str,
    by: User,
    pictures: PictureChanges = NO_CHANGES,
) -> CaseItem:
    """Begin an item as a draft; the same key again saves what the page says now into the item of the first.

    Raises:
        AnyueError: no right to, a value that can't be (`FieldsWrongError`), too many pictures, or somebody
            else's key.
    """
    require(by, Permission.SUBMIT_REPORT, line.unit.pk)
    content = cleaned(register, raw)
    item = CaseItem(
        register=register.value,
        unit=line.unit,
        superior=line.superior,
        participation=line.participation,
        content=content,
        key=key,
        created_at=clock.now(),
        created_by=by,
    )
    try:
        with storing(by=by) as store, transaction.atomic():
            item.save()
            change_pictures(item, pictures, store, by=by)
            write_entry("enter_case", by=by, on=item, unit_id=line.unit.pk)
    except IntegrityError as taken:
        mine = CaseItem.objects.filter(
            key=key, unit=line.unit, created_by=by, register=register.value, superior=line.superior
        )
        twin = mine.select_related("unit", "superior", "participation").first()
        if twin is None:
            raise AnyueError(cases.CASE_KEY_TAKEN) from taken
        if not twin.is_closed and (twin.content != content or pictures):
            save_case(item=twin, raw=raw, revision=twin.revision, by=by, pictures=pictures)
        return twin
    return item


def save_case(
    *,
    item: CaseItem,
    raw: Mapping[str, str],
    revision: int,
    by: User,
    pictures: PictureChanges = NO_CHANGES,
) -> None:
    """Keep what was typed into a draft, and its pictures, without sending it.

    Raises:
        AnyueError: no right to, a value that can't be, too many pictures, closed, or changed by somebody else
            meanwhile.
    """
    with storing(by=by) as store, transaction.atomic():
        require(by, Permission.SUBMIT_REPORT, item.unit_id)
        claim_draft(item, revision, content=cleaned(item.kind, raw))
        change_pictures(item, pictures, store, by=by)
        write_entry("save_case", by=by, on=item, unit_id=item.unit_id)


@transaction.atomic
def discard_case(*, item: CaseItem, by: User) -> None:
    """Delete a draft that was never sent; whatever was stays.

    Raises:
        AnyueError: no right to, or it was sent.
    """
    require(by, Permission.SUBMIT_REPORT, item.unit_id)
    write_entry("discard_case", by=by, on=item, unit_id=item.unit_id)
    if not CaseItem.objects.filter(pk=item.pk, version=0).delete()[0]:
        raise AnyueError(cases.CASE_SENT_BEFORE)
