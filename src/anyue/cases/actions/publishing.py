"""Writes: making an approved item public, anonymised, and taking it out of the public again."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.cases.models import CaseItem, CasePicture, Publication, PublicRegister, PublishedPicture
from anyue.cases.queries import pictures_to_publish, preview_of
from anyue.core.anonymise.stream import letters
from anyue.core.cases import Register, checked_masks, fields_of
from anyue.core.errors import AnyueError, cases
from anyue.core.forms.values import clean_text
from anyue.core.uploads import Prepared, public_copy
from anyue.core.uploads.boxes import Box, checked_boxes
from anyue.files.storing import storing
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission

NO_PICTURES: Mapping[int, Sequence[Box]] = {}
_RENEWED = "由新的公开内容替换"
_LONGEST_REASON = 200


def publish_case(  # noqa: PLR0913  One argument a choice of the person.
    *,
    item: CaseItem,
    version: int,
    is_named: bool,
    more: Sequence[str],
    by: User,
    pictures: Mapping[int, Sequence[Box]] = NO_PICTURES,
) -> Publication:
    """Make the approved version public as the rule and the words of a person leave it.

    What is public is drawn here, from the approved version alone: nobody sends the text itself, so nobody can
    show more than the rule lets through. Of its pictures only those go along that are named by position, each
    made anew with these rectangles black.

    Raises:
        AnyueError: no right to, not approved, another version stands there, a word that can't be masked, or a
            picture that is none of its own.
    """
    require(by, Permission.PUBLISH_CASES, item.superior_id)
    masks = checked_masks(more)
    copies = _copies(item, pictures)
    try:
        with storing(by=by) as store, transaction.atomic():
            may_name = is_named and item.kind is Register.EXPOSURE
            publication = _publish(item, version, masks, is_named=may_name, by=by)
            PublishedPicture.objects.bulk_create(
                PublishedPicture(
                    publication=publication,
                    position=position,
                    file=store(copy),
                    source=row.file.sha256,
                    boxes=[[one.left, one.top, one.width, one.height] for one in pictures[row.position]],
                )
                for position, (row, copy) in enumerate(copies, 1)
            )
            return publication
    except IntegrityError as taken:
        raise AnyueError(cases.PUBLISHED_MEANWHILE) from taken


def _copies(item: CaseItem, pictures: Mapping[int, Sequence[Box]]) -> list[tuple[CasePicture, Prepared]]:
    """Each picture beside what everybody may have of it; takes long, and is no part of the transaction."""
    found = pictures_to_publish(item, pictures.keys())
    made = []
    for number, position in enumerate(sorted(found), 1):
        boxes = checked_boxes(pictures[position])
        try:
            with found[position].file.content.open("rb") as kept:
                copy = public_copy(kept.read(), f"照片{number}.jpg", boxes)
        except FileNotFoundError as gone:
            raise AnyueError(cases.PICTURE_NOT_SENT) from gone
        made.append((found[position], copy))
    return made


def _publish(item: CaseItem, version: int, masks: list[str], *, is_named: bool, by: User) -> Publication:
    preview = preview_of(item, is_named=is_named, more=masks)
    if preview.version.number != version:
        raise AnyueError(cases.CASE_REVIEW_STALE)
    content = preview.content
    for code, field in fields_of(item.kind).items():
        if field.is_required and field.is_public and not letters(content.get(code, "")):
            raise AnyueError(cases.PUBLIC_LEFT_EMPTY, field="more", label=field.label)
    PublicRegister.objects.get_or_create(
        unit_id=item.superior_id, defaults={"opened_at": clock.now(), "opened_by": by}
    )
    before = item.published
    number = item.publications.count() + 1
    standing = CaseItem.objects.filter(pk=item.pk, approved_version=version, published=before)
    if not standing.update(published=number):
        raise AnyueError(cases.PUBLISHED_MEANWHILE)
    _end(item, before, _RENEWED, by)
    publication = Publication.objects.create(
        item=item,
        number=number,
        version=preview.version,
        content=content,
        more=masks,
        is_named=is_named,
        published_at=clock.now(),
        published_by=by,
    )
    write_entry("publish_case", by=by, on=item, unit_id=item.superior_id, reason=f"version={version}")
    return publication


def _end(item: CaseItem, number: int, reason: str, by: User) -> None:
    item.publications.filter(number=number, withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now(), withdrawn_by=by, withdraw_reason=reason
    )


@transaction.atomic
def unpublish_case(*, item: CaseItem, reason: str, by: User) -> None:
    """Take an item out of the public at once; the item itself stays as it is.

    Raises:
        AnyueError: no right to, no reason, or not public.
    """
    require(by, Permission.PUBLISH_CASES, item.superior_id)
    if not (said := clean_text(reason)[:_LONGEST_REASON]):
        raise AnyueError(cases.CASE_REASON_MISSING, field="reason")
    number = CaseItem.objects.filter(pk=item.pk).values_list("published", flat=True).get()
    public = CaseItem.objects.filter(pk=item.pk, published=number).exclude(published=0)
    if not public.update(published=0):
        raise AnyueError(cases.NOT_PUBLISHED)
    _end(item, number, said, by)
    write_entry("unpublish_case", by=by, on=item, unit_id=item.superior_id)


@transaction.atomic
def set_case_indexing(*, register: PublicRegister, is_indexed: bool, by: User) -> None:
    """Say whether search engines may list the public page of an office."""
    require(by, Permission.PUBLISH_CASES, register.unit_id)
    PublicRegister.objects.filter(pk=register.pk).update(is_indexed=is_indexed)
    word = "indexed" if is_indexed else "hidden"
    write_entry("set_case_indexing", by=by, on=register, unit_id=register.unit_id, reason=word)
