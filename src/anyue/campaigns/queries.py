"""Reads: notices, campaigns and participations within a person's reach."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict, cast

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import Campaign, Deadline, Notice, Occurrence, Participation
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import keep_roles, recipients_for

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class Role(TypedDict):
    """What `own_participation_for` finds beside a participation: one role of the person."""

    role: str


class People(TypedDict):
    """What `inferiors_of` finds beside a participation: how many people act for its unit."""

    people: int


def notice_for(user: User, pk: int) -> Notice:
    """A notice that a person may see, with its unit and campaign; 404 otherwise. One query."""
    notices = Notice.objects.visible_to(user).select_related("unit", "campaign")
    return get_object_or_404(notices, pk=pk)


def notice_to_prepare(user: User, pk: int, permission: Permission) -> Notice:
    """A notice for which a person may do this; 404 where they can't see it, NOT_ALLOWED where they can."""
    notice = notice_for(user, pk)
    require(user, permission, notice.unit_id)
    return notice


def notices_of(user: User) -> QuerySet[Notice]:
    """The notices that a person's units imported, newest first, each with its `root`'s pk; one query."""
    mine = Unit.objects.acted_for_by(user)
    roots = Participation.objects.filter(campaign__notice=OuterRef("pk"), superior__isnull=True)
    return (
        Notice.objects.visible_to(user)
        .filter(unit__in=mine)
        .select_related("unit", "campaign")
        .annotate(root=Subquery(roots.values("pk")))
    )


def drafts_of(user: User) -> QuerySet[Notice]:
    """The notices that a person's units imported and neither issued nor archived; one query."""
    return notices_of(user).filter(campaign__isnull=True, archived_at__isnull=True).defer("plan_read")


def campaign_for(user: User, pk: int) -> Campaign:
    """A campaign within a person's reach, with its notice and issuer; 404 otherwise. One query."""
    return get_object_or_404(
        Campaign.objects.visible_to(user).select_related("unit", "notice").defer("notice__plan_read"), pk=pk
    )


def participation_for(user: User, pk: int) -> Participation:
    """A participation within a person's reach, with unit, campaign and superior; 404 otherwise. One query."""
    return get_object_or_404(
        Participation.objects.visible_to(user).select_related("unit", "campaign", "superior__unit"), pk=pk
    )


def superior_within(user: User, participation: Participation) -> Participation | None:
    """Whom a participation reports to, with the unit, if that is within a person's reach; one query."""
    above = Participation.objects.visible_to(user).filter(inferiors=participation)
    return above.select_related("unit").first()


def own_participation_for(user: User, pk: int) -> Participation:
    """A participation of one of a person's own units; 404 otherwise. One query.

    The query tells the person's roles in the unit as well, so that the permission that follows asks nothing.
    """
    # Types lose what is annotated on a query set that has methods of its own.
    found = cast(
        "list[WithAnnotations[Participation, Role]]",
        list(
            Participation.objects.filter(pk=pk, unit__memberships__user=user)
            .annotate(role=F("unit__memberships__role"))
            .order_by()
        ),
    )
    if not found or not user.is_active:
        raise Http404
    keep_roles(user, found[0].unit_id, [participation.role for participation in found])
    return found[0]


def received_by(user: User) -> QuerySet[Participation]:
    """What a person's units were asked to take part in, newest first; one query."""
    return (
        Participation.objects.acted_for_by(user)
        .filter(superior__isnull=False)
        .select_related("unit", "campaign__unit", "superior__unit")
        .order_by("-added_at", "-pk")
    )


def issued_by(user: User) -> QuerySet[Participation]:
    """A person's participations that others report to, newest first, with how many; one query."""
    return (
        Participation.objects.acted_for_by(user)
        .annotate(
            inferior_count=Count("inferiors"),
            acknowledged_count=Count("inferiors", filter=Q(inferiors__acknowledged_at__isnull=False)),
        )
        .filter(inferior_count__gt=0)
        .select_related("unit", "campaign__unit")
        .order_by("-campaign__issued_at", "-pk")
    )


def has_inferiors(user: User) -> bool:
    """Whether anybody reports to one of a person's units, in any campaign; one query."""
    return Participation.objects.acted_for_by(user).filter(is_relayed=True).exists()


def inferiors_of(participation: Participation) -> "QuerySet[WithAnnotations[Participation, People]]":
    """Who reports to a participation directly, in official order, with how many people act for each unit."""
    inferiors = participation.inferiors.select_related("unit").annotate(people=Count("unit__memberships"))
    # Types lose what is annotated on a query set that has methods of its own.
    return cast("QuerySet[WithAnnotations[Participation, People]]", inferiors)


def occurrences_of(campaign_ids: Iterable[int]) -> QuerySet[Occurrence]:
    """All occurrences of these campaigns in order of time, with deadline and form but not the form's body."""
    return (
        Occurrence.objects.filter(deadline__campaign__in=campaign_ids)
        .select_related("deadline__form")
        .defer("deadline__form__body")
    )


@lru_cache(maxsize=8192)
def occurrence_with_form(pk: int) -> Occurrence:
    """An occurrence with its deadline and form, without the form's body; `Occurrence.DoesNotExist` for none.

    What a notice asks is never changed after it was issued, so one look at it serves all who report. That
    there is none is not remembered: tomorrow's notice may bring it.
    """
    return Occurrence.objects.select_related("deadline__form").defer("deadline__form__body").get(pk=pk)


def deadlines_of(campaign: Campaign) -> QuerySet[Deadline]:
    """A campaign's deadlines in the notice's order, with their occurrences; two queries."""
    return (
        campaign.deadlines.select_related("form")
        .defer("form__body")
        .prefetch_related(Prefetch("occurrences", Occurrence.objects.order_by("due_at")))
    )


def due_at(occurrence: Occurrence, participation: Participation) -> datetime:
    """When a participation owes an occurrence: the notice's time, or earlier where its superior asked so."""
    return occurrence.due_at - timedelta(hours=participation.hours_earlier)


def root_of(campaign: Campaign) -> Participation:
    """The issuer's own participation; one query."""
    return campaign.participations.get(superior__isnull=True)


def open_to_relay(user: User, participation: Participation) -> QuerySet[Unit]:
    """The units below that do not take part in the campaign yet; one query."""
    taken = Participation.objects.filter(campaign=participation.campaign_id).values("unit")
    return recipients_for(user, participation.unit).exclude(pk__in=taken)
