"""A number as people type it into a blank: （12）, １２, 十二, 1,234, 1.2万, 约300, 无, /."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyue.core.forms.measures import MEASURE


class Liberty(StrEnum):
    """What was taken for granted in reading a number; each is told to the office."""

    NIL_MARK = "nil_mark"
    APPROXIMATE = "approximate"
    CHINESE_NUMERAL = "chinese_numeral"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a blank holds: `value` None where it is empty or (`is_readable` false) no number."""

    value: int | float | None
    liberties: tuple[Liberty, ...] = ()
    is_readable: bool = True


_EMPTY = Figure(None)
_UNREADABLE = Figure(None, is_readable=False)
_NOTHING = frozenset(
    {"无", "-", "--", "/", "//", "\\", "—", "——", "―", "――", "–", "没有", "未开展", "零", "〇", "○"}
)
_ZEROS = frozenset({"零", "〇", "○"})
_ABOUT = re.compile(
    r"^(?:大?约|近|将近|大概|超过?|达到?|共计?|累计|≈|>|＞|不到|至少)|(?:余|多|左右|上下|以上|以内|\+)(?=$|[万亿])|(?<=\d)几$"
)
_EXACT_BEFORE = re.compile(r"^(?:共计?|累计|达到?)")
_PLAIN = re.compile(r"(?:\d{1,3}(?:[,，']\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?")
_SCALE = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_TAIL_UNIT = re.compile(rf"(?:{MEASURE}|[（(]{MEASURE}[）)])$")
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "{": "}"}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_DIGITS |= {"肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "俩": 2}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_LONGEST = 40


@lru_cache(maxsize=10_000)
def read_figure(typed: str, unit: str | None = None) -> Figure:
    """The number in a blank, with or without its brackets; `unit` is the measure word printed after it.

    A folder holds the same few thousand numbers over and over.
    """
    words = typed.strip("（）() ")
    if words.isdecimal() and len(words) <= 15:
        return Figure(int(words))
    words = _bare(typed)
    if not words:
        return _EMPTY
    if words in _NOTHING:
        return Figure(0, (Liberty.CHINESE_NUMERAL,) if words in _ZEROS else (Liberty.NIL_MARK,))
    if len(words) > _LONGEST:
        return _UNREADABLE
    liberties: list[Liberty] = []
    if unit and words.endswith(unit) and words != unit:
        words = words[: -len(unit)]
    elif tail := _TAIL_UNIT.search(words):
        # “12场次” under 场: another measure word changes nothing, as long as it doesn't scale the number.
        words = words[: tail.start()] + ("万" if tail[0].startswith("万") else "")
    words = _EXACT_BEFORE.sub("", words)
    about = _ABOUT.sub("", words)
    if about != words:
        liberties.append(Liberty.APPROXIMATE)
        words = _bare(about)
    value = _value(words)
    if value is None:
        value = _chinese(words)
        liberties.append(Liberty.CHINESE_NUMERAL)
    return _UNREADABLE if value is None else Figure(value, tuple(liberties))


def _bare(typed: str) -> str:
    """Without white space, width, underlines, and the brackets around it, also where one was deleted."""
    words = "".join(unicodedata.normalize("NFKC", typed).split()).strip("_﹍‗…")
    while words:
        if words[0] in _BRACKETS and (
            words[-1] == _BRACKETS[words[0]] or words.count(_BRACKETS[words[0]]) == 0
        ):
            words = words[1:].removesuffix(_BRACKETS[words[0]])
        elif words[-1] in _BRACKETS.values() and not any(mark in words for mark in _BRACKETS):
            words = words[:-1]
        else:
            break
        words = words.strip("_﹍‗…")
    return words


def _value(words: str) -> int | float | None:
    found = _PLAIN.match(words)
    scale = _SCALE.get(words[found.end() :]) if found else None
    if not found or scale is None:
        return None
    number = float(re.sub("[,，']", "", found[0])) * scale
    whole = round(number)
    return whole if abs(number - whole) < 1e-6 else number


def _chinese(words: str) -> int | None:
    """The value of a Chinese numeral such as 十二, 三百二十, 一万二千, 一二〇; None for other words."""
    if not words or any(c not in _DIGITS and c not in _POWERS and c not in "万亿" for c in words):
        return None
    if len(words) == 2 and all(_DIGITS.get(c) for c in words):
        # 两三 and 七八 say “two or three”, “seven or eight”.
        return None
    if len(words) > 1 and all(c in _DIGITS for c in words):
        return int("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = 0
    last_power = 10
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
            last_power = 10 if digit == 0 else last_power
        elif c in _POWERS:
            last_power = _POWERS[c]
            section += (digit or 1) * last_power
            digit = 0
        else:
            last_power = 10_000 if c == "万" else 100_000_000
            total = (total + section + digit) * last_power
            section = digit = 0
    # 三百二 is 320 and 一万二 is 12,000: a last digit stands one power below the one before it.
    return total + section + digit * (last_power // 10 if last_power > 10 else 1)
