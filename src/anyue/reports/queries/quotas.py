"""How far units are with what a campaign asks of each at least: derived from the ledger each time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from anyue.campaigns.assigning import duty_list
from anyue.campaigns.models import Campaign, Participation
from anyue.core.quotas import Asked, Reached, reached
from anyue.reports.queries.held import days_of, held_by, records_of


@dataclass(frozen=True, slots=True)
class UnitReached:
    """How far one unit is with one quota."""

    participation: Participation
    reached: Reached


@dataclass(frozen=True, slots=True)
class QuotaState:
    """One quota of a campaign with the units that it is asked of, in official order, and the days that count.

    `is_guessed` says that the notice's words mean nobody who takes part, so that everybody is listed.
    """

    asked: Asked
    days: tuple[date, date]
    units: list[UnitReached]
    is_guessed: bool = False

    @property
    def short(self) -> list[UnitReached]:
        """Those that are not there yet, as far as the ledger can say."""
        return [one for one in self.units if one.reached.is_counted and not one.reached.is_met]

    @property
    def met(self) -> int:
        """How many are there."""
        return sum(one.reached.is_met for one in self.units)

    @property
    def is_counted(self) -> bool:
        """Whether the ledger can say anything of it."""
        return any(option.kind for option in self.asked.options)

    @property
    def line(self) -> str:
        """One line for the work group: the quota and who is short of it, each with how far it is."""
        names = (f"{one.participation.unit.name}（{one.reached.words}）" for one in self.short)
        return f"{self.asked.words}：{'、'.join(names)}"


def quotas_below(participation: Participation, today: date) -> list[QuotaState]:
    """Each quota of the campaign with everybody that it is asked of, from this unit down; three queries."""
    asked = participation.campaign.asked()
    if not asked:
        return []
    parts = [one.participation for one in participation.lines_down.select_related("participation__unit")]
    # Along several lines a unit is asked once.
    parts = list({part.unit_id: part for part in parts}.values())
    parts.sort(key=lambda part: (part.unit.position, part.unit_id))
    return _states(participation.campaign, asked, parts, today)


def quotas_short(received: Iterable[Participation], today: date) -> list[tuple[Participation, Reached]]:
    """What a person's own units are short of in campaigns under way; two queries a campaign with quotas.

    Only what the notice's words ask of the unit counts, and only while the campaign runs.
    """
    found = []
    for part in received:
        first, last = days_of(part.campaign)
        if part.campaign.quotas and first <= today <= last:
            for state in _states(part.campaign, part.campaign.asked(), [part], today):
                if not state.is_guessed:
                    found += [(part, one.reached) for one in state.short]
    return found


def _states(
    campaign: Campaign, asked: Sequence[Asked], parts: list[Participation], today: date
) -> list[QuotaState]:
    whole = days_of(campaign)
    kinds = {kind for one in asked for kind in one.kinds}
    records = records_of({part.unit_id for part in parts}, whole, kinds)
    duties = duty_list(parts)
    by_pk = {part.pk: part for part in parts}
    states = []
    for one in asked:
        days = one.window(*whole, today)
        meant = [by_pk[key] for key in duties.meant(one.who)]
        units = meant or [part for part in parts if part.unit_id != campaign.unit_id]
        states.append(
            QuotaState(
                one,
                days,
                [UnitReached(part, reached(one, held_by(records, part.unit_id), days)) for part in units],
                is_guessed=not meant,
            )
        )
    return states
