"""The outline of a part: a tree of numbered items, whatever their numbers look like and where they break."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anyue.core.notice.bare_chapters import bare_chapters
from anyue.core.notice.lines import is_row
from anyue.core.notice.numerals import chinese_value
from anyue.core.notice.parts import NUMERAL, Line, lines_of

_MARK = re.compile(
    rf"(?P<A>{NUMERAL}{{1,3}}(?:、|[.．,，](?!\d)| +(?=[\u4e00-\u9fff“《])))"
    rf"|(?P<P>第{NUMERAL}{{1,3}}(?:部分|章|条|项|、|[，,])[ ：:]?)"
    rf"|(?P<B>[（(] ?{NUMERAL}{{1,3}} ?[）)][、.．]?)"
    r"|(?P<C>\d{1,2} ?(?:[、．,，]|\.(?!\d)|\.(?=20\d\d年)) ?)"
    r"|(?P<D>[（(] ?\d{1,2} ?[）)][、.．]?)"
    r"|(?P<E>[①-⑳])|(?P<F>[⑴-⒇])|(?P<G>[⒈-⒛])"
    rf"|(?P<H>{NUMERAL}[是要])"
)
# A number whose mark was lost: “五“安全生产月”活动”, “9开展”; trusted only where it goes on counting.
_BARE_CHINESE = re.compile(rf"(?P<A>{NUMERAL}{{1,3}})(?=[“\"《])")
_BARE_FIGURE = re.compile(
    r"(?P<C>\d{1,2}) ?(?=[\u4e00-\u9fff“])(?![年月日号个名项次时点周季届位条起天人家场])"
)
_INSIDE = re.compile(r"(?<=[。：:；;])[ \t]*(?=[（(一二三四五六七八九十\d①-⒛])")
_CLOSED = re.compile(r"[^\n（）]{0,80}(?:（[^\n（）]{0,40}）[^\n（）]{0,80}){0,3}）")
_ATTACHMENTS = re.compile(r"附[件表]?\d{0,2}[:：]")
# The title of a document that a list has numbered.
_LISTED_TITLE = re.compile(r"\d{1,2}[、.．] ?[^。；：\n]{6,120}(?:通知|方案|意见)")
_ORDER = "PABCDFEGH"
_HEADING_END = re.compile(
    r"[。；;\n]|(?<!\d)[：:]|[：:](?!\d)"
    r"|[（(](?=(?:责任|任务|牵头|主办|承办|负责|配合|参加|实施)(?:单位|部门|科室|处室)[：:])"
    r"|，(?=(?:活动|比赛|举办)?(?:时间|地点)[为是：]?\d)"
)


@dataclass(slots=True)
class Item:
    """A numbered item: `start` of its number, `body` of its words, `end` of it with all under it."""

    style: str
    value: int
    number: str
    start: int
    body: int
    heading: str = ""
    end: int = 0
    children: list["Item"] = field(default_factory=list)

    def leaves(self) -> Iterator["Item"]:
        """The items under it that have none under them, in order; itself if it has none."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def read_outline(text: str, start: int, end: int) -> list[Item]:
    """The top items of a stretch of text."""
    top: list[Item] = []
    stack: list[Item] = []
    for item in _items(text, start, end, stack):
        _close(stack, item, text)
        (stack[-1].children if stack else top).append(item)
        stack.append(item)
    for item in _walk(top):
        item.end = item.end or end
    return top


def _walk(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _walk(item.children)


def _items(text: str, start: int, end: int, stack: list[Item]) -> Iterator[Item]:
    lists_attachments = False
    lines = [
        line
        for line in lines_of(text, start, end)
        if text[line.start - 1 : line.start] != "\t" and not is_row(line.text)
    ]
    chapters = bare_chapters(lines)
    last = 0
    for line in lines:
        if line.start in chapters:
            value, length = chapters[line.start]
            yield _item(text, line.start, "A", value, line.text[:length])
            continue
        found = _MARK.match(line.text) or _bare(line.text, stack, last)
        # “附件：1.… 2.…” numbers attachments, not things to do.
        lists_attachments = bool(_ATTACHMENTS.match(line.text)) or (
            lists_attachments and found is not None and found.lastgroup == "C"
        )
        if found and line is lines[0] and _LISTED_TITLE.fullmatch(line.text):
            continue
        is_detail = found is not None and found.lastgroup == "H" and any(item.style != "H" for item in stack)
        if lists_attachments or is_detail:
            continue
        if found:
            item = _marked(text, line.start, found)
            last = item.value if item.style == "C" else last
            yield item
        yield from _inside(text, line, stack)


def _bare(line: str, stack: list[Item], last: int) -> re.Match[str] | None:
    """The number without a mark that opens a line, where it counts on; `last` is the last figure of all."""
    found = _BARE_CHINESE.match(line) or _BARE_FIGURE.match(line)
    if not found or len(line) < 4:
        return None
    style, value = str(found.lastgroup), number_value(found[0])
    before = next((item.value for item in reversed(stack) if item.style == style), None)
    is_first = before is None and style == "C" and bool(stack)
    counts_on = value == before + 1 if before is not None else is_first and value in {1, last + 1}
    return found if counts_on else None


def _inside(text: str, line: Line, stack: list[Item]) -> Iterator[Item]:
    """Items that go on counting in the middle of a line, after a full stop."""
    if len(line.text) < 20:
        return
    for gap in _INSIDE.finditer(text, line.start, line.end):
        found = _MARK.match(text, gap.end(), line.end) or (
            _BARE_FIGURE.match(text, gap.end(), line.end)
            if gap[0] and text[gap.start() - 1] == "。"
            else None
        )
        if not found or (found.lastgroup in {"A", "P"} and text[gap.start() - 1] != "。"):
            continue
        value = number_value(found[0])
        before = next((item.value for item in reversed(stack) if item.style == found.lastgroup), None)
        if (before is not None and value == before + 1 and text[gap.start() - 1] in "。；;") or (
            value == 1 and text[gap.start() - 1] in "。：:" and _has_second(text, found, line.end)
        ):
            yield _marked(text, found.start(), found)


def _has_second(text: str, first: re.Match[str], end: int) -> bool:
    second = first[0].replace("一", "二").replace("1", "2").replace("①", "②").strip()
    at = text.find(second, first.end(), min(end, first.end() + 2000))
    return at > 0 and text[at - 1] in "。 "


def _marked(text: str, at: int, found: re.Match[str]) -> Item:
    return _item(text, at, str(found.lastgroup), number_value(found[0]), found[0])


def _item(text: str, at: int, style: str, value: int, number: str) -> Item:
    body = at + len(number)
    while text[body : body + 1] in (" ", "\t", "、") and body < len(text):
        body += 1
    heading = text[body : _heading_end(text, body)].strip()
    return Item(style, value, number.strip(), at, body, heading)


def _heading_end(text: str, start: int) -> int:
    """Where a heading stops: before units in brackets, else at a stop that is no colon inside a remark."""
    last = min(len(text), start + 2000)
    for stop in _HEADING_END.finditer(text, start, last):
        is_remark = text.rfind("（", start, stop.start()) > text.rfind("）", start, stop.start())
        if stop[0] not in "：:" or not is_remark or not _CLOSED.match(text, stop.end()):
            return stop.start()
    return last


def _close(stack: list[Item], item: Item, text: str) -> None:
    """Take from the stack what ends where `item` begins, so that its parent is on top."""
    styles = [open_item.style for open_item in stack]
    if item.style in styles:
        depth = styles.index(item.style)
    else:
        depth = len(stack)
        while depth and _outranks(item, stack[depth - 1], text):
            depth -= 1
    for closed in stack[depth:]:
        closed.end = item.start
    del stack[depth:]


def _outranks(item: Item, above: Item, text: str) -> bool:
    """Whether `item` stands higher than `above` by custom, unless `above` is a bare heading opening it."""
    opens = not text[above.body + len(above.heading) : item.start].strip(" \n\t。：:")
    return _ORDER.index(item.style) < _ORDER.index(above.style) and not opens


def number_value(mark: str) -> int:
    """The value of a printed number, 0 where there is none: 十二、 -> 12, （3） -> 3, ② -> 2."""
    digits = "".join(c for c in mark if c in "0123456789")
    if digits:
        return int(digits)
    for first in "①⑴⒈":
        if first <= mark[:1] <= chr(ord(first) + 19):
            return ord(mark[0]) - ord(first) + 1
    return chinese_value("".join(c for c in mark if c in "一二三四五六七八九十"))
