"""The activities that units of a simulated county hold and enter into their ledgers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random

from anyue.core.simulation.county import County
from anyue.core.simulation.events import Ask, Hold
from anyue.core.simulation.filling import Filler
from anyue.core.simulation.moments import after
from anyue.core.vocabulary import EVENTS

_BUSY = {"town": 1.5, "department": 1.5, "village": 0.4, "enterprise": 0.4}
"""Activities that a unit of each kind holds in a week."""
_MOST_WEEKS = 6
"""In a campaign of half a year units hold as many as in so many weeks, spread over all of it."""


def hold(
    county: County, asks: Sequence[Ask], asked: Mapping[int, datetime], filler: Filler, dice: Random
) -> Iterator[Hold]:
    """What is entered, some of it days late, some of it together with others; `asked` by line, and when.

    Nothing where no form of the notice is filled from a ledger.
    """
    kinds = _kinds_in(asks)
    if not kinds:
        return
    first = min(ask.since for ask in asks)
    days = (max(ask.ends_on for ask in asks) - first).days + 1
    lines: dict[int, list[int]] = {}
    for line in asked:
        lines.setdefault(county.lines[line].unit, []).append(line)
    for unit, own in sorted(lines.items()):
        if not filler.keeps_ledger(unit):
            continue
        joined_at = max(asked[line] for line in own)
        inside = [at for at, one in enumerate(county.units) if one.above == unit]
        weeks = min(days / 7, _MOST_WEEKS)
        for _ in range(round(_BUSY[county.units[unit].kind] * weeks * dice.uniform(0.5, 1.5))):
            kind = dice.choice(sorted(kinds))
            day = first + timedelta(days=dice.randrange(days))
            entered_on = day + timedelta(days=dice.randint(1, 9) if dice.random() < 0.12 else 0)
            at = datetime.combine(entered_on, time(15), asks[0].due_at.tzinfo) + after(dice, 0, 6)
            if at > joined_at:
                yield Hold(
                    at=at,
                    unit=unit,
                    kind=kind,
                    day=day,
                    measures=_measured(kinds[kind], dice),
                    co_hosts=_co_hosts(inside, dice),
                    line=dice.choice(own) if len(own) > 1 and dice.random() < 0.5 else None,
                    is_twice=dice.random() < 0.08,
                )


def _co_hosts(inside: Sequence[int], dice: Random) -> tuple[int, ...]:
    return tuple(dice.sample(inside, 2)) if len(inside) > 1 and dice.random() < 0.3 else ()


def _kinds_in(asks: Sequence[Ask]) -> dict[str, set[str]]:
    """The measures of each kind of activity that some form is filled from."""
    kinds: dict[str, set[str]] = {}
    for ask in asks:
        for blank in ask.numbers():
            if blank.source:
                kinds.setdefault(blank.source.kind, {EVENTS}).add(blank.source.measure)
    return kinds


def _measured(measures: set[str], dice: Random) -> dict[str, int]:
    return {one: 1 if one == EVENTS else dice.randint(5, 120) for one in sorted(measures)}
