"""Forms by indicator: each number that the superior's table asks has its place in one of the local tables."""

from anyue.core.coverage.items import Counterpart, Item, Plans, Standing
from anyue.core.coverage.likeness import Weights, bare, best_pairs
from anyue.core.forms.form import Form, FormKind, Indicator

LEAST_FORM = 0.3
LEAST_INDICATOR = 0.45
_CONTENT = 0.6
_NAMED = 8


def compare_forms(plans: Plans) -> list[Item]:
    """One item a form of the superior, then one an indicator; forms pair one to one, blanks within them."""
    asked, own = plans.superior.forms, plans.local.forms
    # Two tables alone would make no weights: what tells them apart is told by their blanks.
    weights = Weights([words for one in (*asked, *own) for words in (one.title, *_content(one))])
    scores = {
        (at, to): (1 - _CONTENT) * weights.likeness(one.title, other.title)
        + _CONTENT * weights.likeness("，".join(_content(one)), "，".join(_content(other)))
        for at, one in enumerate(asked)
        for to, other in enumerate(own)
        if one.kind == other.kind or FormKind.OTHER in {one.kind, other.kind}
    }
    paired = best_pairs(scores, LEAST_FORM)
    choices = tuple(Counterpart(f"forms-{at}", _name(one), one.span) for at, one in enumerate(own))
    items: list[Item] = []
    for at, one in enumerate(asked):
        if at in paired:
            items += _held_against(at, one, own[paired[at]], choices[paired[at]], choices)
        else:
            reason = "本级方案没有附这张表，上级要的数字没有来源。"
            items.append(
                Item(f"forms-{at}", _name(one), Standing.CONTRADICTING, reason, one.span, choices=choices)
            )
    return items


def _name(form: Form) -> str:
    return f"{form.number} {form.title}".strip()


def _content(form: Form) -> list[str]:
    blanks = [_words(label, one) for label, one in _blanks(form)]
    return blanks or [*form.fields, *form.rows]


def _blanks(form: Form) -> list[tuple[str, Indicator]]:
    return [(group.label, one) for group in form.groups for one in group.indicators]


def _words(label: str, one: Indicator) -> str:
    return "，".join(part for part in (label, one.label, one.column or "") if part)


def _held_against(
    at: int, asked: Form, own: Form, found: Counterpart, choices: tuple[Counterpart, ...]
) -> list[Item]:
    indicators = _indicators(at, asked, own, found.key)
    missing = [one.title for one in indicators if one.standing is not Standing.MATCHED]
    if not indicators:
        has = {bare(name) for name in (*own.fields, *own.rows)}
        missing = [name for name in (*asked.fields, *asked.rows) if bare(name) not in has]
    reason = ""
    if missing:
        rest = f"等 {len(missing)} 项" if len(missing) > _NAMED else ""
        reason = f"本级的表缺少：{'；'.join(missing[:_NAMED])}{rest}。"
    standing = Standing.CONTRADICTING if missing else Standing.MATCHED
    form = Item(f"forms-{at}", _name(asked), standing, reason, asked.span, found, choices=choices)
    return [form, *indicators]


def _indicators(at: int, asked: Form, own: Form, form_key: str) -> list[Item]:
    theirs, ours = _blanks(asked), _blanks(own)
    weights = Weights([_words(*one) for one in (*theirs, *ours)])
    scores = {
        (i, j): _likeness(weights, one, other)
        for i, one in enumerate(theirs)
        for j, other in enumerate(ours)
        if one[1].unit == other[1].unit
    }
    paired = best_pairs(scores, LEAST_INDICATOR)
    choices = tuple(
        Counterpart(f"{form_key.replace('forms', 'indicators')}-{one.code}", one.label, one.span)
        for _, one in ours
    )
    items = []
    for i, (_, one) in enumerate(theirs):
        found = choices[paired[i]] if i in paired else None
        items.append(
            Item(
                f"indicators-{at}-{one.code}",
                one.label,
                Standing.MATCHED if found else Standing.CONTRADICTING,
                "" if found else "本级的表里没有这个指标。",
                one.span,
                found,
                choices=choices,
            )
        )
    return items


def _likeness(weights: Weights, one: tuple[str, Indicator], other: tuple[str, Indicator]) -> float:
    """The whole counts most: “参与（ ）人次” stands in every row, and only its row tells which it is."""
    labels = weights.likeness(one[1].label, other[1].label)
    rows = weights.likeness(one[0], other[0]) if one[0] and other[0] else labels
    same = 0.25 if one[1].source and one[1].source == other[1].source else 0.0
    return 0.5 * labels + 0.5 * rows + same
