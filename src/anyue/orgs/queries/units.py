"""Reads: who may change a unit, what a unit was called and where it belonged on a day, groups of units."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.core.errors import AnyueError
from anyue.core.errors import units as faults
from anyue.orgs.choices import UnitEvent
from anyue.orgs.models import Listing, Unit, UnitChange, UnitGroup
from anyue.orgs.permissions import Permission
from anyue.orgs.queries.imports import areas_of

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

_MOST_DIGITS = 9


class Below(TypedDict):
    """What `units_under` finds beside a unit: how many units stand one level below it."""

    below: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a unit was on a day: its name, the id of what it belonged to, whether it was there."""

    name: str
    parent_id: int | None
    is_open: bool


def maintains(user: User, unit: Unit) -> bool:
    """Whether a person may change a unit; two queries."""
    return Unit.objects.maintained_by(user).filter(pk=unit.pk).exists()


def standings_on(units: Iterable[Unit], day: date) -> dict[int, Standing]:
    """What these units were on a day, by id; one query. Their later changes are taken back one by one."""
    found = {unit.pk: Standing(unit.name, unit.parent_id, unit.is_open_on(day)) for unit in units}
    later = UnitChange.objects.filter(unit__in=found, happened_on__gt=day).order_by("-happened_on", "-pk")
    for change in later:
        then = found[change.unit_id]
        if change.event == UnitEvent.RENAMED:
            then = replace(then, name=change.name_from)
        elif change.event == UnitEvent.MOVED:
            then = replace(then, parent_id=change.parent_from_id)
        elif change.event == UnitEvent.REOPENED:
            then = replace(then, is_open=False)
        elif change.event in {UnitEvent.CLOSED, UnitEvent.MERGED}:
            then = replace(then, is_open=True)
        found[change.unit_id] = then
    return found


def groups_of(owner: Unit) -> QuerySet[UnitGroup]:
    """The groups that an office keeps, oldest first, each with its members in official order; two queries."""
    return owner.groups.prefetch_related("members")


def chosen_group(groups: Iterable[UnitGroup], key: str) -> UnitGroup | None:
    """The one of these groups whose id a page asks for, if any; no query."""
    return next((group for group in groups if str(group.pk) == key), None)


def groups_kept_by(user: User) -> QuerySet[UnitGroup]:
    """The groups of all offices that a person issues for, offices in official order; two queries."""
    owners = Unit.objects.acted_for_by(user, Permission.ISSUE_CAMPAIGN).values("pk")
    groups = UnitGroup.objects.filter(owner__in=owners).select_related("owner").prefetch_related("members")
    return groups.order_by("owner__position", "owner_id", "pk")


def group_for(user: User, pk: int) -> UnitGroup:
    """One of these groups; 404 otherwise. Two queries."""
    return get_object_or_404(groups_kept_by(user), pk=pk)


def place_for(user: User, key: str) -> Unit | None:
    """The unit below which a person looks at units: `key` its id, "" the first of their areas; None for all.

    404 for one whose units they may not change; three queries.
    """
    areas = areas_of(user)
    if not areas:
        raise Http404
    if not key:
        return areas[0].base
    if not (key.isascii() and key.isdecimal() and len(key) <= _MOST_DIGITS):
        raise Http404
    for area in areas:
        if area.base is not None and area.base.pk == int(key):
            return area.base
    return unit_to_maintain(user, int(key))


def unit_to_maintain(user: User, pk: int) -> Unit:
    """A unit that a person may change, with its parent and successor; 404 otherwise. Two queries."""
    return get_object_or_404(Unit.objects.maintained_by(user).select_related("parent", "successor"), pk=pk)


def places_above(user: User, place: Unit | None) -> list[Unit]:
    """The units above a place that a person may look at, from the top down; at most three queries."""
    if place is None:
        return []
    bases = {area.base.pk for area in areas_of(user) if area.base is not None}
    within = Unit.objects.maintained_by(user).filter(pk__in=place.ids_above)
    return list(Unit.objects.ancestors_of(place).filter(Q(pk__in=bases) | Q(pk__in=within.values("pk"))))


def units_under(place: Unit | None) -> "QuerySet[WithAnnotations[Unit, Below]]":
    """The units one level below a place, None being above the roots, with how many each has below."""
    units = Unit.objects.filter(parent=place).annotate(below=Count("children")).order_by("position", "pk")
    return cast("QuerySet[WithAnnotations[Unit, Below]]", units)


def next_position(place: Unit | None) -> int:
    """The place in the official order after all that stand below a place; one query."""
    within = Unit.objects.all() if place is None else Unit.objects.subtree_of(place)
    return (within.aggregate(last=Max("position"))["last"] or 0) + 1


def units_named(user: User, place: Unit | None, words: str) -> "QuerySet[WithAnnotations[Unit, Below]]":
    """The units anywhere below a place whose name holds these words, or with this code."""
    within = Unit.objects.maintained_by(user)
    within = within if place is None else within.below(place)
    units = (
        within.filter(Q(name__contains=words) | Q(code=words))
        .annotate(below=Count("children"))
        .order_by("position", "pk")
    )
    return cast("QuerySet[WithAnnotations[Unit, Below]]", units)


def unit_meant(user: User, words: str, field: str) -> Unit:
    """The one unit within a person's reach with this code, or with this name and open.

    Raises UNIT_NOT_FOUND, NAME_AMBIGUOUS at `field`.
    """
    bases = [area.base.pk for area in areas_of(user) if area.base is not None]
    within = Unit.objects.filter(Q(pk__in=Unit.objects.maintained_by(user).values("pk")) | Q(pk__in=bases))
    found = list(within.filter(code=words)) or list(within.filter(name=words, closed_on__isnull=True)[:100])
    if not found:
        raise AnyueError(faults.UNIT_NOT_FOUND, field=field, given=words)
    if len(found) > 1:
        raise AnyueError(faults.NAME_AMBIGUOUS, field=field, given=words, count=len(found))
    return found[0]


def history_of(unit: Unit) -> QuerySet[UnitChange]:
    """What happened to a unit, last first, with what each event names; one query."""
    return unit.changes.select_related("parent_from", "parent_to", "successor", "noted_by").order_by(
        "-happened_on", "-pk"
    )


def offices_of(user: User) -> list[Unit]:
    """The units for which a person may list others; one query."""
    return list(Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS)) if user.is_active else []


def listings_of(user: User) -> QuerySet[Listing]:
    """The units that a person's offices list, in official order; one query."""
    offices = Unit.objects.acted_for_by(user, Permission.MANAGE_UNITS).values("pk")
    return (
        Listing.objects.filter(office__in=offices)
        .select_related("office", "unit")
        .order_by("office__position", "office_id", "unit__position", "unit_id")
    )


def listing_for(user: User, office: int, pk: int) -> Listing:
    """One listed unit of one of a person's offices; 404 otherwise. One query."""
    return get_object_or_404(listings_of(user), office=office, unit=pk)
