"""Reads: what a written text is drawn from: the plan, and the figures that its unit sent in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import Assignment, Campaign, CampaignForm, Deadline, Participation
from anyue.campaigns.relaying import activities_of
from anyue.campaigns.reviewing.words import period_words
from anyue.core.documents.plan_words import quota_words
from anyue.core.forms.form import Indicator, ValueType
from anyue.core.written.facts import Facts, Table, Task
from anyue.core.written.figures import key_of
from anyue.reports.models import ReportVersion
from anyue.reports.queries.totals import over_periods

Frozen = dict[str, Any]
"""A figure as it is kept: its `value`, and the `versions` that it came from as [id, digest]."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number that a unit sent in, over all periods, with the versions that hold it."""

    row: CampaignForm
    indicator: Indicator
    value: str
    versions: list[ReportVersion]

    @property
    def key(self) -> str:
        """Its key in a text."""
        return key_of(self.row.position + 1, self.indicator.code)

    def frozen(self) -> Frozen:
        """The figure as it is kept with a text."""
        return {"value": self.value, "versions": [[one.pk, one.digest] for one in self.versions]}


def figures_told(participation: Participation) -> dict[str, Told]:
    """The numbers of a participation's statistics tables as they stand sent in, by key; one query.

    Several periods of a table come to one number, as its total counts them.
    """
    return {
        told.key: told
        for row, versions in _tables(participation)
        for told in _numbers(row, versions, over_periods(row.form, versions))
    }


def _tables(participation: Participation) -> list[tuple[CampaignForm, list[ReportVersion]]]:
    versions = (
        ReportVersion.objects.standing()
        .filter(
            report__participation=participation,
            report__occurrence__deadline__form__kind=FormKind.STATISTICS,
        )
        .select_related("report__occurrence__deadline__form", "submitted_by")
        .defer("report__occurrence__deadline__form__body")
        .order_by("report__occurrence__deadline__form__position", "report__occurrence__number")
    )
    by_form: dict[int, tuple[CampaignForm, list[ReportVersion]]] = {}
    for version in versions:
        row = version.report.occurrence.deadline.form
        if row is not None:
            by_form.setdefault(row.pk, (row, []))[1].append(version)
    return list(by_form.values())


def _numbers(row: CampaignForm, versions: list[ReportVersion], values: dict[str, str]) -> Iterable[Told]:
    for indicator in row.form.indicators:
        if indicator.type is ValueType.NUMBER and indicator.code in values:
            yield Told(row, indicator, values[indicator.code], versions)


def statistics_forms(participation: Participation) -> list[CampaignForm]:
    """The statistics tables that a participation fills in or asks for; one query."""
    rows = CampaignForm.objects.known_to([participation]).filter(kind=FormKind.STATISTICS)
    return list(rows.defer("body"))


def versions_held(frozen: Frozen) -> list[tuple[ReportVersion, bool]]:
    """The versions that a figure came from, in order, each with whether it stands; one query."""
    versions = ReportVersion.objects.filter(pk__in=[pk for pk, _ in frozen["versions"]])
    found = versions.select_related("report__occurrence", "submitted_by")
    return [
        (one, one.report.is_closed and one.number == one.report.version)
        for one in found.order_by("report__occurrence__number")
    ]


def facts_for(participation: Participation, document: str) -> Facts:
    """The plan as one unit has it, with what it sent in, for a text of this name; five queries."""
    tables = tuple(
        Table(row.position + 1, row.form, over_periods(row.form, versions))
        for row, versions in _tables(participation)
    )
    return facts_with(participation, document, tables)


def facts_with(participation: Participation, document: str, tables: tuple[Table, ...]) -> Facts:
    """The plan as one unit has it, with the numbers of these tables; four queries."""
    campaign = (
        Campaign.objects.select_related("notice").defer("notice__plan_read").get(pk=participation.campaign_id)
    )
    plan = campaign.notice.read_plan()
    own = {one.activity_id: one for one in Assignment.objects.filter(participation=participation)}
    return Facts(
        unit=participation.unit.name,
        document=document,
        notice=campaign.title,
        doc_number=plan.doc_number or "",
        theme=campaign.theme,
        periods=tuple((one.name, period_words(one.start, one.end)) for one in plan.periods),
        tasks=tuple(
            Task(
                heading=one.heading,
                text=one.text,
                when=one.when,
                responsible=one.responsible,
                kind=one.kind,
                person=own[one.pk].person if one.pk in own else "",
                due=_day(own.get(one.pk)),
                is_own=one.pk in own,
            )
            for one in activities_of(participation)
        ),
        quotas=tuple(map(quota_words, plan.quotas)),
        asked=tuple((one.what, one.phrase) for one in Deadline.objects.asked_of([participation])),
        requirements=(
            *(one.heading for one in plan.requirements),
            *filter(None, map(str.strip, participation.instructions.split("\n"))),
        ),
        tables=tables,
    )


def _day(assignment: Assignment | None) -> str:
    on = assignment.due_on if assignment else None
    return f"{on.month}月{on.day}日" if on else ""
