"""人次而无场次: attendances are given where the number of events is 0 or empty."""

from collections.abc import Iterator

from anyue.core.checks.case import Case, Hint, name_of, number_of, shown, ties_in
from anyue.core.errors import PEOPLE_WITHOUT_EVENT
from anyue.core.forms.returned.agreement import Rule


def check(case: Case) -> Iterator[Hint]:
    """One hint for each number of people whose event, in the same sentence or row, did not take place."""
    indicators = case.form.indicators
    for tie in ties_in(case.form):
        event, people = indicators[tie.first], indicators[tie.second]
        number = number_of(case.values, people)
        if tie.rule is Rule.NEEDS_EVENT and number and not number_of(case.values, event):
            places = {
                "event": name_of(case.form, event),
                "people": name_of(case.form, people),
                "number": shown(number),
            }
            yield Hint(PEOPLE_WITHOUT_EVENT, (event.code, people.code), places)
