"""Join what was cut at the width of a page: lines of a paragraph, and titles that go over two lines.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from anyue.core.notice.lines import LINE, MARKED, Edit

_STOP = "。；！？;!?：:"
_CLOSING = "）)”》】"
_OPENING = "，、（(“《【—"
# What begins a line of its own although it has neither number nor indent.
_LABEL = re.compile(
    r"(?:联系|活动|责任|牵头|配合|承办|主办|协办|参加|完成|举办|组织|电子|通信|通讯|监督|举报|填报|咨询)?"
    r"(?:人|电话|方式|传真|手机|邮箱|邮件|邮编|邮政编码|地址|时间|地点|主题|内容|形式|单位|部门|对象|时限)"
    r"(?:及电话|及联系电话)?[：:]"
    # The index card above a notice.
    r"|(?:生成|成文|发文|发布|印发|公开|废止|生效)(?:日期|时间|机构|单位)[：:]|关于(?=[^。]{4,60}的通知$)"
)
_DAY = re.compile(
    r"(?:\d{4}|[一二][一二三四五六七八九十〇○零0O]{3})年[\d一二三四五六七八九十]{1,3}月.{1,4}日$"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[（(]\d{4}[〕\]）)] ?第? ?\d{1,5} ?号")
_FORM_TITLE = re.compile(
    r"[^，。；：、,]{4,40}(?:统计|登记|汇总|检查|情况|信息|报送|联络员|安排|记录|一览|反馈)表"
)
# Lines of a table that was drawn with bars and rules.
_DRAWN = re.compile(r"[|─━═│┃║┌├└┼]")
_HEAD_ROWS = 12
_LEAST = 12
_WINDOW = 6
_TITLE_LENGTH = 50
_TITLE_TAIL = re.compile(r"(?:活动|工作|实施|宣传)?(?:方案|通知|计划|安排|函|意见|的通知)")
_WHOLE_TITLE = re.compile(r"[^。，]{0,100}(?:方案|通知|计划|安排|要点|函|意见|通告|公告|倡议书)")
_TITLE_END = re.compile(r"(?:方案|通知|计划|函|意见|通告|公告|倡议书)[ \t]*$")


class _Row(NamedTuple):
    """A line of prose: its bare words, its width in full-width characters, its indent in spaces."""

    start: int
    end: int
    words: str
    width: float
    indent: int


def hard_wraps(text: str) -> Iterator[Edit]:
    """Join lines that were cut at a width: most long lines break off there in mid-sentence."""
    rows = [_row(line) for line in LINE.finditer(text) if line[0].strip()]
    gaps = [text.count("\n", row.end, after.start) for row, after in pairwise(rows)]
    breaks = [i for i, gap in enumerate(gaps) if gap <= 3 and _breaks_off(rows[i], rows[i + 1])]
    if not breaks:
        return
    full = sorted(rows[i].width for i in breaks)[len(breaks) * 4 // 5]
    is_wrapped = _is_wrapped(rows, breaks, full)
    gap = Counter(gaps[i] for i in breaks).most_common(1)[0][0]
    indent = Counter(rows[i + 1].indent for i in breaks).most_common(1)[0][0]
    prose = [row.width if "\t" not in row.words else 0 for row in rows]
    widths = _local_widths(prose, full) if is_wrapped else []
    awaits = ""
    for i, (row, after) in enumerate(pairwise(rows)):
        if (
            gaps[i] > gap
            or "\t" in row.words
            or "\t" in after.words
            or text.startswith("\t", after.start)
            or _DRAWN.search(row.words)
            or _DRAWN.search(after.words)
        ):
            awaits = ""
            continue
        awaits = _awaited(awaits, row.words)
        share = row.width / widths[i] if is_wrapped else 0
        if (share >= 0.7 and awaits and awaits in after.words[:60]) or (
            _goes_on(row, share, is_wrapped=is_wrapped)
            and after.indent < indent + 2
            and not (i < _HEAD_ROWS and _WHOLE_TITLE.fullmatch(row.words))
            and not _FORM_TITLE.fullmatch(row.words)
            and not _begins(after.words)
        ):
            yield row.start + row.indent + len(row.words), after.start + after.indent, ""
        else:
            awaits = ""


def _row(line: re.Match[str]) -> _Row:
    content = line[0]
    lead = len(content) - len(content.lstrip(" "))
    # Two bytes for what is as wide as a Chinese character, one for the rest.
    width = len(content[:200].rstrip().encode("gbk", "replace")) / 2
    return _Row(line.start(), line.end(), content.strip(" "), width, lead)


def _begins(words: str) -> bool:
    return bool(MARKED.match(words) or _LABEL.match(words) or _DAY.match(words) or _NUMBER.fullmatch(words))


def _breaks_off(row: _Row, after: _Row) -> bool:
    """Whether a long line stops in mid-sentence, so that the next may be the rest of it."""
    return (
        row.width >= _LEAST
        and row.words[-1] not in _STOP + _CLOSING
        and "\t" not in row.words
        and "\t" not in after.words
        and after.indent <= row.indent
        and not _begins(after.words)
        and not _WHOLE_TITLE.fullmatch(row.words)
    )


def _is_wrapped(rows: list[_Row], breaks: list[int], full: float) -> bool:
    near = sum(rows[i].width >= full * 0.75 for i in breaks)
    long = sum(row.width >= full * 0.75 for row in rows)
    longer = sum(row.width > full * 1.3 for row in rows)
    # One line alone must be the widest of all.
    enough = near >= 2 or (longer == 0 and full >= 24)
    return enough and near * 5 >= len(breaks) * 3 and near * 5 >= long and longer * 2 <= near


def _local_widths(widths: list[float], full: float) -> list[float]:
    """The width of the page around each line: parts of a document may differ in it."""
    near = [max(widths[max(0, i - _WINDOW) : i + 1]) for i in range(len(widths) + _WINDOW)]
    return [
        max(min(before, after, full * 1.3), full * 0.6)
        for before, after in zip(near, near[_WINDOW:], strict=False)
    ]


def _awaited(awaits: str, words: str) -> str:
    """The mark that closes what the paragraph so far has open: ）, ” or 》."""
    for opening, closing in ("（）", "“”", "《》"):
        last = words.rfind(opening)
        if last >= 0 and closing not in words[last:]:
            return closing
    return "" if awaits and awaits in words else awaits


def _goes_on(row: _Row, share: float, *, is_wrapped: bool) -> bool:
    last = row.words[-1]
    if last in _STOP:
        return False
    if last in _OPENING and row.width >= _LEAST:
        return True
    return is_wrapped and share >= (0.93 if last in _CLOSING else 0.75)


def wrapped_titles(text: str) -> Iterator[Edit]:
    """Join a title that goes over two lines: an open quote or book mark, or a tail such as 通知 alone."""
    lines = [line for line in LINE.finditer(text) if line[0].strip()]
    for line, after in pairwise(lines):
        first, second = line[0].rstrip(), after[0].strip()
        short = len(first) <= _TITLE_LENGTH and len(second) <= _TITLE_LENGTH
        if not short or first.startswith("\t") or after[0].startswith("\t") or first[-1] in "。；：:，;":
            continue
        if text.count("\n", line.end(), after.start()) > 2 or MARKED.match(after[0]):
            continue
        if _closes(first, second) or _completes(first, second):
            yield line.start() + len(first), after.end() - len(after[0].lstrip()), ""


def _closes(first: str, second: str) -> bool:
    for opening, closing in ("“”", "《》"):
        if first.count(opening) > first.count(closing) and 0 <= second.find(closing) < _first(
            second, opening
        ):
            return True
    return False


def _first(text: str, mark: str) -> int:
    at = text.find(mark)
    return len(text) if at < 0 else at


def _completes(first: str, second: str) -> bool:
    if _TITLE_END.search(first):
        return False
    if _TITLE_TAIL.fullmatch(second):
        return not first.endswith(("局", "委员会", "政府", "办公室"))
    is_open = "关于" in first or first.endswith(("和", "及", "与", "、", "的"))
    return is_open and bool(_TITLE_END.search(second)) and len(second) <= 30 and "。" not in second
