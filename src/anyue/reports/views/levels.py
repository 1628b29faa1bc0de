"""Page: a form at every level, the sums along the tree beside what each unit sent up."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.documents.levels_book import LevelRow
from anyue.core.forms.cells import column_head, full_labels
from anyue.core.forms.form import Form, Indicator
from anyue.reports import documents
from anyue.reports.queries.levels import LevelTotal, compared_at, levels_of
from anyue.reports.views.totals import Choice, choice_of, place_of

MOST_SHOWN = 200
"""How many units that differ the page lists; the workbook has all."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A unit whose total is not the sum below it: (code, head, sent up, sum) of each such figure."""

    level: LevelTotal
    figures: list[tuple[str, str, str | None, str | None]]


def _found(
    request: HttpRequest, participation_pk: int, form_pk: int
) -> tuple[Participation, CampaignForm, Choice, list[LevelTotal]]:
    participation, row = place_of(request, participation_pk, form_pk)
    if row.kind != FormKind.STATISTICS:
        raise Http404
    choice = choice_of(request, row)
    return (
        participation,
        row,
        choice,
        levels_of(participation, row, choice.shown, with_waiting=choice.with_waiting),
    )


def _columns(form: Form, choice: Choice) -> list[tuple[str, Indicator]]:
    """The indicators that are compared with their heads, each after the group that it stands in."""
    shown = {one.code for one in compared_at(form, choice.shown)}
    labels = full_labels(form)
    return [
        (" ".join(filter(None, [group.label.replace("\n", ""), column_head(one, labels[one.code])])), one)
        for group in form.groups
        for one in group.indicators
        if one.code in shown
    ]


@require_GET
def levels(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """How many units agree, and each that does not with both figures."""
    participation, row, choice, found = _found(request, participation_pk, form_pk)
    heads = {one.code: head for head, one in _columns(row.form, choice)}
    differing = [
        Differing(
            one,
            [(code, heads[code], (one.sent or {}).get(code), one.total.get(code)) for code in one.differing],
        )
        for one in found
        if one.differing
    ]
    left_out = [one for one in found if one.is_left_out]
    context = {
        "participation": participation,
        "row": row,
        "choice": choice,
        "levels": max((one.depth for one in found), default=0) + 1,
        # The issuer sends nothing up, so that there is nothing of it to compare.
        "units": sum(one.sent is not None or one.is_left_out for one in found),
        "agreeing": sum(one.sent is not None for one in found) - len(differing),
        "left_out": left_out,
        "differing": differing[:MOST_SHOWN],
        "more": max(0, len(differing) - MOST_SHOWN),
    }
    return render(request, "reports/levels.html", context)


@require_GET
def book(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """The sums of every unit at every level, as a workbook."""
    participation, row, choice, found = _found(request, participation_pk, form_pk)
    columns = _columns(row.form, choice)
    heads = {one.code: head for head, one in columns}
    rows = [LevelRow(one.participation.unit.name, one.depth, one.total, _state(one, heads)) for one in found]
    title = f"{row.title}（{choice.label}）"
    return documents.levels_response(participation.unit, title, columns, rows)


def _state(level: LevelTotal, heads: dict[str, str]) -> str:
    if level.is_left_out:
        return "未计入"
    if level.differing:
        return f"不一致：{'、'.join(heads[code] for code in level.differing)}"
    return "一致" if level.sent is not None else ""
