"""Activities: what the local plan does for each that the superior asks, under whatever name."""

from anyue.core.coverage.items import Counterpart, Item, Plans, Standing
from anyue.core.coverage.likeness import Weights, bare
from anyue.core.notice.plan import Activity

LEAST = 0.13
"""The likeness from which on two activities are held to be the same; see bench/coverage."""
_CLEAR = 0.06
_HEADING, _TEXT = 0.5, 0.5
_SAME_KIND = 0.2
_OTHER_KIND = -0.08


def compare_activities(plans: Plans) -> list[Item]:
    """One item an activity of the superior; one local activity may answer several."""
    asked, own = plans.superior.activities, plans.local.activities
    weights = Weights([_words(one) for one in (*asked, *own)])
    choices = tuple(
        Counterpart(f"activities-{at}", one.number + one.heading, one.span) for at, one in enumerate(own)
    )
    items = []
    for at, one in enumerate(asked):
        scores = [_likeness(weights, one, other) for other in own]
        best = _clear_best(scores)
        found = None if best is None else choices[best]
        items.append(
            Item(
                f"activities-{at}",
                one.number + one.heading,
                Standing.MATCHED if found else Standing.UNCOVERED,
                "" if found else "本级方案里没有找到对应的活动。",
                one.span,
                found,
                choices=choices,
            )
        )
    return items


def _clear_best(scores: list[float]) -> int | None:
    """The place of the best, where it is good enough and stands out from the next; None otherwise."""
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
    if not order or scores[order[0]] < LEAST:
        return None
    if len(order) > 1 and scores[order[0]] - scores[order[1]] < _CLEAR:
        return None
    return order[0]


def _words(one: Activity) -> str:
    return one.text if bare(one.heading) in bare(one.text) else f"{one.heading}，{one.text}"


def _likeness(weights: Weights, one: Activity, other: Activity) -> float:
    score = _HEADING * weights.likeness(one.heading, other.heading)
    score += _TEXT * weights.likeness(_words(one), _words(other))
    if one.kind and other.kind:
        score += _SAME_KIND if one.kind == other.kind else _OTHER_KIND
    return score
