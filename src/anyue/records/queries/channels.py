"""A unit's channels, and what its tables draw from."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.counting import Period
from anyue.core.counting.channels import Draws, From, counted, usual
from anyue.core.forms.form import FormKind, ValueType
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records.models import Channel, Reading, SourceChoice


@dataclass(frozen=True, slots=True)
class Counter:
    """What a channel gives one blank: the number, and the day of the reading that says it."""

    channel: int
    name: str
    value: str
    read_on: date


def channels_of(user: User) -> QuerySet[Channel]:
    """The channels of a person's own units with their readings, the last first; two queries."""
    readings = Prefetch("readings", Reading.objects.order_by("-read_on").select_related("noted_by"))
    return Channel.objects.visible_to(user).select_related("unit", "closed_by").prefetch_related(readings)


def channel_to_keep(user: User, pk: int) -> Channel:
    """A channel that a person may read; 404 where they can't see it, NOT_ALLOWED where they only can."""
    channel = get_object_or_404(channels_of(user), pk=pk)
    require(user, Permission.KEEP_RECORDS, channel.unit_id)
    return channel


def sources_of(
    participation: Participation, row: CampaignForm, period: Period | None = None
) -> dict[str, Draws]:
    """Where each blank for a number draws from, by code; two queries, none for a form without such blanks.

    In a period that begins after a chosen channel was closed, from the one other of its kind, or as if nobody
    had chosen. Without a period, what was chosen.
    """
    indicators = [one for one in row.form.indicators if one.type is ValueType.NUMBER]
    if row.form.kind is not FormKind.STATISTICS or not indicators:
        return {}
    kept = list(Channel.objects.filter(unit=participation.unit_id))
    channels = {one.pk: one.as_counted() for one in kept}
    begins = period.starts_on if period else date.max
    used = [channels[one.pk] for one in kept if one.is_used_from(begins)]
    closed = channels.keys() - {one.pk for one in used} if period else set()
    chosen = {one.code: one for one in SourceChoice.objects.filter(participation=participation, form=row)}
    drawn: dict[str, Draws] = {}
    for indicator in indicators:
        choice = chosen.get(indicator.code)
        if choice is None:
            drawn[indicator.code] = usual(indicator, used)
        elif choice.channel_id in closed:
            alike = [one for one in used if one.kind == channels[choice.channel_id].kind]
            follows = Draws(From.CHANNEL, alike[0]) if len(alike) == 1 else usual(indicator, used)
            drawn[indicator.code] = follows
        else:
            drawn[indicator.code] = Draws(From(choice.source), channels.get(choice.channel_id or 0))
    return drawn


def counters_for(row: CampaignForm, sources: dict[str, Draws], period: Period) -> dict[str, Counter]:
    """What the channels give the blanks that draw from them, by code; one query where any does."""
    asked = {code: one.channel for code, one in sources.items() if one.channel is not None}
    if not asked:
        return {}
    readings: dict[int, list[Reading]] = {}
    for reading in Reading.objects.filter(channel__in={one.pk for one in asked.values()}):
        readings.setdefault(reading.channel_id, []).append(reading)
    found: dict[str, Counter] = {}
    for indicator in row.form.indicators:
        channel = asked.get(indicator.code)
        if channel is None:
            continue
        read = (one.as_counted() for one in readings.get(channel.pk, ()))
        told = counted(read, period, indicator.basis)
        if told is not None:
            found[indicator.code] = Counter(channel.pk, channel.name, str(told.count), told.read_on)
    return found
