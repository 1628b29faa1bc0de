"""Pages: a written text with its figures, each with where it comes from and what it is by now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import participation_for
from anyue.core.forms.cells import bare_label
from anyue.core.forms.form import Form, Indicator
from anyue.core.written.figures import as_read, marker
from anyue.core.written.outline import level_of, outline
from anyue.core.written.skeleton import draft, prompts_in
from anyue.orgs.queries import roles_in
from anyue.reports import queries, written
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import Frozen, Sheet, Told
from anyue.reports.written import CONTENT


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
    """A figure of a text: its number, where it comes from, and the number by now ("" for none)."""

    key: str
    value: str
    form: str
    blank: str
    unit: str
    versions: int
    url: str
    now: str
    is_moved: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure that could be put into a text: as it is written there, its words and its number."""

    written: str
    blank: str
    value: str
    unit: str


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands; `version` is its number once it was sent in, 0 for a draft."""

    participation: Participation
    occurrence: Occurrence
    version: int

    def address(self, key: str) -> str:
        found = reverse("reports:origin", args=[self.participation.pk, self.occurrence.pk, key])
        return f"{found}?{urlencode({'version': self.version})}" if self.version else found


def written_of(sheet: Sheet) -> Written | None:
    """The text of a sheet with its figures, None for a table; four queries at most."""
    if not written.is_written(sheet.basis.form):
        return None
    told = queries.figures_told(sheet.participation)
    if sheet.version:
        place = _Place(sheet.participation, sheet.occurrence, sheet.version.number)
        return _written(place, *sent_text(sheet.version), told)
    place = _Place(sheet.participation, sheet.occurrence, 0)
    figures = sheet.basis.report.figures if sheet.basis.report else {}
    text, placed = as_read(sheet.own.get(CONTENT, ""))
    marks = [[one.start, one.end, one.key, figures[one.key]] for one in placed if one.key in figures]
    return _written(place, text, marks, told)


def drafted(participation: Participation, occurrence: Occurrence, typed: str) -> str:
    """A draft drawn from the plan and from what was sent in, below what was typed already."""
    row = occurrence.deadline.form
    name = row.title if row else occurrence.deadline.what
    return "\n".join(filter(None, (typed.strip(), draft(queries.facts_for(participation, name)))))


def written_in(version: ReportVersion, report: Report) -> Written:
    """The text of a version with its figures, as it was sent in; two queries."""
    place = _Place(report.participation, report.occurrence, version.number)
    return _written(place, *sent_text(version), queries.figures_told(report.participation))


def sent_text(version: ReportVersion) -> tuple[str, list[list[Any]]]:
    """The text of a version and its figures, as `ReportVersion` keeps them."""
    return version.own.get(CONTENT, ""), version.figures


def _written(place: _Place, text: str, marks: list[list[Any]], told: Mapping[str, Told]) -> Written:
    figures: dict[str, Frozen] = {key: frozen for _, _, key, frozen in marks}
    forms = {one.position + 1: one for one in queries.statistics_forms(place.participation)}
    named = {key: _named(forms, key) for key in figures}
    moved = written.moved(figures, told)
    sources = [
        Source(
            key=key,
            value=frozen["value"],
            form=named[key][0],
            blank=named[key][1],
            unit=named[key][2],
            versions=len(frozen["versions"]),
            url=place.address(key),
            now=moved[key] if key in moved else frozen["value"],
            is_moved=key in moved,
        )
        for key, frozen in figures.items()
    ]
    lines = list(_lines(place, text, marks, {key: names[1] for key, names in named.items()}))
    return Written(lines, sources, _offered(told.values()), len(prompts_in(text)))


def _named(forms: Mapping[int, CampaignForm], key: str) -> tuple[str, str, str]:
    """Form, blank and unit of a figure."""
    place, _, code = key.partition(":")
    row = forms.get(int(place))
    found = _indicator(row.form, code) if row else None
    return (row.title, *_words(row.form, found)) if row and found else (f"表{place}", code, "")


def _indicator(form: Form, code: str) -> Indicator | None:
    return next((one for one in form.indicators if one.code == code), None)


def _words(form: Form, indicator: Indicator) -> tuple[str, str]:
    """The row and the words of a blank, and its unit."""
    group = next((group.label for group in form.groups if indicator in group.indicators), "")
    label = "".join(group.split())
    blank = bare_label(indicator) + (f"（{indicator.column}）" if indicator.column else "")
    return f"{label}：{blank}" if label else blank, indicator.unit or ""


def _offered(told: Iterable[Told]) -> list[tuple[str, list[Offered]]]:
    """By form, in its order."""
    return [
        (
            title,
            [Offered(marker(one.value, one.key), *_at(one)) for one in figures],
        )
        for title, figures in groupby(told, key=lambda one: one.row.title)
    ]


def _at(told: Told) -> tuple[str, str, str]:
    blank, unit = _words(told.row.form, told.indicator)
    return blank, told.value, unit


def _lines(place: _Place, text: str, marks: list[list[Any]], names: Mapping[str, str]) -> Iterable[Line]:
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


@dataclass(frozen=True, slots=True)
class Held:
    """One version that a figure came from; `value` is None for whoever may not see that version any more."""

    version: ReportVersion
    value: str | None
    stands: bool


@require_GET
def origin(request: HttpRequest, participation_pk: int, occurrence_pk: int, key: str) -> HttpResponse:
    """Where a figure of a text comes from: unit, form, blank and versions, frozen, and the number by now.

    To others than the unit's people only what was sent in is there.
    """
    user = person(request)
    participation = participation_for(user, participation_pk)
    occurrence = queries.occurrence_for(participation, occurrence_pk)
    report = queries.basis.report_of(participation, occurrence)
    is_own = bool(roles_in(user, participation.unit_id))
    frozen = _frozen(report, key, request.GET.get("version", ""), is_own=is_own) if report else None
    if report is None or frozen is None:
        raise Http404
    place, _, code = key.partition(":")
    row = next(
        (one for one in queries.statistics_forms(participation) if str(one.position + 1) == place), None
    )
    indicator = _indicator(row.form, code) if row else None
    if row is None or indicator is None:
        raise Http404
    blank, unit = _words(row.form, indicator)
    now = queries.figures_told(participation).get(key)
    context = {
        "participation": participation,
        "occurrence": occurrence,
        "report": report,
        "row": row,
        "code": code,
        "blank": blank,
        "unit": unit,
        "frozen": frozen,
        "held": [
            Held(one, one.values.get(code) if is_own or stands else None, stands)
            for one, stands in queries.versions_held(frozen)
        ],
        "now": now.value if now else None,
        "is_own": is_own,
    }
    return render(request, "reports/origin.html", context)


def _frozen(report: Report, key: str, version: str, *, is_own: bool) -> Frozen | None:
    """The figure as the draft or a version keeps it; None where there is none, or it is not to be seen."""
    if version.isdigit() and (is_own or report.is_closed or report.returned_at):
        sent = report.versions.filter(number=int(version[:4])).first()
        found: list[Frozen] = [mark[3] for mark in sent.figures if mark[2] == key] if sent else []
        return found[0] if found else None
    kept: Frozen | None = report.figures.get(key) if is_own and not version else None
    return kept
