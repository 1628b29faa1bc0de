"""Marks in the notice's words for all that was read from them."""

import re
from bisect import bisect_right

from anyue.core.notice import Plan
from anyue.core.notice.corrections import Item, Reviewed
from anyue.core.notice.plan import Span
from anyue.web.marks import Mark, MarkKind

_KINDS: dict[str, MarkKind] = {
    "activities": "activity",
    "deadlines": "deadline",
    "periods": "deadline",
    "forms": "form",
}
RECIPIENTS = 5
"""The index of 主送机关 in a plan's head."""


def marks_of(reviewed: Reviewed) -> list[Mark]:
    """Marks for all that was read from words; what has no kind of its own stays plain."""
    found = []
    for section, items in reviewed.items.items():
        for item in items:
            span = _head_of(reviewed.plan, item.span) if section == "forms" else item.span
            if span is not None and not item.is_deleted:
                found.append(Mark(item.key, _kind(item), span[0], span[1]))
    return found


def _kind(item: Item) -> MarkKind:
    if item.section == "header":
        return "unit" if item.index == RECIPIENTS else "plain"
    return _KINDS.get(item.section, "plain")


def _head_of(plan: Plan, span: Span | None) -> Span | None:
    """The number and title of a form alone: a mark under each line of a table would drown the text."""
    if span is None:
        return None
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", plan.text[span[0] : min(span[1], span[0] + 400)]))[:2]
    return (span[0], span[0] + lines[-1].end()) if lines else span


def source_of(plan: Plan, span: Span | None, key: str) -> tuple[str, list[Mark]]:
    """The paragraphs of the notice around what an item was read from, with the item's own words marked."""
    if span is None:
        return "", []
    start = plan.text.rfind("\n", 0, span[0]) + 1
    end = plan.text.find("\n", max(span[1] - 1, span[0]))
    words = plan.text[start : len(plan.text) if end < 0 else end]
    return words, [Mark(key, "deadline", span[0] - start, span[1] - start)]


class Paragraphs:
    """Counts the paragraphs of a text from 1, blank lines left out."""

    def __init__(self, text: str) -> None:
        self._starts = [line.start() for line in re.finditer(r"[^\n]*\S[^\n]*", text)]

    def number(self, span: Span | None) -> int | None:
        """The paragraph in which a span begins."""
        return max(1, bisect_right(self._starts, span[0])) if span else None
