"""Page: where each number of a table draws from, and the unit's choice of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue.accounts.person import person
from anyue.campaigns.models import CampaignForm
from anyue.campaigns.queries import own_participation_for
from anyue.core.counting.channels import Draws, From
from anyue.core.errors import AnyueError
from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Source, ValueType
from anyue.core.vocabulary import vocabulary
from anyue.core.vocabulary.channels import channel_kind_of
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.records import actions
from anyue.records.models import Channel
from anyue.records.queries import channels_of, sources_of
from anyue.reports import queries
from anyue.web.words import day_words

_BETWEEN = ":"


@dataclass(frozen=True, slots=True)
class Choice:
    """One blank, what it can draw from as (value, words), what it does; `proposed` is a kind of channel."""

    code: str
    group: str
    label: str
    unit: str
    options: list[tuple[str, str]]
    chosen: str
    proposed: str


def sources(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """Show where each number of a unit's table draws from; POST changes it for what is not sent in yet."""
    user = person(request)
    participation = own_participation_for(user, participation_pk)
    require(user, Permission.SUBMIT_REPORT, participation.unit_id)
    row = queries.form_for(participation, form_pk)
    channels = [one for one in channels_of(user) if one.unit_id == participation.unit_id]
    drawn = sources_of(participation, row)
    choices = list(_choices(row, channels, drawn))
    error, status = None, 200
    if request.method == "POST":
        known = {str(one.pk): one for one in channels}
        named = {one.code: request.POST.get(one.code, "") for one in choices}
        changed = {
            code: _draws(value, known)
            for code, value in named.items()
            if value and value != _value(drawn[code])
        }
        try:
            actions.choose_sources(participation=participation, form=row, choices=changed, by=user)
        except AnyueError as wrong:
            error, status = wrong, wrong.problem.status
        else:
            messages.success(request, "取数来源已保存，尚未报送的表按新的来源取数。")
            return redirect("reports:sources", participation.pk, row.pk)
    context = {"participation": participation, "row": row, "choices": choices, "error": error}
    return render(request, "reports/sources.html", context, status=status)


def _value(draws: Draws) -> str:
    return f"{draws.source}{_BETWEEN}{draws.channel.pk}" if draws.channel else draws.source.value


def _draws(value: str, channels: dict[str, Channel]) -> Draws:
    """What an option says; by hand for what is no option."""
    source, _, pk = value.partition(_BETWEEN)
    if source == From.CHANNEL and pk in channels:
        return Draws(From.CHANNEL, channels[pk].as_counted())
    return Draws(From.LEDGER if source == From.LEDGER else From.HAND)


def _choices(row: CampaignForm, channels: list[Channel], drawn: dict[str, Draws]) -> Iterator[Choice]:
    options = [(f"{From.CHANNEL}{_BETWEEN}{one.pk}", _channel_words(one)) for one in channels]
    for group in row.form.groups:
        for one in group.indicators:
            if one.type is not ValueType.NUMBER or one.code not in drawn:
                continue
            ledger = [(From.LEDGER.value, f"台账：{_measure(one.source)}")] if one.source else []
            kind = channel_kind_of(one)
            yield Choice(
                one.code,
                group.label,
                bare_label(one),
                one.unit or "",
                [*ledger, *options, (From.HAND.value, "手工填写")],
                _value(drawn[one.code]),
                kind.name if kind and not one.source else "",
            )


def _channel_words(channel: Channel) -> str:
    closed = f"（用到{day_words(channel.last_day)}）" if channel.last_day else ""
    return f"渠道：{channel.name}{closed}"


def _measure(source: Source) -> str:
    """A measure of the vocabulary as people know it; the codes where the vocabulary has it no more."""
    try:
        kind = vocabulary().kind(source.kind)
        return f"{kind.name}，{kind.measure(source.measure).name}"
    except KeyError:
        return f"{source.kind}，{source.measure}"
