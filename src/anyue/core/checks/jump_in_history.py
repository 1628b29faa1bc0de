"""较往期突增: a number far above the unit's own earlier periods."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown
from anyue.core.checks.spread import is_unusual
from anyue.core.errors import JUMP_IN_HISTORY
from anyue.core.forms.form import Basis

_FEWEST = 3


def check(case: Case) -> Iterator[Hint]:
    """One hint for each number of a period that jumps; at least three earlier periods must be there."""
    for indicator, number in case.numbers():
        if indicator.basis is Basis.CUMULATIVE:
            continue
        earlier = [told for one in case.before if (told := number_of(one, indicator)) is not None]
        middle = is_unusual(number, earlier, fewest=_FEWEST)
        if middle is not None:
            places = {
                "blank": name_of(case.form, indicator),
                "number": shown(number),
                "median": shown(middle),
            }
            yield Hint(JUMP_IN_HISTORY, (indicator.code,), places)
