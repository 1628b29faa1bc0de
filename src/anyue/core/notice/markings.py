"""Markings of secrecy on a document: 秘密, 机密, 绝密, 内部, 工作秘密, with terms and in spaced letters.

A marking stands alone on its line (GB/T 9704-2012, 7.2.2 and 7.2.3: with the copy number before it and the
urgency after it), in a page head or as a watermark. The same word within a sentence marks nothing.
"""

import re
from collections.abc import Iterator

from anyue.core.notice.plan import Span, Warning  # noqa: A004  The plan's own word.

_GAP = r"[ \u3000]{0,8}"
_LEVELS = ("工作秘密", "秘密", "机密", "绝密", "内部")
_LEVEL = "|".join(_GAP.join(level) for level in _LEVELS)
_TERM = (
    rf"{_GAP}[★☆]{_GAP}(?:\d{{1,3}}{_GAP}[年月天日]|[一二三四五六七八九十]{{1,3}}{_GAP}[年月]|长期|永久"
    r"|[^\s，。；]{0,8}前)?"
)
_INTERNAL = r"(?:资料|文件|材料|使用|刊物|发行)"
_CARE = (
    rf"[，,、；;]?{_GAP}(?:注意保[存密]|妥善保管|请?勿外传|不得外传|严禁外传|不得公开|仅供内部使用|会后收回)"
)
_MARKING = re.compile(
    rf"^[ \u3000]*(?:(?:份号[:：]?)?\d{{6}}{_GAP})?(?:(?:密{_GAP}级|保密等级|秘密等级)[:：]{_GAP})?"
    rf"[【〔\[（(《]?(?P<level>{_LEVEL})(?:{_TERM}|{_INTERNAL})?(?:{_CARE})?[】〕\]）)》]?[!！。]?"
    rf"(?:[ \u3000]{{1,20}}(?:特急|加急|特提|平急|急件|\d{{6}}))?[ \u3000]*$",
    re.MULTILINE,
)
# With its star a marking can't be anything else, whatever stands beside it at the head of the first page.
_STARRED = re.compile(rf"(?<![“‘\"「])(?P<level>{_LEVEL}){_GAP}★")
_FIRST_PAGE = 300


def find_markings(text: str, heads: str = "") -> tuple[str, ...]:
    """The levels found on a document, each once, in order.

    `heads` are words that the text leaves out: its page heads and feet, and what was mended away.
    """
    return tuple(dict.fromkeys(level for level, _ in (*_found(text), *_found(heads))))


def marking_warnings(text: str, heads: str = "") -> Iterator[Warning]:
    """One warning for a marked document, at the words that mark it where they stand in the text."""
    found = [*_found(text), *((level, None) for level, _ in _found(heads))]
    if found:
        level, span = found[0]
        yield Warning(
            "marked",
            f"文件标有“{level}”。请按保密规定处理：不要上传到本系统，也不要在连接互联网的计算机上打开或传送；"
            "确属误标的，请由定密责任人更正后再用。",
            span,
        )


def _found(text: str) -> Iterator[tuple[str, Span]]:
    matches = [*_STARRED.finditer(text, 0, _FIRST_PAGE), *_MARKING.finditer(text)]
    for found in sorted(matches, key=lambda match: match.start("level")):
        yield re.sub(r"[ \u3000]", "", found["level"]), found.span("level")
