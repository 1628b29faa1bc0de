"""Featured activities: sent by a unit, taken back until opened, opened and decided on by the issuer."""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import Participation
from anyue.campaigns.queries import root_of
from anyue.core.errors import AnyueError, packs
from anyue.core.forms.values import clean_text
from anyue.notify.actions import post_message
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.choices import FeaturedState, NotAdopted
from anyue.records.models import ActivityRecord, FeaturedActivity
from anyue.records.queries import photos_to_send, ways_to_send

MOST_TITLE, MOST_TEXT, MOST_PLACE, MOST_REMARK = 60, 500, 60, 100


def send_featured(  # noqa: PLR0913  One argument a field of the page.
    *,
    record: ActivityRecord,
    participation: Participation,
    title: str,
    text: str,
    photos: Collection[int],
    by: User,
) -> FeaturedActivity:
    """Send an activity that was held to the issuer of a campaign; `photos` are ids of the record's.

    Raises:
        AnyueError: no right to, not held, not the unit's campaign, no words, another record's photo,
            or sent before.
    """
    title, text = clean_text(title)[:MOST_TITLE], clean_text(text)[:MOST_TEXT]
    try:
        with transaction.atomic():
            require(by, Permission.SUBMIT_REPORT, record.unit_id)
            # Also the lock by which whoever calls the activity off at this moment waits.
            if not ActivityRecord.objects.filter(pk=record.pk).held().update(counted=F("counted")):
                raise AnyueError(packs.FEATURED_NOT_HELD)
            if not ways_to_send(record).filter(pk=participation.pk).exists():
                raise AnyueError(packs.FEATURED_NOWHERE, field="participation")
            if not title:
                raise AnyueError(packs.FEATURED_UNTITLED, field="title")
            if not text:
                raise AnyueError(packs.FEATURED_UNWRITTEN, field="text")
            chosen = list(photos_to_send(record).filter(pk__in=photos))
            if len(chosen) != len(set(photos)):
                raise AnyueError(packs.FEATURED_PHOTO_UNKNOWN, field="photos")
            featured = FeaturedActivity(
                record=record,
                participation=participation,
                title=title,
                text=text,
                sent_at=clock.now(),
                sent_by=by,
            )
            featured.save(force_insert=True)
            featured.photos.set(chosen)
            write_entry("send_featured", by=by, on=featured, unit_id=record.unit_id)
            office = root_of(participation.campaign)
            post_message(
                unit=office.unit,
                # What it says is read at the item alone: it may be taken back, and a message stays.
                text=f"{record.unit.name}报来特色活动，请查看。",
                # What was taken back is not there any more; the list always is.
                url=reverse("records:featured-below", args=[office.pk]),
            )
    except IntegrityError as broken:
        if FeaturedActivity.objects.filter(record=record).exists():
            raise AnyueError(packs.FEATURED_ALREADY) from broken
        # Somebody has removed a photo between the question for it and the end.
        raise AnyueError(packs.FEATURED_PHOTO_UNKNOWN, field="photos") from broken
    return featured


@transaction.atomic
def withdraw_featured(*, featured: FeaturedActivity, by: User) -> None:
    """Take a featured activity back, which leaves nothing of it but the trail; it may be sent anew.

    Raises:
        AnyueError: no right to, or the issuer has opened it.
    """
    unit_id = featured.participation.unit_id
    require(by, Permission.SUBMIT_REPORT, unit_id)
    # The update locks the row, so that nobody opens what is about to go.
    unopened = FeaturedActivity.objects.filter(pk=featured.pk, opened_at__isnull=True)
    if not unopened.update(decisions=F("decisions")):
        raise AnyueError(packs.FEATURED_OPENED)
    write_entry("withdraw_featured", by=by, on=featured, unit_id=unit_id)
    FeaturedActivity.objects.filter(pk=featured.pk).delete()


@transaction.atomic
def open_featured(*, featured: FeaturedActivity, by: User) -> None:
    """Note that the issuer has read it, after which it can't be taken back; once is enough."""
    _require_decider(featured, by)
    unopened = FeaturedActivity.objects.filter(pk=featured.pk, opened_at__isnull=True)
    if unopened.update(opened_at=clock.now(), opened_by=by):
        write_entry("open_featured", by=by, on=featured, unit_id=featured.participation.unit_id)


@transaction.atomic
def adopt_featured(*, featured: FeaturedActivity, adopted_in: str, seen: int, by: User) -> None:
    """Say that it was adopted and where; `seen` is how many decisions the person has seen on it.

    Raises:
        AnyueError: no right to, no place, or somebody else decided meanwhile.
    """
    place = clean_text(adopted_in)[:MOST_PLACE]
    if not place:
        raise AnyueError(packs.FEATURED_PLACE_MISSING, field="adopted_in")
    _decide(featured, seen, by, decision=FeaturedState.ADOPTED, adopted_in=place, reason="", remark="")
    write_entry("adopt_featured", by=by, on=featured, unit_id=featured.participation.unit_id)


@transaction.atomic
def decline_featured(*, featured: FeaturedActivity, reason: str, remark: str, seen: int, by: User) -> None:
    """Say that it was not adopted, for a reason of the list; OTHER needs the office's own words.

    Raises:
        AnyueError: no right to, no reason, or somebody else decided meanwhile.
    """
    said = clean_text(remark)[:MOST_REMARK]
    if reason not in NotAdopted.values or (reason == NotAdopted.OTHER and not said):
        raise AnyueError(packs.FEATURED_REASON_MISSING, field="reason")
    _decide(featured, seen, by, decision=FeaturedState.NOT_ADOPTED, adopted_in="", reason=reason, remark=said)
    write_entry("decline_featured", by=by, on=featured, unit_id=featured.participation.unit_id, reason=reason)


def _decide(featured: FeaturedActivity, seen: int, by: User, **said: str) -> None:
    """Write a decision on what the person saw and tell the unit; of two at once, the second is told."""
    _require_decider(featured, by)
    now = clock.now()
    as_seen = FeaturedActivity.objects.filter(pk=featured.pk, decisions=seen)
    if not as_seen.update(decisions=F("decisions") + 1, decided_at=now, decided_by=by, **said):
        raise AnyueError(packs.FEATURED_DECIDED)
    # Whoever decides has read it, by whatever way they came to it.
    FeaturedActivity.objects.filter(pk=featured.pk, opened_at__isnull=True).update(
        opened_at=now, opened_by=by
    )
    post_message(
        unit=featured.participation.unit,
        text=f"特色活动{FeaturedState(said['decision']).label}：{featured.title}",
        url=reverse("records:featured", args=[featured.pk]),
    )


def _require_decider(featured: FeaturedActivity, by: User) -> None:
    """The issuer of the campaign decides, and nobody between it and the unit."""
    require(by, Permission.REVIEW_REPORT, featured.participation.campaign.unit_id)
