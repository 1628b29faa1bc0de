"""Pages: the total of a form in the notice's own table, each figure opening to what it is made of."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.campaigns.queries import inferiors_of, participation_for, superior_within
from anyue.core.forms.cells import full_labels
from anyue.core.forms.form import Form, Indicator
from anyue.core.forms.meaning import Meaning, meaning_of
from anyue.core.rollup.add import Total
from anyue.reports import documents, layout, queries
from anyue.reports.queries import FormTotal
from anyue.web.sheet import SheetGroup

ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a page of totals shows: which periods, and whether reports that wait for review are in it."""

    occurrences: list[Occurrence]
    shown: list[Occurrence]
    period: str
    with_waiting: bool
    is_live: bool

    @property
    def query(self) -> str:
        """The choice as the query of an address."""
        return urlencode({"period": self.period, **({"basis": "sent"} if self.with_waiting else {})})

    @property
    def label(self) -> str:
        """The name of the periods shown."""
        return "累计" if self.period == ALL and len(self.occurrences) > 1 else self.shown[0].label


def choice_of(request: HttpRequest, row: CampaignForm) -> Choice:
    """What the address asks to see; 404 for a form that nothing is reported in."""
    occurrences = list(row.occurrences())
    period, basis = request.GET.get("period", ALL), request.GET.get("basis")
    shown = [o for o in occurrences if str(o.number) == period] or occurrences
    if not occurrences:
        raise Http404
    period = period if len(shown) == 1 and len(occurrences) > 1 else ALL
    return Choice(occurrences, shown, period, basis in {"sent", "live"}, basis == "live")


def place_of(request: HttpRequest, participation_pk: int, form_pk: int) -> tuple[Participation, CampaignForm]:
    """The participation and its form that an address names, as far as the person may see them."""
    participation = participation_for(person(request), participation_pk)
    return participation, queries.form_below(participation, form_pk)


@require_GET
def total(request: HttpRequest, participation_pk: int, form_pk: int) -> HttpResponse:
    """The total below a participation: a statistics table as such, other forms as a list of units."""
    participation, row = place_of(request, participation_pk, form_pk)
    choice = choice_of(request, row)
    now = clock.now()
    result = queries.total_of(participation, row, choice.shown, with_waiting=choice.with_waiting, now=now)
    # Each line names its unit already.
    fields = [i for i in result.form.indicators if meaning_of(i.label) is not Meaning.UNIT]
    counted = {unit.pk for unit, _ in result.units}
    is_live = choice.is_live and row.kind == FormKind.STATISTICS
    live = queries.live_total_of(participation, row, choice.shown) if is_live else None
    context = {
        "participation": participation,
        "row": row,
        "form": result.form,
        "choice": choice,
        "result": result,
        "in_hand": result.approved + result.waiting,
        "live": live,
        "groups": _groups(result.form, live.total if live else result.total),
        "texts": [] if live else _texts(result),
        "listings": [(unit, layout.listing_of(result.form, values)) for unit, values in result.units],
        "merged": layout.listing_of(result.form, result.merged),
        "fields": fields,
        "cards": [(unit, [values.get(i.code, "") for i in fields]) for unit, values in result.units],
        "absent": [
            below
            for below in inferiors_of(participation)
            if below.pk not in counted and any(below.unit.is_open_on(one.ends_on) for one in choice.shown)
        ],
        "now": now,
    }
    return render(request, "reports/total.html", context)


def _groups(form: Form, total: Total) -> list[SheetGroup]:
    """The notice's own table: sums, and for a text how many units gave one."""
    told = {code: f"{len(texts)} 个单位" for code, texts in total.texts.items()}
    notes = dict.fromkeys(total.overlapping, "各单位相加，同一人可能重复计算")
    return layout.printed_groups(form, {**total.values, **told}, notes)


def _texts(result: FormTotal) -> list[tuple[Indicator, str, list[tuple[str, str]]]]:
    """The texts that can't be added with what they are called, each with its unit, in the form's order."""
    texts, labels = result.total.texts, full_labels(result.form)
    return [(one, labels[one.code], texts[one.code]) for one in result.form.indicators if one.code in texts]


@require_GET
def figure(request: HttpRequest, participation_pk: int, form_pk: int, code: str) -> HttpResponse:
    """One figure opened: units, then records."""
    participation, row = place_of(request, participation_pk, form_pk)
    choice = choice_of(request, row)
    opened = queries.figure_for(participation, row, choice.shown, code, with_waiting=choice.with_waiting)
    if opened is None:
        raise Http404
    context = {
        "participation": participation,
        "row": row,
        "choice": choice,
        "figure": opened,
        "code": code,
        "label": full_labels(row.form)[code],
        "superior": superior_within(person(request), participation),
    }
    return render(request, "reports/figure.html", context)


@require_GET
def download(request: HttpRequest, participation_pk: int, form_pk: int, suffix: str) -> HttpResponse:
    """The total as Word or Excel in the notice's own layout, or (units.xlsx) one row a unit."""
    participation, row = place_of(request, participation_pk, form_pk)
    choice = choice_of(request, row)
    result = queries.total_of(
        participation, row, choice.shown, with_waiting=choice.with_waiting, now=clock.now()
    )
    if request.GET.get("rows") == "units":
        return documents.units_response(result, unit=participation.unit, label=choice.label)
    return documents.table_response(
        suffix, row, documents.printed(result), unit=participation.unit, label=choice.label
    )
