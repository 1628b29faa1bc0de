"""Names of files that every system takes and no two of which are one, whatever the words they are made of."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MOST_BYTES = 255
"""The longest name of a file that Linux keeps; Windows takes as many characters, and this is never more."""
_UNIT, _TITLE, _CAMPAIGN = 20, 30, 40
# What Windows takes in no name. A wide sign in their place would be made the narrow one by old programs.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))
# Controls, marks of writing direction, halves of a character, ends of lines.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo by what it shows; `order` is its unit's place in official order, `ending` has its dot."""

    order: int
    unit: str
    held_on: date
    title: str
    ending: str


def photo_names(shots: Iterable[Shot]) -> Iterator[str]:
    """03_青石镇_6月16日_安全宣传咨询日_1.jpg, for each photo in turn.

    No two are one for a system that minds neither case nor width. None begins with anything but a figure, so
    that none is one of the names that Windows keeps for devices.
    """
    taken: Counter[str] = Counter()
    for shot in shots:
        unit, title = _cut(shot.unit, _UNIT) or "单位", _cut(shot.title, _TITLE) or "活动"
        stem = f"{shot.order:02}_{unit}_{shot.held_on.month}月{shot.held_on.day}日_{title}"
        key = unicodedata.normalize("NFKC", stem).casefold()
        taken[key] += 1
        yield f"{stem}_{taken[key]}{shot.ending}"


def pack_name(campaign: str, unit: str) -> str:
    """What the pack itself is called."""
    return f"{_cut(unit, _UNIT) or '单位'}-{_cut(campaign, _CAMPAIGN) or '活动'}-照片与文字.zip"


def _cut(words: str, most: int) -> str:
    """The words as a part of a name: composed, on one line, nothing forbidden or unseen, not too long."""
    one_line = re.sub(r"\s+", " ", words)
    seen = "".join(sign for sign in one_line if unicodedata.category(sign) not in _UNSEEN)
    composed = unicodedata.normalize("NFC", seen.translate(_FORBIDDEN))
    return composed[:most].strip(" .")
