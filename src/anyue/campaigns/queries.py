"""Reads: notices, campaigns and participations within a person's reach."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict, cast

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.asked import planned_for
from anyue.campaigns.models import (
    Activity,
    Campaign,
    Deadline,
    JoinLink,
    JoinRequest,
    Notice,
    NoticeFile,
    Occurrence,
    OwnTime,
    Participation,
    UnknownName,
)
from anyue.core.times import Times
from anyue.orgs.actions import require
from anyue.orgs.models import Membership, Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import keep_roles, recipients_for

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


# Who was invited and has not come in yet is nobody who could acknowledge or fill in.
_COME_IN = Q(unit__memberships__user__is_active=True) & ~Q(
    unit__memberships__user__password__startswith=UNUSABLE_PASSWORD_PREFIX
)


class Role(TypedDict):
    """What `own_participation_for` finds beside a participation: one role of the person."""

    role: str


class People(TypedDict):
    """What `inferiors_of` finds beside a participation: how many people act for its unit."""

    people: int


class OwnDue(TypedDict):
    """What `times_for` finds beside an occurrence: the participation's own time, None for none, and why."""

    own_due: datetime | None
    own_reason: str


def notice_for(user: User, pk: int) -> Notice:
    """A notice that a person may see, with its unit and campaign; 404 otherwise. One query."""
    notices = Notice.objects.visible_to(user).select_related("unit", "campaign")
    return get_object_or_404(notices, pk=pk)


def own_notice_for(user: User, pk: int) -> Notice:
    """A notice that one of a person's own units imported; 404 otherwise. One query.

    To whom a notice is addressed it is its words and files; how it was read and corrected is its issuer's.
    """
    mine = Notice.objects.filter(unit__in=Unit.objects.acted_for_by(user)).visible_to(user)
    return get_object_or_404(mine.select_related("unit", "campaign"), pk=pk)


def notice_to_prepare(user: User, pk: int, permission: Permission) -> Notice:
    """A notice for which a person may do this; 404 where they can't see it, NOT_ALLOWED where they can."""
    notice = notice_for(user, pk)
    require(user, permission, notice.unit_id)
    return notice


def files_of(notice: Notice) -> QuerySet[NoticeFile]:
    """The files of a notice in the order in which they came; one query."""
    return notice.files.all()


def notice_file_for(user: User, pk: int, position: int) -> NoticeFile:
    """A file of a notice that a person may see; 404 otherwise. Two queries."""
    return get_object_or_404(files_of(notice_for(user, pk)), position=position)


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


def campaigns_within(user: User) -> QuerySet[Campaign]:
    """The campaigns in which a person's units take part, newest first; one query."""
    return Campaign.objects.visible_to(user)


def participations_within(user: User) -> QuerySet[Participation]:
    """A person's participations and all below them, with their units; one query."""
    return Participation.objects.visible_to(user).select_related("unit")


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
            Participation.objects.filter(pk=pk, unit__memberships__in=Membership.objects.of(user))
            .annotate(role=F("unit__memberships__role"))
            .order_by()
        ),
    )
    if not found or not user.is_active:
        raise Http404
    keep_roles(user, found[0].unit_id, [participation.role for participation in found])
    return found[0]


def participation_to_fill(user: User, pk: int) -> Participation:
    """A participation of one of a person's own units, or one that reports to these directly; 404 otherwise.

    What may be done with it is for the caller to ask. At most two queries.
    """
    try:
        return own_participation_for(user, pk)
    except Http404:
        below = Participation.objects.filter(superior__in=Participation.objects.acted_for_by(user))
        return get_object_or_404(below.select_related("unit", "superior__unit"), pk=pk)


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


def inferiors_of(*participations: Participation) -> "QuerySet[WithAnnotations[Participation, People]]":
    """Who reports to any of these directly, in official order, with how many people act for each unit."""
    # Django drops the order of a model where it groups rows to count: it has to be said.
    inferiors = (
        Participation.objects.filter(superior__in=participations)
        .select_related("unit")
        .annotate(people=Count("unit__memberships", filter=_COME_IN))
        .order_by("unit__position", "unit_id")
    )
    # Types lose what is annotated on a query set that has methods of its own.
    return cast("QuerySet[WithAnnotations[Participation, People]]", inferiors)


@lru_cache(maxsize=8192)
def occurrence_with_form(pk: int) -> Occurrence:
    """An occurrence with its deadline and form, without the form's body; `Occurrence.DoesNotExist` for none.

    What a notice asks, or a relay added, is never changed after it was issued, so one look at it serves all
    who report. That there is none is not remembered: tomorrow's notice may bring it.
    """
    return Occurrence.objects.with_form().select_related("deadline__form", "deadline__campaign").get(pk=pk)


def needs_sign_off(occurrence: Occurrence) -> bool:
    """Whether a leader signs what falls due before it goes up, as the issuer has it now; one query."""
    return Deadline.objects.filter(pk=occurrence.deadline_id, needs_sign_off=True).exists()


def times_of(participation: Participation, occurrence: Occurrence, own: OwnTime | None) -> Times:
    """The times of an occurrence for a participation: the notice's, earlier where so asked, or its own.

    The occurrence is as the database has it now, with its deadline.
    """
    planned = planned_for(participation, occurrence)
    return Times(
        due=own.due_at if own else planned,
        planned=planned,
        grace_hours=occurrence.deadline.grace_hours,
        lock_hours=occurrence.deadline.lock_hours,
        reason=own.reason if own else "",
        cancelled=occurrence.cancel_reason if occurrence.cancelled_at else "",
        changes=own.number if own and own.set_at else 0,
        changed_at=own.set_at if own else None,
    )


def times_for(participation: Participation, occurrence: Occurrence) -> Times:
    """The times of an occurrence for a participation as they are now; one query.

    What is remembered of an issued notice can't answer this: times are set after it was issued, too.
    """
    asked = (
        Occurrence.objects.select_related("deadline")
        .only(
            "due_at",
            "cancelled_at",
            "cancel_reason",
            "deadline__added_by",
            "deadline__grace_hours",
            "deadline__lock_hours",
        )
        .annotate(own=FilteredRelation("own_times", condition=Q(own_times__participation=participation)))
        .annotate(own_due=F("own__due_at"), own_reason=F("own__reason"))
    )
    # Types lose what is annotated on a query set that has methods of its own.
    found = cast("WithAnnotations[Occurrence, OwnDue]", asked.get(pk=occurrence.pk))
    own = None
    if found.own_due:
        own = OwnTime(due_at=found.own_due, reason=found.own_reason)
    return times_of(participation, found, own)


def still_taken(
    occurrences: Iterable[Occurrence], participation: Participation, now: datetime
) -> list[Occurrence]:
    """Those of these occurrences that are not locked for a participation; their deadlines are at hand.

    One query beside theirs.
    """
    own_times = own_times_of([participation])
    return [
        one
        for one in occurrences
        if not times_of(participation, one, own_times.get((participation.pk, one.pk))).is_locked(now)
    ]


def occurrence_within(user: User, pk: int) -> Occurrence:
    """An occurrence that a notice within a person's reach asks, with deadline and campaign; 404 otherwise."""
    campaigns = Campaign.objects.visible_to(user)
    return get_object_or_404(
        Occurrence.objects.of_notice()
        .select_related("deadline__campaign")
        .filter(deadline__campaign__in=campaigns),
        pk=pk,
    )


def activity_within(user: User, pk: int) -> Activity:
    """An activity of a campaign within a person's reach, with the campaign; 404 otherwise. One query."""
    campaigns = Campaign.objects.visible_to(user)
    return get_object_or_404(
        Activity.objects.select_related("campaign").filter(campaign__in=campaigns), pk=pk
    )


def unassigned_in(activity: Activity) -> "tuple[QuerySet[UnknownName], QuerySet[Participation]]":
    """The names of an activity that nobody settled, and the participations that it is not given to."""
    taken = activity.assignments.values("participation")
    return (
        activity.unknown_names.filter(settled_at__isnull=True).order_by("pk"),
        Participation.objects.filter(campaign=activity.campaign_id)
        .exclude(pk__in=taken)
        .select_related("unit"),
    )


def people_in(unit: Unit) -> list[str]:
    """The names of the people who act for a unit, each once; one query."""
    people = Membership.objects.in_force().filter(unit=unit, user__is_active=True).order_by("user_id")
    return list(dict.fromkeys(people.values_list("user__name", flat=True)))


def own_times_of(participations: Iterable[Participation]) -> dict[tuple[int, int], OwnTime]:
    """The times that participations have for themselves, by (participation, occurrence); one query."""
    rows = OwnTime.objects.filter(participation__in=participations)
    return {(row.participation_id, row.occurrence_id): row for row in rows}


def lines_of(unit_id: int, root_pk: int) -> list[int]:
    """The lines along which a unit is asked within a root campaign, the first asked first; one query."""
    asked = Participation.objects.filter(unit=unit_id, superior__isnull=False)
    within = asked.filter(Q(campaign=root_pk) | Q(campaign__root=root_pk))
    return list(within.order_by("added_at", "pk").values_list("pk", flat=True))


def carried_out_by(unit: Unit) -> QuerySet[Campaign]:
    """The campaigns that a notice of this unit may carry out: those in which it was asked; one query."""
    asked = Participation.objects.filter(unit=unit, superior__isnull=False)
    return Campaign.objects.filter(
        Q(pk__in=asked.filter(campaign__root__isnull=True).values("campaign"))
        | Q(pk__in=asked.filter(campaign__root__isnull=False).values("campaign__root"))
    )


def root_of(campaign: Campaign) -> Participation:
    """The issuer's own participation; one query."""
    return campaign.participations.get(superior__isnull=True)


def open_to_relay(user: User, participation: Participation) -> QuerySet[Unit]:
    """The units below that this participation has not asked yet; one query."""
    taken = participation.inferiors.values("unit")
    return recipients_for(user, participation.unit).exclude(pk__in=taken)


def join_link_of(secret: str) -> JoinLink | None:
    """The link of a work group while it is open, with its campaign and unit; one query."""
    links = JoinLink.objects.opened_by(secret)
    return links.select_related("participation__campaign", "participation__unit").first()


def join_link_at(participation: Participation) -> JoinLink | None:
    """The link of a participation, if one is open; one query."""
    return JoinLink.objects.filter(participation=participation, expires_on__gte=clock.today()).first()


def units_of_link(link: JoinLink) -> QuerySet[Unit]:
    """The units that people may join by a link, in official order; one query.

    Those that the campaign asks through this participation, as far as its unit's people look after theirs: a
    line department that asks a town does not say who acts for it.
    """
    asked = Participation.objects.filter(superior=link.participation_id).values("unit")
    return Unit.objects.looked_after_from(link.participation.unit).filter(pk__in=asked)


def waiting_to_join(user: User) -> QuerySet[JoinRequest]:
    """Who waits for a person's word, the first to ask first, with unit and campaign; one query."""
    return JoinRequest.objects.visible_to(user).select_related(
        "unit", "participation__unit", "participation__campaign"
    )


def join_request_for(user: User, pk: int) -> JoinRequest:
    """Who waits for a person's word; 404 for anybody else, or where it was said. One query."""
    return get_object_or_404(waiting_to_join(user), pk=pk)


def still_waits(pk: int) -> JoinRequest | None:
    """A request as the person who made it sees it; None once it was decided. One query."""
    return JoinRequest.objects.filter(pk=pk).select_related("unit", "participation__unit").first()
