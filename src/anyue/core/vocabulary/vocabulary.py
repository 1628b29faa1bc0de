"""`Vocabulary`: kinds of activity, their measures, settings and groups, and the words that lead to them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anyue.core.forms.form import Source

EVENTS = "events"
"""The code of the measure that counts the record itself; every kind has exactly one."""

_SILENT = re.compile(r"[\s“”‘’\"'《》〈〉「」『』]+")
_MARKS = re.compile(r"[^\w/]+|_+|\d+")


@dataclass(frozen=True, slots=True)
class Measure:
    """One number that a record of a kind can hold.

    `unit` is its measure word and `also` the other words a form may print for it; `words` are what a form
    calls it; `default` is filled in beforehand when a record is entered.
    """

    code: str
    name: str
    unit: str
    default: int | None = None
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of activity; `measures` in the order in which they are asked."""

    code: str
    name: str
    aliases: tuple[str, ...]
    measures: tuple[Measure, ...]

    def measure(self, code: str) -> Measure:
        """The measure with this code; `KeyError` when the kind has none."""
        for measure in self.measures:
            if measure.code == code:
                return measure
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Term:
    """A setting (企业, 农村 …) or a target group; `is_five` marks the settings of “五进”."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    is_five: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one version of the vocabulary, indexed for look-up in linear time."""

    version: str
    kinds: tuple[Kind, ...]
    settings: tuple[Term, ...]
    groups: tuple[Term, ...]
    continuations: frozenset[str]
    event_units: frozenset[str]
    _by_code: Mapping[str, Kind] = field(init=False, repr=False, compare=False)
    _by_alias: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _by_first: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_alias = {plain(word): kind.code for kind in self.kinds for word in (kind.name, *kind.aliases)}
        object.__setattr__(self, "_by_code", {kind.code: kind for kind in self.kinds})
        object.__setattr__(self, "_by_alias", by_alias)
        # Most characters of a text begin no alias, and the longest alias is wanted.
        by_first: dict[str, list[str]] = {}
        for word in sorted(by_alias, key=len, reverse=True):
            by_first.setdefault(word[:1], []).append(word)
        object.__setattr__(self, "_by_first", by_first)

    def kind(self, code: str) -> Kind:
        """The kind with this code; `KeyError` when there is none."""
        return self._by_code[code]

    def named(self, words: str) -> str | None:
        """The code of the kind with this name or alias, to the letter; None where there is none."""
        return self._by_alias.get(plain(words))

    def classify(self, text: str) -> str | None:
        """The code of the kind whose longest alias the text holds; the first in the text wins a tie.

        Quotes, spaces and widths don't matter. Linear in the length of the text.
        """
        words = plain(text)
        best = ""
        for start, first in enumerate(words):
            for word in self._by_first.get(first, ()):
                if len(word) <= len(best):
                    break
                if words.startswith(word, start):
                    best = word
        return self._by_alias.get(best)

    def source_for(
        self, label: str, unit: str | None, before: Source | None, *, group: str = ""
    ) -> Source | None:
        """Where the blank in the clause `label` can be filled from; None when unsure, and for a text blank.

        A clause that names a kind decides itself. One that only counts (“参与（ ）人次”) takes the kind of
        `before`, the source of the blank printed before it in the same row, or failing that the kind that
        its row `group` names.
        """
        if unit is None:
            return None
        named = self.classify(label)
        own = self._measure_of(named, unit, label) if named else None
        if own is not None:
            return own
        inherited = before.kind if before else self.classify(group)
        # 答题 names a kind and also a measure of it, so a kind of its own is no hindrance there.
        if inherited is None or inherited not in self._by_code or (named and named != inherited):
            return None
        found = self._measure_of(inherited, unit, label)
        return found if found and self._only_counts(label, unit, self._by_code[inherited], found) else None

    def settings_in(self, text: str) -> tuple[str, ...]:
        """Codes of the settings that a text names (“五进”, “进工地”), in the order of the vocabulary."""
        words = plain(text)
        five = "五进" in words or "六进" in words
        return tuple(
            term.code
            for term in self.settings
            if (five and term.is_five) or any(f"进{alias}" in words for alias in term.aliases)
        )

    def groups_in(self, text: str) -> tuple[str, ...]:
        """Codes of the target groups that a text names (“特殊群体”), in the order of the vocabulary."""
        words = plain(text)
        return tuple(
            term.code for term in self.groups if any(alias in words for alias in (term.name, *term.aliases))
        )

    def _measure_of(self, code: str, unit: str, label: str) -> Source | None:
        """The one measure of a kind that is counted in `unit`, told apart by the words of the label."""
        measures = self._by_code[code].measures
        fitting = [one for one in measures if one.unit == unit] or [
            one
            for one in measures
            if unit in one.also
            or (one.code == EVENTS and unit in self.event_units and one.unit in self.event_units)
        ]
        said = [one for one in fitting if any(word in label for word in one.words)]
        chosen = said or fitting
        return Source(code, chosen[0].code) if len(chosen) == 1 else None

    def _only_counts(self, label: str, unit: str, kind: Kind, found: Source) -> bool:
        """Whether the label says nothing beyond the unit, the measure's own words and the continuations."""
        known = {
            unit,
            *self.continuations,
            *kind.measure(found.measure).words,
            kind.measure(found.measure).unit,
        }
        rest = _MARKS.sub("", plain(label))
        return _consists_of(rest, known)


def plain(text: str) -> str:
    """The text without quotes and spaces, in half width: how aliases and labels are compared."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text))


def _consists_of(text: str, words: Iterable[str]) -> bool:
    """Whether the text is a sequence of these words."""
    reach = [True] + [False] * len(text)
    known = tuple(words)
    for start in range(len(text)):
        if reach[start]:
            for word in known:
                if text.startswith(word, start):
                    reach[start + len(word)] = True
    return reach[-1]
