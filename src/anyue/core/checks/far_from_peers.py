"""高于同类单位: a number far above those of the other units of its kind for the same period."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown
from anyue.core.checks.spread import is_unusual
from anyue.core.errors import FAR_FROM_PEERS

_FEWEST = 5


def check(case: Case) -> Iterator[Hint]:
    """One hint for each number; at least five other units must have given theirs."""
    for indicator, number in case.numbers():
        others = [told for one in case.peers if (told := number_of(one, indicator)) is not None]
        middle = is_unusual(number, others, fewest=_FEWEST)
        if middle is not None:
            places = {
                "blank": name_of(case.form, indicator),
                "number": shown(number),
                "median": shown(middle),
            }
            yield Hint(FAR_FROM_PEERS, (indicator.code,), places)
