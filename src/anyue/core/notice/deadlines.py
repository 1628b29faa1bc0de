"""Reporting deadlines: every phrase that says by when something is to be sent in or finished.

A time phrase becomes a deadline when its sentence has a word of sending (报送, 上报, 提交 …) for it, or when
it says 前 and something is to be done by then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from anyue.core.notice.parts import Part
from anyue.core.notice.phrases import Phrase, time_phrases
from anyue.core.notice.plan import Activity, Deadline, Period

_SEND = re.compile(
    r"报送|上报|呈报|填报|报备|备案|提交|递交|反馈|报告(?!会|厅|文学|团)|推荐|发送|发至|发到"
    r"|传至|交至|交到|送交|送至|汇总后?(?:报|送)|寄|报(?=[至到给市县区省镇乡街我局安])"
    r"|(?<=[前内日天])报(?!名|道|告)|报(?=[“\"《〈]|总结|工作|活动|方案|联络)"
    r"|送(?=[市县区省镇乡我局安交至到达])|回复|回执|零报告"
)
# What goes on for longer without a stop is no sentence; the bound keeps the time linear.
_SENTENCE = re.compile(r"[^。；;\n\t]{1,2000}")
_TO = re.compile(
    r"(?:(?:报送?|上报|提交|反馈|发送|送|传|发|交|寄|推荐)(?:至|到|给)?|向)"
    r"(?P<to>[\u4e00-\u9fff（）()]{0,20}(?:局|办公室|安委办|办|科|处|部|委|厅|站|中心|股|政府|邮箱))"
    r"(?![\u4e00-\u9fff]{0,6}(?:推动|组织|开展))"
)
_TASK = re.compile(r"完成|开展|组织|建立|召开|举办|共同|实现|整改|进行|启动|结束|印发|制定")
_LEAD = re.compile(r"^(?:[^将把]{0,40}(?:将|把))?(?:请|要|应|须)?|(?:请)?(?:务必)?(?:于|在|到|截至)?$")
_HELD = re.compile(r"(?:将|把)([^，。；]{2,60}?)(?:报送|上报|报|送|提交|发送|发至|反馈)")
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Found:
    """The deadlines of a text, and the words and spans of dates that the calendar does not have."""

    deadlines: tuple[Deadline, ...]
    impossible: tuple[tuple[str, tuple[int, int]], ...]


def read_deadlines(
    text: str, parts: tuple[Part, ...], year: int | None, periods: tuple[Period, ...]
) -> Found:
    """All deadlines of the prose parts, in order; a phrase with three dates gives three."""
    deadlines: list[Deadline] = []
    impossible: list[tuple[str, tuple[int, int]]] = []
    for part in parts:
        if part.is_form:
            continue
        for sentence in _SENTENCE.finditer(text, part.start, part.end):
            phrases = time_phrases(text, *sentence.span(), year, periods)
            impossible += [(p.impossible, (p.start, p.end)) for p in phrases if p.impossible]
            deadlines += _in_sentence(text, sentence, phrases)
    once = {(d.due, d.phrase, d.what): d for d in reversed(deadlines)}
    return Found(tuple(d for d in deadlines if once[d.due, d.phrase, d.what] is d), tuple(impossible))


def named_by_activities(
    deadlines: tuple[Deadline, ...], activities: tuple[Activity, ...]
) -> tuple[Deadline, ...]:
    """A deadline that does not say what (“完成时间：9月15日前”) takes the heading of its activity."""
    return tuple(
        deadline if len(deadline.what) > 1 else _named(deadline, activities) for deadline in deadlines
    )


def _named(deadline: Deadline, activities: tuple[Activity, ...]) -> Deadline:
    at = deadline.span[0] if deadline.span else -1
    heading = next((a.heading for a in activities if a.span and a.span[0] <= at < a.span[1]), deadline.what)
    return replace(deadline, what=heading)


def _in_sentence(text: str, sentence: re.Match[str], phrases: list[Phrase]) -> Iterator[Deadline]:
    for i, phrase in enumerate(phrases):
        after = next((p.start for p in phrases[i + 1 :] if p.start > phrase.start), sentence.end())
        before = re.split("[，,]", text[max(sentence.start(), phrase.start - _BEFORE) : phrase.start])[-1]
        # “前报” needs the last character of the phrase: 报 alone may be part of another word.
        sends = bool(_SEND.search(text, phrase.end, after) or _SEND.search(before))
        if not sends and not _TASK.search(text, phrase.end, after):
            sends = bool(_SEND.search(text, after, sentence.end()))
        if not sends and (phrase.must_send or (phrase.due is None and phrase.impossible is None)):
            continue
        to = _TO.search(text, phrase.start, sentence.end()) if sends else None
        yield Deadline(
            what=_what(text[phrase.end : after], before),
            phrase=text[phrase.start : phrase.end],
            due=phrase.due,
            to=to["to"] if to else None,
            recurrence=phrase.recurrence,
            kind="submit" if sends else "complete",
            span=(phrase.start, phrase.end),
        )


def _what(own: str, before: str) -> str:
    """What is to be sent: the object after the verb, else the words before the phrase (将…于)."""
    lead = _LEAD.sub("", before.rsplit("：", maxsplit=1)[-1].strip("，, "))
    if held := _HELD.search(own):
        return held[1].strip()
    verb = _SEND.search(own) or re.match("报", own)
    rest = own[verb.end() :] if verb and not lead.endswith(("总结", "方案", "表")) else ""
    rest = re.sub(r"^(?:至|到|给)[^，,]{0,30}", "", rest)
    rest = re.split(r"[，,](?=[^（(]*$|[^，,]{0,20}(?:于|在)?$)", rest)[0]
    named = rest.strip("，, 、：:。") or lead or own.strip("，, 、：:。）)")
    return named[:80]
