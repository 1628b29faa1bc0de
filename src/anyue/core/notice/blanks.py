"""Every blank of a printed line becomes an indicator: “参与（ ）人次” -> number, 人次."""

import re
from dataclasses import dataclass

from anyue.core.forms.form import Indicator, Line, ValueType
from anyue.core.notice.measures import MEASURE, adds_of

BLANK = re.compile(
    r"[（(][ \t]{0,60}[）)]|\[ {1,60}\]|【 {0,60}】|_{2,200}|＿{1,200}|﹍{2,200}|…{4,20}"
    r"|(?<=[\u4e00-\u9fff：:]) {3,60}(?=" + MEASURE + ")"
)
_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.、．](?!\d))")
_UNIT = re.compile(MEASURE)
_SEPARATOR = "，。；,;：:\n\t"
# A bracket that is still open where the blank stands parts it from what is before the bracket.
_OPENING = _SEPARATOR + "（("
_QUOTES = {"”": "“", "》": "《", "）": "（", ")": "("}
# 、 parts clauses only after a measure word, as in “（ ）场、参与（ ）人次”.
_LISTING = "、"


@dataclass(slots=True)
class _Blank:
    start: int
    end: int
    unit: str | None
    label_start: int
    label_end: int


def read_line(text: str, start: int, end: int, prefix: str, first: int) -> tuple[list[Indicator], Line]:
    """The indicators of one printed line of a cell, coded `prefix`.`first` and on, and its pieces."""
    blanks: list[_Blank] = []
    low = start
    for found in BLANK.finditer(text, start, end):
        blank = _blank(text, found.start(), found.end(), low, end)
        blanks.append(blank)
        low = blank.label_end
    indicators = []
    pieces, at = [], start
    for i, blank in enumerate(blanks):
        code = f"{prefix}.{first + i}"
        pieces.append(text[at : blank.start])
        at = blank.end
        indicators.append(_indicator(text, blank, code))
    pieces.append(text[at:end].rstrip())
    pieces[0] = pieces[0].lstrip()
    return indicators, Line(tuple(pieces), tuple(indicator.code for indicator in indicators))


def _blank(text: str, start: int, end: int, low: int, limit: int) -> _Blank:
    unit = _UNIT.match(text, _skip_spaces(text, end, limit), limit)
    label_start = _label_start(text, low, start)
    label_end = unit.end() if unit else end
    if not text[label_start:start].strip():
        label_end = _clause_end(text, label_end, limit)
    return _Blank(start, end, unit[0] if unit else None, label_start, label_end)


def _skip_spaces(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] == " ":
        at += 1
    return at


def _label_start(text: str, low: int, at: int) -> int:
    """Back from the blank to the separator before it that stands outside quotes and brackets."""
    closed: list[str] = []
    i = at
    while i > low:
        c = text[i - 1]
        if c in _QUOTES:
            closed.append(_QUOTES[c])
        elif closed and c == closed[-1]:
            closed.pop()
        elif c in _OPENING and not closed:
            break
        i -= 1
    if i == low or closed:
        i = max(i, low)
    if text[i:at].strip() == "" and i > low and text[i - 1] in "：:":
        # “典型做法：（ ）”: the words before the colon are all the label there is.
        return _label_start(text, low, i - 1)
    if numbered := _NUMBER.match(text, i, at):
        i = numbered.end()
    while i < at and text[i] in " 、，和及或）)":
        i += 1
    return i


def _clause_end(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] not in _SEPARATOR + _LISTING + "（(":
        at += 1
    return at


def _indicator(text: str, blank: _Blank, code: str) -> Indicator:
    label = text[blank.label_start : blank.label_end].strip()
    return Indicator(
        label=label,
        unit=blank.unit,
        type=ValueType.NUMBER if blank.unit else ValueType.TEXT,
        code=code,
        adds=adds_of(blank.unit),
        span=(blank.label_start, blank.label_end),
        blank=(blank.start, blank.end),
    )
