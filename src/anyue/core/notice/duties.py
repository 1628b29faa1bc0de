"""Which forms and documents fall due at which deadline: the link between 报送“统计表” and 附件2.

A notice names what it wants at a deadline in a few words (“活动联络员表及活动方案”). Words that name a form
of the notice lead to it; the rest are documents. A form that no deadline names goes with the most fitting
one, and a warning says so, since a person has to confirm it.
"""

import re
from bisect import bisect_left
from dataclasses import replace

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.mentions import forms_named, forms_numbered
from anyue.core.notice.plan import Deadline, Plan, Warning  # noqa: A004  The plan's own word.

_SPLIT = re.compile(r"[、，,；;和及与]|以及")
_STOPS = "。；;\n"
_STOP = re.compile(rf"[{_STOPS}]")
_REACH = 300
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_EXPLAINED = re.compile(r"([^、，,；;（(]+)[（(]([^）)]*)[）)]")
_DOCUMENT = re.compile(r"方案|总结|计划|报告|信息|做法|经验|材料|文字|情况|案例|预案|简报|小结")


def _documents(what: str, named: list[Form]) -> tuple[str, ...]:
    """The parts of `what` that name no form: “活动联络员表及活动方案” leaves “活动方案”.

    A part whose brackets name a form (“一周进展情况（统计表）”) is that form in other words.
    """
    told_by_form = {found[1] for found in _EXPLAINED.finditer(what) if forms_named(found[2], named)}
    parts = [part.strip().removeprefix("的") for part in _SPLIT.split(_BRACKETED.sub("", what))]
    left = [
        part
        for part in parts
        if len(part) > 1
        and _DOCUMENT.search(part)
        and part not in told_by_form
        and not forms_named(part, named)
    ]
    return tuple(dict.fromkeys(left))


def _deadline_with(deadline: Deadline, around: str, forms: tuple[Form, ...]) -> Deadline:
    if deadline.kind != "submit":
        return deadline
    named = forms_named(deadline.what, forms) or forms_numbered(around, forms)
    documents = _documents(deadline.what, [forms[i] for i in named])
    if deadline.due is not None and not named and not documents:
        documents = (deadline.what[:60],)
    return replace(deadline, forms=named, documents=documents)


def _around(plan: Plan) -> list[str]:
    """For each deadline the words of its sentence that no other deadline stands in."""
    spans = [deadline.span for deadline in plan.deadlines]
    ends = sorted(span[1] for span in spans if span)
    starts = sorted(span[0] for span in spans if span)
    return [_sentence(plan.text, span, starts, ends) if span else "" for span in spans]


def _sentence(text: str, span: tuple[int, int], starts: list[int], ends: list[int]) -> str:
    low = max(0, span[0] - _REACH)
    before = text[low : span[0]]
    begin = low + max(before.rfind(mark) for mark in _STOPS) + 1
    found = _STOP.search(text, span[1], min(len(text), span[1] + _REACH))
    end = found.start() if found else min(len(text), span[1] + _REACH)
    after = bisect_left(starts, span[1])
    # What stands before the phrase belongs to an earlier deadline of the sentence where it has one.
    is_first = bisect_left(ends, begin) >= bisect_left(ends, span[1])
    stop = min(end, starts[after]) if after < len(starts) else end
    return text[begin if is_first else span[0] : stop]


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
    deadlines = [
        _deadline_with(deadline, around, plan.forms)
        for deadline, around in zip(plan.deadlines, _around(plan), strict=True)
    ]
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
