"""The periods of a campaign: from the section on time, else from the sentence that says when it is held."""

import re
from collections.abc import Iterator
from dataclasses import replace

from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import When, first_day, last_day, parse_when
from anyue.core.notice.numerals import NUM
from anyue.core.notice.outline import Item
from anyue.core.notice.parts import Part
from anyue.core.notice.period_names import period_name
from anyue.core.notice.plan import Period
from anyue.core.notice.ranges import spells

_TIME_HEADING = re.compile(
    r"(?:活动|宣传|开展|组织|实施|工作|集中|整治|检查|竞赛|比赛|演练|培训|值班|行动|主题和|主题及|主题与|主题、)*(?:时间|日期|期限"
    r"|时限)(?:安排|和.{0,8}|及.{0,8}|、.{0,8})?|主题.{0,2}时间"
)
_TIME_GLUED = re.compile(r"(?:活动|宣传|整治|检查|竞赛|行动)时间(?=\d)")
_LABEL = re.compile(
    r"(?P<label>(?:活动|宣传|检查|举办|开展|组织|实施|集中|竞赛|比赛|演练|培训|行动){1,3}(?:时间|日期)"
    r"|^[ \t]*时间(?=：))"
    r"(?:安排)?[ \t]{0,3}[：:。\n][ \t\n]{0,4}",
    re.MULTILINE,
)
# Between a label and its days stand no more than words such as 定于, 从.
_NEXT_TO_LABEL = 4
_LABEL_END = re.compile(r"时间[：: ]{0,2}$")
_COUNTED = re.compile(r"[\d月日旬]")
_HELD = re.compile(r"(?:活动|月|(?<![实执进举])行|周|行动)[^。；\n]{0,14}$")
_WHOLE_MONTH = re.compile(
    rf"(?P<when>(?:\d{{4}}年|今年|每年)? ?{NUM}月(?:份)?) ?(?:是|为|被?定为"
    rf"|作为)[^。；\n]{{0,20}}(?:安全生产月|宣传月|质量月|活动月|月)"
)
_HELD_AFTER = re.compile(
    r"[，,]? ?(?:在[^。；，\n]{0,16})?(?:为|是|定为|(?:集中|组织|统一)?(?:开展|举办|进行|抓))"
    r"[^。；\n]{0,24}(?:月|周|日|活动|行动|检查|排查|整治|防控|工作)"
)
_IN_MONTH = re.compile(
    rf"(?P<when>(?:\d{{4}}年|今年)? ?{NUM}月(?:份)?)(?:在[^，。；\n]{{0,16}})?(?:集中|组织|统一"
    rf"|全面)*开展[^。；\n]{{0,50}}[月][”\"]?(?:主题)?(?:宣传)?活动"
)
_ON_DAY = re.compile(
    rf"(?P<when>(?:\d{{4}}年|今年)?{NUM}月{NUM}日)(?:是"
    rf"|为)[^。；，\n]{{0,16}}?(?P<name>[^“”\"，。；\n]{{2,8}}日)[”\"]?(?=[，。；\n]|$)"
)
_UNTIL = re.compile(
    rf"(?:同步启动|同时启动|启动)[^。；\n]{{0,24}}?(?:到"
    rf"|至)?(?P<end>(?:\d{{4}}年)?{NUM}月份?[底末]?)(?:结束|截止|收官)"
)
_STAGE_AFTER = re.compile(r"[）)]?[为是，,：:]{0,2}[^，。；\n]{0,12}阶段")
_STAGE_MONTH = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,12}}阶段)[（(：:] ?(?P<when>(?:\d{{4}}年)?{NUM}月(?:份|{NUM}日)?)[）)。]"
)
_SINGLE = re.compile(rf"(?:\d{{4}}年)?{NUM}月(?:份|{NUM}[日号])?")


def read_periods(
    text: str, parts: tuple[Part, ...], sections: list[Item], title: str, anchor: Anchor
) -> tuple[Period, ...]:
    """The named spans of days, in order of the text; each pair of dates once."""
    found = list(_in_sections(text, [item for item in sections if _is_time(item)], anchor))
    whole = [p for p in found if not _is_stage(text, p)]
    found = whole or found
    prose = [part for part in parts if not part.is_form]
    if not found:
        found = list(_labelled(text, prose, anchor))
    if not found:
        found = list(_held(text, prose, anchor))[:2]
    if not found:
        found = list(_whole_month(text, prose, anchor))[:1]
    if not found:
        found = list(_named_day(text, prose, title, anchor))[:1]
    starts = [p.start for p in found if p.start]
    for part in prose:
        for until in _UNTIL.finditer(text, part.start, part.end):
            end = last_day(parse_when(until["end"], anchor))
            if starts and end:
                name = period_name(text, part.start, until.start(), until.end())
                found.append(Period(name, starts[0], end, until.span("end")))
    if not found:
        found = [p for part in prose for p in _stages(text, part, anchor)]
        found.sort(key=lambda period: period.span or (0, 0))
    once = {(p.start, p.end): p for p in reversed(found)}
    return tuple(p for p in found if once.get((p.start, p.end)) is p)


def _is_stage(text: str, period: Period) -> bool:
    """Whether the words beside the days call them a stage of something longer."""
    start, end = period.span or (0, 0)
    return "阶段" in text[text.rfind("\n", 0, start) + 1 : start] or _STAGE_AFTER.match(text, end) is not None


def _stages(text: str, part: Part, anchor: Anchor) -> Iterator[Period]:
    """The stages of a notice that names no other span: “（一）动员部署阶段（6月1日至10日）”, “（3月）”."""
    if "阶段" not in text[part.start : part.end]:
        return
    yield from (period for period in _ranges(text, part.start, part.end, anchor) if _is_stage(text, period))
    for found in _STAGE_MONTH.finditer(text, part.start, part.end):
        when = parse_when(found["when"], anchor)
        if first := first_day(when):
            yield Period(found["name"], first, last_day(when), found.span("when"), when.doubt)


def _is_time(item: Item) -> bool:
    is_named = _TIME_HEADING.fullmatch(item.heading.split(" ")[0]) or _TIME_GLUED.match(item.heading)
    return bool(is_named) and item.end > item.body


def _in_sections(text: str, items: list[Item], anchor: Anchor) -> Iterator[Period]:
    """The days of the sections on time; what a later one has inside them is the time of one activity."""
    first = list(_in_section(text, items[0], anchor)) if items else []
    yield from first
    for item in items[1:]:
        for period in _in_section(text, item, anchor):
            if item.start < items[0].end or not any(_reaches(whole, period) for whole in first):
                yield period


def _in_section(text: str, item: Item, anchor: Anchor) -> Iterator[Period]:
    start, end = item.body, min(item.end, item.body + 2000)
    named = list(_ranges(text, start, end, anchor))
    if named:
        yield from named
        return
    for found in _SINGLE.finditer(text, start + len(item.heading), end):
        when = parse_when(found[0], anchor)
        if first_day(when):
            name = period_name(text, start, found.start(), found.end())
            yield Period(name, first_day(when), last_day(when), found.span(), when.doubt)
            return


def _ranges(text: str, start: int, end: int, anchor: Anchor) -> Iterator[Period]:
    for spell in spells(text, start, end, anchor):
        if spell.first and spell.last:
            name = period_name(text, start, spell.start, spell.end)
            yield Period(name, spell.first, spell.last, (spell.start, spell.end), spell.doubt)


def _labelled(text: str, prose: list[Part], anchor: Anchor) -> Iterator[Period]:
    """The days behind the words “活动时间：”, wherever they stand.

    Where activities have times of their own, the campaign's is the first that holds them all.
    """
    told = [p for part in prose for p in _behind_labels(text, part, anchor)]
    if told and all(_reaches(told[0], other) for other in told):
        yield told[0]


def _behind_labels(text: str, part: Part, anchor: Anchor) -> Iterator[Period]:
    for label in _LABEL.finditer(text, part.start, part.end):
        stop = min(part.end, label.end() + 60)
        ranged = next((p for p in _ranges(text, label.end(), stop, anchor)), None)
        if ranged and ranged.span and ranged.span[0] - label.end() <= _NEXT_TO_LABEL:
            yield replace(ranged, name=label["label"].strip())
        elif (one := _SINGLE.search(text, label.end(), stop)) and one.start() - label.end() <= _NEXT_TO_LABEL:
            when = parse_when(one[0], anchor)
            if first := first_day(when):
                yield Period(label["label"].strip(), first, last_day(when), one.span(), when.doubt)


def _reaches(whole: Period, other: Period) -> bool:
    """Whether the days of `other` lie within those of `whole`."""
    return str(whole.start) <= str(other.start) and str(other.end) <= str(whole.end)


def _held(text: str, prose: list[Part], anchor: Anchor) -> Iterator[Period]:
    """Ranges in running text whose clause says that the campaign is held then."""
    for part in prose:
        for period in _ranges(text, part.start, part.end, anchor):
            at = period.span[0] if period.span else 0
            end = period.span[1] if period.span else 0
            before = text[max(part.start, at - 40) : at]
            said_before = _HELD.search(before) and not _LABEL_END.search(before)
            if _COUNTED.search(text, at, end) and (said_before or _HELD_AFTER.match(text, end)):
                yield period


def _whole_month(text: str, prose: list[Part], anchor: Anchor) -> Iterator[Period]:
    for part in prose:
        found = _WHOLE_MONTH.search(text, part.start, part.end) or _IN_MONTH.search(
            text, part.start, part.end
        )
        if found:
            when = parse_when(re.sub("每年| ", "", found["when"]), anchor)
            whole = When(when.year, when.month, None)
            if first_day(whole):
                yield Period("活动月", first_day(whole), last_day(whole), found.span("when"))


def _named_day(text: str, prose: list[Part], title: str, anchor: Anchor) -> Iterator[Period]:
    """A campaign of one day: “12月2日是…全国交通安全日” where the title names that day."""
    for part in prose:
        for found in _ON_DAY.finditer(text, part.start, part.end):
            day = first_day(parse_when(found["when"].replace("今年", ""), anchor))
            if day and found["name"][-5:] in title:
                yield Period(found["name"], day, day, found.span("when"))
