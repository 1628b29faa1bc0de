"""Holds the program's totals against the naive book's, at every level and for every period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import occurrence_with_form
from anyue.cli.simulate.stage import Stage
from anyue.core.forms.form import Adds, Basis
from anyue.core.simulation import Ask, Book
from anyue.reports.queries import FormTotal, total_of


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as the program and as the book have it; None for no value. `where` says which it is."""

    where: str
    label: str
    told: str | None
    reckoned: str | None

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.told == self.reckoned


def whole_totals(stage: Stage, book: Book, at: datetime) -> Iterator[tuple[str, list[Compared]]]:
    """The office's official totals of each statistics table over the whole campaign, by its title.

    Heads (人) are left out, since they don't add over periods; each period has them.
    """
    for row in {ask.row: ask for ask in stage.asks}.values():
        blanks = [
            one
            for one in row.numbers()
            if one.code in row.added() and (one.adds is Adds.BOTH or one.basis is Basis.CUMULATIVE)
        ]
        if not blanks:
            continue
        periods = [place for place, ask in enumerate(stage.asks) if ask.row == row.row]
        told = _total(stage, stage.parts[0], periods, at, with_waiting=False).total.values
        reckoned = book.whole(0, row.row)
        codes = {one.code: f"{one.code} {one.label}" for one in blanks}
        yield row.title, list(_compared(row.title, codes, told, reckoned))


def all_figures(stage: Stage, book: Book, parts: Mapping[int, int], at: datetime) -> Iterator[Compared]:
    """Every figure of every period for everybody to whom others report, official and with what waits."""
    for line in (at for at in parts if stage.county.below(at)):
        for place, ask in enumerate(stage.asks):
            where = f"{stage.county.name_of(line)} {ask.title} {ask.label}"
            yield from _period(stage, book, parts[line], line, place, where, at)


def _period(  # noqa: PLR0913, PLR0917  One argument a side of the comparison.
    stage: Stage, book: Book, part: int, line: int, place: int, where: str, at: datetime
) -> Iterator[Compared]:
    official = _total(stage, part, [place], at, with_waiting=False)
    live = _total(stage, part, [place], at, with_waiting=True)
    codes = _codes(stage.asks[place])
    yield from _compared(where, codes, official.total.values, book.official(line, place))
    yield from _compared(f"{where}（含待审核）", codes, live.total.values, book.live(line, place))
    counts = book.counts(line, place)
    yield Compared(where, "审核通过份数", str(official.approved), str(counts[True]))
    yield Compared(where, "待审核份数", str(official.waiting), str(counts[False]))


def _codes(ask: Ask) -> dict[str, str]:
    added = set(ask.added())
    return {one.code: f"{one.code} {one.label}" for one in ask.numbers() if one.code in added}


def _compared(
    where: str, codes: Mapping[str, str], told: Mapping[str, str], reckoned: Mapping[str, Decimal]
) -> Iterator[Compared]:
    for code, label in codes.items():
        yield Compared(where, label, told.get(code), None if code not in reckoned else f"{reckoned[code]:f}")


def _total(stage: Stage, part: int, places: Sequence[int], at: datetime, *, with_waiting: bool) -> FormTotal:
    occurrences: list[Occurrence] = [occurrence_with_form(stage.occurrences[place]) for place in places]
    row: CampaignForm | None = occurrences[0].deadline.form
    if row is None:
        message = "What is asked has a form."
        raise ValueError(message)
    participation = Participation.objects.get(pk=part)
    return total_of(participation, row, occurrences, with_waiting=with_waiting, now=at)
