"""Read traditional characters as simplified ones, one for one, so that every offset stays.

Only what is traditional as a whole is turned: a name with one such character in a simplified notice stays as
its owner writes it. In a traditional notice names are turned too, as a clerk's system has them simplified.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Common in notices, and different in the two scripts: the two strings match character by character.
_TRADITIONAL = (
    "動產會開關於與為個們單應辦實務區國學傳項員縣鎮鄉業職責織領導強進將報時間對處練習設備險環質檢門書統計"
)
_SIMPLIFIED = (
    "动产会开关于与为个们单应办实务区国学传项员县镇乡业职责织领导强进将报时间对处练习设备险环质检门书统计"
)
_OLD, _NEW = re.compile(f"[{_TRADITIONAL}]"), re.compile(f"[{_SIMPLIFIED}]")
_LINE = re.compile(r"[^\n]*\n?")
_SAMPLE = 50_000
# The spellings of Taiwan know 著 for 着, those of Hong Kong 衞 for 卫; each holds the general table as well.
_TABLES = ("tw2s", "hk2s")


def simplified(text: str) -> str:
    """The text with its traditional lines in simplified characters; as long as before."""
    if not _OLD.search(text):
        return text
    if _is_traditional(text[:_SAMPLE]):
        return _converted(text)
    return "".join(_converted(line) if _is_traditional(line) else line for line in _LINE.findall(text))


def _is_traditional(text: str) -> bool:
    old = len(_OLD.findall(text))
    return old >= 3 and old > len(_NEW.findall(text))


def _converted(text: str) -> str:
    for converter in _converters():
        turned = converter.convert(text)
        if len(turned) == len(text):
            text = turned
    return text


@cache
def _converters() -> "tuple[OpenCC, ...]":
    from opencc import OpenCC  # noqa: PLC0415  Only traditional texts need its tables.

    return tuple(OpenCC(table) for table in _TABLES)
