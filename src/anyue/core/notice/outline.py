"""The outline of a part: a tree of numbered items, whatever their numbers look like and where they break."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anyue.core.notice.parts import NUMERAL, Line, lines_of

_MARK = re.compile(
    rf"(?P<A>{NUMERAL}{{1,3}}(?:、|[.．,，](?!\d)| +(?=[\u4e00-\u9fff“《])))"
    rf"|(?P<P>第{NUMERAL}{{1,3}}(?:部分|章|条|项|、|[，,])[ ：:]?)"
    rf"|(?P<B>[（(] ?{NUMERAL}{{1,3}} ?[）)][、.．]?)"
    r"|(?P<C>\d{1,2} ?(?:[、．,，]|\.(?!\d)) ?)"
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
_ATTACHMENTS = re.compile(r"附[件表]?\d{0,2}[:：]")
_ORDER = "PABCDFEGH"
_HEADING_END = re.compile(r"[。；;\n]|(?<!\d)[：:]|[：:](?!\d)")


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
    for line in lines_of(text, start, end):
        if text[line.start - 1 : line.start] == "\t":
            continue
        found = _MARK.match(line.text) or _bare(line.text, stack)
        # “附件：1.… 2.…” numbers attachments, not things to do.
        lists_attachments = bool(_ATTACHMENTS.match(line.text)) or (
            lists_attachments and found is not None and found.lastgroup == "C"
        )
        is_detail = found is not None and found.lastgroup == "H" and any(item.style != "H" for item in stack)
        if lists_attachments or is_detail:
            continue
        if found:
            yield _item(text, line.start, found)
        yield from _inside(text, line, stack)


def _bare(line: str, stack: list[Item]) -> re.Match[str] | None:
    found = _BARE_CHINESE.match(line) or _BARE_FIGURE.match(line)
    if not found or len(line) < 4:
        return None
    style, value = str(found.lastgroup), number_value(found[0])
    before = next((item.value for item in reversed(stack) if item.style == style), None)
    counts_on = value == before + 1 if before is not None else value == 1 and style == "C" and bool(stack)
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
            yield _item(text, found.start(), found)


def _has_second(text: str, first: re.Match[str], end: int) -> bool:
    second = first[0].replace("一", "二").replace("1", "2").replace("①", "②").strip()
    at = text.find(second, first.end(), min(end, first.end() + 2000))
    return at > 0 and text[at - 1] in "。 "


def _item(text: str, at: int, found: re.Match[str]) -> Item:
    body = at + len(found[0])
    while text[body : body + 1] in (" ", "\t", "、") and body < len(text):
        body += 1
    stop = _HEADING_END.search(text, body, min(len(text), body + 2000))
    heading = text[body : stop.start() if stop else min(len(text), body + 2000)].strip()
    return Item(str(found.lastgroup), number_value(found[0]), found[0].strip(), at, body, heading)


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


def chinese_value(numeral: str) -> int:
    """The value of a Chinese numeral up to ninety-nine, 0 for an empty one."""
    tens, ten, ones = numeral.rpartition("十")
    digit = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    return (digit.get(tens[-1:], 1) * 10 if ten else 0) + digit.get(ones[-1:], 0)
