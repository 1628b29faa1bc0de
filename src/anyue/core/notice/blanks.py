"""Every blank of a printed line becomes an indicator: “参与（ ）人次” -> number, 人次."""

import re
from dataclasses import dataclass

from anyue.core.forms.form import Basis, Indicator, Line, ValueType
from anyue.core.forms.measures import MEASURE, adds_of, unit_of_name
from anyue.core.notice.basis import basis_of

_LINES = "_＿﹍﹎﹏ˍ‗"
_OPTION = r"[^\s□，。；,;：:、（(]{1,8}"
BLANK = re.compile(
    rf"[（(][ \t{_LINES}/…□]{{0,60}}[）)]|[\[［][ {_LINES}]{{1,60}}[\]］]|[【〔][ {_LINES}]{{0,60}}[】〕]"
    rf"|_{{2,200}}|[＿﹍﹎﹏ˍ‗]{{1,200}}|/ {{1,30}}/|…{{4,20}}"
    rf"|(?:…{{1,20}}|\.{{3,20}}|□{{1,10}}(?![\u4e00-\u9fff]{{0,6}} {{0,4}}□)|(?<![A-Za-z])[Xx×＊*]{{2,6}}"
    rf"| / ) ?(?={MEASURE})"
    rf"|□ ?{_OPTION}(?:[ 、]{{0,4}}□ ?{_OPTION}){{1,8}}"
    rf"|(?<=[\u4e00-\u9fff][\u4e00-\u9fff：:”》]) {{2,60}}(?={MEASURE})"
)
"""A place in running words that is to be filled, and a row of boxes to be ticked."""

_MARKS = re.compile(rf"[\s（）()\[\]【】〔〕{_LINES}/…□.]+")
_BOXES = re.compile(rf"\s{{0,9}}(?:[□☐○] ?{_OPTION}[\s、]{{0,9}}){{1,9}}")
# What is printed where somebody signs and seals: “年 月 日（盖章）”.
_SEALED = re.compile(
    r"\s{0,40}(?:年\s{0,20}月\s{0,20}日)?\s{0,9}(?:[（(](?:盖章|公章|签章|签字|签名)[）)])?\s{0,9}"
)
# A stroke through a cell says that nothing goes there.
_STRUCK = {"/", "-", "—", "——", "--", "／", "\\"}


def is_empty_cell(words: str) -> bool:
    """Whether a cell holds nothing but a blank, with its measure maybe: （ ）场."""
    if words.strip() in _STRUCK:
        return False
    if _BOXES.fullmatch(words) or _SEALED.fullmatch(words):
        return True
    bare = _MARKS.sub("", words)
    return not bare or (
        len(words) > len(bare) and _UNIT.fullmatch(bare) is not None and bool(BLANK.search(words))
    )


def unit_of_cell(words: str) -> str | None:
    """The measure printed in an empty cell: （ ）场 -> 场."""
    return None if _BOXES.fullmatch(words) else _MARKS.sub("", words) or None


_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)]|[.、．](?!\d))")
_UNIT = re.compile(MEASURE)
_AFTER_NAME = re.compile(r"[\s：:]+$")
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
    found = [match.span() for match in BLANK.finditer(text, start, end)]
    for i, span in enumerate(found):
        # The words after a blank reach no further than to the next, however long the line is.
        limit = found[i + 1][0] if i + 1 < len(found) else end
        blank = _blank(text, *span, low, limit)
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
    is_ticked = text[start:end].strip("□ ") != "" and "□" in text[start:end]
    unit = None if is_ticked else _UNIT.match(text, _skip_spaces(text, end, limit), limit)
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
    unit = blank.unit or unit_of_name(_AFTER_NAME.sub("", text[blank.label_start : blank.start]))
    return Indicator(
        label=label,
        unit=unit,
        type=ValueType.NUMBER if unit else ValueType.TEXT,
        code=code,
        basis=basis_of(label) or Basis.PERIOD,
        adds=adds_of(unit),
        span=(blank.label_start, blank.label_end),
        blank=(blank.start, blank.end),
    )
