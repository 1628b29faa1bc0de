"""What the people of a simulated county type into a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from anyue.core.forms.form import Adds, Basis, FormKind, Indicator
from anyue.core.simulation.county import County
from anyue.core.simulation.events import Ask, Place

_TEXT = "已按方案部署，正在逐项落实。"
_TEXTS = 3
"""How many of the texts of a form people write."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is typed, by code, and why some of it is not what the ledger says."""

    typed: Mapping[str, str]
    reasons: Mapping[str, str] = field(default_factory=dict)


class Filler:
    """Who keeps a ledger and who types everything, and what they type."""

    def __init__(self, county: County, asked: Mapping[int, datetime], dice: Random) -> None:
        self._county = county
        self._dice = dice
        units = sorted({county.lines[line].unit for line in asked})
        self._keepers = {unit for unit in units if dice.random() < 0.7}
        first: dict[int, int] = {}
        for line in sorted(asked, key=lambda line: (asked[line], line)):
            first.setdefault(county.lines[line].unit, line)
        self._first = set(first.values())
        self._steps: dict[tuple[int, str], int] = {}
        self._overridden: dict[tuple[Place, str], bool] = {}

    def keeps_ledger(self, unit: int) -> bool:
        """Whether a unit enters its activities; any other types its numbers."""
        return unit in self._keepers

    def fill(self, place: Place, ask: Ask) -> Filled:
        """A report as its unit means it.

        Whoever is asked along two lines types along the first: typed numbers can't be told apart above.
        """
        typed = self._texts(ask)
        reasons = {}
        is_keeper = self._county.lines[place.line].unit in self._keepers
        is_nil = self._dice.random() < 0.08
        for blank in ask.numbers():
            is_filled = is_keeper and blank.source is not None
            if is_filled and not self._is_overridden(place, blank):
                continue
            typed[blank.code] = self._number(place, ask, blank, is_nil=is_nil)
            if is_filled:
                reasons[blank.code] = "含一次未记入台账的活动"
        return Filled(typed, reasons)

    def _is_overridden(self, place: Place, blank: Indicator) -> bool:
        """Whether a person types what the ledger could fill in; whoever did once has it on the page for good.

        Heads that run on over periods are always typed: no ledger knows which of them were counted before.
        """
        if blank.basis is Basis.CUMULATIVE and blank.adds is Adds.UNITS:
            return True
        return self._overridden.setdefault((place, blank.code), self._dice.random() < 0.01)

    def _number(self, place: Place, ask: Ask, blank: Indicator, *, is_nil: bool) -> str:
        if place.line not in self._first:
            return "0"
        if blank.basis is Basis.CUMULATIVE:
            # It never falls, in whatever order the periods are sent in.
            step = self._steps.setdefault((place.line, blank.code), self._dice.randint(0, 20))
            return str(step * ask.number)
        return "0" if is_nil or self._dice.random() < 0.3 else str(self._dice.randint(1, 60))

    def _texts(self, ask: Ask) -> dict[str, str]:
        numbers = {one.code for one in ask.numbers()}
        texts = [one.code for one in ask.form.indicators if one.code not in numbers]
        is_table = ask.form.kind is FormKind.STATISTICS
        if is_table and self._dice.random() < 0.7:
            return {}
        return dict.fromkeys(texts[:_TEXTS], _TEXT)
