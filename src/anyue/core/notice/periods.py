"""The periods of a campaign: from the section on time, else from the sentence that says when it is held."""

import re
from collections.abc import Iterator

from anyue.core.notice.dates import NUM, RANGE, When, first_day, last_day, parse_range, parse_when
from anyue.core.notice.outline import Item
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Period

_TIME_HEADING = re.compile(
    r"(?:活动|宣传|开展|组织|实施|工作|集中|整治|检查|竞赛|行动|主题和|主题及)*(?:时间|日期|期限"
    r"|时限)(?:安排|和.{0,8}|及.{0,8}|、.{0,8})?|主题.{0,2}时间"
)
_NAME = re.compile(
    r"[^，。；：:\n]{0,20}(?:[“《][^”》\n]{2,24}[”》]?)[^，。；：:\n“]{0,6}$"
    r"|[\u4e00-\u9fff]{2,20}(?:月|行|周|日|活动|行动)$"
)
_HELD = re.compile(r"(?:活动|月|行|周|行动|时间)[^。；\n]{0,14}$")
_WHOLE_MONTH = re.compile(
    rf"(?P<when>(?:\d{{4}}年|今年|每年)? ?{NUM}月(?:份)?) ?(?:是|为|被?定为"
    rf"|作为)[^。；\n]{{0,20}}(?:安全生产月|宣传月|质量月|活动月|月)"
)
_HELD_AFTER = re.compile(
    r"[，,]? ?(?:在[^。；，\n]{0,16})?(?:为|是|定为|(?:集中|组织|统一)?开展)[^。；\n]{0,24}(?:月|周|日|活动)"
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
_SINGLE = re.compile(rf"(?:\d{{4}}年)?{NUM}月(?:份|{NUM}[日号])?")


def read_periods(
    text: str, parts: tuple[Part, ...], sections: list[Item], title: str, year: int | None
) -> tuple[Period, ...]:
    """The named spans of days, in order of the text; each pair of dates once."""
    found = [p for item in sections if _is_time(item) for p in _in_section(text, item, year)]
    prose = [part for part in parts if not part.is_form]
    if not found:
        found = list(_held(text, prose, year))[:2]
    if not found:
        found = list(_whole_month(text, prose, year))[:1]
    if not found:
        found = list(_named_day(text, prose, title, year))[:1]
    starts = [p.start for p in found if p.start]
    for part in prose:
        for until in _UNTIL.finditer(text, part.start, part.end):
            end = last_day(parse_when(until["end"], year))
            if starts and end:
                name = _name(text, part.start, until.start()) or "同步启动的活动"
                found.append(Period(name, starts[0], end, until.span("end")))
    once = {(p.start, p.end): p for p in reversed(found)}
    return tuple(p for p in found if once.get((p.start, p.end)) is p)


def _is_time(item: Item) -> bool:
    return bool(_TIME_HEADING.fullmatch(item.heading.split(" ")[0])) and item.end > item.body


def _in_section(text: str, item: Item, year: int | None) -> Iterator[Period]:
    start, end = item.body, min(item.end, item.body + 2000)
    named = list(_ranges(text, start, end, year))
    if named:
        yield from named
        return
    for found in _SINGLE.finditer(text, start + len(item.heading), end):
        when = parse_when(found[0], year)
        if first_day(when):
            yield Period(
                _name(text, start, found.start()) or item.heading,
                first_day(when),
                last_day(when),
                found.span(),
            )
            return


def _ranges(text: str, start: int, end: int, year: int | None) -> Iterator[Period]:
    for found in RANGE.finditer(text, start, end):
        first, last = parse_range(found, year) if found["to"] else (None, None)
        if first and last:
            yield Period(_name(text, start, found.start()) or "活动时间", first, last, found.span())


def _name(text: str, start: int, at: int) -> str:
    """The words that name a span of days: what stands before it on its line, or the heading above it."""
    for line in reversed(text[max(start, at - 120) : at].split("\n")):
        bare = re.sub(r"(?:的?(?:活动)?时间)?(?:将|为|是|从|自|于|[：:]| )*$", "", line.strip())
        bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+ ?", "", bare)
        if named := _NAME.search(bare):
            return named[0].strip()
        if bare:
            return bare[-30:]
    return ""


def _held(text: str, prose: list[Part], year: int | None) -> Iterator[Period]:
    """Ranges in running text whose clause says that the campaign is held then."""
    for part in prose:
        for period in _ranges(text, part.start, part.end, year):
            at = period.span[0] if period.span else 0
            end = period.span[1] if period.span else 0
            if _HELD.search(text[max(part.start, at - 40) : at]) or _HELD_AFTER.match(text, end):
                yield period


def _whole_month(text: str, prose: list[Part], year: int | None) -> Iterator[Period]:
    for part in prose:
        found = _WHOLE_MONTH.search(text, part.start, part.end) or _IN_MONTH.search(
            text, part.start, part.end
        )
        if found:
            when = parse_when(re.sub("每年| ", "", found["when"]), year)
            whole = When(when.year, when.month, None)
            if first_day(whole):
                yield Period("活动月", first_day(whole), last_day(whole), found.span("when"))


def _named_day(text: str, prose: list[Part], title: str, year: int | None) -> Iterator[Period]:
    """A campaign of one day: “12月2日是…全国交通安全日” where the title names that day."""
    for part in prose:
        for found in _ON_DAY.finditer(text, part.start, part.end):
            day = first_day(parse_when(found["when"].replace("今年", ""), year))
            if day and found["name"][-5:] in title:
                yield Period(found["name"], day, day, found.span("when"))
