"""Reads: who acts for which unit."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from anyue import clock
from anyue.accounts.models import User
from anyue.orgs.models import Handover, Membership, Unit
from anyue.orgs.permissions import Permission, roles_with
from anyue.orgs.queries.rights import manages


def units_managed_by(user: User) -> QuerySet[Unit]:
    """The units whose people a person looks after, in official order, without closed ones."""
    return Unit.objects.managed_by(user).open_on(clock.today())


def people_below(user: User, sought: str = "") -> QuerySet[Unit]:
    """The same with their memberships and people; those whose name, or a person's, holds `sought`."""
    units = units_managed_by(user)
    if sought:
        by_person = Membership.objects.filter(user__name__contains=sought).values("unit")
        units = units.filter(Q(name__contains=sought) | Q(pk__in=by_person))
    held = Membership.objects.in_force().select_related("user__mobile").order_by("since", "pk")
    return units.prefetch_related(Prefetch("memberships", held))


def memberships_managed_by(user: User) -> QuerySet[Membership]:
    """Who acts for the units whose people a person looks after, without closed units; one query."""
    units = units_managed_by(user).order_by().values("pk")
    return Membership.objects.in_force().filter(unit__in=units).select_related("unit", "user__mobile")


def membership_for(user: User, pk: int) -> tuple[Membership, bool]:
    """A membership that is a person's own, or in a unit whose people they look after, and whether it is so.

    404 for anybody else. Three queries.
    """
    within = Q(user=user) | Q(unit__in=Unit.objects.managed_by(user).values("pk"))
    there = Membership.objects.in_force().select_related("unit", "user__mobile", "handover__successor__user")
    found = get_object_or_404(there.filter(within), pk=pk)
    return found, manages(user, found.unit_id)


def handovers_for(user: User) -> QuerySet[Handover]:
    """The roles that pass on from a day ahead: a person's own, and of units they look after; one query."""
    own = Q(membership__in=Membership.objects.of(user).values("pk"))
    managed = Q(membership__unit__in=Unit.objects.managed_by(user).values("pk"))
    planned = Handover.objects.filter(own | managed, on__gt=clock.today())
    return planned.select_related(
        "membership__unit", "membership__user__mobile", "successor__unit", "successor__user__mobile"
    )


def posts_of(user: User) -> QuerySet[Membership]:
    """What a person acts for, units in official order; one query."""
    held = Membership.objects.of(user).select_related("unit", "handover__successor__user")
    return held.order_by("unit__position", "unit", "pk")


def has_many_units(user: User) -> bool:
    """Whether a person acts for several units, so that each row of a list names its unit; one query."""
    return Membership.objects.of(user).order_by().values("unit").distinct().count() > 1


def has_people(unit_id: int) -> bool:
    """Whether somebody who fills in for a unit has come in and can; one query."""
    filling = Membership.objects.in_force().filter(
        unit=unit_id, role__in=roles_with(Permission.SUBMIT_REPORT)
    )
    in_use = filling.filter(user__is_active=True, user__administers="")
    return in_use.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def is_last_filling(membership: Membership) -> bool:
    """Whether nobody but this person fills in for the unit; one query."""
    filling = roles_with(Permission.SUBMIT_REPORT)
    others = Membership.objects.in_force().filter(
        unit=membership.unit_id, role__in=filling, user__is_active=True
    )
    return membership.role in filling and not others.exclude(pk=membership.pk).exists()
