"""What a unit enters of its channels: the channel, its readings, and which blanks draw from it."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from anyue import clock
from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.counting.channels import Draws, From, would_fall
from anyue.core.counting.channels import Reading as CountedReading
from anyue.core.errors import AnyueError, ledger
from anyue.core.forms.form import ValueType
from anyue.orgs.actions import require
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.records.models import Channel, Reading, SourceChoice
from anyue.web.words import day_words


def keep_channel(  # noqa: PLR0913  One argument a field of the page.
    *, unit: Unit, name: str, kind: str, read_on: date, count: int, by: User
) -> Channel:
    """Enter a channel with its first reading, from which on its counter counts.

    Raises:
        AnyueError: no right to, a name that the unit has, or a day that lies ahead.
    """
    require(by, Permission.KEEP_RECORDS, unit.pk)
    try:
        with transaction.atomic():
            channel = Channel(unit=unit, name=name, kind=kind, made_at=clock.now(), made_by=by)
            channel.save()
            _note(channel, read_on, count, by)
            write_entry("keep_channel", by=by, on=channel, unit_id=unit.pk)
    except IntegrityError as taken:
        raise AnyueError(ledger.CHANNEL_NAMED, field="name", name=name) from taken
    return channel


@transaction.atomic
def note_reading(*, channel: Channel, read_on: date, count: int, by: User) -> None:
    """Enter how much a channel had counted by a day; one of the same day is replaced.

    Raises:
        AnyueError: no right to, a day that lies ahead or after the channel was closed, or a count that
            contradicts another reading.
    """
    require(by, Permission.KEEP_RECORDS, channel.unit_id)
    # Of two people at once the second reads what the first has written.
    Channel.objects.filter(pk=channel.pk).update(name=channel.name)
    last_day = Channel.objects.values_list("last_day", flat=True).get(pk=channel.pk)
    if last_day is not None and read_on > last_day:
        raise AnyueError(ledger.CHANNEL_CLOSED, field="read_on", day=day_words(last_day))
    _note(channel, read_on, count, by)
    write_entry("note_reading", by=by, on=channel, unit_id=channel.unit_id)


@transaction.atomic
def close_channel(*, channel: Channel, last_day: date, by: User) -> None:
    """Use a channel until a day: the tables of earlier days keep it, later ones draw on it no more.

    Raises:
        AnyueError: no right to, a day that lies ahead or before a reading, or closed meanwhile.
    """
    require(by, Permission.KEEP_RECORDS, channel.unit_id)
    if last_day > clock.today():
        raise AnyueError(ledger.DAY_AHEAD, field="last_day")
    facts = {"last_day": last_day, "closed_at": clock.now(), "closed_by": by}
    if not Channel.objects.filter(pk=channel.pk, last_day__isnull=True).update(**facts):
        raise AnyueError(ledger.CHANNEL_MOVED_ON)
    later = Reading.objects.filter(channel=channel, read_on__gt=last_day).first()
    if later is not None:
        raise AnyueError(ledger.CHANNEL_READ_LATER, field="last_day", day=day_words(later.read_on))
    write_entry("close_channel", by=by, on=channel, unit_id=channel.unit_id)


@transaction.atomic
def reopen_channel(*, channel: Channel, by: User) -> None:
    """Use a channel again. Raises NOT_ALLOWED, CHANNEL_MOVED_ON where it is in use."""
    require(by, Permission.KEEP_RECORDS, channel.unit_id)
    closed = Channel.objects.filter(pk=channel.pk, last_day__isnull=False)
    if not closed.update(last_day=None, closed_at=None, closed_by=None):
        raise AnyueError(ledger.CHANNEL_MOVED_ON)
    write_entry("reopen_channel", by=by, on=channel, unit_id=channel.unit_id)


def _note(channel: Channel, read_on: date, count: int, by: User) -> None:
    if read_on > clock.today():
        raise AnyueError(ledger.DAY_AHEAD, field="read_on")
    known = [one.as_counted() for one in Reading.objects.filter(channel=channel)]
    other = would_fall(known, CountedReading(read_on, count))
    if other is not None:
        raise AnyueError(ledger.COUNT_FALLS, field="count", day=day_words(other.read_on), count=other.count)
    facts = {"count": count, "noted_at": clock.now(), "noted_by": by}
    Reading.objects.update_or_create(channel=channel, read_on=read_on, defaults=facts)


@transaction.atomic
def choose_sources(
    *, participation: Participation, form: CampaignForm, choices: Mapping[str, Draws], by: User
) -> None:
    """Set where the blanks of a unit's table draw from, by code; those not named stay as they were.

    What was sent in stays as it is. Raises AnyueError for no right to, or a source that a blank can't have.
    """
    require(by, Permission.SUBMIT_REPORT, participation.unit_id)
    indicators = {one.code: one for one in form.form.indicators if one.type is ValueType.NUMBER}
    own = set(Channel.objects.filter(unit=participation.unit_id).values_list("pk", flat=True))
    for code, draws in choices.items():
        channel = draws.channel.pk if draws.channel else None
        is_known = code in indicators and (channel is None or channel in own)
        has_ledger = draws.source is not From.LEDGER or (is_known and indicators[code].source is not None)
        if not is_known or not has_ledger or (draws.source is From.CHANNEL) != (channel is not None):
            raise AnyueError(ledger.SOURCE_UNKNOWN)
        SourceChoice.objects.update_or_create(
            participation=participation,
            form=form,
            code=code,
            defaults={"source": draws.source.value, "channel_id": channel},
        )
    write_entry("choose_sources", by=by, on=participation, unit_id=participation.unit_id)
