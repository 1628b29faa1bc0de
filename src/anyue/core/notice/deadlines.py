"""Reporting deadlines: every phrase that says by when something is to be sent in or finished.

A time phrase becomes a deadline when its sentence has a word of sending (报送, 上报, 提交 …) for it, or when
it says 前 and something is to be done by then.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.asked import NOT_SAID, addressee, is_sent, what_is_done, what_is_sent
from anyue.core.notice.parts import Part
from anyue.core.notice.phrases import Phrase, time_phrases
from anyue.core.notice.plan import Activity, Deadline, Period

# What goes on for longer without a stop is no sentence; the bound keeps the time linear.
_SENTENCE = re.compile(r"[^。；;\n\t]{1,2000}")
_TASK = re.compile(r"确定|完成|开展|组织|建立|召开|举办|共同|实现|整改|进行|启动|结束|印发|制定")
# What follows a date that is past: “5月31日前已完成”.
_PAST = re.compile(r"[，,]?(?:我|全)?[^，。；]{0,6}(?:已|曾|共有|累计)")
# How far before its time the object may stand.
_BEFORE = 120
# What stands between two times of a list is no longer than this.
_LISTED = 12
_JOINS = re.compile("[，,、和及与 ]{0,3}(?:分别)?")
# How far behind one of several times the verb of all of them may stand, and how many times may join.
_VERB_BEHIND = 400
_MOST_LISTED = 24
# How far behind its time the office that it goes to may stand.
_AFTER = 200


def read_deadlines(
    text: str, parts: tuple[Part, ...], anchor: Anchor, periods: tuple[Period, ...]
) -> tuple[Deadline, ...]:
    """All deadlines of the prose parts, in order; a phrase with three dates gives three."""
    found = [
        deadline
        for part in parts
        if not part.is_form
        for sentence in _SENTENCE.finditer(text, part.start, part.end)
        for deadline in _shared_out(list(_in_sentence(text, sentence, anchor, periods)), sentence[0])
    ]
    once = {(d.due, d.recurrence, d.phrase, d.what): d for d in reversed(found)}
    return tuple(d for d in found if once[d.due, d.recurrence, d.phrase, d.what] is d)


def named_by_activities(
    deadlines: tuple[Deadline, ...], activities: tuple[Activity, ...]
) -> tuple[Deadline, ...]:
    """A deadline that does not say what (“完成时间：9月15日前”) takes the heading of its activity."""
    return tuple(
        deadline if len(deadline.what) > 1 and deadline.what != NOT_SAID else _named(deadline, activities)
        for deadline in deadlines
    )


def _named(deadline: Deadline, activities: tuple[Activity, ...]) -> Deadline:
    at = deadline.span[0] if deadline.span else -1
    heading = next((a.heading for a in activities if a.span and a.span[0] <= at < a.span[1]), deadline.what)
    return replace(deadline, what=heading or NOT_SAID)


def _in_sentence(
    text: str, sentence: re.Match[str], anchor: Anchor, periods: tuple[Period, ...]
) -> Iterator[Deadline]:
    phrases = time_phrases(text, *sentence.span(), anchor, periods)
    begins = sentence.start()
    for i, phrase in enumerate(phrases):
        after = next((p.start for p in phrases[i + 1 :] if p.start > phrase.start), sentence.end())
        if i and phrases[i - 1].start < phrase.start:
            begins = phrases[i - 1].end
        before = text[max(begins, phrase.start - _BEFORE) : phrase.start]
        own = text[phrase.end : after]
        # The last character of the phrase goes with it: in “前报” 报 is a word of its own.
        sends = is_sent(text[phrase.end - 1 : after]) or is_sent(re.split("[，,]", before)[-1])
        is_listed = len(own) <= _LISTED or own.lstrip("，, ").startswith(("将", "把"))
        if not sends and is_listed and not _TASK.search(own):
            # One of several times of a list, whose verb stands behind the last.
            sends = is_sent(text[after : min(sentence.end(), after + _VERB_BEHIND)])
        if _JOINS.fullmatch(own):
            own = _behind_list(text, phrases[i : i + _MOST_LISTED], sentence.end())
        sends = sends or phrase.closes
        if not sends and not _is_task(phrase, own, anchor):
            continue
        yield Deadline(
            what=what_is_sent(own, before) if sends else what_is_done(own, before),
            phrase=text[phrase.start : phrase.end],
            due=phrase.due,
            to=addressee(text[phrase.start : min(sentence.end(), phrase.end + _AFTER)]) if sends else None,
            recurrence=phrase.recurrence,
            kind="submit" if sends else "complete",
            span=(phrase.start, phrase.end),
            doubt=phrase.doubt,
        )


def _behind_list(text: str, phrases: list[Phrase], end: int) -> str:
    """The words behind the last of several times that only commas join: what all of them are about."""
    for phrase, later in pairwise(phrases):
        between = text[phrase.end : later.start]
        if between and not _JOINS.fullmatch(between):
            return between
    return text[phrases[-1].end : end]


def _shared_out(deadlines: list[Deadline], sentence: str) -> list[Deadline]:
    """“6月5日、6月15日前分别报送方案、小结”: each time gets the paper that stands in its place."""
    papers = re.split("[、和及]", deadlines[-1].what) if deadlines else []
    if "分别" not in sentence or len({d.what for d in deadlines}) > 1 or len(papers) != len(deadlines):
        return deadlines
    return [replace(deadline, what=paper) for deadline, paper in zip(deadlines, papers, strict=True)]


def _is_task(phrase: Phrase, own: str, anchor: Anchor) -> bool:
    """Whether something is to be finished by then, and the time is neither open nor past."""
    if phrase.must_send or (phrase.due is None and not phrase.is_impossible):
        return False
    is_past = anchor.day is not None and phrase.due is not None and phrase.due[:10] < str(anchor.day)
    return not is_past and not _PAST.match(own)
