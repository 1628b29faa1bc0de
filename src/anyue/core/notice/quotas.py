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
_SENTENCE = re.compile(r"[^。；;\n]+")


def read_quotas(text: str, parts: tuple[Part, ...]) -> tuple[Quota, ...]:
    """The minimum numbers in order; alternatives joined by 或 stand in `any_of`, the first among them."""
    found = []
    for part in parts:
        if part.is_form:
            continue
        for sentence in _SENTENCE.finditer(text, part.start, part.end):
            found += [
                _quota(text, sentence, least)
                for least in _AT_LEAST.finditer(text, sentence.start(), sentence.end())
            ]
    return tuple(found)


def _quota(text: str, sentence: re.Match[str], least: re.Match[str]) -> Quota:
    who = "、".join(responsible_units(sentence[0]))
    period = RANGE.search(sentence[0])
    first = re.split(rf"或(?:者)?(?:至少)?(?={_COUNT}{MEASURE})", least["what"])[0]
    what = (least["verb"] + first).strip() or _object_before(text[sentence.start() : least.start()])
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
        period=period[0] if period and period["to"] else None,
        span=least.span(),
    )


def _value(words: str) -> int:
    return number(words.replace("两", "二"))


def _object_before(words: str) -> str:
    return re.split(r"[，,]", words)[-1].strip()
