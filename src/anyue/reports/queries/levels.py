"""A form at every level below one participation: what the tree adds up to beside what each unit sent up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import BigIntegerField, DecimalField, F, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Round

from anyue.campaigns.models import CampaignForm, Occurrence, Participation, ReportingLine
from anyue.core.forms.form import Form, Indicator
from anyue.core.forms.values import format_number
from anyue.core.rollup import does_add, has_whole
from anyue.core.rollup.columns import HUNDREDTHS
from anyue.core.rollup.statement import totals_statement
from anyue.reports.models import ReportVersion, ReportVersionQuerySet
from anyue.reports.queries.totals import by_participation, over_periods

_NUMBER = DecimalField(max_digits=20, decimal_places=2)


@dataclass(frozen=True, slots=True)
class LevelTotal:
    """One unit at `depth` below: the sum of what it and all below it gave of their own, and what it sent up.

    `sent` is None for a unit without a version that counts, and for who asks for the form (`asks`) and sends
    nothing up.
    """

    participation: Participation
    depth: int
    total: dict[str, str]
    sent: dict[str, str] | None
    asks: bool = False

    @property
    def is_left_out(self) -> bool:
        """Whether the unit owes a version that counts and has none."""
        return self.sent is None and not self.asks

    @property
    def differing(self) -> list[str]:
        """The codes at which what it sent up is not what the tree adds up to."""
        if self.sent is None:
            return []
        return [code for code in {**self.sent, **self.total} if self.sent.get(code) != self.total.get(code)]


def compared_at(form: Form, occurrences: Sequence[Occurrence]) -> list[Indicator]:
    """The indicators that add over units, and over the periods where these are several."""
    over_units = (one for one in form.indicators if does_add(one, "units"))
    return [one for one in over_units if has_whole(one, len(occurrences))]


def levels_of(
    participation: Participation,
    row: CampaignForm,
    occurrences: Sequence[Occurrence],
    *,
    with_waiting: bool,
) -> list[LevelTotal]:
    """Every unit at or below a participation, each before those that report to it; three queries."""
    indicators = compared_at(row.form, occurrences)
    versions = ReportVersion.objects.standing() if with_waiting else ReportVersion.objects.official()
    lines = ReportingLine.objects.filter(superior__lines_up__superior=participation)
    below = lines.filter(superior=participation)
    versions = versions.filter(
        report__participation__in=below.values("participation"), report__occurrence__in=occurrences
    )
    totals = _added_up(indicators, versions, lines)
    codes = {one.code for one in indicators}
    told = {
        pk: {code: value for code, value in over_periods(row.form, parts).items() if code in codes}
        for pk, parts in by_participation(versions.in_official_order()).items()
    }
    units = below.select_related("participation__unit").order_by(
        "depth", "participation__unit__position", "participation__unit_id"
    )
    return _each_before_those_below(
        [
            LevelTotal(
                line.participation,
                line.depth,
                totals.get(line.participation_id, {}),
                told.get(line.participation_id),
                asks=row.is_asked_by(line.participation),
            )
            for line in units
        ]
    )


def _added_up(
    indicators: Sequence[Indicator], versions: ReportVersionQuerySet, lines: QuerySet[ReportingLine]
) -> dict[int, dict[str, str]]:
    """The totals by participation and code; one query."""
    own = versions.order_by().values(
        unit=F("report__participation_id"),
        period=F("report__occurrence__number"),
        **{f"c{at}": _hundredths(one.code) for at, one in enumerate(indicators)},
    )
    own_query, own_values = own.query.sql_with_params()
    line_query, line_values = lines.values(
        above=F("superior_id"), unit=F("participation_id")
    ).query.sql_with_params()
    statement = totals_statement(indicators, {"own": own_query, "line": line_query})
    with connection.cursor() as cursor:
        cursor.execute(statement, [*own_values, *line_values])
        return {
            pk: {
                one.code: format_number(Decimal(total) / HUNDREDTHS)
                for one, total in zip(indicators, found[::2], strict=True)
                if total is not None
            }
            for pk, *found in cursor.fetchall()
        }


def _hundredths(code: str) -> Cast:
    number = Cast(KeyTextTransform(code, "own"), _NUMBER)
    return Cast(Round(number * HUNDREDTHS, output_field=_NUMBER), BigIntegerField())


def _each_before_those_below(levels: Sequence[LevelTotal]) -> list[LevelTotal]:
    """The units of a tree in reading order, from units in the order of their depth."""
    below: dict[int | None, list[LevelTotal]] = {}
    for one in levels:
        below.setdefault(one.participation.superior_id if one.depth else None, []).append(one)
    ordered: list[LevelTotal] = []
    waiting = below.get(None, [])[::-1]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += reversed(below.get(one.participation.pk, []))
    return ordered
