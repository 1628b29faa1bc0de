"""Reads: what each participation is to send in, by the notice or by somebody above it who added it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import (
    Campaign,
    CampaignForm,
    Deadline,
    Occurrence,
    Participation,
    ReportingLine,
)


class _AskedRow(Protocol):
    """A form or an occurrence: of which campaign, and who added it."""

    @property
    def campaign_id(self) -> int: ...
    @property
    def added_by_id(self) -> int | None: ...


_Row = TypeVar("_Row", bound=_AskedRow)


def asked_of_each(participations: Sequence[Participation], rows: Iterable[_Row]) -> dict[int, list[_Row]]:
    """What of these rows each participation is to send in, by its id, in their order.

    One query where somebody has added any of them, otherwise none.
    """
    by_campaign: dict[int, list[_Row]] = {}
    adders: dict[int, set[int]] = {}
    for row in rows:
        by_campaign.setdefault(row.campaign_id, []).append(row)
        if row.added_by_id is not None:
            adders.setdefault(row.campaign_id, set()).add(row.added_by_id)
    lines: set[tuple[int, int]] = set()
    if adders:
        above = ReportingLine.objects.filter(superior__in=set().union(*adders.values()), depth__gt=0)
        above = above.filter(participation__in=[one for one in participations if one.campaign_id in adders])
        lines = set(above.values_list("participation_id", "superior_id"))
    return {
        one.pk: [
            row
            for row in by_campaign.get(one.campaign_id, ())
            if row.added_by_id is None or (one.pk, row.added_by_id) in lines
        ]
        for one in participations
    }


def deadlines_asked_of(participation: Participation) -> QuerySet[Deadline]:
    """What a participation is to send in, with its times; two queries."""
    return with_occurrences(Deadline.objects.asked_of([participation]))


def deadlines_of_notice(campaign: Campaign) -> QuerySet[Deadline]:
    """What the notice of a campaign asks, with its times; two queries."""
    return with_occurrences(Deadline.objects.of_notice().filter(campaign=campaign))


def asked_in(user: User, campaign: Campaign) -> tuple[QuerySet[CampaignForm], QuerySet[Deadline]]:
    """The forms and deadlines of a campaign that a person's own units are asked or ask; three queries."""
    mine = Participation.objects.acted_for_by(user).filter(campaign=campaign)
    return CampaignForm.objects.known_to(mine), with_occurrences(Deadline.objects.known_to(mine))


def with_occurrences(deadlines: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """Deadlines in the notice's order, with their forms and occurrences and who added them; two queries."""
    return (
        deadlines.select_related("form", "added_by__unit")
        .defer("form__body")
        .prefetch_related(Prefetch("occurrences", Occurrence.objects.order_by("due_at")))
    )


def occurrence_asked_of(participation: Participation, pk: int) -> Occurrence:
    """An occurrence that a participation is to send in, with deadline and campaign; 404 otherwise."""
    asked = Occurrence.objects.asked_of([participation]).select_related("deadline__campaign")
    return get_object_or_404(asked, pk=pk)


def planned_for(participation: Participation, occurrence: Occurrence) -> datetime:
    """When an occurrence falls due for a participation that has no time of its own; its deadline is at hand.

    Hours earlier are earlier than the notice: who adds something says by when those below send it.
    """
    is_added = occurrence.added_by_id is not None
    return occurrence.due_at - timedelta(hours=0 if is_added else participation.hours_earlier)
