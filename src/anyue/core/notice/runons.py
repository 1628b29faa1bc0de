"""Give a paragraph that swallowed its line ends its lines back, where numbers and headings show them.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from anyue.core.notice.lines import LINE, Edit, is_row
from anyue.core.notice.numerals import chinese_value
from anyue.core.notice.section_names import NAME

_NUMERAL = "一二三四五六七八九十"
_NUMBER = re.compile(
    rf"(?<![{_NUMERAL}第、])(?P<A>[{_NUMERAL}]{{1,3}})、(?![{_NUMERAL}])"
    rf"|(?<!第)（(?P<B>[{_NUMERAL}]{{1,3}})）|(?<![\d.、—-])(?P<C>\d{{1,2}})(?:[、．]|\.(?!\d))(?!\d)"
)
# What stands before a field that opens an item: “1、活动时间：”.
_NUMBER_END = "、.．）)\n"
_LEAST = 60
# Where the name of a section opens a chapter and words follow without a mark, the line ended behind it.
_SECTION = re.compile(
    r"(?:[\u4e00-\u9fff]{2,12}阶段（[^（）\n]{2,30}）"
    rf"|{NAME})"
    r"(?=[^\s，。；：:、,;（的和及与等])"
)
_FIELD = re.compile(
    r"(?P<before>[\s（“，、；]?)(?P<field>(?:活动|完成|举办)?(?:主题|时间|地点)|活动内容"
    r"|(?:责任|牵头|配合|参加|组织)(?:单位|部门))[：:]"
)
_GLUED_PAGE = re.compile(r"(?<![\d.])\d{0,2}$")
# The head of a notice that stands in one paragraph: title, recipients up to their colon, first words.
_HEAD = re.compile(
    r"[^\n。：；]{6,90}?(?:的(?:紧急|补充)?(?:通知|函|通告|意见)|(?:活动|工作|实施|行动)方案)"
    r"(?P<gap> {1,4})(?=[^\n：]{2})[^\n。]{2,160}?：(?P<rest> {1,4})(?=[^\n]{10})"
)
# Recipients whose first words follow them in their own line.
_ADDRESSED = re.compile(
    r"(?:各|公司|集团|全[校院县市区镇乡厂司]|机关|所属|直属|有关|相关|[市县区校院]属)"
    r"[^\n。：:；]{1,80}[：:](?P<rest> {0,4})"
    r"(?=(?:为|根据|按照|按|近|今年|\d{4}年|经|现)[^\n]{20})"
)
# A title and the document's number in one line, whichever stands first.
_NUMBER_OF = r"[\u4e00-\u9fff]{2,14}[〔\[［（]\d{4}[〕\]］）] ?第? ?\d{1,4} ?号"
_TITLE_OF = r"[^\n。；：《（\d][^\n。；：]{5,110}?(?:通知|方案|意见|通告|公告|函)"
_NUMBERED_TITLE = re.compile(
    rf"(?!附|根据|依据|按照?|现将|为)(?:{_TITLE_OF}(?P<gap> {{0,4}})(?:（{_NUMBER_OF}）|{_NUMBER_OF})"
    rf"|{_NUMBER_OF}(?P<space> {{1,4}}){_TITLE_OF})"
)
_ADDRESS_LINES = 3
_TITLE_LINES = 12
_SIGNATURE = re.compile(
    r"(?<=[。）)])(?P<gap> {0,4})[\u4e00-\u9fff]{4,30}(?P<between> {0,40})"
    r"(?:\d{4}|[一二][一二三四五六七八九〇○零]{3})年"
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日 *$"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    style: str
    value: int


def run_ons(text: str) -> Iterator[Edit]:
    """Break a paragraph before the numbers that count on in it, and behind the names of its sections."""
    for line in LINE.finditer(text):
        if len(line[0]) >= _LEAST and not is_row(line[0]):
            yield from _breaks(text, line)


def _breaks(text: str, line: re.Match[str]) -> Iterator[Edit]:
    marks = _counting(text, list(_marks(text, line)))
    chapters = sum(mark.style == "A" for mark in marks)
    is_run_on = chapters > 1 or (chapters == 1 and marks[0].start > line.start() + 20)
    cuts: dict[int, int] = {}
    for mark in marks:
        start = _without_page(text, mark, line.start()) if is_run_on else mark.start
        if start > line.start() and (is_run_on or text[start - 1] in "。；;：:"):
            cuts[start] = mark.start
    if is_run_on:
        cuts |= _sections(text, line, marks)
    if is_run_on or len(line[0]) > 100:
        cuts |= _signature(text, line)
    yield from ((start, end, "\n") for start, end in sorted(cuts.items()))


def head_in_one_line(text: str) -> Iterator[Edit]:
    """End the lines of a title and its recipients where the text begins with both and more in one line."""
    begins = len(text) - len(text.lstrip())
    if head := _HEAD.match(text, begins):
        yield (*head.span("gap"), "\n")
        yield (*head.span("rest"), "\n")
        return
    for line in islice(LINE.finditer(text, begins), _ADDRESS_LINES):
        if addressed := _ADDRESSED.match(text, line.start(), line.end()):
            yield (*addressed.span("rest"), "\n")
            return


def numbered_titles(text: str) -> Iterator[Edit]:
    """Part a title from the document's number where both stand in one of the first lines."""
    for line in islice(LINE.finditer(text), _TITLE_LINES):
        if line[0].endswith(("：", "。")):
            return
        if found := _NUMBERED_TITLE.fullmatch(line[0].rstrip()):
            start, end = found.span("gap" if found["gap"] is not None else "space")
            yield line.start() + start, line.start() + end, "\n"


def _without_page(text: str, mark: _Mark, least: int) -> int:
    """Where the words before a number end, without spaces and a page's number that stuck to it: “2二、”."""
    start = mark.start
    while start > least and text[start - 1] == " ":
        start -= 1
    glued = _GLUED_PAGE.search(text, max(least, start - 3), start) if mark.style == "A" else None
    return glued.start() if glued else start


def _sections(text: str, line: re.Match[str], marks: list[_Mark]) -> dict[int, int]:
    """The ends of the names of sections, and the beginnings of the fields of items."""
    cuts = {}
    for i, mark in enumerate(marks):
        end = marks[i + 1].start if i + 1 < len(marks) else line.end()
        if mark.style != "C" and (named := _SECTION.match(text, mark.end, end)):
            cuts[named.end()] = named.end()
    for found in _FIELD.finditer(text, line.start() + 1, line.end()):
        at = found.start("field")
        if not found["before"] and text[at - 1] not in _NUMBER_END:
            cuts[at] = at
    return cuts


def _marks(text: str, line: re.Match[str]) -> Iterator[_Mark]:
    for found in _NUMBER.finditer(text, line.start(), line.end()):
        style = str(found.lastgroup)
        value = int(found[style]) if style == "C" else chinese_value(found[style])
        yield _Mark(found.start(), found.end(), style, value)


def _counting(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks that count 1, 2, 3 in their style, beginning anew at any 1 that a 2 follows."""
    kept: list[_Mark] = []
    last = {"A": 0, "B": 0, "C": 0}
    follower: dict[int, int] = {}
    following: dict[str, int] = {}
    for i in range(len(marks) - 1, -1, -1):
        follower[i] = following.get(marks[i].style, 0)
        following[marks[i].style] = marks[i].value
    for i, mark in enumerate(marks):
        step = mark.value - last[mark.style]
        counts_on = last[mark.style] > 0 and (step == 1 or (1 < step <= 3 and _stands_apart(text, mark)))
        opens = (not kept or mark.value == 1) and (
            follower[i] == mark.value + 1 or (follower[i] == mark.value + 2 and _stands_apart(text, mark))
        )
        if counts_on or opens:
            kept.append(mark)
            last[mark.style] = mark.value
    return kept


def _stands_apart(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1 : mark.start] in {"。", "；", ""} or bool(_SECTION.match(text, mark.end))


def _signature(text: str, line: re.Match[str]) -> dict[int, int]:
    found = _SIGNATURE.search(text, max(line.start(), line.end() - 90), line.end())
    return (
        {found.start("gap"): found.end("gap"), found.start("between"): found.end("between")} if found else {}
    )
