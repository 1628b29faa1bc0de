"""Words compared as people retype them: without white space, width, or the kind of quotes and brackets."""

import re

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_MARKS = {
    "“": '"',
    "”": '"',
    "‘": '"',
    "’": '"',
    "'": '"',
    "「": '"',
    "」": '"',
    "、": ",",
    "。": ".",
    "【": "(",
    "】": ")",
}
_MARKS |= {"〔": "(", "〕": ")", "[": "(", "]": ")", "—": "-", "–": "-", "―": "-", "〈": "《", "〉": "》"}
_TABLE = {**_WIDE, **{ord(a): b for a, b in _MARKS.items()}, 0xFF3B: "(", 0xFF3D: ")", 0xFF07: '"'}
_SIGNS = re.compile(r"[^\w]|_")
_NUMBER = re.compile(r"^[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[).,]|(?=[\"《]))")


def folded(words: str) -> str:
    """The words in one spelling; each character that is no white space gives one character."""
    return "".join(words.split()).translate(_TABLE)


def places(words: str) -> list[int]:
    """Where in the words each character of `folded` comes from."""
    return [i for i, c in enumerate(words) if not c.isspace()]


def bare(label: str) -> str:
    """A folded label without its number, quotes and other signs, to tell whether its words changed."""
    return _SIGNS.sub("", _NUMBER.sub("", label))
