"""Where a line really ends: page furniture out, lost line ends back, hard-wrapped lines joined.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

Edit = tuple[int, int, str]

_LINE = re.compile(r"[^\n]+")
_TERMINAL = "。；：！？.;:!?）)”》"
_FURNITURE = re.compile(
    r"[ \t]*(?:[-—－–]{1,3} ?\d{1,4} ?[-—－–]{1,3}|第 ?\d{1,4} ?页[ ，,/]{0,3}(?:共 ?\d{1,4} ?页)?)[ \t]*"
)
_PAGE = re.compile(r"[ \t]*(\d{1,4})、")
MARKED = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章条部]"
    r"|[（(] ?[一二三四五六七八九十\d]{1,3} ?[）)]"
    r"|\d{1,2} ?[、.．](?!\d)|[①-⑳⑴-⒛]|附件|附：|附表)"
)
_LABEL = r"[\u4e00-\u9fff]{2,8}[:：]"
_BREAK = re.compile(
    r"(?<! ) +(?=[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|(?<=[。；;] )\d{1,2}[\u4e00-\u9fff]|" + _LABEL + r")|(?<=[。；;]) +"
)
_HEADING_GAP = re.compile(r"(?<= )([一二三四五六七八九十]{1,3}、[^\s，。；,;]{2,30}) (?=\S)")
_RUN_ON_LENGTH = 300
_TITLE_LENGTH = 50
_TITLE_TAIL = re.compile(r"(?:活动|工作|实施|宣传)?(?:方案|通知|计划|安排|函|意见|的通知)")
_TITLE_END = re.compile(r"(?:方案|通知|计划|函|意见|通告|公告|倡议书)[ \t]*$")


def page_furniture(text: str) -> Iterator[Edit]:
    """Take out lines such as “— 3 —” and “第 3 页 共 8 页”, joining a sentence they cut in two."""
    before = None
    for line in _LINE.finditer(text):
        if not _FURNITURE.fullmatch(line[0]):
            if line[0].strip():
                before = line
            continue
        rest = text[line.end() : line.end() + 200].lstrip("\n")
        if before and _goes_on(before[0], rest):
            yield before.end(), line.end() + len(text[line.end() : line.end() + 200]) - len(rest), ""
        else:
            yield line.start(), line.end(), ""


def _goes_on(before: str, rest: str) -> bool:
    """Whether a line is long and ends without a stop, and what follows the furniture begins nothing new."""
    return len(before) > 20 and before.rstrip()[-1] not in _TERMINAL and not MARKED.match(rest)


def tab_indents(text: str) -> Iterator[Edit]:
    """Turn tabs that only indent paragraphs into spaces; tabs that lead the cells of a table stay."""
    led = [line for line in _LINE.finditer(text) if line[0].startswith("\t")]
    long = sum(len(line[0].strip()) >= 20 for line in led)
    if (
        led
        and long * 5 >= len(led) * 3
        and all(line[0].strip() and "\t" not in line[0].strip() for line in led)
    ):
        yield from ((line.start(), line.start() + 1, " ") for line in led)


def numbered_pages(text: str) -> Iterator[Edit]:
    """Take out page numbers “2、”, “3、” that a converter put at the head of every line, in mid-sentence.

    They are page numbers when every long line begins with the next number and most lines go on with the
    sentence of the line before.
    """
    lines = [line for line in _LINE.finditer(text) if line[0].strip()]
    marks = [_PAGE.match(line[0]) for line in lines]
    if len(lines) < 3 or [m and int(m[1]) for m in marks] != list(range(1, len(lines) + 1)):
        return
    open_ends = sum(line[0].rstrip()[-1] not in _TERMINAL for line in lines[:-1])
    if open_ends * 2 < len(lines) - 1 or sum(len(line[0]) for line in lines) < 100 * len(lines):
        return
    end = lines[0].start()
    for line, mark in zip(lines, marks, strict=True):
        if mark:
            yield end, line.start() + mark.end(), ""
        end = line.end()
    last = re.search(r"(?<=。) +\d{1,4}\s*$", text[end - 20 :])
    if last:
        yield end - 20 + last.start(), end, ""


def lost_line_ends(text: str) -> Iterator[Edit]:
    """Give a run-on paragraph its line ends back: a space before a number or a label stood for one."""
    for line in _LINE.finditer(text):
        if len(line[0]) < _RUN_ON_LENGTH or "\t" in line[0]:
            continue
        breaks = {found.span() for found in _BREAK.finditer(text, line.start(), line.end())}
        if len(breaks) < 3:
            continue
        breaks |= {
            (found.end() - 1, found.end()) for found in _HEADING_GAP.finditer(text, line.start(), line.end())
        }
        yield from ((start, end, "\n") for start, end in sorted(breaks))


def hard_wraps(text: str) -> Iterator[Edit]:
    """Join lines that were cut at a fixed width, which shows as many lines of one greatest width."""
    lines = [line for line in _LINE.finditer(text) if line[0].strip()]
    widths = [_width(line[0]) for line in lines]
    full = _page_width(widths)
    if not full:
        return
    for line, width, after in zip(lines, widths, lines[1:], strict=False):
        gap = text[line.end() : after.start()]
        is_new = after[0].startswith(("  ", "\t")) or MARKED.match(after[0]) or gap != "\n"
        if width >= full - 2 and not is_new and line[0].rstrip()[-1] not in "。；！？：":
            yield line.end(), after.end() - len(after[0].lstrip()), ""


def _width(line: str) -> float:
    """In characters of full width."""
    return sum(0.5 if c < "\u2000" else 1 for c in line[:200].rstrip())


def _page_width(widths: list[float]) -> int:
    counted = Counter(round(w) for w in widths if w >= 20)
    if not counted:
        return 0
    full = max(counted, key=lambda w: counted[w] + counted[w - 1])
    near = sum(count for w, count in counted.items() if full - 2 <= w <= full + 1)
    longer = sum(count for w, count in counted.items() if w > full + 1)
    return full if near >= 4 and near * 4 >= len(widths) and longer * 4 <= near else 0


def wrapped_titles(text: str) -> Iterator[Edit]:
    """Join a title that goes over two lines: an open quote or book mark, or a tail such as 通知 alone."""
    lines = [line for line in _LINE.finditer(text) if line[0].strip()]
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
