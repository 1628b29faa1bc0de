"""What filling in costs: blanks times times, in minutes, by stated assumptions."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What one thing costs a person, in minutes.

    `by_hand` is a blank that somebody looks up and types, `filled` one that is there already and is looked
    over, `text` a written text from the first line to the last. An office puts its own experience in their
    place.
    """

    by_hand: Decimal = Decimal(2)
    filled: Decimal = Decimal("0.2")
    text: Decimal = Decimal(90)


@dataclass(frozen=True, slots=True)
class Burden:
    """What one unit will be asked for one form or document: blanks each time, and how many times.

    Of the blanks, `drawn` come from the ledger; a written text is one blank and none of these.
    """

    title: str
    kind: str
    when: str
    blanks: int
    drawn: int
    times: int
    is_text: bool = False

    @property
    def typed(self) -> int:
        """The blanks that a person fills over the whole campaign."""
        return (self.blanks - self.drawn) * self.times

    def minutes(self, cost: Minutes) -> Decimal:
        """What it costs one unit over the whole campaign."""
        if self.is_text:
            return cost.text * self.blanks * self.times
        return cost.by_hand * self.typed + cost.filled * self.drawn * self.times


def hours(minutes: Decimal) -> Decimal:
    """Hours to one place; half of a place is rounded up."""
    return (minutes / HOUR).quantize(Decimal("0.1"), ROUND_HALF_UP)
