"""Pages: a written text with its figures, each with where it comes from and what it is by now."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import participation_for
from anyue.core.written.figures import as_read
from anyue.core.written.skeleton import draft
from anyue.orgs.queries import roles_in
from anyue.reports import queries, written
from anyue.reports.models import Report, ReportVersion
from anyue.reports.queries import Frozen, Sheet
from anyue.reports.views.text import (
    Marks,
    Name,
    Written,
    blank_words,
    forms_by_place,
    indicator_of,
    name_of,
    written_at,
)
from anyue.reports.written import CONTENT


@dataclass(frozen=True)
class _Place:
    """Where a text stands; `version` is its number once it was sent in, 0 for a draft."""

    participation: Participation
    occurrence: Occurrence
    version: int

    @cached_property
    def _forms(self) -> dict[int, CampaignForm]:
        return forms_by_place(self.participation)

    def address(self, key: str) -> str:
        """The page that opens a figure."""
        found = reverse("reports:origin", args=[self.participation.pk, self.occurrence.pk, key])
        return f"{found}?{urlencode({'version': self.version})}" if self.version else found

    def named(self, key: str) -> Name:
        """What a figure is of."""
        return name_of(self._forms, key)

    def behind(self, frozen: Frozen) -> str:
        """How much a figure stands on."""
        return f"{len(frozen['versions'])} 期"


def written_of(sheet: Sheet) -> Written | None:
    """The text of a sheet with its figures, None for a table; four queries at most."""
    if not written.is_written(sheet.basis.form):
        return None
    told = queries.figures_told(sheet.participation)
    if sheet.version:
        place = _Place(sheet.participation, sheet.occurrence, sheet.version.number)
        return written_at(place, *sent_text(sheet.version), told)
    place = _Place(sheet.participation, sheet.occurrence, 0)
    figures = sheet.basis.report.figures if sheet.basis.report else {}
    text, placed = as_read(sheet.own.get(CONTENT, ""))
    marks = [[one.start, one.end, one.key, figures[one.key]] for one in placed if one.key in figures]
    return written_at(place, text, marks, told)


def drafted(participation: Participation, occurrence: Occurrence, typed: str) -> str:
    """A draft drawn from the plan and from what was sent in, below what was typed already."""
    row = occurrence.deadline.form
    name = row.title if row else occurrence.deadline.what
    return "\n".join(filter(None, (typed.strip(), draft(queries.facts_for(participation, name)))))


def written_in(version: ReportVersion, report: Report) -> Written:
    """The text of a version with its figures, as it was sent in; two queries."""
    place = _Place(report.participation, report.occurrence, version.number)
    return written_at(place, *sent_text(version), queries.figures_told(report.participation))


def sent_text(version: ReportVersion) -> tuple[str, Marks]:
    """The text of a version and its figures, as `ReportVersion` keeps them."""
    return version.own.get(CONTENT, ""), version.figures


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
    indicator = indicator_of(row.form, code) if row else None
    if row is None or indicator is None:
        raise Http404
    now = queries.figures_told(participation).get(key)
    context = {
        "participation": participation,
        "occurrence": occurrence,
        "report": report,
        "row": row,
        "code": code,
        "blank": blank_words(row.form, indicator),
        "unit": indicator.unit or "",
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
