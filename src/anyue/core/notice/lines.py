"""Where a line really ends: lost line ends back, indents and numbers of pages told from tables and items.

Each function looks at the whole text and yields edits (start, end, replacement), ascending.
"""

import re
from collections.abc import Iterator

Edit = tuple[int, int, str]

LINE = re.compile(r"[^\n]+")
_TERMINAL = "。；：！？.;:!?）)”》"
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
_HEADING_GAP = re.compile(
    r"(?:(?<= )|^)([一二三四五六七八九十]{1,3}、[^\s，。；,;]{2,30}) (?=\S)", re.MULTILINE
)
_LEAST_BARS = 3
_RUN_ON_LENGTH = 120


def tab_indents(text: str) -> Iterator[Edit]:
    """Turn tabs that only indent paragraphs into spaces; tabs that lead the cells of a table stay."""
    led = [line for line in LINE.finditer(text) if line[0].startswith("\t")]
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
    rows = [line for line in LINE.finditer(text) if line[0].strip()]
    marks = [_PAGE.match(line[0]) for line in rows]
    if len(rows) < 3 or [m and int(m[1]) for m in marks] != list(range(1, len(rows) + 1)):
        return
    open_ends = sum(line[0].rstrip()[-1] not in _TERMINAL for line in rows[:-1])
    if open_ends * 2 < len(rows) - 1 or sum(len(line[0]) for line in rows) < 100 * len(rows):
        return
    end = rows[0].start()
    for line, mark in zip(rows, marks, strict=True):
        if mark:
            yield end, line.start() + mark.end(), ""
        end = line.end()
    last = re.search(r"(?<=。) +\d{1,4}\s*$", text[end - 20 :])
    if last:
        yield end - 20 + last.start(), end, ""


def is_row(line: str) -> bool:
    """Whether a line is a row of a table: cells parted by tabs or strokes."""
    return "\t" in line or line.count("|") >= _LEAST_BARS


def lost_line_ends(text: str) -> Iterator[Edit]:
    """Give a run-on paragraph its line ends back: a space before a number or a label stood for one."""
    for line in LINE.finditer(text):
        if len(line[0]) < _RUN_ON_LENGTH or is_row(line[0]):
            continue
        breaks = {found.span() for found in _BREAK.finditer(text, line.start(), line.end())}
        if len(breaks) < 3:
            continue
        breaks |= {
            (found.end() - 1, found.end()) for found in _HEADING_GAP.finditer(text, line.start(), line.end())
        }
        yield from ((start, end, "\n") for start, end in sorted(breaks))
