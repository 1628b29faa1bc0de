"""Automatic numbers of a Word file: “一、” that stands in numbering.xml only, printed before its paragraph.

Levels, restarts and overrides are those of ISO/IEC 29500-1, 17.9.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyue.core.notice.open.docx_names import W, child, int_of, value_of
from anyue.core.notice.open.number_formats import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Characters of symbol fonts; as text they are empty boxes.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    suffix: str
    is_legal: bool
    restarts: bool
    style: str


class Numbers:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in document order."""

    def __init__(self, numbering: "_Element | None", styles: Mapping[str, "_Element"]) -> None:
        self._styles = styles
        self._abstracts = {_attribute(a, "abstractNumId"): a for a in _all(numbering, "abstractNum")}
        self._nums = {_attribute(n, "numId"): n for n in _all(numbering, "num")}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def printed(self, paragraph: "_Element") -> str:
        """The number with what its level puts around and after it; empty where there is none."""
        num, level = self._of_paragraph(paragraph)
        if num not in self._nums or not 0 <= level < _LEVELS:
            return ""
        key, levels = self._list_of(num)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        if num not in self._begun:
            self._begun.add(num)
            for at, start in self._restarts(num):
                counts[at] = start - 1
        for at in range(level):
            if counts[at] is None and at in levels:
                counts[at] = levels[at].start
        now = counts[level]
        counts[level] = levels[level].start if now is None else now + 1
        for at in range(level + 1, _LEVELS):
            if at not in levels or levels[at].restarts:
                counts[at] = None
        return _print(levels, level, counts)

    def _of_paragraph(self, paragraph: "_Element") -> tuple[str, int]:
        """(numId, level): the paragraph's own, else its style's; numId 0 takes a style's number away."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        num, level = value_of(child(own, "numId")), value_of(child(own, "ilvl"))
        style = value_of(child(properties, "pStyle"))
        if not num:
            num, level = self._of_style(style, level)
        return num, int_of(level, 0)

    def _of_style(self, style: str, level: str) -> tuple[str, str]:
        wearing = style
        for _ in range(_CHAIN):
            found = self._styles.get(style)
            if found is None:
                break
            own = child(child(found, "pPr"), "numPr")
            if num := value_of(child(own, "numId")):
                return num, level or self._level_of_style(num, wearing) or value_of(child(own, "ilvl"))
            style = value_of(child(found, "basedOn"))
        return "", ""

    def _level_of_style(self, num: str, style: str) -> str:
        levels = self._list_of(num)[1] if num in self._nums else {}
        return next((str(at) for at, level in levels.items() if level.style == style), "")

    def _list_of(self, num: str) -> tuple[str, dict[int, _Level]]:
        """(the list that the number belongs to, its levels): lists that share a definition count on."""
        if num not in self._lists:
            self._lists[num] = self._read_list(num)
        return self._lists[num]

    def _read_list(self, num: str) -> tuple[str, dict[int, _Level]]:
        key = value_of(child(self._nums[num], "abstractNumId"))
        for _ in range(_CHAIN):
            link = value_of(child(self._abstracts.get(key), "numStyleLink"))
            linked = self._of_style(link, "0")[0] if link else ""
            if linked not in self._nums:
                break
            key = value_of(child(self._nums[linked], "abstractNumId"))
        overrides = [o for o in self._nums[num].findall(f"{W}lvlOverride") if child(o, "lvl") is not None]
        own = f"{key}/{num}" if overrides else key
        if own not in self._levels:
            found = dict(_read_levels(self._abstracts.get(key)))
            for override in overrides:
                found.update(_read_levels(override))
            self._levels[own] = found
        return key, self._levels[own]

    def _restarts(self, num: str) -> list[tuple[int, int]]:
        found = []
        for override in self._nums[num].findall(f"{W}lvlOverride"):
            start = value_of(child(override, "startOverride"))
            at = int_of(_attribute(override, "ilvl"), -1)
            if start and 0 <= at < _LEVELS:
                found.append((at, int_of(start, 1)))
        return found


def _read_levels(parent: "_Element | None") -> list[tuple[int, _Level]]:
    return [(int_of(_attribute(level, "ilvl"), -1), _read_level(level)) for level in _all(parent, "lvl")]


def _read_level(level: "_Element") -> _Level:
    legal = child(level, "isLgl")
    return _Level(
        start=int_of(value_of(child(level, "start")), 1),
        format=value_of(child(level, "numFmt")) or "decimal",
        text=value_of(child(level, "lvlText")),
        suffix=value_of(child(level, "suff")) or "tab",
        is_legal=legal is not None and value_of(legal) not in {"0", "false", "off"},
        restarts=value_of(child(level, "lvlRestart")) != "0",
        style=value_of(child(level, "pStyle")),
    )


def _print(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    here = levels[level]
    if here.format == "bullet":
        return f"{_PRIVATE.sub('●', here.text)} " if here.text.strip() else ""

    def count(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        of = levels.get(at)
        number_format = of.format if of and not here.is_legal else "decimal"
        return numeral(counts[at] or 0, number_format)

    words = _PLACE.sub(count, here.text)
    # A gap after “一、” is white space only; “1” and “1.2” would run into the words.
    has_gap = words and here.suffix != "nothing" and words[-1].isalnum()
    return f"{words} " if has_gap else words


def _all(parent: "_Element | None", tag: str) -> list["_Element"]:
    return [] if parent is None else parent.findall(f"{W}{tag}")


def _attribute(element: "_Element", name: str) -> str:
    return element.get(f"{W}{name}") or ""
