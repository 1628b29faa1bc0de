"""Featured activities within a person's reach: a unit's own, and those that came to an office."""

from collections.abc import Collection

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import Participation
from anyue.campaigns.queries import root_of
from anyue.core.uploads import PICTURES
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, my_units_with
from anyue.records.models import ActivityRecord, Evidence, FeaturedActivity, FeaturedActivityQuerySet
from anyue.records.queries.ledger import record_for

_BESIDE = ("record__unit", "participation__campaign__unit", "sent_by", "opened_by", "decided_by")


def featured_for(user: User, pk: int) -> FeaturedActivity:
    """A featured activity within reach, with its record, unit and campaign; 404 otherwise. One query."""
    return get_object_or_404(FeaturedActivity.objects.visible_to(user).select_related(*_BESIDE), pk=pk)


def featured_of(user: User) -> QuerySet[FeaturedActivity]:
    """What a person's own units have sent, the last first; one query."""
    return FeaturedActivity.objects.acted_for_by(user).select_related(*_BESIDE)


def featured_at(user: User, record: ActivityRecord) -> FeaturedActivity | None:
    """What a record was sent as, if it was and a person sees it; one query."""
    return FeaturedActivity.objects.visible_to(user).filter(record=record).first()


def featured_below(user: User, participation: Participation) -> FeaturedActivityQuerySet:
    """What came from a participation and from below it: first what waits for a decision, the last first."""
    sent = FeaturedActivity.objects.visible_to(user).filter(participation__lines_up__superior=participation)
    is_decided = Case(When(decision="", then=Value(0)), default=Value(1), output_field=IntegerField())
    return sent.select_related(*_BESIDE).order_by(is_decided, "-sent_at", "-pk")


def waiting_featured(user: User, participation: Participation) -> int:
    """How many of them nobody has opened yet; one query."""
    return featured_below(user, participation).standing().filter(opened_at__isnull=True).count()


def featured_to_answer(user: User) -> FeaturedActivityQuerySet:
    """Those that wait for this person's decision, in no order; one query."""
    units = my_units_with(user, Permission.REVIEW_REPORT).order_by()
    waiting = FeaturedActivity.objects.visible_to(user).standing().filter(decision="")
    return waiting.filter(participation__campaign__unit__in=units.values("pk")).order_by()


def featured_named(user: User, pks: Collection[int]) -> dict[int, FeaturedActivity]:
    """Those of these that a person sees, by id; one query."""
    seen = FeaturedActivity.objects.visible_to(user).select_related(*_BESIDE)
    return {one.pk: one for one in seen.filter(pk__in=pks)}


def may_decide(user: User, featured: FeaturedActivity) -> bool:
    """Whether a person decides on it: only the issuer of the campaign does. One query."""
    return may(user, Permission.REVIEW_REPORT, featured.participation.campaign.unit_id)


def featured_to_decide(user: User, pk: int) -> FeaturedActivity:
    """One that a person decides on; 404 where they can't see it, NOT_ALLOWED where they can."""
    found = featured_for(user, pk)
    require(user, Permission.REVIEW_REPORT, found.participation.campaign.unit_id)
    return found


def issuer_of(featured: FeaturedActivity) -> Participation:
    """The participation of the office that it was sent to; one query."""
    return root_of(featured.participation.campaign)


def record_to_feature(user: User, pk: int) -> ActivityRecord:
    """A record that a person may send; 404 where they can't see it, NOT_ALLOWED where they can."""
    record = record_for(user, pk)
    require(user, Permission.SUBMIT_REPORT, record.unit_id)
    return record


def photos_of(featured: FeaturedActivity) -> QuerySet[Evidence]:
    """The photos that were sent with it and are still there, in order; one query."""
    return featured.photos.select_related("file")


def photos_to_send(record: ActivityRecord) -> QuerySet[Evidence]:
    """The photos of a record, in order; one query."""
    return record.evidence.filter(file__kind__in=PICTURES).select_related("file")


def photos_at(record: ActivityRecord, positions: Collection[int]) -> list[int]:
    """The ids of the photos at these positions, -1 for each that is none; one query."""
    known = dict(photos_to_send(record).values_list("position", "pk"))
    return [known.get(position, -1) for position in positions]


def photo_sent(user: User, pk: int, position: int) -> Evidence:
    """A photo that was sent with a featured activity within reach; 404 otherwise. Two queries."""
    found = featured_for(user, pk).photos.select_related("file")
    return get_object_or_404(found, position=position)


def ways_to_send(record: ActivityRecord) -> QuerySet[Participation]:
    """The participations of a record's unit by which it may go to an issuer, the newest first; one query.

    First those on whose days it was held.
    """
    day = record.held_on
    within = Q(campaign__starts_on__isnull=True) | Q(campaign__starts_on__lte=day)
    within &= Q(campaign__ends_on__isnull=True) | Q(campaign__ends_on__gte=day)
    is_within = Case(When(within, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Participation.objects.filter(unit=record.unit_id, superior__isnull=False)
        .select_related("campaign__unit", "superior__unit")
        .order_by(is_within, "-added_at", "-pk")
    )
