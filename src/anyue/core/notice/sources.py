"""Tie what was read to the vocabulary: the kind of an activity, and where a blank can be filled from."""

from dataclasses import replace

from anyue.core.forms.form import Form, Group, Indicator, Source
from anyue.core.notice.plan import Activity
from anyue.core.vocabulary import Vocabulary

_OPENING = 300


def with_kind(activity: Activity, words: Vocabulary) -> Activity:
    """The activity with the kind that its heading names, else its first words, else the heading above it."""
    above = activity.path[-1] if activity.path else ""
    places = (activity.heading, activity.text[:_OPENING], above)
    kind = next((kind for place in places if (kind := words.classify(place))), None)
    return replace(activity, kind=kind)


def with_sources(form: Form, words: Vocabulary) -> Form:
    """The form with a proposed source for each blank that the vocabulary knows."""
    return replace(form, groups=tuple(_group(group, words) for group in form.groups))


def _group(group: Group, words: Vocabulary) -> Group:
    first_of_line = {line.codes[0] for line in group.lines if line.codes}
    found: list[Indicator] = []
    before: Source | None = None
    for indicator in group.indicators:
        # A new printed line starts a new matter, so that its blanks don't inherit from the line above.
        opens_line = indicator.code in first_of_line
        # The row's label speaks for the clause that opens a line; a clause after one that nothing is known of
        # counts what that one counts, which is not known either.
        label = group.label if opens_line or not group.lines else ""
        before = words.source_for(
            indicator.label, indicator.unit, None if opens_line else before, group=label
        )
        found.append(replace(indicator, source=before))
    return replace(group, indicators=tuple(found))
