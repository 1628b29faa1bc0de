"""Totals of a form below one participation, in the notice's own table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.forms.form import Basis, Form, FormKind, ValueType
from anyue.core.forms.register_rows import merged_rows
from anyue.core.rollup import Total, add_values, has_whole
from anyue.reports.models import ReportVersion


@dataclass(frozen=True, slots=True)
class FormTotal:
    """The total of one form over the units below and some of its occurrences.

    `units` are (participation, values over those occurrences) in official order; `approved` and `waiting`
    count the reports of which a version is official and those of which one has come in and none is approved
    yet; `revised` those of which a later version than the official one waits; `asked` those that should be
    in by now.
    """

    form: Form
    total: Total
    units: list[tuple[Participation, Mapping[str, str]]]
    approved: int
    waiting: int
    revised: int
    asked: int

    @property
    def merged(self) -> dict[str, str]:
        """The rows of all units' registers as one register, each with its unit."""
        return merged_rows(self.form, [(unit.unit.name, values) for unit, values in self.units])


def versions_below(
    participation: Participation, occurrences: Sequence[Occurrence], *, with_waiting: bool
) -> list[ReportVersion]:
    """The versions of those directly below, official ones or those last sent in, in order; one query."""
    versions = ReportVersion.objects.standing() if with_waiting else ReportVersion.objects.official()
    return list(
        versions.filter(
            report__participation__superior=participation, report__occurrence__in=occurrences
        ).in_official_order()
    )


def over_periods(form: Form, versions: Sequence[ReportVersion]) -> dict[str, str]:
    """One unit's values over several periods: numbers are added, texts joined, a single period is kept.

    A cumulative number has its last value, whatever it adds over; registers have the rows of all.
    """
    if len(versions) == 1:
        return dict(versions[0].values)
    if form.kind is FormKind.REGISTER:
        return merged_rows(form, [("", version.values) for version in versions])
    parts = [(str(version.number), version.values) for version in versions]
    total = add_values(form, parts, over="periods")
    texts = {code: "；".join(text for _, text in told) for code, told in total.texts.items()}
    running = [i.code for i in form.indicators if i.type is ValueType.NUMBER and i.basis is Basis.CUMULATIVE]
    last = {code: v.values[code] for v in versions for code in running if code in v.values}
    return {**total.values, **last, **texts}


def by_participation(versions: Iterable[ReportVersion]) -> dict[int, list[ReportVersion]]:
    """The versions of each participation by its id, both in the order of the versions."""
    found: dict[int, list[ReportVersion]] = {}
    for version in versions:
        found.setdefault(version.report.participation_id, []).append(version)
    return found


def values_by_unit(
    form: Form, versions: Sequence[ReportVersion]
) -> list[tuple[Participation, Mapping[str, str]]]:
    """The values of each unit over the periods of these versions, units in the order of the versions.

    A number that these periods have no whole of is left out, of each unit.
    """
    periods = len({version.report.occurrence_id for version in versions})
    apart = numbers_over(form, 1) - numbers_over(form, periods)
    return [
        (
            sent[0].report.participation,
            {code: value for code, value in over_periods(form, sent).items() if code not in apart},
        )
        for sent in by_participation(versions).values()
    ]


def numbers_over(form: Form, periods: int) -> set[str]:
    """The codes of the numbers of a form that have a value over so many periods."""
    numbers = (one for one in form.indicators if one.type is ValueType.NUMBER)
    return {one.code for one in numbers if has_whole(one, periods)}


def total_of(
    participation: Participation,
    row: CampaignForm,
    occurrences: Sequence[Occurrence],
    *,
    with_waiting: bool,
    now: datetime,
) -> FormTotal:
    """The total of a form below a participation over some occurrences of it; four queries."""
    sent = versions_below(participation, occurrences, with_waiting=True)
    official = versions_below(participation, occurrences, with_waiting=False)
    counted = sent if with_waiting else official
    units = values_by_unit(row.form, counted)
    behind = {version.pk for version in official}
    due = [one.ends_on for one in occurrences if one.due_at <= now and not one.cancelled_at]
    below = participation.inferiors.select_related("unit")
    return FormTotal(
        form=row.form,
        total=add_values(row.form, [(unit.unit.name, values) for unit, values in units], over="units"),
        units=units,
        approved=len(official),
        waiting=len(sent) - len(official),
        revised=sum(one.report.approved_version > 0 and one.pk not in behind for one in sent),
        asked=max(len(sent), sum(one.unit.is_open_on(day) for one in below for day in due)),
    )
