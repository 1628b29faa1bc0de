"""Minimum numbers: the local plan asks at least as much of the same units."""

from anyue.core.coverage.items import Counterpart, Item, Plans, Standing
from anyue.core.coverage.likeness import Weights, best_pairs
from anyue.core.notice.plan import Activity, Plan, Quota

LEAST = 0.3
_SAME_KIND = 0.3
_LEVELS = (
    ("省", "自治区"),
    ("市", "州", "盟"),
    ("县", "区", "旗"),
    ("镇", "乡", "街道"),
    ("村", "社区", "居"),
)


def compare_quotas(plans: Plans) -> list[Item]:
    """One item a quota of the superior, each local one answering one."""
    asked, own = plans.superior.quotas, plans.local.quotas
    theirs, ours = ([_words(plan, one) for one in plan.quotas] for plan in (plans.superior, plans.local))
    weights = Weights([*theirs, *ours])
    scores = {
        (at, to): weights.likeness(theirs[at], ours[to]) + _kinds(plans, one, other)
        for at, one in enumerate(asked)
        for to, other in enumerate(own)
        if one.unit == other.unit
    }
    paired = best_pairs(scores, LEAST)
    choices = tuple(Counterpart(f"quotas-{at}", quota_title(one), one.span) for at, one in enumerate(own))
    items = []
    for at, one in enumerate(asked):
        found = choices[paired[at]] if at in paired else None
        standing, reason = Standing.UNCOVERED, "本级方案没有写这项数量要求。"
        if found:
            standing, reason = _held_against(one, own[paired[at]])
        items.append(
            Item(f"quotas-{at}", quota_title(one), standing, reason, one.span, found, choices=choices)
        )
    return items


def quota_title(quota: Quota) -> str:
    """每个乡镇开展不少于 1 场; alternatives joined by 或."""
    options = quota.any_of or ((quota.what, quota.at_least, quota.unit),)
    return quota.who + "或".join(f"{what}不少于 {least} {unit}" for what, least, unit in options)


def _words(plan: Plan, quota: Quota) -> str:
    """What it is about: its own words, and the heading of the activity that it stands in."""
    words = "，".join([quota.what, *(what for what, _, _ in quota.any_of)])
    within = _activity_around(plan, quota)
    return f"{within.heading}，{words}" if within else words


def _activity_around(plan: Plan, quota: Quota) -> Activity | None:
    """The activity whose words it stands in."""
    for one in plan.activities:
        if one.span and quota.span and one.span[0] <= quota.span[0] < one.span[1]:
            return one
    return None


def _kinds(plans: Plans, asked: Quota, own: Quota) -> float:
    """What it tells that both stand in activities of one kind."""
    theirs, ours = _activity_around(plans.superior, asked), _activity_around(plans.local, own)
    return _SAME_KIND if theirs and ours and theirs.kind and theirs.kind == ours.kind else 0.0


def _level(who: str) -> int | None:
    """How far down in the order of areas those who are asked stand; None where it can't be told."""
    found = [at for at, names in enumerate(_LEVELS) if any(name in who for name in names)]
    return max(found, default=None)


def _held_against(asked: Quota, own: Quota) -> tuple[Standing, str]:
    if _level(asked.who) != _level(own.who):
        theirs, ours = asked.who or "各单位", own.who or "各单位"
        return Standing.MATCHED, f"对象不同：上级要求{theirs}，本级要求{ours}，请人工核对。"
    if own.at_least < asked.at_least:
        return (
            Standing.CONTRADICTING,
            f"本级要求 {own.at_least} {own.unit}，少于上级的 {asked.at_least} {asked.unit}。",
        )
    if len(own.any_of) > max(len(asked.any_of), 1):
        return Standing.CONTRADICTING, "本级多了一种可以替代的完成方式。"
    return Standing.MATCHED, ""
