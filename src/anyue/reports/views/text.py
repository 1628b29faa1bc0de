"""A text with its figures as a page shows it, whoever wrote it: each opens, and says what it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Form, Indicator
from anyue.core.written.figures import marker
from anyue.core.written.outline import level_of, outline
from anyue.core.written.skeleton import prompts_in
from anyue.reports import written
from anyue.reports.queries import Frozen, statistics_forms
from anyue.reports.written import Tells

Marks = list[list[Any]]
"""The figures of a text with plain numbers, as versions keep them: [start, end, key, frozen]."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a figure is of: the table or register, the blank or what was counted, and its unit."""

    source: str
    blank: str
    unit: str


class Place(Protocol):
    """Where a text stands."""

    def address(self, key: str) -> str:
        """The page that opens a figure."""

    def named(self, key: str) -> Name:
        """What a figure is of."""

    def behind(self, frozen: Frozen) -> str:
        """How much a figure stands on: 2 期, 13 份."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; a figure's have the address that opens it, and what it is a figure of."""

    text: str
    url: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its level, "title" for the first line that is one, and its words."""

    level: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Source:
    """A figure of a text: its number, what it is of and stands on, and the number by now ("" for none)."""

    key: str
    value: str
    name: Name
    behind: str
    url: str
    now: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure that could be put into a text: as it is written there, what it is of and its number."""

    written: str
    name: Name
    value: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the page of a text shows beside the text."""

    lines: list[Line]
    sources: list[Source]
    offered: list[tuple[str, list[Offered]]]
    prompts: int

    @property
    def moved(self) -> list[Source]:
        """The figures that are another number by now."""
        return [one for one in self.sources if one.is_moved]


def written_at(place: Place, text: str, marks: Marks, told: Mapping[str, Tells]) -> Written:
    """A text with plain numbers as its page shows it; `told` are the figures as they are now."""
    figures: dict[str, Frozen] = {key: frozen for _, _, key, frozen in marks}
    moved = written.moved(figures, told)
    sources = [
        Source(
            key=key,
            value=frozen["value"],
            name=place.named(key),
            behind=place.behind(frozen),
            url=place.address(key),
            now=moved[key] if key in moved else frozen["value"],
            is_moved=key in moved,
        )
        for key, frozen in figures.items()
    ]
    names = {one.key: one.name.blank for one in sources}
    lines = list(_lines(place, text, marks, names))
    return Written(lines, sources, _offered(place, told), len(prompts_in(text)))


def forms_by_place(participation: Participation) -> dict[int, CampaignForm]:
    """The statistics tables of a campaign by their places, from 1; one query."""
    return {one.position + 1: one for one in statistics_forms(participation)}


def name_of(forms: Mapping[int, CampaignForm], key: str) -> Name:
    """What the figure of a key is of."""
    source, _, code = key.partition(":")
    if not source.isdigit():
        return Name(source, code, "")
    row = forms.get(int(source))
    found = indicator_of(row.form, code) if row else None
    if row is None or found is None:
        return Name(f"表{source}", code, "")
    return Name(row.title, blank_words(row.form, found), found.unit or "")


def blank_words(form: Form, indicator: Indicator) -> str:
    """A blank as a page names it: its row, its words and its column."""
    group = next((group.label for group in form.groups if indicator in group.indicators), "")
    label = "".join(group.split())
    blank = bare_label(indicator) + (f"（{indicator.column}）" if indicator.column else "")
    return f"{label}：{blank}" if label else blank


def indicator_of(form: Form, code: str) -> Indicator | None:
    """The blank of that code."""
    return next((one for one in form.indicators if one.code == code), None)


def _offered(place: Place, told: Mapping[str, Tells]) -> list[tuple[str, list[Offered]]]:
    """By table or register, in order."""
    offered = [Offered(marker(one.value, key), place.named(key), one.value) for key, one in told.items()]
    return [(source, list(figures)) for source, figures in groupby(offered, key=lambda one: one.name.source)]


def _lines(place: Place, text: str, marks: Marks, names: Mapping[str, str]) -> Iterable[Line]:
    """The paragraphs that hold something, with the figures in them as links."""
    title, start = outline(text).title, 0
    for at, line in enumerate(text.split("\n")):
        end = start + len(line)
        if line.strip():
            level = "title" if at == 0 and line.strip() == title else level_of(line.strip()).value
            within = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
            pieces: list[Piece] = []
            last = start
            for first, until, key, _ in within:
                pieces += [Piece(text[last:first]), Piece(text[first:until], place.address(key), names[key])]
                last = until
            yield Line(level, [*pieces, Piece(text[last:end])])
        start = end + 1
