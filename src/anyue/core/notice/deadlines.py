"""Reporting deadlines: every phrase that says by when something is to be sent in or finished.

A sentence is scanned for time phrases; a phrase becomes a deadline when the sentence has a word of sending
(报送, 上报, 提交 …) for it, or when it says 前 and something is to be done by then.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyue.core.notice.dates import DATE, DAY_PART, NUM, RANGE, When, last_day, parse_when
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Deadline, Period
from anyue.core.notice.recurring import EVERY, recurring

CLOCK = (
    r"(?:[（(](?:星期|周)[一二三四五六日天][）)])?(?:(?P<half>上午|下午|中午|晚上?|早上?|凌晨) ?)?"
    r"(?:(?P<hour>\d{1,2}) ?(?:[:：] ?(?P<minute>\d{2})|[时点](?:(?P<minute2>\d{1,2})分"
    r"|(?P<half_past>半)|整)?)|(?P<noon>中午)|下班)?"
)
_BEFORE = r"(?:之前|以前|前(?![期往来后沿列款述提言])|止(?!血)|为止|内)"
_ANY_DATE = rf"(?:{DATE}|{NUM}[日号]|{DAY_PART})"
_LIST = rf"(?P<dates>{_ANY_DATE}(?:[、，和及](?:和|及)?{_ANY_DATE}){{0,11}})"
_POINT = re.compile(rf"{_LIST}{CLOCK} ?(?P<before>{_BEFORE})")
_ON = re.compile(
    rf"(?:(?P<lead>截止(?:时间|日期)?(?:为|到|至|是|：|:)?|截至|(?:报送|上报|提交|完成|征集"
    rf"|报名)(?:时间|时限|日期)(?:为|：|:|是)|于"
    rf"|在) ?)?(?P<dates>(?:\d{{4}}年)?{NUM}月(?:{NUM}[日号]"
    rf"|[底末])){CLOCK}(?P<to_send>(?=(?:[，,]?(?:请|要|应|须)?(?:将|把|报|上报|提交"
    rf"|报送)(?![道刊告纸])))?)"
)
_SOON = re.compile(
    r"(?:收到|接到|活动结束|结束|活动开展|活动|会议|通知下发|文件下发"
    r"|发生)[^，。；\n]{0,12}?后 ?(?:\d{1,2}|[一二三四五六七八九十两]{1,3})个?(?:工作日|日|天"
    r"|小时)(?:之?内)?|(?:当[天日]|次日)(?:内|前)?(?!的?(?:活动|工作|情况|进展"
    r"|开展))(?=[^，。；\n]{0,12}[报送交传发])"
)
_SEND = re.compile(
    r"报送|上报|呈报|填报|报备|备案|提交|递交|反馈|报告(?!会|厅|文学|团)|推荐|发送|发至|发到"
    r"|传至|交至|交到|送交|送至|汇总后?(?:报|送)|寄|报(?=[至到给市县区省镇乡我局安])"
    r"|(?<=[前内日天])报|报(?=[“\"《〈]|总结|工作|活动|方案|联络)"
    r"|送(?=[市县区省镇乡我局安交至到达])|回复|回执|零报告"
)
# What goes on for longer without a stop is no sentence; the bound keeps the time linear.
_SENTENCE = re.compile(r"[^。；;\n]{1,2000}")
_TO = re.compile(
    r"(?:(?:报送?|上报|提交|反馈|发送|送|传|发|交|寄|推荐)(?:至|到|给)?"
    r"|向)(?P<to>[\u4e00-\u9fff（）()]{0,20}?(?:局|办公室|安委办|办|科|处|部|委|厅|站|中心|股"
    r"|政府|邮箱))(?![\u4e00-\u9fff]{0,6}(?:推动|组织|开展))"
)
_TASK = re.compile(r"完成|开展|组织|建立|召开|举办|共同|实现|整改|进行|启动|结束|印发|制定")


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    due: str | None
    recurrence: str | None = None
    must_send: bool = False
    impossible: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The deadlines of a text, and the spans and words of dates that the calendar does not have."""

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
            phrases = _phrases(text, sentence.start(), sentence.end(), year, periods)
            impossible += [(p.impossible, (p.start, p.end)) for p in phrases if p.impossible]
            deadlines += _in_sentence(text, sentence, phrases)
    once = {(d.due, d.phrase, d.what): d for d in reversed(deadlines)}
    return Found(tuple(d for d in deadlines if once[d.due, d.phrase, d.what] is d), tuple(impossible))


def _phrases(text: str, start: int, end: int, year: int | None, periods: tuple[Period, ...]) -> list[_Phrase]:
    found: list[_Phrase] = []
    taken = start
    for repeated in EVERY.finditer(text, start, end):
        clock = re.compile(CLOCK).match(text, repeated.end(), end)
        stop = clock.end() if clock else repeated.end()
        before = re.compile(_BEFORE).match(text, stop, end)
        stop = before.end() if before else stop
        due, rule = recurring(repeated, clock_time(clock), year, periods)
        found.append(_Phrase(repeated.start(), stop, due, rule, must_send=True))
    ranges = [m.span() for m in RANGE.finditer(text, start, end) if m["to"]]
    for point in _POINT.finditer(text, start, end):
        if not _overlaps(found, point.start(), point.end()):
            found += _dated(text, point, year, taken)
    for on in _ON.finditer(text, start, end):
        if not (
            (on["lead"] and on["lead"] not in "于在")
            or (on["to_send"] is not None and _sends_next(text, on, end))
        ):
            continue
        inside_range = any(a <= on.start("dates") < b for a, b in ranges) and not on["lead"]
        if not inside_range and not _overlaps(found, on.start(), on.end()):
            found += [
                _Phrase(p.start, p.end, p.due, must_send=True, impossible=p.impossible)
                for p in _dated(text, on, year, taken)
            ]
    for soon in _SOON.finditer(text, start, end):
        if not _overlaps(found, soon.start(), soon.end()):
            found.append(_Phrase(*soon.span(), None, must_send=True))
    return sorted(found, key=lambda p: p.start)


def _sends_next(text: str, on: re.Match[str], end: int) -> bool:
    return bool(
        re.compile(r"[，,]?(?:前)?(?:请|要|应|须)?(?:将|把|报|上报|提交|报送)(?![道刊纸])").match(
            text, on.end(), end
        )
    )


def _overlaps(found: list[_Phrase], start: int, end: int) -> bool:
    return any(start < p.end and p.start < end for p in found)


def _dated(text: str, found: re.Match[str], year: int | None, sentence_start: int) -> list[_Phrase]:
    """One phrase a date; later dates of a list take year and month from those before them."""
    time = clock_time(found)
    out: list[_Phrase] = []
    month: int | None = None
    for one in re.compile(_ANY_DATE).finditer(text, found.start("dates"), found.end("dates")):
        when = parse_when(one[0], year)
        if when.month is None:
            month = month or _month_before(text, sentence_start, one.start())
            when = When(when.year, month, when.day, when.part)
        month = when.month
        if when.year is not None and year is not None and not year - 1 <= when.year <= year + 1:
            continue
        day = last_day(when)
        out.append(
            _Phrase(
                found.start("dates"),
                found.end(),
                f"{day}T{time}" if day and time else day,
                impossible=one[0] if when.is_impossible else None,
            )
        )
    return out


def _month_before(text: str, start: int, at: int) -> int | None:
    months = re.findall(rf"({NUM})月(?!底)", text[max(start, at - 60) : at])
    return parse_when(f"{months[-1]}月").month if months else None


def clock_time(found: re.Match[str] | None) -> str | None:
    """HH:MM of a match of `CLOCK`, None where it names no time; 24时 is 23:59."""
    if not found:
        return None
    if not found["hour"]:
        return "12:00" if found["noon"] or found["half"] == "中午" else None
    hour = int(found["hour"])
    minute = int(found["minute"] or found["minute2"] or (30 if found["half_past"] else 0))
    if found["half"] in {"下午", "晚", "晚上"} and hour < 12:
        hour += 12
    if hour == 24 and minute == 0:
        return "23:59"
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _in_sentence(text: str, sentence: re.Match[str], phrases: list[_Phrase]) -> Iterator[Deadline]:
    for i, phrase in enumerate(phrases):
        after = next((p.start for p in phrases[i + 1 :] if p.start > phrase.start), sentence.end())
        own = text[phrase.end : after]
        before = text[max(sentence.start(), phrase.start - 60) : phrase.start]
        before = (
            before[max(before.rfind("，"), before.rfind(",")) + 1 :]
            if "，" in before or "," in before
            else before
        )
        sends = _SEND.search(own) or _SEND.search(before)
        if not sends and not _TASK.search(own):
            sends = _SEND.search(text, after, sentence.end())
        if not sends and (phrase.must_send or phrase.recurrence):
            continue
        if phrase.due is None and phrase.impossible is None and not sends:
            continue
        start = phrase.start
        to = _TO.search(text, start, sentence.end())
        yield Deadline(
            what=_what(own, before),
            phrase=text[start : phrase.end],
            due=phrase.due,
            to=to["to"] if to and sends else None,
            recurrence=phrase.recurrence,
            kind="submit" if sends else "complete",
            span=(start, phrase.end),
        )


def _what(own: str, before: str) -> str:
    """What is to be sent: the object after the verb, else the words before the phrase (将…于)."""
    lead = re.sub(
        r"^(?:[^将把]{0,40}(?:将|把))?(?:请|要|应|须)?|(?:请)?(?:务必)?(?:于|在|到|截至)?$",
        "",
        before.rsplit("：", maxsplit=1)[-1].strip("，, "),
    )
    held = re.search(r"(?:将|把)([^，。；]{2,60}?)(?:报送|上报|报|送|提交|发送|发至|反馈)", own)
    if held:
        return held[1].strip()
    verb = _SEND.search(own)
    rest = own[verb.end() :] if verb and not lead.endswith(("总结", "方案", "表")) else ""
    rest = re.sub(r"^(?:至|到|给)[^，,]{0,30}", "", rest)
    rest = re.split(r"[，,](?=[^（(]*$|[^，,]{0,20}(?:于|在)?$)", rest)[0]
    named = rest.strip("，, 、：:。") or lead or own.strip("，, ")
    return named[:80]
