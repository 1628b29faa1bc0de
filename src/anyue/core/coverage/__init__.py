"""A local plan beside the superior's, item by item (上级要求对照): matched, uncovered, contradicting.

Owns how two plans are held against each other and what a person says of it. Reads no notice and keeps
nothing. The program proposes; a person's word is final.
"""

from collections.abc import Iterable

from anyue.core.coverage.activities import compare_activities
from anyue.core.coverage.deadlines import compare_deadlines
from anyue.core.coverage.forms import compare_forms
from anyue.core.coverage.items import SECTIONS, Item, Plans, Said, Standing, Word, choices_of
from anyue.core.coverage.quotas import compare_quotas
from anyue.core.coverage.theme import compare_theme
from anyue.core.notice.plan import Plan

__all__ = ["SECTIONS", "Item", "Said", "Standing", "Word", "choices_of", "compare", "with_words"]


def compare(superior: Plan, local: Plan) -> tuple[Item, ...]:
    """Each thing that the superior asks, with what the local plan has for it, in the superior's order.

    Never raises; takes time in proportion to the product of the numbers of items.
    """
    plans = Plans(superior, local)
    return (
        *compare_theme(plans),
        *compare_activities(plans),
        *compare_deadlines(plans),
        *compare_forms(plans),
        *compare_quotas(plans),
    )


def with_words(items: Iterable[Item], words: Iterable[Said]) -> tuple[Item, ...]:
    """The items with what people said of them laid over; words on items that are not there are dropped.

    A counterpart that was matched by hand and is not what it was then is asked for again.
    """
    said = {word.key: word for word in words}
    return tuple(item.under(said[item.key]) if item.key in said else item for item in items)
