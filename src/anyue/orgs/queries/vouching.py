"""Reads: which office answers for a person, who waits to be answered for, and whose password is renewed."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User, Verification
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Invitation, Membership, Renewal, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries.rights import manages


def vouchers_for(user: User, unit: Unit) -> list[Unit]:
    """The units through which a person looks after the people of a unit, the highest first.

    Two queries, and one for each unit of the person.
    """
    own = Unit.objects.acted_for_by(user, Permission.MANAGE_PEOPLE).filter(pk=unit.pk)
    above = Unit.objects.acted_for_by(user, Permission.MANAGE_PEOPLE_BELOW)
    above = above.select_related("parent")
    through = [one for one in above if Unit.objects.looked_after_from(one).filter(pk=unit.pk).exists()]
    return sorted(
        {*own.select_related("parent"), *through}, key=lambda one: (len(one.area.path), one.position, one.pk)
    )


def is_verified_for(user: User, vouchers: Sequence[Unit]) -> bool:
    """Whether an account was proved to be its person's to one of these units, or to one above it.

    What an office beside or below saw proves nothing here: there somebody may have opened the account for a
    person who knows nothing of it. Two queries.
    """
    seen_by = Verification.objects.filter(user=user).values("unit_id")
    seen = list(Unit.objects.filter(pk__in=seen_by).select_related("parent"))
    return any(one.pk == voucher.pk or _is_above(one, voucher) for one in seen for voucher in vouchers)


def _is_above(one: Unit, other: Unit) -> bool:
    """Whether one stands for an area in which the other's lies; two offices of one area are equals."""
    return one.area.pk != other.area.pk and other.area.path.startswith(one.area.path)


def others_vouch_for(user: User) -> bool:
    """Whether somebody else looks after a unit of this person and can sign in; some queries for each unit."""
    for unit in Unit.objects.filter(memberships__user=user).distinct():
        near = [*unit.ids_above, unit.pk]
        offices = Q(unit__parent__in=near, unit__kind=UnitKind.OFFICE)
        people = Membership.objects.filter(Q(unit__in=near) | offices, user__is_active=True)
        for other in {one.user for one in people.exclude(user=user).select_related("user")}:
            if other.has_usable_password() and manages(other, unit.pk):
                return True
    return False


def invitations_for(user: User) -> QuerySet[Invitation]:
    """The roles that wait for their person, in the units that a person looks after; one query."""
    return Invitation.objects.visible_to(user).select_related("unit", "user__mobile", "replaces__user")


def invitations_replacing(user: User) -> QuerySet[Invitation]:
    """Those by which a person's own roles pass on; one query."""
    mine = Membership.objects.of(user).values("pk")
    return invitations_for(user).filter(replaces__in=mine)


def invitation_for(user: User, pk: int) -> Invitation:
    """One of them; 404 otherwise. One query."""
    return get_object_or_404(invitations_for(user), pk=pk)


def renewals_for(user: User) -> QuerySet[Renewal]:
    """The renewals of passwords that wait for a person's word; one query.

    For the security administrator those of people whom nobody else looks after.
    """
    if user.administers != AdministratorKind.SECURITY:
        return Renewal.objects.visible_to(user).select_related("user")
    waiting = Renewal.objects.waiting().select_related("user") if user.is_active else Renewal.objects.none()
    alone = [one.pk for one in waiting if not others_vouch_for(one.user)]
    return Renewal.objects.filter(pk__in=alone).select_related("user")


def renewal_for(user: User, pk: int) -> Renewal:
    """One of them; 404 otherwise."""
    return get_object_or_404(renewals_for(user), pk=pk)


def acts_for_units(user: User) -> bool:
    """Whether a person has a role, or is asked to take one; two queries."""
    return user.memberships.exists() or user.invitations.exists()
