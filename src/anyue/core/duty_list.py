"""Whom a notice's words of duty mean: “县教育局、各乡镇” against the units that take part.

Names are matched with tolerance, as those of returned files are; words that speak of a whole kind of unit
(各乡镇, 各成员单位) mean all of that kind. What means nobody is left for a person to settle.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from anyue.core.collect.senders import Senders

_EVERY = re.compile(r"^(?:全[县市区省]|[县市区省])?(?:各|所有|全体|每个?)")
_KINDS = (
    ("town", re.compile("镇|乡|街道|园区|开发区")),
    ("village", re.compile("村|社区|居委")),
    ("school", re.compile("学校|校|幼儿园")),
    ("enterprise", re.compile("企业|公司|厂|经营单位|矿|工地")),
    ("department", re.compile("部门|成员单位|局|委办|县直|市直|行业主管|责任单位")),
)
_ALL = re.compile("单位|级|地")
_OFFICE = re.compile("安委(?:会)?办")
_FEWEST = 2
_RANKS = "县市区省镇乡旗"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that takes part: a key of the caller's, its name, and its kind as `orgs` codes it."""

    key: int
    name: str
    kind: str


class DutyList:
    """The units of a campaign, asked by the words of its activities."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = tuple(candidates)
        self._by_name: dict[str, list[int]] = {}
        for one in candidates:
            self._by_name.setdefault(one.name.strip(), []).append(one.key)
        self._names = Senders(list(self._by_name))

    def meant(self, written: str) -> tuple[int, ...]:
        """The keys of the units that these words mean, in the order given; none where nobody can be told."""
        words = "".join(written.split())
        if every := _EVERY.match(words):
            return self._of_kinds(words[every.end() :])
        offices = [one.key for one in self._candidates if one.kind == "office"]
        if _OFFICE.search(words) and len(offices) == 1:
            return (offices[0],)
        keys = self._by_name.get(self._named(words) or "", [])
        # Two units of one name can't be told apart by it.
        return tuple(keys) if len(keys) == 1 else ()

    def _named(self, words: str) -> str | None:
        """The unit of this name, also where the list alone has its rank before it: 教育局 for 县教育局."""
        if len(words) < _FEWEST:
            return None
        return self._names.named(words) or next(
            (name for rank in _RANKS if (name := rank + words) in self._by_name), None
        )

    def _of_kinds(self, words: str) -> tuple[int, ...]:
        kinds = {kind for kind, pattern in _KINDS if pattern.search(words)}
        if not kinds and _ALL.search(words):
            kinds = {one.kind for one in self._candidates} - {"office"}
        return tuple(one.key for one in self._candidates if one.kind in kinds)
