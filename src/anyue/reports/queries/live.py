"""The live total: what has come in, and what drafts come to as they fill from the ledger at this moment.

A draft is its unit's own until it is sent in: only the sum of all is told, never one unit's part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.rollup.add import Total, add_values
from anyue.reports.models import ReportVersion
from anyue.reports.queries.basis import sheet_for
from anyue.reports.queries.totals import numbers_over, over_periods, versions_below


@dataclass(frozen=True, slots=True)
class LiveTotal:
    """Sums by code without texts, and how many of the tables in it have been sent in, and how many not."""

    total: Total
    sent: int
    drafts: int


def live_total_of(
    participation: Participation, row: CampaignForm, occurrences: Sequence[Occurrence]
) -> LiveTotal:
    """The sum of those below, each as it stands or as its draft does; at most ten queries a draft."""
    standing = versions_below(participation, occurrences, with_waiting=True)
    by_place = {(one.report.participation_id, one.report.occurrence_id): one for one in standing}
    by_unit: list[tuple[str, list[ReportVersion]]] = []
    periods, drafts = set[int](), 0
    for below in participation.inferiors.select_related("unit", "campaign"):
        told = []
        for occurrence in occurrences:
            version = by_place.get((below.pk, occurrence.pk))
            if version is None and (values := _draft(below, occurrence)):
                drafts += 1
                version = ReportVersion(number=occurrence.number, values=values)
            if version is not None:
                told.append(version)
                periods.add(occurrence.pk)
        if told:
            by_unit.append((below.unit.name, told))
    whole = numbers_over(row.form, len(periods))
    parts = [
        (name, {code: value for code, value in over_periods(row.form, told).items() if code in whole})
        for name, told in by_unit
    ]
    return LiveTotal(add_values(row.form, parts, over="units"), len(standing), drafts)


def _draft(participation: Participation, occurrence: Occurrence) -> dict[str, str]:
    if occurrence.cancelled_at or not participation.unit.is_open_on(occurrence.ends_on):
        return {}
    return sheet_for(participation, occurrence).total
