"""Which unit of the office's list sent a file: by the name in the table, else by the file's name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

# What a name may carry before or after what tells the unit from others.
_TAIL = re.compile(
    r"(?:人民政府办公室|人民政府|政府办公室|政府|办事处|党政综合办公室|党政办|应急管理站|安监站|安委办|机关"
    r"|(?<=[局委])办公室|(?<=局)机关|（[^（）]{0,12}）|\([^()]{0,12}\))$"
)
_REGION = re.compile(
    r"^[\u4e00-\u9fff]{1,7}?(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗)(?!管)(?=[\u4e00-\u9fff]{2})"
)
_RANKS = tuple("省市州县区旗镇乡")
_PLACE_ENDS = ("镇", "乡", "街道", "村", "社区", "县", "区", "市", "局")
_NOT_NAMES = re.compile(
    r"附[件表]\s*[\d一二三四五六七八九十]*|安全生产月|活动|进展|情况|统计表|汇总表|报送表|登记表|报表|表格|统计|上报|报送|填报|最终版|最新|更正|修改|修订"
    r"|终稿|定稿|零报告|副本|新建|Microsoft|Word|Excel|文档|工作表|扫描件|盖章|20\d\d年?|\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}\.\d{1,2}|[\d_+\-—.()（）【】《》“”\s、，]+",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_SHORTEST = 2
_TYPO = 5

_Key = TypeVar("_Key")


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


class Senders:
    """The office's list of units, asked by names as people write them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        self._by_name = {_plain(name): name for name in self.names}
        self._home = _home(self.names)
        self._by_stem: dict[str, list[str]] = {}
        for name in self.names:
            self._by_stem.setdefault(self._stem(name), []).append(name)
        self._whole = _Held(self._by_name)
        self._telling = _Held(
            {
                stem: names[0]
                for stem, names in self._by_stem.items()
                if len(names) == 1 and len(stem) > _SHORTEST
            }
        )
        self._by_first = _grouped(self._by_stem, lambda stem: stem[:1])
        self._by_shape = _grouped(self._by_stem, lambda stem: (len(stem), stem[-1:]))
        self._known: dict[str, str | None] = {}

    def _stem(self, name: str) -> str:
        """The name without region before and general words after it: 云岭县沙河镇人民政府 -> 沙河镇."""
        short = _plain(name)
        while (cut := _TAIL.sub("", short)) != short and len(cut) >= _SHORTEST:
            short = cut
        while (cut := _REGION.sub("", short)) != short and len(cut) >= _SHORTEST:
            short = cut
        if self._home and short.startswith(self._home) and len(short) > len(self._home) + _SHORTEST:
            short = short[len(self._home) :]
        return short

    def named(self, written: str) -> str | None:
        """The unit of the list that this name means, None where none or several might be meant."""
        if written not in self._known:
            self._known[written] = self._named(written)
        return self._known[written]

    def _named(self, written: str) -> str | None:
        exact = self._by_name.get(_plain(written))
        if exact:
            return exact
        stem = self._stem(written)
        # 县文旅局 says no more than 文旅局, but 市监局 begins with a word of its own.
        return self._by_short(stem) or (self._by_short(stem[1:]) if stem[:1] in _RANKS else None)

    def _by_short(self, stem: str) -> str | None:
        if len(stem) < _SHORTEST:
            return None
        same = self._by_stem.get(stem, [])
        if same:
            return same[0] if len(same) == 1 else None
        ended = [names[0] for end in _PLACE_ENDS if len(names := self._by_stem.get(stem + end, [])) == 1]
        if len(ended) == 1:
            return ended[0]
        alike = (full for full in self._by_first.get(stem[0], ()) if _shortens(stem, full))
        shortened = [name for full in alike for name in self._by_stem[full]]
        if len(shortened) == 1:
            return shortened[0]
        return None if shortened else self._mistyped(stem)

    def _mistyped(self, stem: str) -> str | None:
        """The only unit whose name of five characters or more differs by one that is not the last."""
        near = [
            name
            for full in self._by_shape.get((len(stem), stem[-1]), ())
            if len(stem) >= _TYPO and sum(a != b for a, b in zip(stem, full, strict=True)) == 1
            for name in self._by_stem[full]
        ]
        return near[0] if len(near) == 1 else None

    def in_file_name(self, file: str) -> str | None:
        """The unit of the list that a file's name holds, the longest where one name holds another."""
        bare = _plain(_ENDING.sub("", file.replace("\\", "/").rsplit("/", 1)[-1]))
        if bare in self._by_name:
            return self._by_name[bare]
        held = self._whole.within(bare) or self._telling.within(bare)
        if held:
            longest = max(held, key=len)
            # “红星村” inside “大红星村” is one unit; two that hold nothing of each other are a question.
            return (
                longest
                if all(
                    _plain(name) in _plain(longest) or self._stem(name) in _plain(longest) for name in held
                )
                else None
            )
        left = [piece for piece in _NOT_NAMES.sub(" ", bare).split() if len(piece) >= _SHORTEST]
        found = {name for piece in left if (name := self.named(piece))}
        return found.pop() if len(found) == 1 else None


def _grouped(stems: Iterable[str], key: Callable[[str], _Key]) -> dict[_Key, list[str]]:
    """The names by a key that those which are held against one another have in common."""
    groups: dict[_Key, list[str]] = {}
    for stem in stems:
        groups.setdefault(key(stem), []).append(stem)
    return groups


class _Held:
    """Units by names that are looked for inside other words; a longer list takes no longer."""

    def __init__(self, units: Mapping[str, str]) -> None:
        self._units = units
        self._lengths = sorted({len(name) for name in units})

    def within(self, words: str) -> list[str]:
        """The units whose names stand within the words."""
        pieces = (words[at : at + length] for at in range(len(words)) for length in self._lengths)
        return [self._units[piece] for piece in dict.fromkeys(pieces) if piece in self._units]


def _home(names: Sequence[str]) -> str:
    """The place that most of the list's names begin with, without its rank: 云岭 of 云岭县教育局."""
    places = Counter(
        found[0].rstrip("省市州盟县区旗") for name in names if (found := _REGION.match(_plain(name)))
    )
    place, count = places.most_common(1)[0] if places else ("", 0)
    return place if count > 1 and len(place) >= _SHORTEST else ""


def _shortens(short: str, full: str) -> bool:
    """Whether a name is a customary short form: its characters in order, both ends as in the full one.

    文旅局 and 卫健局 shorten 文化和旅游局 and 卫生健康局; 河镇 shortens nothing.
    """
    if short == full or len(short) >= len(full) or short[0] != full[0]:
        return False
    if short[-1] != full[-1] and not {short[-1], full[-1]} <= set("局委办"):
        return False
    rest = iter(full)
    core = short if short[-1] == full[-1] else short[:-1]
    return len(core) >= _SHORTEST and all(c in rest for c in core)
