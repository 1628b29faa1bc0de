"""累计数下降: a cumulative number is below that of the period before."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown
from anyue.core.errors import FALLING_CUMULATIVE
from anyue.core.forms.form import Basis


def check(case: Case) -> Iterator[Hint]:
    """One hint for each cumulative indicator that fell since the last period that gave it."""
    for indicator, number in case.numbers():
        if indicator.basis is not Basis.CUMULATIVE:
            continue
        earlier = [told for one in case.before if (told := number_of(one, indicator)) is not None]
        if earlier and number < earlier[-1]:
            places = {
                "blank": name_of(case.form, indicator),
                "number": shown(number),
                "before": shown(earlier[-1]),
            }
            yield Hint(FALLING_CUMULATIVE, (indicator.code,), places)
