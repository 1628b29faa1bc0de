"""Where two forms of one campaign ask a unit for the same and were told otherwise: weekly and final."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.counting import Sent, carried_by
from anyue.core.forms.form import Form, Source, ValueType
from anyue.reports.models import ReportVersion
from anyue.reports.queries.basis import Sheet
from anyue.web.words import day_words


@dataclass(frozen=True, slots=True)
class _Other:
    """Another form of the campaign as far as it was sent in: its sums by source."""

    title: str
    ends_on: date
    sums: dict[Source, str]


def differing_from(sheet: Sheet) -> dict[str, list[str]]:
    """What other forms of the campaign come to where it is not what this one does, by code; one query.

    Only forms that were sent in up to a day within this table's period: a total of the first week is no less
    true for being less than that of the month.
    """
    own = _sums(sheet.basis.form, [Sent(sheet.own, sheet.basis.carried)], sheet.basis.carried)
    told: dict[str, list[str]] = {}
    for other in _others(sheet.participation, sheet.basis.row):
        if not sheet.occurrence.starts_on <= other.ends_on <= sheet.occurrence.ends_on:
            continue
        for indicator in sheet.basis.form.indicators:
            source = indicator.source
            if source in other.sums and source in own and own[source] != other.sums[source]:
                there = f"{other.title}至{day_words(other.ends_on)}累计 {other.sums[source]}"
                words = f"{there}，本表累计 {own[source]}"
                told.setdefault(indicator.code, []).append(words)
    return told


def _others(participation: Participation, row: CampaignForm) -> Iterable[_Other]:
    versions = (
        ReportVersion.objects.standing()
        .filter(
            report__participation=participation,
            report__occurrence__deadline__form__kind=row.kind,
        )
        .exclude(report__occurrence__deadline__form=row)
        .select_related("report__occurrence__deadline__form")
        .defer("report__occurrence__deadline__form__body")
        .order_by("report__occurrence__ends_on")
    )
    by_form: dict[CampaignForm, list[ReportVersion]] = {}
    for version in versions:
        form = version.report.occurrence.deadline.form
        if form is not None:
            by_form.setdefault(form, []).append(version)
    for form, sent in by_form.items():
        sums = _sums(form.form, [Sent(one.own, one.carried) for one in sent], {})
        yield _Other(form.title, sent[-1].report.occurrence.ends_on, sums)


def _sums(form: Form, sent: list[Sent], carried: dict[str, str]) -> dict[Source, str]:
    """What a form's periods come to by source, where only one blank draws from it."""
    total = carried_by(form, [*([Sent(carried)] if carried else []), *sent])
    drawing: dict[Source, list[str]] = {}
    for indicator in form.indicators:
        if indicator.source and indicator.type is ValueType.NUMBER and indicator.code in total:
            drawing.setdefault(indicator.source, []).append(total[indicator.code])
    return {source: values[0] for source, values in drawing.items() if len(values) == 1}
