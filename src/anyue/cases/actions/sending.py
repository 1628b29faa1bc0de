"""Writes: sending an item, taking it back, reopening an approved one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.cases.attached import NO_CHANGES, PictureChanges, change_pictures, send_pictures
from anyue.cases.claims import claim_draft
from anyue.cases.models import CaseItem, CaseVersion
from anyue.core.cases import check_complete, cleaned
from anyue.core.digests import digest_of
from anyue.core.errors import AnyueError, cases
from anyue.core.forms.values import clean_text
from anyue.files.storing import storing
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission

_LONGEST_REASON = 200


def send_case(  # noqa: PLR0913  One argument a part of what is sent.
    *,
    item: CaseItem,
    raw: Mapping[str, str],
    revision: int,
    key: str,
    by: User,
    pictures: PictureChanges = NO_CHANGES,
) -> CaseItem:
    """Send an item with its pictures as an immutable version; the same key a second time changes nothing.

    Raises:
        AnyueError: no right to, incomplete or contradicting itself (`FieldsWrongError`), too many pictures,
            closed, or changed by somebody else meanwhile.
    """
    try:
        with storing(by=by) as store, transaction.atomic():
            claimed = _claim(item, raw, revision, by)
            change_pictures(item, pictures, store, by=by)
            return _send(item, claimed, key, by)
    except (IntegrityError, AnyueError) as taken:
        if item.versions.filter(key=key, submitted_by=by).exists():
            item.refresh_from_db()
            return item
        if isinstance(taken, IntegrityError):
            raise AnyueError(cases.CASE_CHANGED) from taken
        raise


@dataclass(frozen=True, slots=True)
class _Claimed:
    """What goes up, in the moment in which nobody else writes to the item any more."""

    content: dict[str, str]
    at: datetime
    reason: str


def _claim(item: CaseItem, raw: Mapping[str, str], revision: int, by: User) -> _Claimed:
    require(by, Permission.SUBMIT_REPORT, item.unit_id)
    content = cleaned(item.kind, raw)
    check_complete(item.kind, content, clock.today())
    now, reason = clock.now(), item.reopen_reason
    claim_draft(
        item,
        revision,
        content=content,
        version=F("version") + 1,
        submitted_at=now,
        submitted_by=by,
        opened_at=None,
        opened_by=None,
        returned_at=None,
        returned_by=None,
        return_reason="",
        return_marks={},
    )
    return _Claimed(content, now, reason)


def _send(item: CaseItem, claimed: _Claimed, key: str, by: User) -> CaseItem:
    pictures = send_pictures(item)
    body = {"register": item.register, "content": claimed.content, "revised_for": claimed.reason}
    CaseVersion(
        item=item,
        number=item.version,
        key=key,
        content=claimed.content,
        pictures=pictures,
        revised_for=claimed.reason,
        digest=digest_of({**body, "pictures": pictures} if pictures else body),
        submitted_at=claimed.at,
        submitted_by=by,
    ).save()
    write_entry("send_case", by=by, on=item, unit_id=item.unit_id)
    if item.superior_id != item.unit_id:
        # What it is about is read at the item alone: it may be taken back, and a message stays.
        text = f"{item.unit.name}报来{item.kind.label}，请审核。"
        post_message(unit=item.superior, text=text, url=item.get_absolute_url())
    return item


@transaction.atomic
def take_back_case(*, item: CaseItem, by: User) -> None:
    """Take a sent item back until somebody above has opened it.

    Raises:
        AnyueError: no right to, opened, or not sent.
    """
    require(by, Permission.SUBMIT_REPORT, item.unit_id)
    unopened = CaseItem.objects.awaiting().filter(pk=item.pk, opened_at__isnull=True)
    if not unopened.update(submitted_at=None, submitted_by=None, revision=F("revision") + 1):
        raise AnyueError(cases.CASE_OPENED)
    write_entry("take_back_case", by=by, on=item, unit_id=item.unit_id)


@transaction.atomic
def correct_case(*, item: CaseItem, reason: str, by: User) -> None:
    """Reopen an approved item (更正): its approved version counts and stays public until another is approved.

    Raises:
        AnyueError: no right to, no reason, or not approved.
    """
    require(by, Permission.SUBMIT_REPORT, item.unit_id)
    if not (said := clean_text(reason)[:_LONGEST_REASON]):
        raise AnyueError(cases.CASE_REASON_MISSING, field="reason")
    approved = CaseItem.objects.filter(pk=item.pk, approved_at__isnull=False)
    nothing = dict.fromkeys(
        ("submitted_at", "submitted_by", "opened_at", "opened_by", "approved_at", "approved_by")
    )
    facts = {"reopened_at": clock.now(), "reopened_by": by, "reopen_reason": said}
    if not approved.update(**nothing, **facts, revision=F("revision") + 1):
        raise AnyueError(cases.CASE_NOT_APPROVED)
    write_entry("correct_case", by=by, on=item, unit_id=item.unit_id)
