"""What a channel's counter gives a blank: its own period by difference, or how far the counter has come.

A counter only rises: who enters a reading is told where it would fall. So the periods of a campaign, laid end
to end, come to what the counter rose by, whatever readings there are between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from anyue.core.counting.rule import Period
from anyue.core.forms.form import Basis, Indicator
from anyue.core.vocabulary.channels import channel_kind_of


class From(StrEnum):
    """Where a number comes from."""

    LEDGER = "ledger"
    CHANNEL = "channel"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Reading:
    """A counter as somebody read it: how much it had counted by the end of a day."""

    read_on: date
    count: int


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that a unit keeps, by the code of its kind."""

    pk: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Draws:
    """Where one blank draws from; `channel` where that is one."""

    source: From
    channel: Channel | None = None


def counted(readings: Iterable[Reading], period: Period, basis: Basis) -> Reading | None:
    """What a counter says for a period, with the day of the reading that says it; None without one by then.

    Of a period, the rise since the last reading before it; since the first of all where there is none.
    Cumulative, the last reading.
    """
    known = sorted((one for one in readings if one.read_on <= period.ends_on), key=lambda one: one.read_on)
    if not known:
        return None
    last = known[-1]
    if basis is Basis.CUMULATIVE:
        return last
    before = [one for one in known if one.read_on < period.starts_on]
    return Reading(last.read_on, last.count - (before[-1] if before else known[0]).count)


def would_fall(readings: Iterable[Reading], new: Reading) -> Reading | None:
    """The reading that a new one contradicts: an earlier one above it or a later one below; None for none.

    One of the same day is replaced, so that it contradicts nothing.
    """
    others = sorted((one for one in readings if one.read_on != new.read_on), key=lambda one: one.read_on)
    above = [one for one in others if one.read_on < new.read_on and one.count > new.count]
    below = [one for one in others if one.read_on > new.read_on and one.count < new.count]
    return next(iter(above[-1:] or below[:1]), None)


def usual(indicator: Indicator, channels: Iterable[Channel]) -> Draws:
    """Where a blank draws from as long as nobody has chosen: the ledger, or the one channel it speaks of.

    Of several channels of that kind a person has to choose.
    """
    if indicator.source is not None:
        return Draws(From.LEDGER)
    kind = channel_kind_of(indicator)
    fitting = [one for one in channels if kind is not None and one.kind == kind.code]
    return Draws(From.CHANNEL, fitting[0]) if len(fitting) == 1 else Draws(From.HAND)
