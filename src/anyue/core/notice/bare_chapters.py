"""Chapters that lost the mark of their number (“一活动主题”) or all of it (“活动主题”).

A program that numbers by itself keeps its numbers out of the copied text; a bad conversion drops the 、.
"""

import re

from anyue.core.notice.numerals import chinese_value
from anyue.core.notice.parts import NUMERAL, Line
from anyue.core.notice.section_names import NAME

_MARKED = re.compile(rf"[ \t]*(?:{NUMERAL}{{1,3}}[、.．，]|第{NUMERAL}{{1,3}}(?:部分|章|条))")
_NUMBERED = re.compile(
    rf"(?P<number>{NUMERAL}{{1,3}})(?=[\u4e00-\u9fff“《])(?!{NUMERAL})"
    r"(?![是要个名年月日周级季件次场家位届把线站岗条项类种批轮方带路体行律般致定些直切旦起块])"
)
_NAMED = re.compile(rf"(?:(?:“[^“”\n]{{2,20}}”(?:活动)?)?{NAME}|“[^“”\n]{{2,20}}”(?:主题|系列)?活动)[：:]?")
_FIELDS = re.compile(r".*(?:地点|人员|部门|报送|总结)[：:]?$")
_LEAST_NUMBERED, _LEAST_NAMED = 3, 2


def bare_chapters(lines: list[Line]) -> dict[int, tuple[int, int]]:
    """For the offset of a line that opens such a chapter, (value of its number, length of it in the text).

    Value and length are 0 where the number is gone. Empty where chapters have proper numbers.
    """
    if sum(bool(_MARKED.match(line.text)) for line in lines) >= 2:
        return {}
    return _numbered(lines) or _named(lines)


def _numbered(lines: list[Line]) -> dict[int, tuple[int, int]]:
    chapters: dict[int, tuple[int, int]] = {}
    last = 0
    for line in lines:
        found = _NUMBERED.match(line.text)
        value = chinese_value(found["number"]) if found else 0
        # One number may be missing; the first may not.
        if found and (value == last + 1 or 0 < last == value - 2):
            chapters[line.start] = (value, len(found["number"]))
            last = value
    return chapters if len(chapters) >= _LEAST_NUMBERED else {}


def _named(lines: list[Line]) -> dict[int, tuple[int, int]]:
    """Lines that are the name of a section and nothing else; the heads of a table follow one another."""
    named = [
        len(line.text) <= 24 and bool(_NAMED.fullmatch(line.text)) and not _FIELDS.fullmatch(line.text)
        for line in lines
    ]
    chapters = {
        line.start: (0, 0)
        for i, line in enumerate(lines[:-1])
        if named[i] and not named[i + 1] and not (i and named[i - 1])
    }
    return chapters if len(chapters) >= _LEAST_NAMED else {}
