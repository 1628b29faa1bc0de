"""Parting one item of a plan into two at a place in its words, and joining two; spans stay right."""

import re
from collections.abc import Iterator
from dataclasses import replace

from anyue.core.notice.plan import Activity, Deadline, Span
from anyue.core.notice.sources import with_kind
from anyue.core.vocabulary import vocabulary

# An item is parted after a stop, a comma or a line end, or before a word that joins two things.
_PLACE = re.compile(
    r"(?<=[。；;！？，,、：:\n])(?=[^\n])"
    r"|(?<=[^\n])(?=以及|及其|同时|并(?!非)|及(?!时|其|格)|和(?!谐))"
)
_NUMBER = re.compile(
    r"[ \t]{0,20}(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]"
    r"|[一二三四五六七八九十]{1,3}[、是要]|[①-⑳])[ \t]{0,20}"
)
_HEADING_END = re.compile(r"[。；;\n：:]")
_SPACE = " \t\n\u3000"
_JOINING = re.compile(r"^[\s，,、；;。]{0,9}(?:以及|同时|并|及|和)?|[\s，,、；;]{1,9}$")


def places(words: str) -> tuple[int, ...]:
    """Where words can be parted: offsets with something to read on both sides, ascending."""
    found = (match.start() for match in _PLACE.finditer(words))
    return tuple(at for at in found if words[:at].strip(_SPACE) and words[at:].strip(_SPACE + "。；;，,、"))


def split_activity(activity: Activity, at: int) -> tuple[Activity, Activity]:
    """The two activities of the words before and from offset `at` of `activity.text`.

    Time, place and units go with the half that names them, and with both where neither does.
    """
    first, second = _halves(activity.text, at)
    number = _NUMBER.match(activity.text, second[0], second[1])
    if number and number.end() < second[1]:
        second = (number.end(), second[1])
    left = _part(activity, first, other=second, number=activity.number)
    right = _part(activity, second, other=first, number=number[0].strip() if number else "")
    return left, right


def _halves(words: str, at: int) -> tuple[Span, Span]:
    return _trimmed(words, 0, at), _trimmed(words, at, len(words))


def _trimmed(words: str, start: int, end: int) -> Span:
    while start < end and words[start] in _SPACE:
        start += 1
    while end > start and words[end - 1] in _SPACE:
        end -= 1
    return start, end


def _part(activity: Activity, own: Span, *, other: Span, number: str) -> Activity:
    words, others = activity.text[slice(*own)], activity.text[slice(*other)]

    def kept(value: str | None) -> str | None:
        return value if value and (value in words or value not in others) else None

    units = tuple(name for name in activity.responsible if kept(name))
    part = replace(
        activity,
        heading=heading_of(words),
        number=number,
        text=words,
        when=kept(activity.when),
        where=kept(activity.where),
        responsible=units,
        span=_within(activity, own),
        doubt=None,
    )
    return with_kind(part, vocabulary())


def _within(activity: Activity, own: Span) -> Span | None:
    """Where a part of the activity's words stands in the notice, if the words are those of its span."""
    if activity.span is None or activity.span[1] - activity.span[0] != len(activity.text):
        return activity.span
    return activity.span[0] + own[0], activity.span[0] + own[1]


def heading_of(words: str) -> str:
    """The words up to their first stop, colon or line end, without a mark at their end."""
    end = _HEADING_END.search(words)
    return words[: end.start() if end else len(words)].strip(_SPACE + "，,、")[:600]


def join_activities(text: str, first: Activity, second: Activity) -> Activity:
    """One activity of two, its words those of `text` from the first to the last of both."""
    spans = [activity.span for activity in (first, second) if activity.span]
    span = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    words = text[slice(*span)] if span and len(spans) == 2 else f"{first.text}\n{second.text}".strip()
    joined = replace(
        first,
        text=words,
        when=first.when or second.when,
        where=first.where or second.where,
        responsible=tuple(dict.fromkeys((*first.responsible, *second.responsible))),
        span=span,
        doubt=None,
    )
    return with_kind(joined, vocabulary())


def split_deadline(deadline: Deadline, at: int, form_names: dict[int, str]) -> tuple[Deadline, Deadline]:
    """The two deadlines of what stands before and from offset `at` of `deadline.what`, due at one time.

    `form_names` are the names of its forms by their number. A form or document goes with the half that names
    it; a form that neither names stays with the first.
    """
    halves = [_JOINING.sub("", part).strip() for part in (deadline.what[:at], deadline.what[at:])]
    forms: list[list[int]] = [[], []]
    for number in deadline.forms:
        forms[_nearer(form_names.get(number, ""), halves)].append(number)
    documents: list[list[str]] = [[], []]
    for name in deadline.documents:
        half = next((at for at, words in enumerate(halves) if name in words), None)
        if half is not None:
            documents[half].append(name)
    for half, words in enumerate(halves):
        if not forms[half] and not documents[half] and (deadline.forms or deadline.documents):
            documents[half].append(words[:60])
    first, second = (
        replace(deadline, what=what, forms=tuple(own), documents=tuple(names), doubt=None)
        for what, own, names in zip(halves, forms, documents, strict=True)
    )
    return first, second


def _nearer(name: str, halves: list[str]) -> int:
    """The half that shares more pairs of characters with a form's name; the first of equals."""
    shared = [len(set(_pairs(name)) & set(_pairs(words))) for words in halves]
    return int(shared[1] > shared[0])


def _pairs(words: str) -> Iterator[str]:
    return (words[at : at + 2] for at in range(len(words) - 1))


def may_join_deadlines(first: Deadline, second: Deadline) -> bool:
    """Whether two deadlines are due at one time, so that they can be one."""
    return (first.due, first.recurrence, first.kind) == (second.due, second.recurrence, second.kind)


def join_deadlines(first: Deadline, second: Deadline) -> Deadline:
    """One deadline for what two ask for by the same time."""
    spans = [deadline.span for deadline in (first, second) if deadline.span]
    return replace(
        first,
        what=f"{first.what}、{second.what}",
        to=first.to or second.to,
        forms=tuple(dict.fromkeys((*first.forms, *second.forms))),
        documents=tuple(dict.fromkeys((*first.documents, *second.documents))),
        span=spans[0] if spans else None,
        doubt=None,
    )
