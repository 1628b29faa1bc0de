"""The review page's content: the items of a plan with their marks in the notice's words."""

import re
from dataclasses import replace
from typing import Any

from anyue.campaigns import forms
from anyue.core.notice import Plan
from anyue.core.notice.plan import Span
from anyue.web.marks import Mark, MarkKind

Correction = forms.HeaderForm | forms.PeriodForm | forms.ActivityForm | forms.DeadlineForm

SECTIONS: dict[str, str] = {
    "header": "名称与主题",
    "periods": "活动时间",
    "activities": "活动项目",
    "deadlines": "报送时点",
}
CORRECTIONS: dict[str, type[Correction]] = {
    "header": forms.HeaderForm,
    "periods": forms.PeriodForm,
    "activities": forms.ActivityForm,
    "deadlines": forms.DeadlineForm,
}
GROWING = ("activities", "deadlines")
"""The sections to which a person may add an item."""


def key_of(section: str, index: int) -> str:
    """The key that ties an item to its mark."""
    return f"{section}-{index}"


def marks_of(plan: Plan) -> list[Mark]:
    """Marks for all that was read from words; what has no kind of its own comes last and stays plain."""
    kinds: tuple[tuple[str, MarkKind, list[Span | None]], ...] = (
        ("activities", "activity", [item.span for item in plan.activities]),
        ("deadlines", "deadline", [item.span for item in plan.deadlines]),
        ("periods", "deadline", [item.span for item in plan.periods]),
        ("forms", "form", [_head_of(plan, item.span) for item in plan.forms]),
        ("quotas", "plain", [item.span for item in plan.quotas]),
        ("contacts", "plain", [item.span for item in plan.contacts]),
        ("warnings", "plain", [item.span for item in plan.warnings]),
    )
    header = [
        Mark(f"header-{name}", "unit" if name == "recipients" else "plain", span[0], span[1])
        for name, span in plan.header_spans.items()
    ]
    return header + [
        Mark(key_of(section, index), kind, span[0], span[1])
        for section, kind, spans in kinds
        for index, span in enumerate(spans)
        if span is not None
    ]


def _head_of(plan: Plan, span: Span | None) -> Span | None:
    """The number and title of a form alone: a mark under each line of a table would drown the text."""
    if span is None:
        return None
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", plan.text[span[0] : span[1]]))[:2]
    return (span[0], span[0] + lines[-1].end()) if lines else span


def source_of(plan: Plan, section: str, index: int) -> tuple[str, list[Mark]]:
    """The paragraphs of the notice around what an item was read from, with the item's own words marked."""
    items = () if section == "header" else getattr(plan, section)
    span = items[index].span if index < len(items) else None
    if span is None:
        return "", []
    start = plan.text.rfind("\n", 0, span[0]) + 1
    end = plan.text.find("\n", max(span[1] - 1, span[0]))
    words = plan.text[start : len(plan.text) if end < 0 else end]
    return words, [Mark(key_of(section, index), "deadline", span[0] - start, span[1] - start)]


def size_of(plan: Plan, section: str) -> int:
    """How many items a section has; the header is one."""
    return 1 if section == "header" else len(getattr(plan, section))


def accepts(plan: Plan, section: str, index: int) -> bool:
    """Whether the page may show this item, or an empty one to be added behind the last."""
    if section not in SECTIONS:
        return False
    return index < size_of(plan, section) + (section in GROWING)


def without(plan: Plan, section: str, index: int) -> Plan:
    """The plan without one item."""
    items = getattr(plan, section)
    left: dict[str, Any] = {section: (*items[:index], *items[index + 1 :])}
    return replace(plan, **left)
