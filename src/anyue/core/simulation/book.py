"""The naive book: what everything must come to, kept from the script alone with plain lists and sums."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from anyue.core.forms.form import Basis
from anyue.core.simulation.county import County
from anyue.core.simulation.events import (
    Approve,
    Ask,
    Event,
    Hold,
    OnReport,
    Place,
    Relay,
    Return,
    Submit,
    TakeBack,
)

Numbers = dict[str, Decimal]


@dataclass(slots=True)
class Activity:
    """One activity as its host entered it, and by row of the notice's forms where it was counted."""

    unit: int
    kind: str
    day: date
    measures: Mapping[str, int]
    line: int | None
    counted: dict[int, Place] = field(default_factory=dict)


@dataclass(slots=True)
class Sent:
    """A report as it was sent in: own numbers, all numbers with those below, and what they run on from."""

    own: Numbers
    all: Numbers
    carried: Numbers
    is_official: bool = False


class Book:
    """Everything that was said, in the order in which it was said."""

    def __init__(self, county: County, asks: Sequence[Ask], issued_at: datetime) -> None:
        self._county = county
        self._asks = asks
        self._activities: list[Activity] = []
        self._sent: dict[Place, Sent] = {}
        self._asked_at = {at: issued_at for at, line in enumerate(county.lines) if line.superior == 0}

    def note(self, event: Event) -> None:
        """Write down what happened; what is to be refused leaves no trace."""
        if event.refused:
            return
        match event:
            case Relay():
                later = event.at + timedelta(hours=event.hours_earlier)
                self._asked_at |= dict.fromkeys(event.below, later)
            case Hold():
                self._activities.append(
                    Activity(event.unit, event.kind, event.day, event.measures, event.line)
                )
            case Submit():
                self._sent[event.place] = self._taken_in(event)
            case TakeBack() | Return():
                self._free(event)
            case Approve():
                self._sent[event.place].is_official = True

    def official(self, line: int, ask: int) -> Numbers:
        """What the reports below a line come to that were approved."""
        return _added([one.all for one in self._below(line, ask) if one.is_official])

    def live(self, line: int, ask: int) -> Numbers:
        """What the reports below a line come to, approved or not."""
        return _added([one.all for one in self._below(line, ask)])

    def counts(self, line: int, ask: int) -> Counter[bool]:
        """How many reports below a line are official (True), and how many wait (False)."""
        return Counter(one.is_official for one in self._below(line, ask))

    def whole(self, line: int, row: int) -> Numbers:
        """What a form comes to below a line over all its periods, of official reports.

        A cumulative number has its last value.
        """
        periods = [at for at, ask in enumerate(self._asks) if ask.row == row]
        running = [i.code for i in self._asks[periods[0]].numbers() if i.basis is Basis.CUMULATIVE]
        units = []
        for below in self._county.below(line):
            told = [self._sent[place] for at in periods if (place := Place(below, at)) in self._sent]
            official = [one.all for one in told if one.is_official]
            last = {code: one[code] for one in official for code in running if code in one}
            units.append(_added(official) | last)
        return _added(units)

    def _below(self, line: int, ask: int) -> list[Sent]:
        places = [Place(below, ask) for below in self._county.below(line)]
        return [self._sent[place] for place in places if place in self._sent]

    def _free(self, event: OnReport) -> None:
        del self._sent[event.place]
        for activity in self._activities:
            activity.counted = {row: at for row, at in activity.counted.items() if at != event.place}

    def _taken_in(self, event: Submit) -> Sent:
        ask = self._asks[event.place.ask]
        counted = self._counted(event.place, ask)
        carried = self._carried(event.place, ask)
        own: Numbers = {}
        for blank in ask.numbers():
            told = [
                one.measures[blank.source.measure]
                for one in counted
                if blank.source and one.kind == blank.source.kind and blank.source.measure in one.measures
            ]
            if blank.code in event.typed:
                own[blank.code] = Decimal(event.typed[blank.code])
            else:
                own[blank.code] = Decimal(sum(told)) + carried.get(blank.code, Decimal())
        for one in counted:
            if any(blank.source and blank.source.kind == one.kind for blank in ask.numbers()):
                one.counted[ask.row] = event.place
        below = self.official(event.place.line, event.place.ask) if ask.adds_up else {}
        added = {code: own[code] + below.get(code, Decimal()) for code in ask.added()}
        return Sent(own, own | added, carried)

    def _counted(self, place: Place, ask: Ask) -> list[Activity]:
        """The activities of a unit that belong into this report and are in none of the form yet."""
        line = self._county.lines[place.line]
        lines = enumerate(self._county.lines)
        asked = [at for at, one in lines if one.unit == line.unit and at in self._asked_at]
        mine = sorted(asked, key=lambda at: (self._asked_when(at), at))
        still_open = [
            other.ends_on
            for at, other in enumerate(self._asks)
            if other.row == ask.row
            and other.ends_on < ask.ends_on
            and Place(place.line, at) not in self._sent
            and other.due_at >= self._asked_at[place.line]
        ]
        return [
            one
            for one in self._activities
            if one.unit == line.unit
            and ask.row not in one.counted
            and (mine[0] if one.line is None else one.line) == place.line
            and ask.since <= one.day <= ask.ends_on
            and not any(one.day <= ends_on for ends_on in still_open)
        ]

    def _asked_when(self, line: int) -> datetime:
        return self._asked_at[line] - timedelta(hours=self._county.lines[line].hours_earlier)

    def _carried(self, place: Place, ask: Ask) -> Numbers:
        """What the earlier periods came to, for the blanks whose numbers run on."""
        running = [one.code for one in ask.numbers() if one.basis is Basis.CUMULATIVE]
        if not running:
            return {}
        earlier = [
            self._sent[Place(place.line, at)]
            for at, other in enumerate(self._asks)
            if other.row == ask.row and other.number < ask.number and Place(place.line, at) in self._sent
        ]
        return _added(
            [{code: one.own[code] - one.carried.get(code, Decimal()) for code in running} for one in earlier]
        )


def _added(parts: Sequence[Numbers]) -> Numbers:
    total: Numbers = {}
    for part in parts:
        for code, number in part.items():
            total[code] = total.get(code, Decimal()) + number
    return total
