"""Reading a few words of a notice that a person marked, as what the person says they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from anyue.core.notice.activities import read_activities
from anyue.core.notice.outline import Item
from anyue.core.notice.plan import Activity, Contact, Deadline, Period, Plan, Quota, Requirement, Span
from anyue.core.notice.read import read_notice
from anyue.core.notice.sources import with_kind
from anyue.core.notice.splitting import heading_of
from anyue.core.vocabulary import vocabulary

LONGEST = 5_000
"""The most characters that are one item; more is half a notice."""


def clipped(plan: Plan, start: int, end: int) -> Span | None:
    """The stretch of the text without space at its ends, None where nothing is left or it is too long."""
    start, end = max(0, start), min(end, len(plan.text))
    while start < end and plan.text[start].isspace():
        start += 1
    while end > start and plan.text[end - 1].isspace():
        end -= 1
    return (start, end) if 0 < end - start <= LONGEST else None


def read_excerpt(plan: Plan, section: str, span: Span) -> Any:  # noqa: ANN401  Each section has its own type.
    """The item of this section that the words are; the parts that they do not tell stay empty."""
    words = plan.text[slice(*span)]
    heading = heading_of(words) or words[:200]
    if section == "activities":
        return replace(_activity(words, heading), span=span)
    if section == "requirements":
        return Requirement(heading, words, span)
    read = read_notice(_as_notice(plan, words), source="")
    items: tuple[Any, ...] = getattr(read, section) if section in _EMPTY else ()
    item: Any = items[0] if items else _EMPTY[section](heading[:200], words)
    return replace(item, span=span)


_EMPTY: dict[str, Callable[[str, str], Any]] = {
    "deadlines": lambda heading, words: Deadline(heading, words[:100], None),
    "periods": lambda heading, _words: Period(heading[:100], None, None),
    "quotas": lambda heading, _words: Quota("", heading, 1, ""),
    "contacts": lambda _heading, words: Contact(name=words[:100]),
}
SECTIONS = ("activities", "requirements", *_EMPTY)
"""The sections that words of a notice can be made items of."""


def _activity(words: str, heading: str) -> Activity:
    found = read_activities(words, [Item("C", 1, "", 0, 0, heading, len(words))])
    activity = found[0] if len(found) == 1 else Activity(heading, "", (), words)
    return with_kind(replace(activity, heading=heading, text=words), vocabulary())


def _as_notice(plan: Plan, words: str) -> str:
    """The words between the head and the date of their notice, which tell the year."""
    day = plan.issued_on or ""
    dated = f"{day[:4]}年{int(day[5:7])}月{int(day[8:10])}日" if day[:4].isdigit() else ""
    return f"{plan.title or ''}\n\n各单位：\n\n{words}\n\n{plan.issuer or ''}\n{dated}\n"
