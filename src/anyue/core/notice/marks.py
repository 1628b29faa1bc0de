"""Marks of half width beside Chinese words, as full-width ones: “活动主题:防风险,除隐患(试行)”.

Web pages and spreadsheets often carry them, and every later stage then knows one spelling only. One character
stands for one, so that the map back to the file is not touched.
"""

import re

_CHINESE = r"[\u3007\u4e00-\u9fff“”‘’《》（）、。；：，【】〔〕]"
_BESIDE_CHINESE = re.compile(rf"[,;:](?:(?<={_CHINESE}[,;:])|(?<!:)(?={_CHINESE}))")
_BRACKET = re.compile(r"[()\n]")
_QUOTED = re.compile(r'"([^"\n]{1,100})"')
_HAS_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WIDE = {",": "，", ";": "；", ":": "："}


def full_width_marks(text: str) -> str:
    """The text with commas, colons, brackets and straight quotes beside Chinese words in full width.

    As long as the text given. Clock times, addresses of the web and numbers such as (1) stay as they are.
    """
    text = _BESIDE_CHINESE.sub(lambda found: _WIDE[found[0]], text)
    text = _QUOTED.sub(lambda found: f"“{found[1]}”" if _HAS_CHINESE.search(found[1]) else found[0], text)
    return _brackets(text)


def _brackets(text: str) -> str:
    """A pair becomes full-width where a Chinese word stands before, after or within it."""
    if "(" not in text or ")" not in text:
        return text
    pairs: list[tuple[int, str]] = []
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        at = found.start()
        if found[0] == "\n":
            waiting.clear()
        elif found[0] == "(":
            waiting.append(at)
        elif waiting:
            start = waiting.pop()
            # A pair is looked at from both ends only, so that nested pairs cost no more than their marks.
            beside = text[max(0, start - 1) : start + 2] + text[at - 1]
            if _HAS_CHINESE.search(beside) or re.search(r"[《“”》]", beside):
                pairs += [(start, "（"), (at, "）")]
    pieces, done = [], 0
    for at, mark in sorted(pairs):
        pieces += [text[done:at], mark]
        done = at + 1
    return "".join([*pieces, text[done:]])
