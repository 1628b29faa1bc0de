"""人多于人次: more distinct heads than attendances of the same sentence or row."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown, ties_in
from anyue.core.errors import HEADS_ABOVE_ATTENDANCES
from anyue.core.forms.returned.agreement import Rule


def check(case: Case) -> Iterator[Hint]:
    """One hint for each pair; every head attends at least once, so that heads can't be more."""
    indicators = case.form.indicators
    for tie in ties_in(case.form):
        heads, attendances = indicators[tie.first], indicators[tie.second]
        few, many = number_of(case.values, heads), number_of(case.values, attendances)
        if tie.rule is Rule.HEADS_WITHIN_ATTENDANCES and few and many is not None and few > many:
            places = {
                "heads": name_of(case.form, heads),
                "few": shown(few),
                "attendances": name_of(case.form, attendances),
                "many": shown(many),
            }
            yield Hint(HEADS_ABOVE_ATTENDANCES, (heads.code, attendances.code), places)
