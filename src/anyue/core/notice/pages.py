"""Take out what every page repeats: its number, its running head, its form feed.

A sentence that a page cut in two is joined again.
"""

import re
from collections import Counter
from collections.abc import Iterator

from anyue.core.notice.lines import LINE, MARKED, Edit

_MARK = re.compile(
    r"[ \t]*(?:[-—－–―·~_]{1,3} ?\d{1,4} ?[-—－–―·~_]{1,3}|第 ?\d{1,4} ?页[ ，,/|]{0,3}(?:共 ?\d{1,4} ?页)?"
    r"|[Pp]age \d{1,4}(?: of \d{1,4})?)[ \t]*"
)
# A number alone may be a cell or an item as well: it has to count on from page to page.
_BARE = re.compile(r" *(\d{1,3})(?: ?/ ?\d{1,3})? *")
_LEAST_LINES = 6
_HEAD_LENGTH = 45
_TERMINAL = "。；：！？.;:!?）)”》"
_FEED = "\f"


def page_furniture(text: str) -> Iterator[Edit]:
    """Take out page numbers, running heads and form feeds, joining a sentence they cut in two."""
    rows = [line for line in LINE.finditer(text) if line[0].strip(" \t")]
    marks = _page_marks(rows)
    if not marks:
        return
    drops = marks | _running_heads(rows, marks)
    i = 0
    while i < len(rows):
        if i not in drops:
            i += 1
            continue
        first = i
        while i < len(rows) and i in drops:
            i += 1
        before = rows[first - 1] if first else None
        after = rows[i] if i < len(rows) else None
        if before and after and _goes_on(before[0], after[0]):
            joint = "" if len(before[0]) > 20 else "\n"
            yield before.end(), after.end() - len(after[0].lstrip(_FEED)), joint
        else:
            end = after.start() + after[0].startswith(_FEED) if after else rows[i - 1].end()
            yield rows[first].start(), end, ""


def _page_marks(rows: list[re.Match[str]]) -> set[int]:
    """The places of lines that are a page's number or a form feed alone."""
    marks = {
        i for i, row in enumerate(rows) if _MARK.fullmatch(row[0].strip(_FEED)) or not row[0].strip(" \f")
    }
    bare = [
        (i, int(found[1])) for i, row in enumerate(rows) if (found := _BARE.fullmatch(row[0].strip(_FEED)))
    ]
    last = None
    for i, value in bare:
        if last is None or value != last[1] + 1 or i - last[0] < _LEAST_LINES:
            is_first = value == 1 and i >= _LEAST_LINES
            last = (i, value) if is_first or value > 1 else last
            continue
        marks |= {i, last[0]}
        last = (i, value)
    return marks


def _running_heads(rows: list[re.Match[str]], marks: set[int]) -> set[int]:
    """The places of short lines that stand again and again beside a page's number or after a form feed."""
    feeds = {i for i, row in enumerate(rows) if row[0].startswith(_FEED)}
    beside = {k for i in marks for k in (i - 1, i + 1) if 0 <= k < len(rows) and k not in marks} | (
        feeds - marks
    )
    texts = {k: rows[k][0].strip(" \t\f") for k in beside}
    pages = len(marks | feeds)
    often = Counter(text for text in texts.values() if len(text) <= _HEAD_LENGTH)
    return {
        k
        for k, text in texts.items()
        if often[text] >= 2
        and often[text] * 2 >= pages - 1
        and text[-1] not in "。；："
        and "\t" not in rows[k][0]
    }


def _goes_on(before: str, after: str) -> bool:
    """Whether a line ends without a stop, and what follows the page's end begins nothing new."""
    last = before.rstrip()[-1]
    return (
        len(before) > 12
        and last not in _TERMINAL
        and not after.lstrip(_FEED).startswith(("  ", "\t"))
        and not MARKED.match(after.lstrip(_FEED))
    )
