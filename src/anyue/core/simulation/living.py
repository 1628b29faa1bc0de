"""The way of one report in a simulated county, with what goes wrong on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from anyue.core.simulation.events import Approve, Ask, Draft, Event, Open, Place, Return, Submit, TakeBack
from anyue.core.simulation.filling import Filled, Filler
from anyue.core.simulation.moments import after

_MINUTE = timedelta(minutes=1)
_TAKES_BACK, _RETURNED, _RETURNED_RELAY = 0.06, 0.07, 0.25
"""How often a unit takes back, and a superior returns: a table with others in it for those who were late."""


def live(  # noqa: PLR0913  One argument a fact of the report.
    place: Place,
    ask: Ask,
    due_at: datetime,
    ready_at: datetime,
    filler: Filler,
    *,
    dice: Random,
    is_relayed: bool,
) -> Iterator[Event]:
    """From the first number to the approval; some never come so far."""
    filled = filler.fill(place, ask)
    at = max(_sent_at(due_at, dice, is_relayed=is_relayed), ready_at + after(dice, 1, 2))
    if dice.random() < 0.1:
        yield Draft(at=at - 30 * _MINUTE, place=place, typed=filled.typed)
    if dice.random() < 0.03:
        return
    if dice.random() < 0.05 and ask.numbers():
        wrong = {**filled.typed, ask.numbers()[0].code: "约三十"}
        yield Submit(at=at - 5 * _MINUTE, place=place, typed=wrong, refused="values_wrong")
    yield _sending(at, place, filled, is_twice=dice.random() < 0.06)
    if dice.random() < 0.04:
        yield replace(_sending(at + 2 * _MINUTE, place, filled), is_stale=True, refused="report_changed")
    if dice.random() < _TAKES_BACK:
        yield TakeBack(at=at + 20 * _MINUTE, place=place)
        at += after(dice, 0.5, 3)
        filled = filler.fill(place, ask)
        yield _sending(at, place, filled)
    if dice.random() < 0.04:
        return
    at += after(dice, 1, 10)
    yield Open(at=at, place=place)
    if dice.random() < 0.04:
        yield TakeBack(at=at + _MINUTE, place=place, refused="taken_up")
    if dice.random() < (_RETURNED_RELAY if is_relayed and ask.adds_up else _RETURNED):
        at += after(dice, 20, 60) if is_relayed else after(dice, 1, 5)
        marks = tuple(one.code for one in ask.numbers()[:2])
        yield Return(at=at, place=place, marks=marks)
        at += after(dice, 1, 24)
        yield _sending(at, place, filler.fill(place, ask))
        at += after(dice, 1, 5)
        yield Open(at=at, place=place)
    if dice.random() < 0.03:
        yield Approve(at=at + _MINUTE, place=place, is_stale=True, refused="review_stale")
    yield Approve(at=at + 10 * _MINUTE, place=place)


def _sent_at(due_at: datetime, dice: Random, *, is_relayed: bool) -> datetime:
    if dice.random() < 0.08:
        return due_at + after(dice, 1, 48)
    return due_at - (after(dice, 1, 4) if is_relayed else after(dice, 2, 36))


def _sending(at: datetime, place: Place, filled: Filled, *, is_twice: bool = False) -> Submit:
    return Submit(at=at, place=place, typed=filled.typed, reasons=filled.reasons, is_twice=is_twice)
