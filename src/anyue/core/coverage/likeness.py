"""How like two pieces of Chinese are: the cosine of their pairs of characters, rare pairs weighing more.

The weights come from the items that are compared, so that “开展”, “活动” and “安全”, which stand in all of
them, tell little, and “咨询” much (tf-idf; no dictionary and no model is needed).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_NUMBER = re.compile(r"^[ \t]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])[ ]?")


def bare(text: str) -> str:
    """The characters that carry the meaning: no number in front, no punctuation, no space."""
    return "".join(_KEPT.findall(_NUMBER.sub("", text)))


def pairs(text: str) -> Counter[str]:
    """Each two characters that stand side by side, counted; one character alone is its own pair."""
    kept = bare(text)
    return Counter(kept[at : at + 2] for at in range(max(len(kept) - 1, 1))) if kept else Counter()


class Weights:
    """How much each pair tells among some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        each = [pairs(text).keys() for text in texts]
        self._count = len(each)
        self._in = Counter(pair for keys in each for pair in keys)

    def _weighted(self, text: str) -> dict[str, float]:
        return {
            pair: count * math.log((1 + self._count) / (self._in[pair] + 0.5))
            for pair, count in pairs(text).items()
        }

    def likeness(self, one: str, other: str) -> float:
        """From 0 for nothing in common to 1 for the same pairs; the order of the two does not matter."""
        left, right = self._weighted(one), self._weighted(other)
        size = math.sqrt(_dot(left, left) * _dot(right, right))
        return min(_dot(left, right) / size, 1.0) if size > 0 else 0.0


def _dot(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(left[pair] * right[pair] for pair in left.keys() & right.keys())


def best_pairs(scores: Mapping[tuple[int, int], float], least: float) -> dict[int, int]:
    """Who belongs to whom, one to one, the likest first; on a tie the first in order."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), score in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0])):
        if score < least:
            break
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found
