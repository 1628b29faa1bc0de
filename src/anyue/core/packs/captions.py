"""What was done, in one sentence as an official report has it: under a photo and in the list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_IDLE = re.compile(r"^(?:组织|开展|举办|举行)+")
_COUNTS = re.compile(r"(?:场次|人次|人数|次数|张数|篇数|个数|数)$")
_NAMED = 3
"""Places and co-hosts that are named; of more, how many."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One activity that was held.

    `places` are one or several; `measures` are (name, number, unit), the events first, as the vocabulary has
    them.
    """

    unit: str
    title: str
    held_on: date
    places: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    measures: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


def caption_of(deed: Deed) -> str:
    """6月16日，青石镇在镇政府广场开展安全宣传咨询日活动，参与120人次: without a full stop."""
    what = _IDLE.sub("", deed.title.removeprefix(deed.unit)).strip("，。；、 ")
    beside = f"会同{_listed(deed.beside, '个单位')}" if deed.beside else ""
    where = f"在{_listed(deed.places, '处')}" if deed.places else ""
    event = what if what.endswith("活动") else f"{what}活动"
    begun = f"{deed.held_on.month}月{deed.held_on.day}日，{deed.unit}{beside}{where}开展{event}"
    return "，".join((begun, *_numbers(deed.measures)))


def sentence_of(deed: Deed) -> str:
    """The same as a sentence, followed by what the unit noted."""
    note = " ".join(deed.note.split())
    return f"{caption_of(deed)}。{_ended(note) if note else ''}"


def _numbers(measures: Sequence[tuple[str, str, str]]) -> list[str]:
    """宣讲3场, 参与120人次; what is nought, and that it was one event, goes without saying."""
    told = [one for at, one in enumerate(measures) if one[1] != "0" and not (at == 0 and one[1] == "1")]
    return [f"{_COUNTS.sub('', name)}{number}{unit}" for name, number, unit in told]


def _listed(names: Sequence[str], counted: str) -> str:
    if len(names) <= _NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:_NAMED])}等{len(names)}{counted}"


def _ended(words: str) -> str:
    return words if words.endswith(("。", "！", "？", "…", "”")) else words.rstrip("，、；：,;:.") + "。"
