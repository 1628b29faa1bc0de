"""Times counted from another: “国庆节后第一个工作日”, “7月5日前3个工作日”, “活动结束后5日内”, “当天”."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from anyue.core.festivals import FESTIVALS
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.dates import DATE, STARTS, last_day, parse_when
from anyue.core.notice.numerals import COUNT, number
from anyue.core.workdays import published

_UNIT = r"(?P<unit>工作日|天|日|周)"
_COUNTED = re.compile(
    rf"(?=节|{STARTS})(?P<base>{DATE}|节)(?:[（(][^（）()\n]{{1,8}}[）)])?(?P<side>之?[前后])的?"
    rf"(?:第?(?P<count>{COUNT})个?|首个){_UNIT}(?:之?[内前]|以[内前])?"
)
# What happens first: no date, so the phrase says only how long after it.
_EVENT = r"(?:收到|接到|活动|会议|培训|演练|检查|通知|文件|方案|印发|下发|发布|发现|发生|结束|完成|整改)"
_AFTER_EVENT = re.compile(
    rf"{_EVENT}[^，。；：、于在\n]{{0,12}}?(?:后|之日起|起) ?"
    rf"{COUNT}个?(?:工作日|日|天|小时|分钟|周|月)(?:之?内|前)?"
    rf"|会后{COUNT}个?(?:工作日|日|天|小时)(?:之?内)?"
    r"|(?:当[天日]|次日|前一[天日])(?:(?:上午|下午)?\d{1,2}(?:[:：]\d\d|[时点]))?(?:之?[内前])?"
    r"(?!的?(?:活动|工作|情况|进展|开展))(?=[^，。；\n]{0,12}[报送交传发])"
    rf"|{COUNT}个工作日(?:之?内|以内)|\d{{1,2}}小时(?:之?内|以内)|(?<![月\d]){COUNT}[日天](?:之内|以内|内)|一周(?:之?内|以内)"
)
# What every match of the two holds.
_SIGN = re.compile("[前后内起当次]")
_FESTIVAL = re.compile("|".join(FESTIVALS))
# How far back “节前” looks for the festival that it means.
_FESTIVAL_BEFORE = 400


@dataclass(frozen=True, slots=True)
class Offset:
    """A counted time at [start, end); no `due` where what it counts from has no date."""

    start: int
    end: int
    due: str | None
    doubt: str | None


def offsets(text: str, start: int, end: int, anchor: Anchor) -> list[Offset]:
    """The counted times of a sentence, in order."""
    if not _SIGN.search(text, start, end):
        return []
    found = [_counted(text, one, anchor) for one in _COUNTED.finditer(text, start, end)]
    covered = {at for one in found for at in range(one.start, one.end)}
    return found + [
        Offset(*one.span(), None, None)
        for one in _AFTER_EVENT.finditer(text, start, end)
        if covered.isdisjoint(range(*one.span()))
    ]


def _counted(text: str, found: re.Match[str], anchor: Anchor) -> Offset:
    base = found["base"]
    if base == "节":
        names = _FESTIVAL.findall(text, max(0, found.start() - _FESTIVAL_BEFORE), found.start())
        base = names[-1] if names else ""
    when = parse_when(base, anchor)
    day = last_day(when) if base else None
    if not day or day.startswith("X"):
        return Offset(*found.span(), None, when.doubt or f"“{found[0]}”从哪天算起没有写明")
    count = number(found["count"] or "一") * (1 if found["side"].endswith("后") else -1)
    since = date.fromisoformat(day)
    doubt = when.doubt
    if found["unit"] != "工作日":
        counted = since + timedelta(days=count * (7 if found["unit"] == "周" else 1))
    else:
        workdays = anchor.workdays or published()
        working = workdays.after(since, count)
        if working is None:
            return Offset(*found.span(), None, f"“{found[0]}”的天数太长，请核对")
        counted, doubt = working, workdays.doubt(since, working) or doubt
    if count < 0:
        back = f"“{found[0]}”按{since.month}月{since.day}日往前数理解为{counted}"
        doubt = f"{back}；{doubt}" if doubt and doubt != when.doubt else back
    return Offset(*found.span(), str(counted), doubt)
