"""Which forms and documents fall due at which deadline: the link between 报送“统计表” and 附件2.

A notice names what it wants at a deadline in a few words (“活动联络员表及活动方案”). Words that name a form
of the notice lead to it; the rest are documents. A form that no deadline names goes with the most fitting
one, and a warning says so, since a person has to confirm it.
"""

import re
from dataclasses import replace

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.plan import Deadline, Plan, Warning  # noqa: A004  The plan's own word.

_SPLIT = re.compile(r"[、，,；;和及与]|以及")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_EXPLAINED = re.compile(r"([^、，,；;（(]+)[（(]([^）)]*)[）)]")
_DOCUMENT = re.compile(r"方案|总结|计划|报告|信息|做法|经验|材料|文字|情况|案例|预案|简报|小结")
_NAMES: dict[FormKind, tuple[str, ...]] = {
    FormKind.STATISTICS: ("统计表", "情况表", "进展表", "数据"),
    FormKind.REGISTER: ("登记表", "报送表", "安排表", "台账", "汇总表", "清单", "一览表"),
    FormKind.CARD: ("联络员", "联系人表", "信息表", "回执", "报名表"),
    FormKind.OTHER: ("表",),
}


def _names_form(words: str, form: Form) -> bool:
    number = re.sub(r"\s", "", form.number)
    if number and re.search(rf"{re.escape(number)}(?!\d)", words):
        return True
    tail = re.sub(r"[“”\"《》\s]", "", form.title)
    return any(name in words and name in tail for name in _NAMES[form.kind]) or (
        len(tail) > 3 and tail in words
    )


def _documents(what: str, named: list[Form]) -> tuple[str, ...]:
    """The parts of `what` that name no form: “活动联络员表及活动方案” leaves “活动方案”.

    A part whose brackets name a form (“一周进展情况（统计表）”) is that form in other words.
    """
    told_by_form = {
        found[1] for found in _EXPLAINED.finditer(what) if any(_names_form(found[2], form) for form in named)
    }
    parts = [part.strip().removeprefix("的") for part in _SPLIT.split(_BRACKETED.sub("", what))]
    left = [
        part
        for part in parts
        if len(part) > 1
        and _DOCUMENT.search(part)
        and part not in told_by_form
        and not any(_names_form(part, form) for form in named)
    ]
    return tuple(dict.fromkeys(left))


def _deadline_with(deadline: Deadline, forms: tuple[Form, ...]) -> Deadline:
    if deadline.kind != "submit":
        return deadline
    named = tuple(i for i, form in enumerate(forms) if _names_form(deadline.what, form))
    documents = _documents(deadline.what, [forms[i] for i in named])
    if deadline.due is not None and not named and not documents:
        documents = (deadline.what[:60],)
    return replace(deadline, forms=named, documents=documents)


def _home_of(form: Form, deadlines: list[Deadline]) -> int | None:
    """The deadline that an unnamed form goes with: a card with the first, a table with the first repeated."""
    dated = [i for i, deadline in enumerate(deadlines) if deadline.due and deadline.kind == "submit"]
    if not dated:
        return None
    if form.kind is FormKind.CARD:
        return min(dated, key=lambda i: str(deadlines[i].due) if not deadlines[i].recurrence else "9")
    repeated = [i for i in dated if deadlines[i].recurrence]
    return repeated[0] if repeated else dated[-1]


def with_duties(plan: Plan) -> Plan:
    """The plan with each deadline's forms and documents filled in, and warnings of doubts; never raises."""
    deadlines = [_deadline_with(deadline, plan.forms) for deadline in plan.deadlines]
    warnings = list(plan.warnings)
    taken = {i for deadline in deadlines for i in deadline.forms}
    for i, form in enumerate(plan.forms):
        if i in taken:
            continue
        home = _home_of(form, deadlines)
        name = f"{form.number} {form.title}".strip()
        if home is None:
            message = f"通知没有写明“{name}”何时报送，请补一个时点。"
        else:
            deadlines[home] = replace(deadlines[home], forms=(*deadlines[home].forms, i))
            message = f"通知没有写明“{name}”何时报送，暂定随“{deadlines[home].phrase}”报送，请核对。"
        warnings.append(Warning("form_without_deadline", message, form.span))
    return replace(plan, deadlines=tuple(deadlines), warnings=tuple(warnings))
