"""What one figure is made of: the units below, the unit's own records, what was typed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.forms.form import Indicator
from anyue.core.rollup.add import add_values
from anyue.records.models import ActivityRecord
from anyue.reports.models import ReportVersion
from anyue.reports.queries.totals import over_periods, values_by_unit, versions_below


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure opened. `below` are (participation, value); `own` the unit's own number, None for who asks.

    `records` are the ledger's records behind the own number; `is_typed` says that a person typed it instead;
    `versions` are those that it stands in, one a period, with their reports.
    """

    indicator: Indicator
    value: str | None
    below: list[tuple[Participation, str]]
    own: str | None
    records: list[ActivityRecord]
    is_typed: bool
    versions: list[ReportVersion]


def figure_for(
    participation: Participation,
    row: CampaignForm,
    occurrences: Sequence[Occurrence],
    code: str,
    *,
    with_waiting: bool,
) -> Figure | None:
    """What the figure `code` of a participation is made of, None where the form has no such code.

    The figure of who asks for the form is the sum of what came in; any other unit's is frozen in the versions
    that it sent.
    """
    indicator = next((i for i in row.form.indicators if i.code == code), None)
    if indicator is None:
        return None
    if row.is_asked_by(participation):
        versions = versions_below(participation, occurrences, with_waiting=with_waiting)
        below = _by_unit(row, versions, code)
        total = add_values(row.form, [(p.unit.name, {code: value}) for p, value in below], over="units")
        return Figure(indicator, total.values.get(code), below, None, [], is_typed=False, versions=[])
    told = ReportVersion.objects.filter(
        report__participation=participation, report__occurrence__in=occurrences
    ).order_by("report__occurrence__number")
    official = [] if with_waiting else list(told.official().select_related("report__occurrence"))
    sent = official or list(told.standing().select_related("report__occurrence"))
    parts = [version_id for version in sent for _, version_id in version.parts]
    versions = list(ReportVersion.objects.filter(pk__in=parts).in_official_order())
    ids = {pk for version in sent for pk in version.records.get(code, ())}
    own = add_values(row.form, [(str(v.number), v.own) for v in sent], over="periods").values.get(code)
    if len(sent) == 1:
        own = sent[0].own.get(code)
    return Figure(
        indicator=indicator,
        value=over_periods(row.form, sent).get(code) if sent else None,
        below=_by_unit(row, versions, code),
        own=own,
        records=list(ActivityRecord.objects.filter(pk__in=ids).select_related("unit")),
        is_typed=any(code in version.typed for version in sent),
        versions=sent,
    )


def _by_unit(
    row: CampaignForm, versions: Sequence[ReportVersion], code: str
) -> list[tuple[Participation, str]]:
    told = values_by_unit(row.form, versions)
    return [(participation, values[code]) for participation, values in told if code in values]
