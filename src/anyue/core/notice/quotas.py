"""Minimum numbers that a notice asks of units: “至少推荐2个…或1个…”, “不少于3场”."""

import re

from anyue.core.notice.dates import RANGE, number
from anyue.core.notice.measures import MEASURE
from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Quota
from anyue.core.notice.units import responsible_units

_COUNT = r"(?:\d{1,6}|[一二三四五六七八九十两]{1,3})"
_AT_LEAST = re.compile(
    rf"(?:至少|最少|不少于|不低于|不得少于)(?P<verb>[^，。；\d\n]{{0,24}}?)(?P<count>{_COUNT})(?P<unit>{MEASURE})(?:以上)?(?P<what>[^，。；\n]{{0,60}})"
)
_ALTERNATIVE = re.compile(
    rf"或(?:者)?(?:至少)?(?P<count>{_COUNT})(?P<unit>{MEASURE})(?P<what>[^，。；\n]{{0,60}}?)(?=或|$)"
)
# What goes on for longer without a stop is no sentence; the bound keeps the time linear.
_SENTENCE = re.compile(r"[^。；;\n]{1,2000}")


def read_quotas(text: str, parts: tuple[Part, ...]) -> tuple[Quota, ...]:
    """The minimum numbers in order; alternatives joined by 或 stand in `any_of`, the first among them."""
    found = []
    for part in parts:
        if part.is_form:
            continue
        for sentence in _SENTENCE.finditer(text, part.start, part.end):
            least = list(_AT_LEAST.finditer(text, sentence.start(), sentence.end()))
            if least:
                who, period = "、".join(responsible_units(sentence[0])), RANGE.search(sentence[0])
                asked = period[0] if period and period["to"] else None
                found += [_quota(text, sentence.start(), one, who, asked) for one in least]
    return tuple(found)


def _quota(text: str, start: int, least: re.Match[str], who: str, period: str | None) -> Quota:
    first = re.split(rf"或(?:者)?(?:至少)?(?={_COUNT}{MEASURE})", least["what"])[0]
    what = (least["verb"] + first).strip() or _object_before(
        text[max(start, least.start() - 60) : least.start()]
    )
    options = tuple(
        (m["what"].strip(), _value(m["count"]), m["unit"]) for m in _ALTERNATIVE.finditer(least["what"])
    )
    count = _value(least["count"])
    return Quota(
        who=who,
        what=what,
        at_least=count,
        unit=least["unit"],
        any_of=((first.strip(), count, least["unit"]), *options) if options else (),
        period=period,
        span=least.span(),
    )


def _value(words: str) -> int:
    return number(words.replace("两", "二"))


def _object_before(words: str) -> str:
    return re.split(r"[，,]", words)[-1].strip()
