"""What a pack for the newsletter holds: the activities of a campaign within reach, with their photos."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from anyue.accounts.models import User
from anyue.campaigns.models import Participation
from anyue.core.errors import AnyueError
from anyue.core.errors.packs import PACK_EMPTY, PACK_TOO_LARGE
from anyue.core.file_sizes import MEGABYTE
from anyue.core.uploads import PICTURES
from anyue.orgs.models import Unit
from anyue.orgs.queries import roles_in
from anyue.records.models import (
    ActivityRecord,
    Claim,
    CoHost,
    Evidence,
    FeaturedActivity,
    FeaturedActivityQuerySet,
)

MOST_DEEDS, MOST_PHOTOS, MOST_MEGABYTES = 2000, 2000, 1000
"""What one download holds at most."""


@dataclass(frozen=True, slots=True)
class PackedUnit:
    """A unit with something to pack; `order` is its place among all units of the pack in official order."""

    unit: Unit
    order: int
    deeds: int
    photos: int


@dataclass(frozen=True, slots=True)
class Packed:
    """An activity with its photos at hand; `is_seen` says that it is seen with all that belongs to it.

    Of one that is not, no more is told than what `featured` was sent with.
    """

    record: ActivityRecord
    is_seen: bool
    featured: FeaturedActivity | None


@dataclass(frozen=True, slots=True)
class Pack:
    """What one pack would hold: `units` have something in it, `size` is that of the photos in bytes."""

    participation: Participation
    units: list[PackedUnit]
    deeds: int
    photos: int
    size: int
    _records: QuerySet[ActivityRecord]
    _pictures: QuerySet[Evidence]
    _seen: QuerySet[ActivityRecord]
    _sent: QuerySet[FeaturedActivity]

    def check(self) -> None:
        """Raise PACK_EMPTY or PACK_TOO_LARGE where it can't be taken out."""
        if not self.deeds:
            raise AnyueError(PACK_EMPTY)
        if self.deeds > MOST_DEEDS or self.photos > MOST_PHOTOS or self.size > MOST_MEGABYTES * MEGABYTE:
            raise AnyueError(
                PACK_TOO_LARGE,
                deeds=self.deeds,
                photos=self.photos,
                megabytes=round(self.size / MEGABYTE),
                most_deeds=MOST_DEEDS,
                most_photos=MOST_PHOTOS,
                limit=MOST_MEGABYTES,
            )

    def packed(self) -> list[Packed]:
        """Its activities in official order of the units, by day, each with its photos; six queries."""
        rows = (
            self._records.select_related("unit")
            .prefetch_related("co_hosts__unit", Prefetch("evidence", self._pictures.select_related("file")))
            .order_by("unit__position", "unit_id", "held_on", "pk")
        )
        found = list(rows)
        ids = [record.pk for record in found]
        whole = set(self._seen.filter(pk__in=ids).values_list("pk", flat=True))
        sent = {one.record_id: one for one in self._sent.filter(record__in=ids)}
        return [Packed(record, record.pk in whole, sent.get(record.pk)) for record in found]


def pack_of(
    user: User,
    participation: Participation,
    *,
    units: Collection[int] | None = None,
    only_adopted: bool = False,
) -> Pack:
    """The pack of a participation within reach, of some units or of all; five queries.

    Of one's own unit it holds what was held on the days of the campaign, also together with others; of those
    below what tables or featured activities that they sent in tell of. Of an activity that is seen only as a
    featured one, it holds the photos that were sent with it.
    """
    seen, sent = _seen(user, participation), _sent(user, participation)
    whole = seen
    if only_adopted:
        whole, sent = seen.none(), sent.adopted()
    within = ActivityRecord.objects.held().filter(
        Q(pk__in=whole.order_by().values("pk")) | Q(pk__in=sent.order_by().values("record"))
    )
    pictures = Evidence.objects.filter(file__kind__in=PICTURES).filter(
        Q(record__in=whole.order_by().values("pk")) | Q(pk__in=sent.order_by().values("photos"))
    )
    among = _units(participation, within, pictures)
    if units is not None:
        within, pictures = within.filter(unit__in=units), pictures.filter(record__unit__in=units)
    totals = pictures.order_by().aggregate(photos=Count("pk"), size=Sum("file__size"))
    return Pack(
        participation,
        among,
        within.count(),
        totals["photos"],
        totals["size"] or 0,
        within,
        pictures,
        seen,
        sent,
    )


def _seen(user: User, participation: Participation) -> QuerySet[ActivityRecord]:
    """The records of a participation and those below it that a person sees with all that belongs to them."""
    told = Claim.objects.filter(record=OuterRef("pk"), line__participation__lines_up__superior=participation)
    which = Q(Exists(told))
    if roles_in(user, participation.unit_id):
        beside = CoHost.objects.filter(record=OuterRef("pk"), unit=participation.unit_id)
        own = Q(unit=participation.unit_id) | Q(Exists(beside))
        campaign = participation.campaign
        if campaign.starts_on:
            own &= Q(held_on__gte=campaign.starts_on)
        if campaign.ends_on:
            own &= Q(held_on__lte=campaign.ends_on)
        which |= own
    return ActivityRecord.objects.visible_to(user).held().filter(which)


def _sent(user: User, participation: Participation) -> FeaturedActivityQuerySet:
    """The featured activities of a participation and those below it."""
    return (
        FeaturedActivity.objects.visible_to(user)
        .standing()
        .filter(participation__lines_up__superior=participation)
    )


def _units(
    participation: Participation, records: QuerySet[ActivityRecord], pictures: QuerySet[Evidence]
) -> list[PackedUnit]:
    """The units that have something, numbered among all that take part; three queries."""
    deeds = dict(records.order_by().values_list("unit").annotate(Count("pk")))
    photos = dict(pictures.order_by().values_list("record__unit").annotate(Count("pk")))
    below = Participation.objects.filter(lines_up__superior=participation).order_by()
    listed = Unit.objects.filter(Q(pk__in=below.values("unit")) | Q(pk__in=list(deeds)))
    return [
        PackedUnit(unit, order, deeds[unit.pk], photos.get(unit.pk, 0))
        for order, unit in enumerate(listed, 1)
        if unit.pk in deeds
    ]
