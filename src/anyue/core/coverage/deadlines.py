"""Deadlines: what is to be sent in is to be sent in here no later than there."""

from datetime import datetime

from anyue.core.coverage.items import Counterpart, Item, Plans, Standing
from anyue.core.coverage.likeness import Weights, best_pairs
from anyue.core.due import How
from anyue.core.notice.plan import Deadline, Plan
from anyue.core.schedule import END_OF_DAY, occurrences

LEAST = 0.35
_SAME_RHYTHM = 0.1


def compare_deadlines(plans: Plans) -> list[Item]:
    """One item a deadline of the superior, each local one answering one."""
    asked, own = plans.superior.deadlines, plans.local.deadlines
    weights = Weights([_words(plans.superior, one) for one in asked] + [_words(plans.local, o) for o in own])
    scores = {
        (at, to): weights.likeness(_words(plans.superior, one), _words(plans.local, other))
        + (_SAME_RHYTHM if _rhythm(one) is _rhythm(other) else -_SAME_RHYTHM)
        for at, one in enumerate(asked)
        for to, other in enumerate(own)
        if one.kind == other.kind
    }
    paired = best_pairs(scores, LEAST)
    choices = tuple(
        Counterpart(f"deadlines-{at}", f"{one.what}，{one.phrase}", one.span) for at, one in enumerate(own)
    )
    items = []
    for at, one in enumerate(asked):
        title, key = f"{one.what}，{one.phrase}", f"deadlines-{at}"
        if at not in paired:
            reason = "本级方案没有安排报送这项内容。"
            items.append(Item(key, title, Standing.UNCOVERED, reason, one.span, choices=choices))
            continue
        standing, reason = _held_against(one, own[paired[at]], plans)
        items.append(Item(key, title, standing, reason, one.span, choices[paired[at]], choices=choices))
    return items


def _words(plan: Plan, one: Deadline) -> str:
    titles = [plan.forms[at].title for at in one.forms if at < len(plan.forms)]
    return "，".join([one.what, *titles, *one.documents])


def _rhythm(one: Deadline) -> How | None:
    if one.recurrence:
        return next((how for how in How if how.value.upper() in one.recurrence), None)
    return How.ONCE if one.due else None


def _held_against(asked: Deadline, own: Deadline, plans: Plans) -> tuple[Standing, str]:
    theirs, ours = _moments(asked, plans.superior), _moments(own, plans.local)
    if not theirs:
        return Standing.MATCHED, "上级没有固定时限，请人工核对。"
    if not ours:
        return Standing.MATCHED, "本级没有固定时限，请人工核对。"
    if len(ours) < len(theirs):
        return Standing.CONTRADICTING, f"本级只报 {len(ours)} 次，上级要求 {len(theirs)} 次。"
    for count, moment in enumerate(theirs, start=1):
        # By each of the superior's times, as many of the local ones have to be over.
        if sum(one <= moment for one in ours) < count:
            late = _said(ours[count - 1])
            return Standing.CONTRADICTING, f"本级的时限（{late}）晚于上级（{_said(moment)}）。"
    if set(theirs) & set(ours):
        return Standing.MATCHED, "与上级时限相同，没有留出汇总的时间。"
    return Standing.MATCHED, ""


def _moments(one: Deadline, plan: Plan) -> list[datetime]:
    """Its times in order; none where it has no date, or one that does not exist."""
    try:
        found = occurrences(one.due, one.recurrence, periods=plan.periods)
    except ValueError:
        return []
    return sorted(moment.due_at for moment in found)


def _said(moment: datetime) -> str:
    clock = "" if moment.time() == END_OF_DAY else f"{moment:%H:%M}"
    return f"{moment.month}月{moment.day}日{clock}"
