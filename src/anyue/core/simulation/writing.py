"""Writes the script of a simulated campaign: the same seed gives the same events."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from anyue.core.simulation.county import ROOT, County
from anyue.core.simulation.events import Acknowledge, Ask, Event, Place, Relay, Submit
from anyue.core.simulation.filling import Filler
from anyue.core.simulation.holding import hold
from anyue.core.simulation.living import live
from anyue.core.simulation.moments import after


def write_script(
    county: County, asks: Sequence[Ask], *, issued_at: datetime, until: datetime, seed: int
) -> list[Event]:
    """What everybody does from the issue of a notice until an aware moment, in the order of time."""
    dice = Random(seed)  # noqa: S311  A play, and no secret.
    written = list(_joining(county, issued_at, dice))
    asked = dict.fromkeys(county.below(ROOT), issued_at)
    asked |= {line: event.at for event in written if isinstance(event, Relay) for line in event.below}
    ready = {event.line: event.at for event in written if isinstance(event, Acknowledge)}
    filler = Filler(county, asked, dice)
    written += hold(county, asks, asked, filler, dice)
    for line, ready_at in ready.items():
        earlier = timedelta(hours=county.lines[line].hours_earlier)
        for at, ask in enumerate(asks):
            if ask.due_at - earlier > asked[line]:
                is_relayed = bool(county.below(line))
                due_at = ask.due_at - earlier
                written += live(
                    Place(line, at), ask, due_at, ready_at, filler, dice=dice, is_relayed=is_relayed
                )
    written += _too_soon(asks, asked, ready, filler)
    return sorted((event for event in written if event.at <= until), key=lambda event: event.at)


def _joining(county: County, issued_at: datetime, dice: Random) -> Iterator[Event]:
    """Everybody acknowledges, some slowly; those who have somebody below pass the notice on."""
    waiting = [(line, issued_at) for line in county.below(ROOT)]
    while waiting:
        line, asked_at = waiting.pop(0)
        at = asked_at + (after(dice, 40, 70) if dice.random() < 0.06 else after(dice, 0.5, 20))
        yield Acknowledge(at=at, line=line)
        if below := county.below(line):
            at += after(dice, 0.5, 12)
            earlier = county.lines[below[0]].hours_earlier
            yield Relay(at=at, line=line, below=tuple(below), hours_earlier=earlier)
            waiting += [(one, at) for one in below]


def _too_soon(
    asks: Sequence[Ask], asked: dict[int, datetime], ready: dict[int, datetime], filler: Filler
) -> Iterator[Event]:
    """Who took long to acknowledge has tried to send something in before."""
    for line, at in ready.items():
        if asks and at - asked[line] > timedelta(hours=40):
            typed = filler.fill(Place(line, 0), asks[0]).typed
            moment = at - timedelta(hours=1)
            yield Submit(at=moment, place=Place(line, 0), typed=typed, refused="not_acknowledged")
